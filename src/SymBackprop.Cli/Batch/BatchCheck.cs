using System;
using System.Threading;
using SymBackprop.Checking;
using SymBackprop.Cli.Hosting;
using SymBackprop.Cli.Json;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Batch;

/// <summary>Answers <c>check</c>.</summary>
internal static class BatchCheck
{
    public static string Check(BatchRequest request, TimeSpan timeLimit)
    {
        // The answer is given up at the limit; the work behind it ends soon after.
        using var cancellation = new CancellationTokenSource(timeLimit + TimeSpan.FromSeconds(1));
        var network = request.SourceField == "network" ? new SourceText("network", request.Source) : null;
        if (network is not null)
        {
            CompilationResult result = GradientCompiler.Compile(network, new CompilerOptions { WithRespectTo = request.WithRespectTo }, Passes.Silent);
            BatchDiagnostics.Check(result.Diagnostics, "network");
        }

        DerivationReport report = GradientCompiler.Check(
            new SourceText("document", request.Document),
            new CheckOptions { Definitions = request.Definitions, WithRespectTo = request.WithRespectTo, Network = network, IsStrict = request.IsStrict },
            cancellation.Token);
        return BatchAnswer.Success(request, [], writer => DerivationReportJson.Write(writer, report));
    }
}
