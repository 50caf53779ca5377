using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Hosting;

/// <summary>The file of networks with which a derivation is compared.</summary>
internal static class ComparedNetwork
{
    /// <summary>Returns what is wrong with it; several networks are in order, as the document tells which is meant.</summary>
    public static ImmutableArray<FieldDiagnostic> Diagnostics(SourceText network, ImmutableArray<string> withRespectTo, System.Threading.CancellationToken cancellation)
    {
        CompilationResult result = GradientCompiler.Compile(network, new CompilerOptions { WithRespectTo = withRespectTo }, Passes.Silent, cancellation);
        return [.. result.Diagnostics.Where(d => !IsChoice(d.Diagnostic))];
    }

    private static bool IsChoice(Diagnostic diagnostic) => diagnostic.Descriptor == DiagnosticCatalog.AmbiguousNetwork && diagnostic.Arguments[0] != "(none)";
}
