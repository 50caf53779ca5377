using System;
using SymBackprop.Emission.CSharp;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Jobs;

/// <summary>What the compiler said about a job: comparable by value, its place relative to a part of the job.</summary>
internal sealed record Finding(string Id, string Message, RequestPart Part, int Start, int End, int Parameter)
{
    public static Finding Of(RequestDiagnostic found) => new(
        found.Diagnostic.Descriptor.Id,
        Messages.Of(found.Diagnostic),
        found.Part,
        found.Diagnostic.Span.Start,
        found.Diagnostic.Span.End,
        found.Parameter);

    /// <summary>Returns the finding for a failure that is ours.</summary>
    public static Finding Of(Exception failure) => Of(new RequestDiagnostic(Messages.Internal(failure), RequestPart.Declaration));
}
