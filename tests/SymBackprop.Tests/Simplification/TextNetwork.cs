using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Differentiation;
using SymBackprop.Equations;
using SymBackprop.Lowering;
using SymBackprop.Numbers;
using SymBackprop.Simplification;
using SymBackprop.Syntax;

namespace SymBackprop.Tests.Simplification;

/// <summary>A text through Parse, Bind, Lower, Simplify, Differentiate and Simplify, verified after each pass.</summary>
internal sealed class TextNetwork
{
    public TextNetwork(string text)
    {
        var diagnostics = new DiagnosticBag();
        FileSyntax file = Parser.Parse(new SourceText("test.sbp", text), diagnostics);
        BoundNetwork network = Binder.Bind(file.Networks[0], diagnostics, BindingOptions.None);
        if (diagnostics.HasErrors)
        {
            throw new InvalidOperationException(string.Join("\n", diagnostics.ToImmutable().Select(d => d.ToString())));
        }

        Primal = EquationVerifier.Verify(Lowerer.Lower(network));
        Stable = EquationVerifier.Verify(Simplifier.Simplify(Primal, Log));
        Differentiated = EquationVerifier.Verify(Differentiator.Differentiate(Stable));
        Simplified = EquationVerifier.Verify(Simplifier.Simplify(Differentiated, Log));
    }

    public EquationSystem Primal { get; }

    public EquationSystem Stable { get; }

    public EquationSystem Differentiated { get; }

    public EquationSystem Simplified { get; }

    public List<Rewrite> Log { get; } = [];

    public IReadOnlyDictionary<string, DenseTensor> Evaluate(IReadOnlyDictionary<string, long> sizes, params (string Name, DenseTensor Value)[] point) =>
        Evaluator.Evaluate(Simplified, sizes, point.ToDictionary(p => p.Name, p => p.Value));

    public (double Value, double Derivative) At(double x)
    {
        var values = Evaluate(new Dictionary<string, long>(), ("x", DenseTensor.Scalar(x)));
        return (values[Simplified.Error!.Name].Values[0], values[Simplified.Derivatives[0].Value.Name].Values[0]);
    }
}
