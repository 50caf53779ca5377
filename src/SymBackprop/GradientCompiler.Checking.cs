using System.Threading;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;

namespace SymBackprop;

/// <summary>Checking derivations by hand.</summary>
public static partial class GradientCompiler
{
    /// <summary>Judges every relation of a derivation of backpropagation as a person wrote it.</summary>
    /// <param name="document">Markdown or LaTeX.</param>
    /// <param name="options">What is known beside it.</param>
    /// <param name="cancellation">Is looked at between the relations and inside long comparisons.</param>
    public static DerivationReport Check(SourceText document, CheckOptions? options = null, CancellationToken cancellation = default) =>
        DeepStack.Run(() => DerivationChecker.Check(document, options ?? new CheckOptions(), cancellation));

    /// <summary>Returns why a text cannot be one of <see cref="CheckOptions.Definitions"/>, or null where it can.</summary>
    /// <param name="definition">LaTeX, or as the language writes it.</param>
    public static Diagnostic? CheckDefinition(SourceText definition) => DeepStack.Run(() => GivenDefinition.Problem(definition));
}
