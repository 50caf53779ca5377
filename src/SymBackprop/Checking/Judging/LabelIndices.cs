using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes a label that stands as an index, the y_i of <c>L_i = -\log p_{y_i}</c>, for an index with a letter of its own.</summary>
/// <remarks>What is computed from an entry at the label is then one value for each label. Where a sum runs over the examples, every one has a label of its own, and nothing is rewritten.</remarks>
internal static class LabelIndices
{
    private static readonly ImmutableArray<string> Free = ["r", "q", "m", "s", "u", "v"];

    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        ImmutableArray<MathNode> all = [.. FormulaWalk.Nodes(formulas)];
        ImmutableArray<SymbolNode> labels = [.. all.SelectMany(Scripts).OfType<SymbolNode>().Where(IsLabel)];
        if (labels.IsEmpty || labels.Select(MathPrinter.Print).Distinct().Count() > 1)
        {
            return formulas;
        }

        string written = MathPrinter.Print(labels[0]);
        string example = ((SymbolNode)labels[0].Subscripts[0]).Name;
        HashSet<string> taken = [.. all.OfType<SymbolNode>().Select(s => s.Name), .. all.OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name)];
        if (Free.FirstOrDefault(l => !taken.Contains(l)) is not { } letter || all.OfType<ReduceNode>().Any(r => r.Indices.Any(i => i.Name == example) && MathWalk.All(r.Body).Any(n => IsThis(n, written))))
        {
            return formulas;
        }

        HashSet<string> lone = [.. Defined(formulas, written, example, isBeside: false)];
        HashSet<string> both = [.. Defined(formulas, written, example, isBeside: true)];
        SymbolNode index = new(default, letter, [], [], 0, false) { Written = written };
        return [.. formulas.Select(f => f with { Statements = [.. f.Statements.Select(Statement)] })];

        // y_i = k compares indices.
        MathStatement Statement(MathStatement statement) => statement with
        {
            Sides = [.. statement.Sides.Select(s => s.Node is null ? s : s with { Node = IsThis(s.Node, written) && statement.Sides.Length == 2 && statement.Sides.All(o => o.Node is SymbolNode) ? index with { Span = s.Node.Span, Written = string.Empty } : MathWalk.Map(s.Node, At) })],
        };

        MathNode At(MathNode node) => node switch
        {
            SymbolNode { Subscripts.Length: > 0 } s when s.Subscripts.Any(i => IsThis(i, written)) => s with { Subscripts = [.. s.Subscripts.Select(Index)] },
            SymbolNode { Subscripts.Length: > 0 } s when lone.Contains(s.Name) => s with { Subscripts = [.. s.Subscripts.Select(i => MathForms.IsLetter(i, example) ? index : i)] },
            SymbolNode { Subscripts.Length: > 0 } s when both.Contains(s.Name) && s.Subscripts.Any(i => MathForms.IsLetter(i, example)) => s with { Subscripts = [.. s.Subscripts, index] },
            EntryNode e => e with { Subscripts = [.. e.Subscripts.Select(Index)] },
            ReduceNode r => r with { Indices = [.. r.Indices.Select(i => i with { Except = i.Except is null ? null : Index(i.Except) })] },
            CasesNode c => c with { Rows = [.. c.Rows.Select(r => r.Condition is { } d ? r with { Condition = d with { Left = Index(d.Left), Right = Index(d.Right) } } : r)] },
            _ => node,
        };

        MathNode Index(MathNode node) => IsThis(node, written) ? index with { Span = node.Span } : node;
    }

    /// <summary>Returns the letter of the label that a node has as an index, or null.</summary>
    public static string? LetterIn(IEnumerable<MathNode> nodes) => nodes.SelectMany(Scripts).OfType<SymbolNode>().FirstOrDefault(s => s.Written.Length > 0 && s.Subscripts.IsEmpty)?.Name;

    // L_i = −log p_{y_i}, of the label alone or of the example, too.
    private static IEnumerable<string> Defined(ImmutableArray<ReadFormula> formulas, string written, string example, bool isBeside) =>
        from statement in formulas.SelectMany(f => f.Statements)
        where statement is { Continues: false, Sides.Length: > 1 }
        let name = statement.Sides[0].Node switch { SymbolNode s => s, ApplyNode a => a.Function, _ => null }
        where name is { Subscripts: [SymbolNode own] } && MathForms.IsLetter(own, example)
        let nodes = statement.Sides.Skip(1).Select(s => s.Node).OfType<MathNode>().SelectMany(MathWalk.All).ToList()
        where nodes.Exists(n => Scripts(n).Any(i => IsThis(i, written))) && nodes.Exists(n => n is SymbolNode s && s.Name != name.Name && s.Subscripts.Any(i => MathForms.IsLetter(i, example)) && !IsThis(s, written)) == isBeside
        select name.Name;

    private static bool IsLabel(SymbolNode symbol) => symbol is { Name: "y" or "t" or "c" or "l", Primes: 0, Superscripts.IsEmpty: true, Subscripts: [SymbolNode { Subscripts.IsEmpty: true }] };

    private static bool IsThis(MathNode node, string written) => node is SymbolNode s && IsLabel(s) && MathPrinter.Print(s) == written;

    private static IEnumerable<MathNode> Scripts(MathNode node) => node switch
    {
        SymbolNode s => s.Subscripts,
        EntryNode e => e.Subscripts,
        _ => [],
    };
}
