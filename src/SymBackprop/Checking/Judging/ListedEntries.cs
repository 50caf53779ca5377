using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes entries that are listed for the array they are entries of: <c>f(x_1, \dots, x_n)</c> for f(x), <c>x = (x_1, \dots, x_n)</c> for a statement about x alone.</summary>
internal static class ListedEntries
{
    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        ImmutableArray<MathNode> all = [.. FormulaWalk.Nodes(formulas)];
        if (!all.Any(n => n is EllipsisNode))
        {
            return formulas;
        }

        HashSet<string> defined = [.. formulas.SelectMany(f => f.Statements).Where(s => s is { Continues: false, Sides.Length: > 1 }).Select(s => s.Sides[0].Node).OfType<ApplyNode>().Select(a => a.Function.Name)];
        ILookup<string, SymbolNode> counts = all.SelectMany(Counts).Distinct().ToLookup(c => c.Of, c => c.Count);
        return FormulaWalk.Map(formulas, At);

        MathNode At(MathNode node) => node switch
        {
            ApplyNode { Arguments: { Length: > 2 } arguments } apply when defined.Contains(apply.Function.Name) => apply with { Arguments = Whole(arguments) },
            ReduceNode reduce when SampleCounts.IsOpen(reduce) && CountOf(reduce) is { } count => SampleCounts.UpTo(reduce, count),
            _ => node,
        };

        // Σ_i x_i beside x_1, …, x_n.
        SymbolNode? CountOf(ReduceNode reduce) => MathWalk.All(reduce.Body).OfType<SymbolNode>()
            .Where(s => s.Subscripts is [SymbolNode { Subscripts.IsEmpty: true } index] && index.Name == reduce.Indices[0].Name)
            .Select(s => counts[s.Name].Select(c => c.Name).Distinct().Count() == 1 ? counts[s.Name].First() : null).FirstOrDefault(c => c is not null);
    }

    private static IEnumerable<(string Of, SymbolNode Count)> Counts(MathNode node)
    {
        ImmutableArray<MathNode> listed = node switch { ApplyNode a => a.Arguments, BracketNode b => b.Entries, _ => [] };
        for (int i = 1; i + 1 < listed.Length; i++)
        {
            if (listed[i] is EllipsisNode && listed[i + 1] is SymbolNode { Subscripts: [SymbolNode { Subscripts.IsEmpty: true, Primes: 0 } count] } last && BaseOf(listed[i - 1])?.Name == last.Name)
            {
                yield return (last.Name, count with { Span = default });
            }
        }
    }

    // x_1, x_2, …, x_n, and what else is listed.
    private static ImmutableArray<MathNode> Whole(ImmutableArray<MathNode> listed)
    {
        ImmutableArray<MathNode>.Builder whole = ImmutableArray.CreateBuilder<MathNode>();
        for (int i = 0; i < listed.Length; i++)
        {
            if (listed[i] is EllipsisNode && i > 0 && i + 1 < listed.Length && BaseOf(listed[i - 1]) is { } name && BaseOf(listed[i + 1]) is { } last && last.Name == name.Name)
            {
                while (whole.Count > 0 && BaseOf(whole[whole.Count - 1])?.Name == name.Name)
                {
                    whole.RemoveAt(whole.Count - 1);
                }

                whole.Add(name);
                i++;
            }
            else
            {
                whole.Add(listed[i]);
            }
        }

        return whole.ToImmutable();
    }

    /// <summary>Returns the array that a single entry is of: x of x_1 and of x_n; else null.</summary>
    public static SymbolNode? BaseOf(MathNode node) => node switch
    {
        SymbolNode { Primes: 0, Superscripts.IsEmpty: true, Subscripts: [SymbolNode or NumberNode] } s => s with { Subscripts = [] },
        SymbolNode { Primes: 0, Superscripts.IsEmpty: true, Subscripts.IsEmpty: true } s when s.Name.IndexOf('_') is > 0 and var at && s.Name.Skip(at + 1).All(c => c is >= '0' and <= '9') => s with { Name = s.Name.Substring(0, at) },
        SymbolNode { Primes: 0, Subscripts.IsEmpty: true, Superscripts: [SymbolNode or NumberNode] } s => s with { Superscripts = [] },
        _ => null,
    };

    /// <summary>Returns whether a list names the entries of an array and says no more of it.</summary>
    public static bool IsListOf(SymbolNode array, MathNode list)
    {
        MathNode inner = list is TransposeNode turned ? turned.Operand : list;
        ImmutableArray<MathNode> entries = inner switch
        {
            BracketNode { Open: not "{" } b => b.Entries,
            MatrixNode m when m.Rows.Length == 1 || m.Rows.All(r => r.Length == 1) => [.. m.Rows.SelectMany(r => r)],
            _ => [],
        };
        return entries.Length > 1 && entries.Any(e => e is EllipsisNode) && entries.All(e => e is EllipsisNode || BaseOf(e)?.Name == array.Name);
    }
}
