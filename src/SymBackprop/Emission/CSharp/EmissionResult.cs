using SymBackprop.Diagnostics;

namespace SymBackprop.Emission.CSharp;

/// <summary>Which of the texts or declarations that make up a request a message is about.</summary>
public enum RequestPart
{
    /// <summary>The formula or the network's file; the span lies in it.</summary>
    Source,

    /// <summary>The list of names to differentiate by; the span lies in it.</summary>
    WithRespectTo,

    /// <summary>The stated shapes; the span lies in them.</summary>
    Shapes,

    /// <summary>The parameter with number <see cref="RequestDiagnostic.Parameter"/>; the span says nothing.</summary>
    Parameter,

    /// <summary>The declared method or class as a whole; the span says nothing.</summary>
    Declaration,

    /// <summary>The network's name given to the attribute; the span lies in it.</summary>
    NetworkName,
}

/// <summary>A message about a request.</summary>
/// <param name="Diagnostic">The message, with a span in <paramref name="Part"/>.</param>
/// <param name="Part">The text or declaration meant.</param>
/// <param name="Parameter">The parameter's position from 0, where <paramref name="Part"/> says so.</param>
public sealed record RequestDiagnostic(Diagnostic Diagnostic, RequestPart Part, int Parameter = 0);

/// <summary>C# for one request.</summary>
/// <param name="Text">A whole file; after an error empty, or a body that only throws.</param>
/// <param name="Helpers">Names of the helpers that the text calls, sorted; one file per assembly holds those of all requests.</param>
/// <param name="Diagnostics">What the user should know.</param>
public sealed record EmissionResult(string Text, EquatableArray<string> Helpers, EquatableArray<RequestDiagnostic> Diagnostics);
