using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Lines in which one side gives the entries of what the other side is: <c>\frac{\partial f}{\partial X} = B_{ij}</c>.</summary>
/// <remarks>The letters stand in the order in which the document differentiates by an entry with them, else in that of the alphabet.</remarks>
internal sealed class EntryLetters(ImmutableArray<Relation> relations)
{
    private readonly HashSet<(string, string)> _orders = [.. relations.SelectMany(r => r.Nodes).OfType<DerivativeNode>()
        .SelectMany(d => d.By).OfType<SymbolNode>().Where(s => s.Subscripts is [SymbolNode, SymbolNode]).Select(s => (((SymbolNode)s.Subscripts[0]).Name, ((SymbolNode)s.Subscripts[1]).Name))];

    /// <summary>Returns the letters of the side with entries, in order; nothing where the line is none of these.</summary>
    public ImmutableArray<string> In(Relation relation)
    {
        ImmutableHashSet<string> left = Free(relation.Left.Node!, relation.LeftRoles);
        ImmutableHashSet<string> right = Free(relation.Right.Node!, relation.Roles);
        ImmutableArray<string> letters = [.. left.Union(right).OrderBy(l => l, System.StringComparer.Ordinal)];
        return letters.Length != 2 || left.IsEmpty == right.IsEmpty ? []
            : letters is [var a, var b] && _orders.Contains((b, a)) && !_orders.Contains((a, b)) ? [b, a]
            : letters;
    }

    private static ImmutableHashSet<string> Free(MathNode node, ScriptRoles roles) => [.. Letters(node, roles, [])];

    private static IEnumerable<string> Letters(MathNode node, ScriptRoles roles, ImmutableHashSet<string> bound) => node switch
    {
        ReduceNode r => Letters(r.Body, roles, bound.Union(r.Indices.Select(i => i.Name))),
        SymbolNode s => Names(roles.Resolve(s, bound.Contains).Indices, bound),
        EntryNode e => Letters(e.Operand, roles, bound).Concat(Names(e.Subscripts, bound)),
        _ => MathWalk.Children(node).SelectMany(c => Letters(c, roles, bound)),
    };

    private static IEnumerable<string> Names(ImmutableArray<MathNode> indices, ImmutableHashSet<string> bound) => indices.SelectMany(MathWalk.All).OfType<SymbolNode>().Select(s => s.Name).Where(l => !bound.Contains(l));
}
