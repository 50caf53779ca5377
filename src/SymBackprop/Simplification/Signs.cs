using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Simplification;

/// <summary>What can be known of the sign of doubles from how they are computed; NaN apart.</summary>
/// <remarks>A product of positive numbers may underflow to 0, so only sums, roots and a few functions keep a value away from it.</remarks>
internal sealed class Signs
{
    private readonly Dictionary<Tensor, Sign> _signs = [];

    private enum Sign
    {
        Unknown,
        NonNegative,
        Positive,
    }

    public void Add(Equation equation)
    {
        Sign sign = equation.IsScatter ? Sign.Unknown : Of(equation.Body);

        // Entries that no piece reaches are 0.
        bool isWhole = !_signs.ContainsKey(equation.Target)
            && equation.Targets.Length == equation.Indices.Length
            && equation.Indices.All(i => i.Range.FullExtent is not null);
        Sign bounded = isWhole || sign == Sign.Unknown ? sign : Sign.NonNegative;
        _signs[equation.Target] = _signs.TryGetValue(equation.Target, out Sign other) && other < bounded ? other : bounded;
    }

    /// <summary>Returns whether a comparison with 0 holds, or null. Only such are decided that fail, as they do for NaN.</summary>
    public bool? Decide(Compare compare) => (Of(compare.Left), compare.Comparison) switch
    {
        (Sign.Positive, Comparison.Equal or Comparison.Less or Comparison.LessOrEqual) => false,
        (Sign.NonNegative, Comparison.Less) => false,
        _ => null,
    };

    // 1/−0 is −∞: a root or product that is 0 may be −0, a number of entries is not.
    private bool IsNeverMinusZero(Expr @base, int exponentSign) =>
        exponentSign > 0 ? Of(@base) != Sign.Unknown : Of(@base) == Sign.Positive || (@base is IndexValue && Of(@base) == Sign.NonNegative);

    private Sign Of(Expr expr) => expr switch
    {
        Constant c => c.Value.Sign > 0 ? Sign.Positive : c.Value.IsZero ? Sign.NonNegative : Sign.Unknown,
        NamedConstant => Sign.Positive,
        Access a => _signs.TryGetValue(a.Tensor, out Sign sign) ? sign : Sign.Unknown,
        Add a => a.Terms.Select(Of).Min() is var least && least == Sign.Unknown ? Sign.Unknown : a.Terms.Select(Of).Max(),
        Multiply m => m.Factors.All(f => Of(f) != Sign.Unknown) ? Sign.NonNegative : Sign.Unknown,
        IndexValue v => v.Index.Constant >= 0 && v.Index.Terms.All(t => t.Atom is SizeSymbol && t.Coefficient > 0) ? Sign.NonNegative : Sign.Unknown,
        Power { Exponent: Constant { Value: { IsInteger: true } n } } p => n.Numerator.IsEven || IsNeverMinusZero(p.Base, n.Sign) ? Sign.NonNegative : Sign.Unknown,
        Call { Function: "exp" or "sigmoid" or "softplus" or "abs" or "relu" or "erfc" } => Sign.NonNegative,
        Call { Function: "cosh" } => Sign.Positive,
        Call { Function: "sqrt" } c => Of(c.Arguments[0]) == Sign.Positive ? Sign.Positive : Sign.NonNegative,
        Call { Function: "max" } c => c.Arguments.Select(Of).Max(),
        Call { Function: "min" } c => c.Arguments.Select(Of).Min(),
        Reduce { Kind: ReduceKind.Sum or ReduceKind.Product } r => Of(r.Body) == Sign.Unknown ? Sign.Unknown : Sign.NonNegative,
        Select s => new[] { Of(s.Then), Of(s.Otherwise) }.Min(),
        _ => Sign.Unknown,
    };
}
