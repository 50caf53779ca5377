using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SymBackprop.Generator.Declarations;
using SymBackprop.Generator.Jobs;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator;

/// <summary>Hosts the compiler in Roslyn: attributes and <c>.sbp</c> files in, C# and diagnostics out.</summary>
/// <remarks>
/// Declarations know their places, jobs do not: code that moves is not compiled again. Every step hands on plain values that compare by value.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class GradientGenerator : IIncrementalGenerator
{
    private readonly IBackend _backend;

    /// <summary>Initializes the generator that csc loads.</summary>
    public GradientGenerator()
        : this(new CompilerBackend())
    {
    }

    internal GradientGenerator(IBackend backend) => _backend = backend;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(AttributeSources.Add);

        IncrementalValueProvider<ImmutableArray<ProjectFile>> documents = context.AdditionalTextsProvider
            .Where(ProjectFile.IsDerivation)
            .Select(ProjectFile.Read)
            .WithTrackingName(StepNames.Derivations)
            .Collect();

        Outcome gradients = Methods(context, AttributeSources.Gradient, withValue: false, documents);
        Outcome values = Methods(context, AttributeSources.ValueAndGradient, withValue: true, documents);
        Outcome networks = Networks(context, documents);

        WriteHelpers(context, gradients.Helpers, values.Helpers, networks.Helpers);
        WriteReports(context, gradients, values, networks);
    }

    private Outcome Methods(
        IncrementalGeneratorInitializationContext context, string attribute, bool withValue, IncrementalValueProvider<ImmutableArray<ProjectFile>> documents)
    {
        IncrementalValuesProvider<MethodDeclaration> methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                (node, _) => node is MethodDeclarationSyntax,
                (found, cancellation) => MethodReader.Read(found, withValue, cancellation))
            .WithTrackingName(StepNames.Methods);

        IncrementalValuesProvider<JobResult<MethodJob>> results = methods
            .Where(m => m.Job is not null)
            .Select((m, _) => m.Job!)
            .WithTrackingName(StepNames.MethodJobs)
            .Select((job, cancellation) => JobResult<MethodJob>.Run(
                job,
                job.HintName,
                () => _backend.EmitMethod(new(job.Request.Name, job.Formula), job.Request, cancellation)))
            .WithTrackingName(StepNames.MethodResults);

        WriteFiles(context, results);
        IncrementalValueProvider<ImmutableArray<JobResult<MethodJob>>> withFindings = results.Where(r => r.Findings.Count > 0).Collect();
        return new(
            results.Select((r, _) => r.Helpers).Collect(),
            methods.Combine(withFindings).SelectMany((pair, _) => Locating.Reports(pair.Left, pair.Right)).Collect(),
            Derivations(methods.Where(m => m.Job is not null && m.Derivation.Value.Length > 0).Combine(documents).Select((pair, _) => LocatedDerivation.Find(pair.Left, pair.Right))));
    }

    private Outcome Networks(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<ImmutableArray<ProjectFile>> documents)
    {
        IncrementalValueProvider<ImmutableArray<ProjectFile>> files = context.AdditionalTextsProvider
            .Where(ProjectFile.IsNetwork)
            .Select(ProjectFile.Read)
            .WithTrackingName(StepNames.Files)
            .Collect();

        IncrementalValuesProvider<LocatedNetwork> networks = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                AttributeSources.Network,
                (node, _) => node is TypeDeclarationSyntax,
                (found, cancellation) => ClassReader.Read(found, cancellation))
            .WithTrackingName(StepNames.Classes)
            .Combine(files)
            .Select((pair, _) => LocatedNetwork.Find(pair.Left, pair.Right))
            .WithTrackingName(StepNames.LocatedNetworks);

        IncrementalValuesProvider<JobResult<NetworkJob>> results = networks
            .Where(n => n.Job is not null)
            .Select((n, _) => n.Job!)
            .WithTrackingName(StepNames.NetworkJobs)
            .Select((job, cancellation) => JobResult<NetworkJob>.Run(
                job,
                job.HintName,
                () => _backend.EmitNetwork(new(job.File.Name, job.File.Text), job.Request, cancellation)))
            .WithTrackingName(StepNames.NetworkResults);

        WriteFiles(context, results);
        IncrementalValueProvider<ImmutableArray<JobResult<NetworkJob>>> withFindings = results.Where(r => r.Findings.Count > 0).Collect();
        return new(
            results.Select((r, _) => r.Helpers).Collect(),
            networks.Combine(withFindings).SelectMany((pair, _) => Locating.Reports(pair.Left, pair.Right)).Collect(),
            Derivations(networks.Where(n => n.Job is not null).Combine(documents).SelectMany((pair, _) => LocatedDerivation.All(pair.Left, pair.Right))));
    }

    // Beside the emission: an edited document compiles no network again, and C# that moves checks no document again.
    private IncrementalValueProvider<ImmutableArray<Report>> Derivations(IncrementalValuesProvider<LocatedDerivation> found)
    {
        IncrementalValuesProvider<LocatedDerivation> located = found.WithTrackingName(StepNames.LocatedDerivations);
        IncrementalValuesProvider<DerivationResult> results = located
            .Where(d => d.Job is not null)
            .Select((d, _) => d.Job!)
            .WithTrackingName(StepNames.DerivationJobs)
            .Select((job, cancellation) => DerivationResult.Run(job, (document, options) => _backend.Check(document, options, cancellation)))
            .WithTrackingName(StepNames.DerivationResults);
        return located.SelectMany((d, _) => d.Errors.Items).Collect()
            .Combine(results.SelectMany((r, _) => r.Reports.Items).Collect())
            .Select((pair, _) => pair.Left.AddRange(pair.Right));
    }

    private static void WriteFiles<TJob>(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<JobResult<TJob>> results) =>
        context.RegisterSourceOutput(
            results.Where(r => r.Text.Length > 0).Select((r, _) => (r.HintName, r.Text)),
            (output, file) => output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8)));

    private void WriteHelpers(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ImmutableArray<EquatableArray<string>>> gradients,
        IncrementalValueProvider<ImmutableArray<EquatableArray<string>>> values,
        IncrementalValueProvider<ImmutableArray<EquatableArray<string>>> networks)
    {
        IncrementalValueProvider<EquatableArray<string>> helpers = gradients.Combine(values).Combine(networks)
            .Select((all, _) => Union(all.Left.Left.Concat(all.Left.Right).Concat(all.Right)))
            .WithTrackingName(StepNames.Helpers);
        context.RegisterSourceOutput(helpers, (output, names) =>
        {
            JobResult<EquatableArray<string>> result = JobResult<EquatableArray<string>>.Run(
                names,
                "SymBackprop.Helpers.g.cs",
                () => new(names.Count == 0 ? "" : _backend.EmitHelpers(names), [], []));
            if (result.Text.Length > 0)
            {
                output.AddSource(result.HintName, SourceText.From(result.Text, Encoding.UTF8));
            }

            foreach (Finding finding in result.Findings)
            {
                output.ReportDiagnostic(Diagnostic.Create(Descriptors.Get(finding.Id), Location.None, finding.Message));
            }
        });
    }

    private static EquatableArray<string> Union(System.Collections.Generic.IEnumerable<EquatableArray<string>> lists) =>
        lists.SelectMany(l => l.Items).Distinct(StringComparer.Ordinal).OrderBy(n => n, StringComparer.Ordinal).ToImmutableArray();

    // Only what is faulty meets the compilation, whose trees give reports their real locations; two classes of one faulty file say it once.
    private static void WriteReports(
        IncrementalGeneratorInitializationContext context, Outcome gradients, Outcome values, Outcome networks)
    {
        IncrementalValuesProvider<Report> reports = Together(gradients).Combine(Together(values)).Combine(Together(networks))
            .SelectMany((all, _) => all.Left.Left.Concat(all.Left.Right).Concat(all.Right).Distinct())
            .WithTrackingName(StepNames.Reports);
        context.RegisterSourceOutput(reports.Combine(context.CompilationProvider), (output, pair) =>
        {
            (Report report, Microsoft.CodeAnalysis.Compilation compilation) = pair;
            Location location = report.FilePlace?.ToLocation() ?? report.Place?.In(compilation, output.CancellationToken) ?? Location.None;
            output.ReportDiagnostic(Diagnostic.Create(Descriptors.Get(report.Id), location, report.Message));
        });
    }

    private static IncrementalValueProvider<ImmutableArray<Report>> Together(Outcome outcome) =>
        outcome.Reports.Combine(outcome.DerivationReports).Select((pair, _) => pair.Left.AddRange(pair.Right));

    private readonly record struct Outcome(
        IncrementalValueProvider<ImmutableArray<EquatableArray<string>>> Helpers,
        IncrementalValueProvider<ImmutableArray<Report>> Reports,
        IncrementalValueProvider<ImmutableArray<Report>> DerivationReports);
}
