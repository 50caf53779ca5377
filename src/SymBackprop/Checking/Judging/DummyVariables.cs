using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Tells the x of a statement about a function, <c>σ'(x) = σ(x)(1 − σ(x))</c>, from the data x_i of the same document.</summary>
internal static class DummyVariables
{
    /// <summary>Ends the names of such variables; not seen in print.</summary>
    public const string Mark = "\u2063";

    public static ImmutableArray<ReadFormula> Apart(ImmutableArray<ReadFormula> formulas)
    {
        var statements = formulas.SelectMany(f => f.Statements).ToList();
        ImmutableDictionary<string, string> functions = Functions(statements);
        var letters = statements.Select(Letter).Concat(functions.Values).OfType<string>().Distinct().Where(l => IsData(l, statements)).ToImmutableHashSet();
        if (letters.IsEmpty)
        {
            return formulas;
        }

        functions = functions.Where(f => letters.Contains(f.Value)).ToImmutableDictionary();
        string? letter = null;
        return [.. formulas.Select(f => f with { Statements = [.. f.Statements.Select(Told)] })];

        // A row that goes on is about the same function.
        MathStatement Told(MathStatement statement)
        {
            letter = statement.Continues ? letter : Letter(statement);
            return statement.Sides.Length > 1 && statement.Sides.Select(s => s.Node).OfType<MathNode>().Any(n => HasSlope(n, functions)) ? statement with { Sides = [.. statement.Sides.Select(s => s.Node is null ? s : s with { Node = Taken(s.Node, functions) })] }
                : letter is { } about && letters.Contains(about) ? statement with { Sides = [.. statement.Sides.Select(s => Side(s, about))] } : statement;
        }
    }

    // The functions of one variable that are defined as such, each with its letter.
    private static ImmutableDictionary<string, string> Functions(List<MathStatement> statements) => statements
        .Where(s => s is { Continues: false, Sides: [{ Node: ApplyNode { Function.Primes: 0, Arguments: [SymbolNode x] } }, _, ..] } && MathForms.IsBare(x))
        .Select(s => (ApplyNode)s.Sides[0].Node!)
        .GroupBy(a => a.Function.Name)
        .ToImmutableDictionary(g => g.Key, g => ((SymbolNode)g.First().Arguments[0]).Name);

    // s' = s(1 − s)
    private static bool HasSlope(MathNode node, ImmutableDictionary<string, string> functions) => node is SymbolNode { Primes: > 0 } s && functions.ContainsKey(s.Name)
        || (node is not (SymbolNode or ApplyNode { Function.Primes: > 0 }) && MathWalk.Children(node).Any(n => HasSlope(n, functions)));

    // Functions as such are taken at their own letter: s(x), and s(x)(1 − s(x)) for s(1 − s).
    private static MathNode Taken(MathNode node, ImmutableDictionary<string, string> functions)
    {
        return MathWalk.Map(node, n => n switch
        {
            SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } s when functions.TryGetValue(s.Name, out string? letter) => At(s, letter),
            ApplyNode a when functions.TryGetValue(a.Function.Name, out string? letter) && a.Arguments.SelectMany(MathWalk.All).Any(x => x is ApplyNode { Arguments: [SymbolNode d] } inner && inner.Function.Name == a.Function.Name && d.Name == letter + Mark)
                => new ProductNode(a.Span, [new MathFactor(Times.Juxtaposed, At(a.Function, letter)), new MathFactor(Times.Juxtaposed, new BracketNode(a.Span, "(", a.Arguments))]),
            _ => n,
        });

        static ApplyNode At(SymbolNode function, string letter) => new(function.Span, function, [new SymbolNode(function.Span, letter + Mark, [], [], 0, false)]);
    }

    private static MathSide Side(MathSide side, string letter) => side.Node is null ? side : side with
    {
        Node = MathWalk.Map(side.Node, n => n is SymbolNode s && MathForms.IsBare(s) && s.Name == letter ? s with { Name = s.Name + Mark } : n),
    };

    // f'(x) = …, ∂f(x)/∂x = …
    private static string? Letter(MathStatement statement) => statement is { Continues: false, Sides: [{ Node: var left }, _, ..] }
        ? left switch
        {
            ApplyNode { Function.Primes: > 0, Arguments: [SymbolNode x] } when MathForms.IsBare(x) => x.Name,
            DerivativeNode { Of: ApplyNode { Arguments: [SymbolNode x] }, By: [SymbolNode by] } when MathForms.IsBare(x) && MathForms.IsBare(by) && by.Name == x.Name => x.Name,

            // d/dx x² = 2x
            DerivativeNode { Of: not (SymbolNode or ApplyNode) and var of, By: [SymbolNode by] } when MathForms.IsBare(by) && MathWalk.Operands(of).All(s => MathForms.IsBare(s) && (s.Name == by.Name || s.Name == "e")) => by.Name,
            _ => null,
        }
        : null;

    // x_i occurs, and x without an index in no other statement.
    private static bool IsData(string letter, List<MathStatement> statements)
    {
        bool isIndexed = false;
        bool isAbout = false;
        foreach (MathStatement statement in statements)
        {
            isAbout = statement.Continues ? isAbout : Letter(statement) == letter;
            foreach (SymbolNode symbol in statement.Sides.Select(s => s.Node).OfType<MathNode>().SelectMany(MathWalk.All).OfType<SymbolNode>().Where(s => s.Name == letter))
            {
                isIndexed |= !MathForms.IsBare(symbol);
                if (MathForms.IsBare(symbol) && !isAbout && !IsParameter(statement, letter))
                {
                    return false;
                }
            }
        }

        return isIndexed;
    }

    // f(x) = … binds its x.
    private static bool IsParameter(MathStatement statement, string letter) => statement.Sides[0].Node is ApplyNode { Function.Primes: 0, Arguments: var all } && all.Any(a => a is SymbolNode s && s.Name == letter);
}
