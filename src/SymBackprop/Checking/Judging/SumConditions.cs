using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Reads what stands below sums by what stands beside them: <c>\sum_{j = i}</c> beside <c>\sum_{j \neq i}</c> is one term, and <c>\sum_{i \neq j}</c> runs over j where the line is about i.</summary>
internal static class SumConditions
{
    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas) =>
        FormulaWalk.Nodes(formulas).Any(n => n is ReduceNode { Indices: [{ Except: SymbolNode }] })
            ? [.. formulas.Select(f => f with { Statements = [.. f.Statements.Select(Statement)] })]
            : formulas;

    private static MathStatement Statement(MathStatement statement) => statement with
    {
        Sides = [.. statement.Sides.Select(s => s.Node is null ? s : s with { Node = MathWalk.Map(s.Node, n => n is ReduceNode r ? Turned(SingleTerm(r, s.Node), statement) : n) })],
    };

    private static MathNode SingleTerm(ReduceNode sum, MathNode side) =>
        sum is { Kind: Expressions.ReduceKind.Sum, Indices: [{ Low: SymbolNode { Subscripts.IsEmpty: true } only, High: null, Except: null, Set: null } index] }
        && MathWalk.All(side).Any(n => n is ReduceNode { Indices: [{ Except: SymbolNode except } other] } && other.Name == index.Name && except.Name == only.Name)
            ? MathWalk.Map(sum.Body, n => MathForms.IsLetter(n, index.Name) ? only with { Span = n.Span } : n)
            : sum;

    // Σ_{i≠j} y_j p_i in a line about i: i is said, and j is what the sum runs over.
    private static MathNode Turned(MathNode node, MathStatement statement) =>
        node is ReduceNode { Kind: Expressions.ReduceKind.Sum, Indices: [{ Low: null, High: null, Except: SymbolNode { Subscripts.IsEmpty: true } except } index] } sum
        && Letters(sum.Body, []).Contains(except.Name)
        && statement.Sides.Select(s => s.Node).OfType<MathNode>().SelectMany(n => Letters(n, [])).ToList() is var free && free.Contains(index.Name) && !free.Contains(except.Name)
            ? sum with { Indices = [index with { Name = except.Name, Except = except with { Name = index.Name } }], IsTurned = true }
            : node;

    // Letters in scripts outside the sums that are about them.
    private static IEnumerable<string> Letters(MathNode node, ImmutableHashSet<string> bound) => node switch
    {
        ReduceNode { Indices: [{ Except: SymbolNode except } index] } r => Letters(r.Body, bound.Add(index.Name).Add(except.Name)),
        ReduceNode r => Letters(r.Body, bound.Union(r.Indices.Select(i => i.Name))),
        SymbolNode s => s.Subscripts.Concat(s.Superscripts).SelectMany(MathWalk.All).OfType<SymbolNode>().Select(l => l.Name).Where(l => !bound.Contains(l)),
        _ => MathWalk.Children(node).SelectMany(c => Letters(c, bound)),
    };
}
