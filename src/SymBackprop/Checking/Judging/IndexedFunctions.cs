using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes <c>f(x_i) = \ln(1 + e^{-z_i})</c>, which says nothing of x, for an array with an entry for each i.</summary>
internal static class IndexedFunctions
{
    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        HashSet<(string Function, string Argument)> found = [.. formulas.SelectMany(f => f.Statements).Select(In).OfType<(string Function, string Argument)>()];
        return found.Count == 0 ? formulas : FormulaWalk.Map(formulas, n => Entry(n, found));
    }

    private static (string Function, string Argument)? In(MathStatement statement) =>
        statement is { Continues: false, Sides: [{ Node: ApplyNode { Function: { Primes: 0, Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } function, Arguments: [SymbolNode { Superscripts.IsEmpty: true, Subscripts: [SymbolNode { Subscripts.IsEmpty: true } index] } argument] } }, { Node: { } body }, ..] }
        && FunctionWords.Of(function.Name) is null && function.Name != "σ"
        && MathWalk.All(body).OfType<SymbolNode>().ToList() is var names && !names.Exists(s => s.Name == argument.Name || s.Name == function.Name) && names.Exists(s => IsAt(s, index.Name))
            ? (function.Name, argument.Name)
            : null;

    private static MathNode Entry(MathNode node, HashSet<(string Function, string Argument)> found) => node switch
    {
        ApplyNode { Function: { Primes: 0, Subscripts.IsEmpty: true } function, Arguments: [SymbolNode { Subscripts: [var index] } argument] } when found.Contains((function.Name, argument.Name)) => function with { Subscripts = [index], Span = node.Span },

        // ∂f/∂z_i
        DerivativeNode { Of: SymbolNode { Primes: 0, Subscripts.IsEmpty: true } of, By: [SymbolNode { Subscripts: [SymbolNode { Subscripts.IsEmpty: true } index] }] } d when found.Any(f => f.Function == of.Name) => d with { Of = of with { Subscripts = [index] } },
        _ => node,
    };

    private static bool IsAt(SymbolNode symbol, string letter) => symbol.Subscripts.OfType<SymbolNode>().Any(i => i.Name == letter);
}
