using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>The size of an axis, affine in names, and where people count the axis from.</summary>
/// <remarks>Code mentions a size by its own names; <see cref="NetworkDraft.Finish"/> writes what use has made of them.</remarks>
internal sealed class Size(SizeEquations equations, IndexExpr extent, Origin origin)
{
    /// <summary>Gets the size as far as use has decided it.</summary>
    public IndexExpr Extent => equations.Resolve(extent);

    public Origin Origin { get; } = origin;

    public string Text => IndexPrinter.Print(Extent, _ => string.Empty);

    public long? Known => Extent is { IsConstant: true } known ? known.Constant : null;

    /// <summary>Gets a value indicating whether nothing has decided the size so far.</summary>
    public bool IsOpen => Extent is { Constant: 0, Terms: [(SizeSymbol symbol, 1)] } && SizeEquations.IsOpen(symbol);

    /// <summary>Gets the size itself, before it is known which ones are equal.</summary>
    public ExpressionSyntax Code => Judging.Code.Index(extent);

    public ExpressionSyntax Last => Judging.Code.Index(extent - 1);

    /// <summary>Makes two sizes one; false where they are different numbers, or different names that the document declares.</summary>
    public bool Join(Size other) => equations.Unify(extent, other.Extent);

    /// <summary>Makes the size so large.</summary>
    public bool Join(IndexExpr other) => equations.Unify(extent, other);

    public override string ToString() => Text;
}

/// <summary>Sizes as unknowns: what use makes equal is solved for one of the names, as in n_x = n_y + n_w − 1.</summary>
internal sealed class SizeEquations
{
    /// <summary>Stands in names that no document can spell.</summary>
    public const char Mark = '#';

    private readonly Dictionary<string, IndexExpr> _solved = [];
    private readonly HashSet<string> _declared = [];

    public static bool IsOpen(SizeSymbol symbol) => symbol.Name.IndexOf(Mark) >= 0;

    // Sizes with names that the document gives to axes are not the same by accident.
    public void Declare(string name) => _declared.Add(name);

    public bool Unify(IndexExpr left, IndexExpr right)
    {
        IndexExpr difference = Resolve(left) - Resolve(right);
        if (difference.IsConstant)
        {
            return difference.Constant == 0;
        }

        // c·u + rest = 0 gives u = −rest/c for c = ±1; a name that the document gives stays before one that it does not.
        var unknowns = difference.Terms.Where(t => t.Coefficient is 1 or -1 && t.Atom is SizeSymbol s && !_declared.Contains(s.Name)).ToList();
        if (unknowns.Count == 0)
        {
            return false;
        }

        (IndexAtom atom, long coefficient) = unknowns.OrderByDescending(t => IsOpen((SizeSymbol)t.Atom)).First();
        _solved.Add(((SizeSymbol)atom).Name, (difference - (IndexExpr.Of(atom) * coefficient)) * -coefficient);
        return true;
    }

    public IndexExpr Resolve(IndexExpr extent)
    {
        IndexExpr result = extent;
        while (result.Terms.Any(t => t.Atom is SizeSymbol s && _solved.ContainsKey(s.Name)))
        {
            result = result.Substitute(a => a is SizeSymbol s && _solved.TryGetValue(s.Name, out IndexExpr? value) ? value : null);
        }

        return result;
    }

    /// <summary>Returns what a name in code stands for, or null where it names no solved size.</summary>
    public IndexExpr? Find(string name) => _solved.ContainsKey(name) ? Resolve(IndexExpr.Size(name)) : null;
}

/// <summary>Where an axis or an index is counted from: 0 or 1, as far as the document shows it.</summary>
internal sealed class Origin(string name, int? known = null)
{
    private readonly List<int> _seen = [];
    private Origin? _same;
    private int? _known = known;

    /// <summary>Gets the name that stands for it in code.</summary>
    public string Name { get; } = name;

    public Origin Root => _same is null ? this : _same.Root;

    public int? Known => Root._known ?? (Root._seen.Count > 0 ? Root._seen.Min() : null);

    /// <summary>Makes two origins one, unless they are known to differ.</summary>
    public void Join(Origin other)
    {
        (Origin a, Origin b) = (Root, other.Root);
        if (!ReferenceEquals(a, b) && (a._known is null || b._known is null || a._known == b._known))
        {
            b._same = a;
            a._known ??= b._known;
            a._seen.AddRange(b._seen);
        }
    }

    /// <summary>Notes that something runs over the axis from here on; whatever else is said counts more.</summary>
    public void See(int from)
    {
        if (from is 0 or 1)
        {
            Root._seen.Add(from);
        }
    }

    public void Settle(int from) => Root._known ??= from;

    public override string ToString() => $"{Name} = {Known?.ToString(CultureInfo.InvariantCulture)}";
}
