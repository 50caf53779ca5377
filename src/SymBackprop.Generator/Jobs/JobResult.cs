using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Emission.CSharp;

namespace SymBackprop.Generator.Jobs;

/// <summary>What came of a job.</summary>
/// <param name="Job">What was to be done.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="Text">The file; empty where there is none.</param>
/// <param name="Helpers">The helpers that the file calls.</param>
/// <param name="Findings">What the compiler said.</param>
/// <typeparam name="TJob">What describes the work.</typeparam>
internal sealed record JobResult<TJob>(TJob Job, string HintName, string Text, EquatableArray<string> Helpers, EquatableArray<Finding> Findings)
{
    /// <summary>Runs the compiler; whatever it throws becomes a finding, because nothing may escape into the C# compiler.</summary>
    public static JobResult<TJob> Run(TJob job, string hintName, Func<EmissionResult> compile)
    {
        try
        {
            EmissionResult result = compile();
            return new(job, hintName, result.Text, result.Helpers, result.Diagnostics.Select(Finding.Of).ToImmutableArray());
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new(job, hintName, "", [], [Finding.Of(failure)]);
        }
    }
}
