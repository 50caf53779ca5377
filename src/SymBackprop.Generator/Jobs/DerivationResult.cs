using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Jobs;

/// <summary>What came of a derivation by hand. Its reports are about the document only, so no edit of C# changes them.</summary>
internal sealed record DerivationResult(DerivationJob Job, EquatableArray<Report> Reports)
{
    /// <summary>Checks; whatever is thrown becomes a report, because nothing may escape into the C# compiler.</summary>
    public static DerivationResult Run(DerivationJob job, Func<SourceText, CheckOptions, DerivationReport> check)
    {
        try
        {
            var document = new SourceText(job.Document.Name, job.Document.Text);
            DerivationReport report = check(document, job.Options);
            return new(job, Refuted(report).Select(d => Report(job, d)).ToImmutableArray());
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new(job, [new(DiagnosticCatalog.InternalError.Id, Messages.Of(failure, null).Message, null, FilePlace.Of(job.Document.Path, job.Document.Text, 0, 0))]);
        }
    }

    private static IEnumerable<Diagnostic> Refuted(DerivationReport report) => report.Relations
        .Where(r => r.Verdict == RelationVerdict.Refuted)
        .Select(r => DerivationFindings.Of(r, report))
        .GroupBy(d => d.Span.End)
        .Select(g => g.First());

    private static Report Report(DerivationJob job, Diagnostic diagnostic) => new(
        diagnostic.Descriptor.Id,
        Messages.Of(diagnostic),
        null,
        FilePlace.Of(job.Document.Path, job.Document.Text, diagnostic.Span.Start, diagnostic.Span.End));
}
