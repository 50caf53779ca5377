using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Finds a size that is written n and N: sums over the same letters run to either, as in a question and its answer.</summary>
/// <remarks>Where other letters run to n than to N, they are two sizes, and one in the place of the other is a slip.</remarks>
internal sealed class SizeCases
{
    public SizeCases(ImmutableArray<Relation> relations)
    {
        ILookup<string, string> letters = relations.SelectMany(r => r.Nodes).OfType<ReduceNode>().SelectMany(r => r.Indices)
            .Where(i => i.High is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true }).ToLookup(i => ((SymbolNode)i.High!).Name, i => i.Name);
        Twice = letters.Select(g => g.Key).FirstOrDefault(n => char.IsLower(n[0]) && letters[n].ToImmutableHashSet().SetEquals(letters[n.ToUpperInvariant()]));
    }

    /// <summary>Gets the size's small letter, or null.</summary>
    public string? Twice { get; }
}
