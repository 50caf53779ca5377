using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;

namespace SymBackprop.Checking.Judging;

/// <summary>Sums over paths, <c>∂L/∂x = ∂L/∂u · ∂u/∂x + ∂L/∂v · ∂v/∂x</c>: in them ∂u/∂x goes along its own path, v held fixed.</summary>
/// <remarks>A document that states ∂v/∂x for each v in u that depends on x, and has ∂L/∂v for each, adds the paths up itself, too.</remarks>
internal sealed class PathSums
{
    private readonly DocumentContext _context;
    private readonly Dictionary<DerivativeEnds, ImmutableHashSet<string>> _held = [];

    private PathSums(DocumentContext context) => _context = context;

    // dE/dw with an upright d beside ∂E/∂w is the total.
    private readonly record struct DerivativeEnds(string Of, string By, bool IsTotal);

    public static PathSums Of(DocumentContext context, IEnumerable<Relation> relations)
    {
        var sums = new PathSums(context);
        var stated = new HashSet<DerivativeEnds>();
        var mentioned = new HashSet<(string Of, string By)>();
        foreach (Relation relation in relations)
        {
            foreach ((MathNode? node, ScriptRoles roles) in new[] { (relation.Left.Node, relation.LeftRoles), (relation.Right.Node, relation.Roles) })
            {
                if (node is null)
                {
                    continue;
                }

                if (Ends(node, roles) is { } ends)
                {
                    stated.Add(ends);
                }

                mentioned.UnionWith(MathWalk.All(node).Select(n => Ends(n, roles)).OfType<DerivativeEnds>().Select(e => (e.Of, e.By)));
                foreach (SumNode sum in MathWalk.All(node).OfType<SumNode>())
                {
                    sums.Take(sum, roles);
                }
            }
        }

        foreach (DerivativeEnds ends in stated.Where(s => !sums._held.ContainsKey(s)))
        {
            ImmutableHashSet<string> between = [.. sums.Between(ends.Of, ends.By)];
            bool isOnPath = mentioned.Any(m => m.By == ends.Of && between.All(v => mentioned.Contains((m.Of, v))));
            if (isOnPath && !between.IsEmpty && between.All(v => stated.Contains(ends with { Of = v })))
            {
                sums._held[ends] = between;
            }
        }

        return sums;
    }

    /// <summary>Returns what is held fixed in a derivative along its own path; nothing where the document adds up no paths.</summary>
    public ImmutableHashSet<string> Held(string of, string by, bool isTotal) => _held.TryGetValue(new DerivativeEnds(of, by, isTotal), out ImmutableHashSet<string>? held) ? held : [];

    public bool Concerns(Relation relation) => _held.Count > 0
        && new[] { (relation.Left.Node!, relation.LeftRoles), (relation.Right.Node!, relation.Roles) }.Any(s => MathWalk.All(s.Item1).Any(n => Ends(n, s.Item2) is { } ends && _held.ContainsKey(ends)));

    /// <summary>Returns whether what a name is leads to another through definitions.</summary>
    public bool LeadsTo(Definition definition, ImmutableHashSet<string> names, HashSet<string>? seen = null)
    {
        seen ??= [];
        return seen.Add(definition.Name.Key) && Names(definition).Any(k => names.Contains(k) || (_context.Find(k, definition.Order) is { } next && LeadsTo(next, names, seen)));
    }

    /// <summary>Returns the key of a name as derivatives have it, <c>σ^2</c> among them.</summary>
    public static string? KeyOf(MathNode node, ScriptRoles roles) => node switch
    {
        SymbolNode s => roles.Resolve(s, _ => false).Key,
        PowerNode { Base: SymbolNode s, Exponent: NumberNode n } => roles.Resolve(s with { Name = s.Name + "^" + n.Value }, _ => false).Key,
        BracketNode { Entries: [var only] } => KeyOf(only, roles),
        _ => null,
    };

    private void Take(SumNode sum, ScriptRoles roles)
    {
        foreach (IGrouping<(string, string), (string Error, DerivativeEnds Between)> paths in sum.Terms.SelectMany(t => Links(t.Value, roles)).Distinct().GroupBy(l => (l.Error, l.Between.By)))
        {
            ImmutableHashSet<string> between = [.. paths.Select(p => p.Between.Of)];
            foreach (DerivativeEnds one in paths.Select(p => p.Between).Where(_ => between.Count > 1))
            {
                _held[one] = between.Remove(one.Of);
            }
        }
    }

    // ∂L/∂u · ∂u/∂x, also under a sum.
    private static IEnumerable<(string Error, DerivativeEnds Between)> Links(MathNode term, ScriptRoles roles)
    {
        List<DerivativeEnds> factors = [.. Factors(term).Select(f => Ends(f, roles)).OfType<DerivativeEnds>()];
        return from first in factors from second in factors where first.By == second.Of && first != second select (first.Of, second);
    }

    private static IEnumerable<MathNode> Factors(MathNode node) => node switch
    {
        ProductNode p => p.Factors.SelectMany(f => Factors(f.Value)),
        BracketNode { Entries: [var only] } => Factors(only),
        ReduceNode { Kind: ReduceKind.Sum } r => Factors(r.Body),
        _ => [node],
    };

    private static DerivativeEnds? Ends(MathNode node, ScriptRoles roles) =>
        node is DerivativeNode { By: [var by] } d && KeyOf(d.Of, roles) is { } of && KeyOf(by, roles) is { } end ? new DerivativeEnds(of, end, d.IsTotal) : null;

    // The names in what a name is that depend on another themselves.
    private IEnumerable<string> Between(string of, string by) => _context.Find(of, int.MaxValue) is { IsFunction: false } definition
        ? Names(definition).Where(k => k != by && _context.Find(k, definition.Order) is { } next && LeadsTo(next, [by]))
        : [];

    private static IEnumerable<string> Names(Definition definition) => MathWalk.Operands(definition.Body).Select(s => definition.Roles.Resolve(s, _ => false).Key)
        .Concat(MathWalk.All(definition.Body).OfType<PowerNode>().Select(p => KeyOf(p, definition.Roles)).OfType<string>());
}
