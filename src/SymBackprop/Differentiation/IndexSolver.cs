using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Differentiation;

/// <summary>Solves <c>e(I, R) = K</c> by elimination.</summary>
/// <remarks>
/// An unknown with coefficient ±1 is replaced everywhere, then all equations are looked at again; it leaves the test of its own range.
/// What mentions no unknown that can be replaced is left over.
/// </remarks>
internal sealed class IndexSolver
{
    private readonly ExprInterner _interner;
    private readonly ImmutableArray<BoundIndex> _known;
    private readonly List<BoundIndex> _unknown;
    private readonly List<(IndexExpr Left, IndexExpr Right)> _equations = [];
    private readonly List<IndexExpr> _tests = [];
    private readonly List<Condition> _others = [];
    private readonly Dictionary<int, IndexExpr> _solution = [];

    /// <param name="interner">The compilation's interner.</param>
    /// <param name="known">Indices that stay: those of the result.</param>
    /// <param name="unknown">Loop indices to be replaced where possible.</param>
    public IndexSolver(ExprInterner interner, ImmutableArray<BoundIndex> known, ImmutableArray<BoundIndex> unknown)
    {
        _interner = interner;
        _known = known;
        _unknown = [.. unknown];
    }

    /// <summary>Gets the unknowns that are left, with ranges that keep the replaced ones in theirs: they are summed.</summary>
    public ImmutableArray<BoundIndex> Remaining => [.. _unknown];

    /// <summary>Gets conditions on the known indices alone under which a solution exists.</summary>
    public List<Condition> Tests { get; } = [];

    /// <summary>Gets the equations that could not be used.</summary>
    public ImmutableArray<(IndexExpr Left, IndexExpr Right)> LeftOver => [.. _equations];

    public void Require(IndexExpr left, IndexExpr right) => _equations.Add((left, right));

    /// <summary>Takes guards: equalities of indices are solved, inequalities become bounds, the rest is kept for <see cref="Conditions"/>.</summary>
    public void Require(IEnumerable<Condition> guards)
    {
        foreach (Condition guard in guards)
        {
            switch (guard)
            {
                case And and:
                    Require(and.Parts);
                    break;
                case IndexCompare { Comparison: Comparison.Equal } c:
                    Require(c.Left, c.Right);
                    break;
                case IndexCompare { Comparison: not Comparison.NotEqual } c:
                    _tests.Add(c.Comparison switch
                    {
                        Comparison.Less => c.Right - c.Left - 1,
                        Comparison.LessOrEqual => c.Right - c.Left,
                        Comparison.Greater => c.Left - c.Right - 1,
                        _ => c.Left - c.Right,
                    });
                    break;
                default:
                    _others.Add(guard);
                    break;
            }
        }
    }

    /// <summary>Returns what must hold besides the ranges: guards that are no bounds, tests of the known indices, equations left over.</summary>
    public ImmutableArray<Condition> Conditions() =>
    [
        .. _others.Select(Apply).Concat(Tests).Concat(_equations.Select(e => _interner.Compare(Comparison.Equal, e.Left, e.Right))).Distinct(),
    ];

    public Expr Apply(Expr expr) => _solution.Count == 0 ? expr : _interner.Substitute(expr, Find);

    public Condition Apply(Condition condition) => _solution.Count == 0 ? condition : _interner.Substitute(condition, Find);

    public void Solve()
    {
        while (TryEliminate())
        {
        }

        _equations.RemoveAll(e => e.Left.Equals(e.Right));
        foreach (IndexExpr test in _tests)
        {
            Place(test);
        }
    }

    private IndexExpr? Find(int id) => _solution.TryGetValue(id, out IndexExpr? value) ? value : null;

    private bool TryEliminate()
    {
        for (int i = 0; i < _equations.Count; i++)
        {
            IndexExpr difference = _equations[i].Left - _equations[i].Right;
            foreach (BoundIndex unknown in _unknown)
            {
                var atom = new IndexVariable(unknown.Id);
                long coefficient = difference.CoefficientOf(atom);
                if (coefficient is not (1 or -1))
                {
                    continue;
                }

                // ±l + rest = 0, so l = ∓rest.
                IndexExpr rest = difference - (IndexExpr.Of(atom) * coefficient);
                if (!rest.Mentions(unknown.Id) && LeavesBounds(unknown, rest * -coefficient))
                {
                    _equations.RemoveAt(i);
                    Replace(unknown, rest * -coefficient);
                    return true;
                }
            }
        }

        return false;
    }

    // Where k runs from i on and i is replaced by K − k, "from K − k on" is no bound of k: one of each side must be left.
    private bool LeavesBounds(BoundIndex unknown, IndexExpr value)
    {
        IndexExpr? Step(int id) => id == unknown.Id ? value : null;
        List<BoundIndex> others = [.. _unknown];
        others.Remove(unknown);
        return others.Select((u, i) => (Range: ExprInterner.Substitute(u.Range, Step), Inner: others.Skip(i))).All(p =>
            p.Range.Lower.Any(b => IsBound(b, p.Inner)) && p.Range.Upper.Any(b => IsBound(b, p.Inner)));
    }

    // A bound may mention the known indices, and those of the sums around its own.
    private static bool IsBound(IndexExpr bound, IEnumerable<BoundIndex> inner) => !inner.Any(i => bound.Mentions(i.Id));

    private void Replace(BoundIndex unknown, IndexExpr value)
    {
        _unknown.Remove(unknown);
        IndexExpr? Step(int id) => id == unknown.Id ? value : null;

        foreach (int id in _solution.Keys.ToList())
        {
            _solution[id] = _solution[id].SubstituteVariables(Step);
        }

        _solution.Add(unknown.Id, value);
        for (int i = 0; i < _equations.Count; i++)
        {
            _equations[i] = (_equations[i].Left.SubstituteVariables(Step), _equations[i].Right.SubstituteVariables(Step));
        }

        for (int i = 0; i < _tests.Count; i++)
        {
            _tests[i] = _tests[i].SubstituteVariables(Step);
        }

        for (int i = 0; i < _unknown.Count; i++)
        {
            BoundIndex index = _unknown[i];
            IndexRange range = ExprInterner.Substitute(index.Range, Step);
            ILookup<bool, IndexExpr> lower = range.Lower.ToLookup(b => IsBound(b, _unknown.Skip(i)));
            ILookup<bool, IndexExpr> upper = range.Upper.ToLookup(b => IsBound(b, _unknown.Skip(i)));
            _unknown[i] = index with { Range = new IndexRange([.. lower[true]], [.. upper[true]]) };
            _tests.AddRange(lower[false].Select(b => index.Variable - b));
            _tests.AddRange(upper[false].Select(b => b - index.Variable));
        }

        _tests.AddRange(unknown.Range.Lower.Select(l => value - l.SubstituteVariables(Step)));
        _tests.AddRange(unknown.Range.Upper.Select(u => u.SubstituteVariables(Step) - value));
    }

    // test ≥ 0 becomes a bound of the innermost summed index that it mentions, or a condition on the known ones.
    private void Place(IndexExpr test)
    {
        ImmutableArray<BoundIndex> scope = [.. _known, .. _unknown];
        if (IndexArithmetic.IsNonNegative(test, scope))
        {
            return;
        }

        for (int i = _unknown.Count - 1; i >= 0; i--)
        {
            var atom = new IndexVariable(_unknown[i].Id);
            long c = test.CoefficientOf(atom);
            IndexExpr rest = test - (IndexExpr.Of(atom) * c);
            if (c == 0 || rest.Mentions(_unknown[i].Id) || rest.Variables().Any(v => _unknown.Skip(i + 1).Any(u => u.Id == v)))
            {
                continue;
            }

            IndexRange range = _unknown[i].Range;
            _unknown[i] = _unknown[i] with
            {
                Range = c > 0
                    ? range with { Lower = Tighten(range.Lower, (IndexExpr.Zero - rest).CeilingDivide(c), scope, lower: true) }
                    : range with { Upper = Tighten(range.Upper, rest.FloorDivide(-c), scope, lower: false) },
            };
            return;
        }

        Tests.Add(_interner.Compare(Comparison.GreaterOrEqual, test, IndexExpr.Zero));
    }

    // Bounds that another one implies are dropped.
    private static ImmutableArray<IndexExpr> Tighten(ImmutableArray<IndexExpr> bounds, IndexExpr bound, ImmutableArray<BoundIndex> scope, bool lower)
    {
        bool Implies(IndexExpr a, IndexExpr b) => IndexArithmetic.IsNonNegative(lower ? a - b : b - a, scope);
        return bounds.Any(b => Implies(b, bound)) ? bounds : [.. bounds.Where(b => !Implies(bound, b)), bound];
    }
}
