using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>The network that both sides of a relation are written into.</summary>
internal sealed class NetworkDraft(DocumentContext context)
{
    private readonly SizeEquations _sizes = new();
    private readonly List<Origin> _origins = [];
    private readonly List<IndexVariable> _indices = [];
    private readonly List<AxisUse> _uses = [];
    private readonly List<(ExpressionSyntax Left, ExpressionSyntax Right)> _assumed = [];

    // Ranges are written at the end, when all sizes are known.
    private readonly List<(string Name, ImmutableArray<string> Indices, ImmutableArray<Size> Axes, ExpressionSyntax Body)> _pending = [];
    private int _fresh;

    public List<StatementSyntax> Statements { get; } = [];

    public List<(string Name, ImmutableArray<Size> Axes)> Inputs { get; } = [];

    public void Add(string name, ImmutableArray<string> indices, ImmutableArray<Size> axes, ExpressionSyntax body) => _pending.Add((name, indices, axes, body));

    public void AddCondition(ExpressionSyntax left, ExpressionSyntax right) => _assumed.Add((left, right));

    public string Fresh(string hint) => $"{hint}#{++_fresh}";

    public Size NewSize() => SizeOf(IndexExpr.Size(Fresh("n")));

    /// <summary>Returns an axis whose size the document names.</summary>
    public Size NamedSize(string key)
    {
        if (context.DeclaredSizes.Contains(key))
        {
            _sizes.Declare(key);
        }

        return SizeOf(int.TryParse(key, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) ? IndexExpr.Of(number) : IndexExpr.Size(key));
    }

    public Size SizeOf(IndexExpr extent) => new(_sizes, extent, NewOrigin());

    public Origin NewOrigin(int? known = null)
    {
        var origin = new Origin(Fresh("from"), known);
        _origins.Add(origin);
        return origin;
    }

    /// <summary>Gets all indices in order of appearance.</summary>
    public IReadOnlyList<IndexVariable> Indices => _indices;

    public IndexVariable NewIndex(string letter, Size size, Origin origin, IndexReach reach, ReduceKind? boundBy)
    {
        var variable = new IndexVariable(Fresh(letter), size, origin, reach, boundBy);
        _indices.Add(variable);
        return variable;
    }

    /// <summary>Notes that an axis is read at a position other than an index over all of it.</summary>
    public void AddUse(Size axis, Position position) => _uses.Add(new AxisUse(axis, position));

    public NamedQuantity Equation(string hint, IReadOnlyList<IndexVariable> indices, ArrayValue body)
    {
        string name = Fresh(hint);
        ImmutableArray<string> rest = [.. body.Axes.Select(_ => Fresh("i"))];
        ImmutableArray<Size> axes = [.. indices.Select(i => i.Size), .. body.Axes];
        ExpressionSyntax entry = body.At([.. rest.Select(Code.Name)]);
        _pending.Add((name, [.. indices.Select(i => i.Name), .. rest], axes, entry));
        return new NamedQuantity(name, axes, body.IsRow, [], false);
    }

    /// <summary>Gets what reading positions beyond the ends of axes took for granted.</summary>
    public PaddingFinding Padding { get; private set; } = PaddingFinding.None;

    /// <summary>Returns all statements, with the sizes that use has decided.</summary>
    /// <param name="sides">The equations that stand for the sides of the relation.</param>
    public ImmutableArray<StatementSyntax> Finish(params string[] sides)
    {
        AxisSettler.Settle(_indices, _uses, context.UsualOrigin);
        var origins = _origins.ToDictionary(o => o.Name);
        ExpressionSyntax Named(ExpressionSyntax e) => Code.Replace(e, n =>
        {
            context.Budget?.SpendPart();
            return _sizes.Find(n.Text) is { } size ? Code.Index(size) : origins.TryGetValue(n.Text, out Origin? origin) ? Code.Number(origin.Known ?? context.UsualOrigin) : n;
        });

        var guards = new PositionGuards(_indices);
        var inner = new PositionGuards(_indices);
        List<(string Name, ImmutableArray<string> Indices, ExpressionSyntax Body, ImmutableArray<(string Index, ExpressionSyntax Last)> Ranges)> equations = [];
        foreach ((string name, ImmutableArray<string> indices, ImmutableArray<Size> axes, ExpressionSyntax body) in _pending)
        {
            ImmutableArray<(string, ExpressionSyntax)> ranges = [.. indices.Select((index, i) => (index, Named(axes[i].Last)))];
            equations.Add((name, indices, (sides.Contains(name) ? guards : inner).Write(Named(body), ranges), ranges));
        }

        Padding = new PaddingFinding(guards.HasPadding || inner.HasPadding, guards.Interior.Count > 0, inner.Interior.Count > 0);
        return
        [
            .. Statements,
            .. _assumed.Select(a => (StatementSyntax)new AssumeSyntax(default, Named(a.Left), Named(a.Right))),
            .. equations.Select(e => Code.Equation(e.Name, e.Indices, sides.Contains(e.Name) ? Inside(e.Body, guards.Interior) : e.Body, e.Ranges)),
        ];
    }

    // A relation between entries is one where all its entries exist.
    private static ExpressionSyntax Inside(ExpressionSyntax body, IReadOnlyList<ExpressionSyntax> conditions) =>
        conditions.Aggregate(body, (value, condition) => Code.If(condition, value, Code.Zero));

    /// <summary>Returns whether nothing that a quantity depends on is open.</summary>
    public bool HasNumbersOnly(string name)
    {
        HashSet<string> names = Closure(name);
        return !Inputs.Exists(i => names.Contains(i.Name));
    }

    /// <summary>Returns whether one of the equations of these names holds a derivative.</summary>
    public bool IsDifferentiatedIn(HashSet<string> names) => _pending.Exists(p => names.Contains(p.Name) && Code.HasDerivative(p.Body));

    /// <summary>Returns the names that a quantity depends on, through all equations; calls of open functions among them.</summary>
    public HashSet<string> Closure(string name)
    {
        ILookup<string, ExpressionSyntax> bodies = _pending.ToLookup(p => p.Name, p => p.Body);
        var found = new HashSet<string>();
        var pending = new Stack<string>([name]);
        while (pending.Count > 0)
        {
            string next = pending.Pop();
            if (!found.Add(next))
            {
                continue;
            }

            foreach (ExpressionSyntax body in bodies[next])
            {
                foreach (string mentioned in Code.Names(body))
                {
                    pending.Push(mentioned);
                }

                found.UnionWith(Code.Calls(body).Select(c => "call " + c));
            }
        }

        return found;
    }
}

/// <summary>What became of positions that can lie beyond the ends of axes.</summary>
/// <param name="HasPadding">Terms of sums were taken as 0 there.</param>
/// <param name="IsInterior">The relation is taken only where all its positions are on their axes.</param>
/// <param name="HasOpenEnds">A definition says nothing of some entries.</param>
internal sealed record PaddingFinding(bool HasPadding, bool IsInterior, bool HasOpenEnds)
{
    public static PaddingFinding None { get; } = new(false, false, false);

    public IEnumerable<string> Assumptions =>
    [
        .. HasPadding ? new[] { "terms of a sum with a position beyond the end of an axis count as 0" } : [],
        .. IsInterior ? new[] { "taken where every position is on its axis" } : [],
        .. HasOpenEnds ? new[] { "entries beyond the end of an axis count as 0" } : [],
    ];
}
