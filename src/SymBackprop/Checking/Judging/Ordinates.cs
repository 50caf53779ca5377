using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Reads dy/dx beside f(x) = … as the derivative of f, where y is written nowhere else.</summary>
internal static class Ordinates
{
    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        ImmutableArray<MathNode> roots = [.. FormulaWalk.Sides(formulas)];
        ImmutableArray<MathNode> all = [.. roots.SelectMany(MathWalk.All)];
        List<ApplyNode> functions = [.. formulas.SelectMany(f => f.Statements).Where(s => s is { Continues: false, Sides.Length: > 1 }).Select(s => s.Sides[0].Node).OfType<ApplyNode>()
            .Where(a => a is { Function: { Primes: 0, Subscripts.IsEmpty: true, Superscripts.IsEmpty: true }, Arguments: [SymbolNode { Name: "x", Subscripts.IsEmpty: true, Superscripts.IsEmpty: true }] })];
        int derivatives = all.Count(IsOrdinate);
        if (functions.Select(a => a.Function.Name).Distinct().Count() != 1 || derivatives == 0 || all.OfType<SymbolNode>().Count(s => s.Name == "y") != derivatives)
        {
            return formulas;
        }

        return FormulaWalk.Map(formulas, n => IsOrdinate(n) ? (DerivativeNode)n with { Of = functions[0] } : n);
    }

    private static bool IsOrdinate(MathNode node) => node is DerivativeNode { Of: SymbolNode { Name: "y", Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 }, By: var by } && by.All(b => b is SymbolNode { Name: "x", Subscripts.IsEmpty: true, Superscripts.IsEmpty: true });
}
