using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Turns comparisons of indices into bounds of loops, so that no test stands inside a full loop.</summary>
internal static class GuardAbsorber
{
    /// <summary>Returns the unit over the indices where its guard holds; what cannot be a bound stays as a test around the value.</summary>
    public static Unit? Absorb(Unit unit, IEnumerable<IndexCompare> guard)
    {
        var open = new Queue<IndexCompare>(guard);
        var left = new List<IndexCompare>();
        while (open.Count > 0)
        {
            IndexCompare next = open.Dequeue();
            switch (IndexArithmetic.Decide(next, unit.Indices))
            {
                case true:
                    continue;
                case false:
                    return null;
            }

            Unit? narrowed = next.Comparison switch
            {
                Comparison.Equal => Eliminate(unit, next, open, left),
                Comparison.NotEqual => null,
                _ => Narrow(unit, next),
            };
            if (narrowed is null)
            {
                left.Add(next);
            }
            else
            {
                unit = narrowed;
            }
        }

        return left.Count == 0
            ? unit
            : unit with { Value = new Select(left.Count == 1 ? left[0] : (Condition)new And([.. left]), unit.Value, new Constant(Numbers.Rational.Zero)) };
    }

    // c·x + rest ≥ 0 bounds x from below for c > 0 (x ≥ ⌈−rest/c⌉), from above for c < 0 (x ≤ ⌊rest/|c|⌋).
    private static Unit? Narrow(Unit unit, IndexCompare compare)
    {
        IndexExpr difference = compare.Comparison switch
        {
            Comparison.GreaterOrEqual => compare.Left - compare.Right,
            Comparison.Greater => compare.Left - compare.Right - 1,
            Comparison.LessOrEqual => compare.Right - compare.Left,
            _ => compare.Right - compare.Left - 1,
        };
        for (int i = unit.Indices.Length - 1; i >= 0; i--)
        {
            BoundIndex index = unit.Indices[i];
            long c = difference.CoefficientOf(new IndexVariable(index.Id));
            IndexExpr rest = difference - (index.Variable * c);
            if (c == 0 || rest.Mentions(index.Id) || rest.GatheredTensors().Any() || rest.Variables().Any(v => DependsOn(unit, v, index.Id)))
            {
                continue;
            }

            IndexRange range = c > 0
                ? new(Tighter(index.Range.Lower, (IndexExpr.Zero - rest).CeilingDivide(c), lower: true, unit), index.Range.Upper)
                : new(index.Range.Lower, Tighter(index.Range.Upper, rest.FloorDivide(-c), lower: false, unit));
            return unit with { Indices = unit.Indices.SetItem(i, index with { Range = range }) };
        }

        return null;
    }

    private static ImmutableArray<IndexExpr> Tighter(ImmutableArray<IndexExpr> bounds, IndexExpr bound, bool lower, Unit unit)
    {
        bool AtLeast(IndexExpr a, IndexExpr b) => IndexArithmetic.IsNonNegative(a - b, unit.Indices);
        bool Tight(IndexExpr a, IndexExpr b) => lower ? AtLeast(a, b) : AtLeast(b, a);
        return bounds.Any(b => Tight(b, bound)) ? bounds : [.. bounds.Where(b => !Tight(bound, b)), bound];
    }

    // x = e: x is replaced everywhere, and e must lie in x's range.
    private static Unit? Eliminate(Unit unit, IndexCompare compare, Queue<IndexCompare> open, List<IndexCompare> left)
    {
        IndexExpr difference = compare.Left - compare.Right;
        for (int i = unit.Indices.Length - 1; i >= 0; i--)
        {
            BoundIndex index = unit.Indices[i];
            long c = difference.CoefficientOf(new IndexVariable(index.Id));
            IndexExpr rest = difference - (index.Variable * c);
            if (c is not (1 or -1) || rest.Mentions(index.Id) || rest.Variables().Any(v => DependsOn(unit, v, index.Id)))
            {
                continue;
            }

            IndexExpr solution = rest * -c;
            var rewriter = new ExprRewriter(v => v == index.Id ? solution : null);
            ImmutableArray<IndexCompare> pending = [.. open, .. left];
            open.Clear();
            left.Clear();
            foreach (IndexCompare other in pending)
            {
                open.Enqueue((IndexCompare)rewriter.Rewrite((Condition)other));
            }

            foreach (IndexExpr bound in index.Range.Lower)
            {
                open.Enqueue(new IndexCompare(Comparison.GreaterOrEqual, solution, bound));
            }

            foreach (IndexExpr bound in index.Range.Upper)
            {
                open.Enqueue(new IndexCompare(Comparison.LessOrEqual, solution, bound));
            }

            return unit with
            {
                Targets = [.. unit.Targets.Select(rewriter.Rewrite)],
                Indices = [.. unit.Indices.RemoveAt(i).Select(rewriter.Rewrite)],
                Value = rewriter.Rewrite(unit.Value),
                Shown = unit.Shown is { } shown ? rewriter.Rewrite(shown) : null,
            };
        }

        return null;
    }

    private static bool DependsOn(Unit unit, int variable, int other) =>
        variable == other || (unit.Indices.FirstOrDefault(i => i.Id == variable)?.Range.Bounds.Any(b => b.Variables().Any(v => DependsOn(unit, v, other))) ?? false);
}
