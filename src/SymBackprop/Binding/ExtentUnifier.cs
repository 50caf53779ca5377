using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Binding;

/// <summary>Decides whether two extents are equal; extents that a bare formula leaves open are unknowns that become what makes them so.</summary>
/// <remarks>An unknown is a size symbol whose name no text can spell. In a network there are none, and equality is all that is asked.</remarks>
internal sealed class ExtentUnifier
{
    private const char Mark = '?';
    private readonly Dictionary<string, IndexExpr> _solved = [];
    private readonly Dictionary<string, List<IndexExpr>> _needs = [];
    private readonly HashSet<string> _open = [];
    private int _count;

    public IndexExpr Fresh() => IndexExpr.Size(Mark + (_count++).ToString(CultureInfo.InvariantCulture));

    public bool Unify(IndexExpr a, IndexExpr b)
    {
        if (a.Equals(b))
        {
            return true;
        }

        if (_count == 0)
        {
            return false;
        }

        // c·u + rest = 0 gives u = −rest/c, for c = ±1.
        IndexExpr difference = Resolve(a) - Resolve(b);
        foreach ((IndexAtom atom, long coefficient) in difference.Terms)
        {
            IndexExpr rest = difference - (IndexExpr.Of(atom) * coefficient);
            if (IsUnknown(atom) && coefficient is 1 or -1 && !rest.Atoms().Contains(atom))
            {
                _solved.Add(((SizeSymbol)atom).Name, rest * -coefficient);
                return true;
            }
        }

        return difference.Equals(IndexExpr.Zero);
    }

    public IndexExpr Resolve(IndexExpr extent)
    {
        IndexExpr result = extent;
        while (result.Terms.Any(t => t.Atom is SizeSymbol s && _solved.ContainsKey(s.Name)))
        {
            result = result.Substitute(a => a is SizeSymbol s && _solved.TryGetValue(s.Name, out IndexExpr? value) ? value : null);
        }

        // The next question finds the answer in one step.
        if (!ReferenceEquals(result, extent) && extent is { Constant: 0, Terms: [(SizeSymbol asked, 1)] })
        {
            _solved[asked.Name] = result;
        }

        return result;
    }

    public Shape Resolve(Shape shape) => new([.. shape.Extents.Select(Resolve)]);

    /// <summary>Returns whether this is an extent that nothing has decided so far.</summary>
    public bool IsUnknown(IndexExpr extent) => _count > 0 && Resolve(extent) is { Constant: 0, Terms: [(var atom, 1)] } && IsUnknown(atom);

    /// <summary>Notes that the axis is used as a whole: positions alone do not tell its extent.</summary>
    public void Open(IndexExpr extent)
    {
        if (_count > 0)
        {
            _open.UnionWith(Unknowns(extent));
        }
    }

    /// <summary>Notes that an undecided extent must be at least so large.</summary>
    public void Need(IndexExpr extent, IndexExpr least)
    {
        // A bound that comes from an unknown extent itself decides nothing.
        if (Unknowns(Resolve(least)).Count > 0)
        {
            return;
        }

        string name = Unknowns(Resolve(extent)).Single();
        if (!_needs.TryGetValue(name, out List<IndexExpr>? list))
        {
            _needs.Add(name, list = []);
        }

        // Only the largest are kept: a long sum may read thousands of positions.
        if (!list.Exists(known => LinearProver.IsNonNegative(known - least, [])))
        {
            list.RemoveAll(known => LinearProver.IsNonNegative(least - known, []));
            list.Add(least);
        }
    }

    /// <summary>Decides the unknowns that use left open: by the largest position read, else by a new size symbol.</summary>
    public void Close(IEnumerable<Shape> shapes, SizeNames names)
    {
        var open = new HashSet<string>(_open.SelectMany(o => Unknowns(Resolve(IndexExpr.Size(o)))));
        ILookup<IndexExpr, IndexExpr> needs = _needs.SelectMany(n => n.Value.Select(least => (Of: Resolve(IndexExpr.Size(n.Key)), least))).ToLookup(n => n.Of, n => n.least);
        foreach (IndexExpr extent in shapes.SelectMany(s => s.Extents))
        {
            foreach (string unknown in Unknowns(Resolve(extent)))
            {
                // An extent that needs to be as large as itself is open still.
                IndexExpr? largest = Largest([.. needs[IndexExpr.Size(unknown)].Select(Resolve).Where(n => !Unknowns(n).Contains(unknown))]);
                bool decides = largest is not null && (!largest.IsConstant || !open.Contains(unknown));
                _solved.Add(unknown, decides ? largest! : IndexExpr.Size(names.Next()));
            }
        }
    }

    private static bool IsUnknown(IndexAtom atom) => atom is SizeSymbol s && s.Name[0] == Mark;

    private static List<string> Unknowns(IndexExpr extent) => [.. extent.Atoms().Where(IsUnknown).Select(a => ((SizeSymbol)a).Name).Distinct()];

    private static IndexExpr? Largest(List<IndexExpr> needs) =>
        needs.Find(n => needs.All(other => LinearProver.IsNonNegative(n - other, [])));
}
