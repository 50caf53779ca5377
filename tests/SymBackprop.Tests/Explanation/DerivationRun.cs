using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Explanation;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Tests.Explanation;

/// <summary>Computes what the last lines of derivations say.</summary>
internal static class DerivationRun
{
    /// <summary>Returns, by name, the derivatives that nobody else refers to.</summary>
    public static IReadOnlyDictionary<(string Of, string By), DenseTensor> Evaluate(
        BoundNetwork network, ExplainedDerivations explained, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, DenseTensor> givens)
    {
        var equations = new List<Equation>();
        foreach (ExplainedTensor tensor in explained.Network.Tensors)
        {
            equations.AddRange(tensor.Pieces.Select(p => Equation(explained, tensor.Tensor, p.Targets, p.Indices, p.Body)));
        }

        foreach (Derivation derivation in explained.Derivations)
        {
            equations.Add(Equation(explained, derivation.Adjoint, [.. derivation.Indices.Select(i => i.Variable)], derivation.Indices, derivation.Result));
        }

        var system = new EquationSystem { Name = network.Name, Interner = new ExprInterner(), Sizes = network.Sizes, Givens = network.Givens, Equations = [.. equations] };
        IReadOnlyDictionary<string, DenseTensor> values = Evaluator.Evaluate(system, sizes, givens);
        return explained.Derivations.Where(d => !d.IsIntermediate).ToDictionary(d => (d.Of.Name, d.By.Name), d => values[d.Adjoint.Name]);
    }

    private static Equation Equation(ExplainedDerivations explained, Tensor target, ImmutableArray<IndexExpr> targets, ImmutableArray<BoundIndex> indices, Expr body) =>
        new(target, targets, indices, Plain(explained.Network.Functions.Expand(body)), new Origin(default, "derivation"));

    private static Expr Plain(Expr expr) => expr.Replace(e => e is Call { Function: "stop" } stop ? Plain(stop.Arguments[0]) : null);
}
