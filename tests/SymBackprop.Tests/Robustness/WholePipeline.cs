using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Equations;
using SymBackprop.Explanation;
using SymBackprop.Expressions;
using SymBackprop.Tests.Emission.CSharp;
using Xunit.Sdk;

namespace SymBackprop.Tests.Robustness;

/// <summary>Sends a text through everything that can be done with one, and checks what holds for every text.</summary>
internal static class WholePipeline
{
    /// <summary>How many entries a point may have before it is not worth the time to make one.</summary>
    private const long MostEntries = 20_000;

    /// <summary>Returns what came out: the ids of the messages, and the emitted C# of a text without errors.</summary>
    public static Outcome Run(string text, CompilerOptions? options = null, bool compilesCode = false)
    {
        CompilationResult result = GradientCompiler.Compile(new SourceText("text.sbp", text), options, new Verifying());
        Check(result.Diagnostics, text);
        if (result.Network is not { } network)
        {
            return result.HasErrors ? new Outcome(result.Diagnostics, null, null, null) : throw new XunitException("Neither a network nor an error:\n" + text);
        }

        EvaluateAt(network, text);
        ExplanationText explanation = GradientCompiler.Explain(network)!;
        string?[] expressions = [.. network.Derivatives.Select(d => GradientCompiler.Expression(network, d))];
        var kernel = new EmittedKernel(network.System);
        if (compilesCode)
        {
            _ = CompiledCode.Compile(kernel.Text);
        }

        return new Outcome(result.Diagnostics, network, kernel.Text, explanation);
    }

    /// <summary>Evaluates a network at some point, unless that is too large; says what became of it.</summary>
    public static string EvaluateAt(CompiledNetwork network, string text)
    {
        if (Point(network.Bound.Sizes, network.Bound.Givens) is not { } point)
        {
            return "too large a point";
        }

        Evaluation evaluation = GradientCompiler.Evaluate(network, point);
        Check(evaluation.Diagnostics, text);
        _ = network.Derivatives.Select(d => evaluation.Derivative(d)).ToList();
        return evaluation.Succeeded ? "evaluated" : evaluation.Diagnostics[0].Diagnostic.Message;
    }

    /// <summary>Checks what holds for every message whatever the text.</summary>
    public static void Check(IEnumerable<FieldDiagnostic> diagnostics, string text)
    {
        foreach ((Diagnostic diagnostic, SourceField field) in diagnostics)
        {
            string about = $"{diagnostic.Descriptor.Id} at {diagnostic.Span}: {diagnostic.Message}\n{text}";
            bool lies = field != SourceField.Source || (0 <= diagnostic.Span.Start && diagnostic.Span.Start <= diagnostic.Span.End && diagnostic.Span.End <= text.Length);
            bool relatedLie = diagnostic.Related.All(r => 0 <= r.Span.Start && r.Span.Start <= r.Span.End && r.Span.End <= text.Length && r.Label.Length > 0);
            string[] texts = [diagnostic.Message, diagnostic.Expected, diagnostic.Found, diagnostic.Hint];
            if (!lies || !relatedLie)
            {
                throw new XunitException("A place outside of the text: " + about);
            }

            if (texts.Any(t => string.IsNullOrWhiteSpace(t) || t.Length > 2000))
            {
                throw new XunitException($"Says nothing or too much ('{string.Join("', '", texts)}'): {about}");
            }

            if (texts.Any(t => t.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))))
            {
                throw new XunitException("Control characters in a message: " + about);
            }
        }
    }

    private static ImmutableDictionary<string, NumberArray>? Point(ImmutableArray<string> sizes, ImmutableArray<Tensor> givens)
    {
        var known = new Dictionary<string, long>();
        foreach (string size in sizes)
        {
            known.Add(size, 2 + (known.Count % 2));
        }

        var point = ImmutableDictionary.CreateBuilder<string, NumberArray>();
        foreach (string size in sizes)
        {
            point[size] = NumberArray.Scalar(known[size]);
        }

        var random = new Random(7);
        var evaluator = new ExprEvaluator(known, (_, _) => double.NaN);
        foreach (Tensor given in givens)
        {
            long[] extents = [.. given.Shape.Extents.Select(e => Math.Max(evaluator.Value(e), 0))];
            double count = extents.Aggregate(1.0, (a, b) => a * b);
            if (count > MostEntries)
            {
                return null;
            }

            point[given.Name] = new NumberArray([.. extents.Select(e => (int)e)], [.. Enumerable.Range(0, (int)count).Select(_ => Math.Round((4 * random.NextDouble()) - 2, 2))]);
        }

        return point.ToImmutable();
    }

    private sealed class Verifying : IPassObserver
    {
        public void Saw(Pass pass, object result)
        {
            if (result is EquationSystem system)
            {
                EquationVerifier.Verify(system);
            }
        }
    }
}

/// <summary>What became of a text.</summary>
internal sealed record Outcome(ImmutableArray<FieldDiagnostic> Diagnostics, CompiledNetwork? Network, string? Code, ExplanationText? Explanation)
{
    public IEnumerable<string> Ids => Diagnostics.Select(d => d.Diagnostic.Descriptor.Id);

    public override string ToString() => string.Join("\n", Diagnostics.Select(d => $"{d.Diagnostic.Descriptor.Id} at {d.Diagnostic.Span}: {d.Diagnostic.Message} | {d.Diagnostic.Expected} | {d.Diagnostic.Found} | {d.Diagnostic.Hint}"));
}
