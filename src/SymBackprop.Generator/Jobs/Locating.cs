using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Emission.CSharp;
using SymBackprop.Generator.Declarations;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Jobs;

/// <summary>Puts what the compiler said at its place in C# or in the network's file.</summary>
internal static class Locating
{
    public static ImmutableArray<Report> Reports(MethodDeclaration method, ImmutableArray<JobResult<MethodJob>> results)
    {
        IEnumerable<Finding> findings = results.FirstOrDefault(r => r.Job.Equals(method.Job))?.Findings.Items ?? [];
        return [.. method.Errors.Items, .. findings.Select(f => new Report(f.Id, f.Message, PlaceOf(f, method)))];
    }

    public static ImmutableArray<Report> Reports(LocatedNetwork network, ImmutableArray<JobResult<NetworkJob>> results)
    {
        IEnumerable<Finding> findings = results.FirstOrDefault(r => r.Job.Equals(network.Job))?.Findings.Items ?? [];
        return [.. network.Errors.Items, .. findings.Select(f => Report(f, network))];
    }

    private static Place PlaceOf(Finding finding, MethodDeclaration method) => finding.Part switch
    {
        RequestPart.Source => method.Formula.At(finding.Start, finding.End),
        RequestPart.WithRespectTo => method.WithRespectTo.At(finding.Start, finding.End),
        RequestPart.Shapes => method.Shapes.At(finding.Start, finding.End),
        RequestPart.Parameter when finding.Parameter >= 0 && finding.Parameter < method.Parameters.Count => method.Parameters[finding.Parameter],
        _ => method.Name,
    };

    private static Report Report(Finding finding, LocatedNetwork network) => finding.Part switch
    {
        RequestPart.Source when network.Job is { } job =>
            new(finding.Id, finding.Message, null, FilePlace.Of(job.File.Path, job.File.Text, finding.Start, finding.End)),
        RequestPart.NetworkName => new(finding.Id, finding.Message, network.Declaration.Network.At(finding.Start, finding.End)),
        _ => new(finding.Id, finding.Message, network.Declaration.Name),
    };
}
