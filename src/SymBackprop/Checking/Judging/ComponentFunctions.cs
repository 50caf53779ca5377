using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Puts in what a function of components is of one example: with <c>h(x) = θ_1 x_1 + θ_2 x_2</c>, <c>h(x^{(i)})</c> is <c>θ_1 x_1^{(i)} + θ_2 x_2^{(i)}</c>.</summary>
internal static class ComponentFunctions
{
    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        Dictionary<string, (SymbolNode Parameter, MathNode Body)> functions = formulas.SelectMany(f => f.Statements).Select(Defined).OfType<(SymbolNode Function, SymbolNode Parameter, MathNode Body)>()
            .GroupBy(d => d.Function.Name).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => (g.First().Parameter, g.First().Body));
        return functions.Count == 0 ? formulas : [.. formulas.Select(f => f with { Statements = [.. f.Statements.Select(Statement)] })];

        MathStatement Statement(MathStatement statement) => Defined(statement) is not null ? statement : statement with { Sides = [.. statement.Sides.Select(s => s.Node is null ? s : s with { Node = MathWalk.Map(s.Node, Of) })] };

        MathNode Of(MathNode node) => node is ApplyNode { Function.Primes: 0, Arguments: [SymbolNode { Primes: 0 } argument] } apply && functions.TryGetValue(apply.Function.Name, out (SymbolNode Parameter, MathNode Body) known)
            && argument.Name == known.Parameter.Name && argument.Subscripts.Length + argument.Superscripts.Length == 1
            ? new BracketNode(node.Span, "(", [MathWalk.Map(known.Body, n => n is SymbolNode s && IsComponent(s, known.Parameter) ? s with { Subscripts = [.. s.Subscripts, .. argument.Subscripts], Superscripts = argument.Superscripts } : n)])
            : node;
    }

    // h(x) = …: of components of x, and of x nowhere else.
    private static (SymbolNode Function, SymbolNode Parameter, MathNode Body)? Defined(MathStatement statement)
    {
        if (statement is not { Continues: false, Sides: [{ Node: ApplyNode { Function: { Primes: 0 } function, Arguments: [SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } parameter] } }, { Node: { } body }] })
        {
            return null;
        }

        ImmutableArray<MathNode> all = [.. MathWalk.All(body)];
        return all.OfType<SymbolNode>().Any(s => IsComponent(s, parameter)) && !all.OfType<SymbolNode>().Any(s => s.Name == parameter.Name) && !all.Any(n => n is EllipsisNode) ? (function, parameter, body) : null;
    }

    private static bool IsComponent(SymbolNode symbol, SymbolNode of) => symbol is { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } && symbol.Name.Length > of.Name.Length && ListedEntries.BaseOf(symbol)?.Name == of.Name;
}
