using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Reading;

/// <summary>Puts behind operators without an operand what the document spoke of last: <c>\frac{d}{dx} = \frac{e^x}{1 + e^x}</c>.</summary>
internal static class BareOperators
{
    /// <summary>Stands for what is differentiated where nothing is written.</summary>
    public const string Nothing = "what is differentiated";

    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        if (!formulas.SelectMany(f => f.Statements).SelectMany(s => s.Sides).Any(s => s.Node is { } node && MathWalk.All(node).Any(IsBare)))
        {
            return formulas;
        }

        MathNode? last = null;
        return [.. formulas.Select(f => f with { Statements = [.. f.Statements.Select(Told)] })];

        MathStatement Told(MathStatement statement)
        {
            MathNode? told = last;
            last = statement is { Continues: false, Sides: [{ Node: { } first }, _, ..] } ? Subject(first) ?? last : last;
            return told is null ? statement : statement with { Sides = [.. statement.Sides.Select(s => s.Node is null ? s : s with { Node = MathWalk.Map(s.Node, n => IsBare(n) ? (DerivativeNode)n with { Of = told } : n) })] };
        }
    }

    private static bool IsBare(MathNode node) => node is DerivativeNode { Of: SymbolNode { Name: Nothing } };

    // E = …, f(x) = …, ∂E/∂w = …
    private static MathNode? Subject(MathNode first) => first switch
    {
        SymbolNode { Primes: 0, Subscripts.IsEmpty: true } name => name,
        ApplyNode { Function.Primes: 0, Arguments: var arguments } apply when arguments.All(a => a is SymbolNode) => apply,
        DerivativeNode { Of: SymbolNode or ApplyNode } derivative when !IsBare(derivative) => derivative.Of,
        _ => null,
    };
}
