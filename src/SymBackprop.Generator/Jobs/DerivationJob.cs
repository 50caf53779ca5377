using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using SymBackprop.Generator.Declarations;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Jobs;

/// <summary>A derivation by hand with the network whose derivative its last line states; holds no place in C#.</summary>
/// <param name="Document">The derivation.</param>
/// <param name="Network">The network's file, or the formula with the method's name.</param>
/// <param name="NetworkName">The network's name, where the file has several.</param>
/// <param name="WithRespectTo">The names to differentiate by, as written.</param>
/// <param name="Shapes">Shapes that a formula leaves open, as written.</param>
internal sealed record DerivationJob(ProjectFile Document, ProjectFile Network, string NetworkName, string WithRespectTo, string Shapes)
{
    // An editor builds at every key.
    private const double Share = 0.2;

    public CheckOptions Options => new()
    {
        Network = new SourceText(Network.Name, Network.Text),
        NetworkName = NetworkName,
        WithRespectTo = [.. WithRespectTo.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)],
        Shapes = Shapes,
        Effort = Share,
    };
}

/// <summary>An attribute's derivation together with the file that it names; the job is null where there is none.</summary>
internal sealed record LocatedDerivation(DerivationJob? Job, EquatableArray<Report> Errors)
{
    public static LocatedDerivation Find(MethodDeclaration method, ImmutableArray<ProjectFile> documents) =>
        Find(method.Derivation, method.Name, documents, d => new(d, new(method.Job!.Request.Name, method.Job.Formula), "", method.WithRespectTo.Value, method.Shapes.Value));

    public static LocatedDerivation Find(LocatedNetwork network, ImmutableArray<ProjectFile> documents) =>
        Find(network.Declaration.Derivation, network.Declaration.Name, documents, d => new(d, network.Job!.File, network.Job.Request.NetworkName, "", ""));

    /// <summary>Returns the derivation that the attribute names, else the documents that are called as the network's file or the network is: <c>mlp.tex</c> beside <c>mlp.sbp</c>.</summary>
    public static IEnumerable<LocatedDerivation> All(LocatedNetwork network, ImmutableArray<ProjectFile> documents)
    {
        if (network.Declaration.Derivation.Value.Length > 0)
        {
            return [Find(network, documents)];
        }

        NetworkJob job = network.Job!;
        return documents.Where(d => d.IsNamedAfter(job.File, job.Request.NetworkName)).Select(d => new LocatedDerivation(new(d, job.File, job.Request.NetworkName, "", ""), []));
    }

    private static LocatedDerivation Find(Argument given, Place name, ImmutableArray<ProjectFile> documents, Func<ProjectFile, DerivationJob> create)
    {
        ProjectFile[] found = ProjectFile.Find(documents, given.Value, name.Path);
        return found.Length switch
        {
            1 => new(create(found[0]), []),
            0 => new(null, [Messages.At(given.Whole, DiagnosticCatalog.DerivationNotFound, given.Value, ProjectFile.Names(documents))]),
            _ => new(null, [Messages.At(given.Whole, DiagnosticCatalog.AmbiguousDerivation, given.Value, ProjectFile.Names(found))]),
        };
    }
}
