using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Differentiation;
using SymBackprop.Equations;
using SymBackprop.Explanation;
using SymBackprop.Expressions;
using SymBackprop.Lowering;
using SymBackprop.Simplification;
using SymBackprop.Syntax;

namespace SymBackprop;

/// <summary>Compiles networks and formulas: source text in; values, derivatives, derivations and code out.</summary>
/// <remarks>
/// Read <see cref="RunPasses"/> top to bottom: it is the architecture. Each pass is one function from one immutable type to the next.
/// Errors of the user are diagnostics. An exception is a bug: a host catches it once, at its door, and reports SBP9001 with the pass after the one
/// that the observer saw last.
/// </remarks>
public static partial class GradientCompiler
{
    /// <summary>Reads a text and takes its derivatives.</summary>
    /// <param name="source">The text: a network, or a formula alone.</param>
    /// <param name="options">What is known and asked beside the text.</param>
    /// <param name="observer">Sees what each pass gives.</param>
    /// <param name="cancellation">Is looked at between the passes and within them.</param>
    public static CompilationResult Compile(
        SourceText source, CompilerOptions? options = null, IPassObserver? observer = null, CancellationToken cancellation = default)
    {
        return RunPasses(source, new CompilationRequest(source, options ?? new CompilerOptions(), cancellation: cancellation), new PassWatch(observer, cancellation));
    }

    private static CompilationResult RunPasses(SourceText source, CompilationRequest request, PassWatch passes)
    {
        FileSyntax syntax = passes.Saw(Pass.Parse, request.Parse());
        if (request.Select(syntax) is not { } chosen)
        {
            return request.Failed();
        }

        BoundNetwork network = passes.Saw(Pass.Bind, request.Bind(chosen));
        if (request.HasErrors)
        {
            return request.Failed();
        }

        try
        {
            EquationSystem primal = passes.Saw(Pass.Lower, Lowerer.Lower(network, passes.Meter()));
            EquationSystem stable = passes.Saw(Pass.Stabilise, Simplifier.Simplify(primal));
            for (int depth = 1; Differentiator.ResolveInnermost(stable, depth) is { } resolved; depth++)
            {
                stable = passes.Saw(Pass.Stabilise, Simplifier.Simplify(passes.Saw(Pass.Differentiate, resolved)));
            }

            EquationSystem gradient = passes.Saw(Pass.Differentiate, Differentiator.Differentiate(stable));
            EquationSystem simplified = passes.Saw(Pass.Simplify, Simplifier.Simplify(gradient));
            simplified.Interner.Meter.Stop();
            return request.Succeeded(new CompiledNetwork(network, stable, simplified));
        }
        catch (WorkLimitException e)
        {
            request.Diagnostics.Report(e.Descriptor, e.Culprit, Beginning(source, e.Culprit));
            return request.Failed();
        }
    }

    private static string Beginning(SourceText source, SourceSpan culprit) => culprit.End <= source.Text.Length
        ? source.Text.Substring(culprit.Start, System.Math.Min(culprit.Length, 40)) + (culprit.Length > 40 ? "…" : string.Empty)
        : "(an assumption)";

    /// <summary>Computes a network's values and derivatives at a point.</summary>
    /// <param name="network">The network.</param>
    /// <param name="point">What is given, and sizes that nothing given tells.</param>
    /// <param name="cancellation">Is looked at all the time.</param>
    public static Evaluation Evaluate(
        CompiledNetwork network, ImmutableDictionary<string, NumberArray> point, CancellationToken cancellation = default) => Evaluation.Of(network.System, point, cancellation);

    /// <summary>Explains a network's derivatives as chains of named steps; null where the steps would be endless.</summary>
    public static ExplanationText? Explain(CompiledNetwork network) => Explainer.Explain(network.Bound) is { } derivations ? ExplanationText.From(derivations) : null;

    /// <summary>Returns a derivative as text of the language over the given names: an expression, for an array an equation for its entries.</summary>
    /// <remarks>Null where so much is shared that the text would be endless.</remarks>
    public static string? Expression(CompiledNetwork network, NetworkDerivative derivative)
    {
        DerivativeResult? result = network.System.Derivatives.FirstOrDefault(d =>
            d.Of.Name == derivative.Of && d.By.Name == derivative.By && d.ThenBy?.Name == derivative.ThenBy);
        return result is null ? null : DerivativeExpression.Of(network.System, result.Value);
    }

    /// <summary>Returns whether a text is an expression alone, which can stand inside another one.</summary>
    public static bool IsExpression(string text)
    {
        var diagnostics = new DiagnosticBag();
        return Parser.Parse(new SourceText("formula", text), diagnostics).Networks is [{ IsBare: true, Statements: [FormulaSyntax] }] && !diagnostics.HasErrors;
    }
}
