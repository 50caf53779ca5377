using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Verifies that the pieces of a tensor cover it without overlap, and finds its shape.</summary>
internal sealed class PieceCover(BindingContext context, ValueSymbol symbol)
{
    // Pieces are compared in pairs only to say what is wrong.
    private const int ComparedPieces = 200;

    /// <summary>Returns the shape that the pieces make together, or null after an error.</summary>
    public Shape? ShapeOf(List<BoundPiece> pieces)
    {
        Shape body = pieces[0].Body.Shape;
        for (int i = 1; i < pieces.Count; i++)
        {
            Shape other = pieces[i].Body.Shape;
            if (pieces[i].Subscripts.Length != pieces[0].Subscripts.Length || other.Rank != body.Rank || !other.Extents.Zip(body.Extents, context.Extents.Unify).All(same => same))
            {
                context.Report(DiagnosticCatalog.PiecesDisagree, TargetSpan(i), symbol.Name, Describe(pieces[i]), Describe(pieces[0]));
                return null;
            }
        }

        List<Box> boxes = [];
        for (int i = 0; i < pieces.Count; i++)
        {
            if (BoxOf(pieces[i], i) is not { } box)
            {
                return null;
            }

            boxes.Add(box);
        }

        IndexExpr?[] extents = new IndexExpr?[pieces[0].Subscripts.Length];
        if (!Tile(boxes, [.. Enumerable.Range(0, extents.Length)], extents))
        {
            ReportFailure(boxes, extents.Length);
            return null;
        }

        return new Shape([.. extents.Select(e => e!), .. body.Extents]);
    }

    private static string Describe(BoundPiece piece)
    {
        int rank = piece.Subscripts.Length + piece.Body.Shape.Rank;
        return rank == 0 ? "a scalar" : $"a tensor of {rank.ToString(System.Globalization.CultureInfo.InvariantCulture)} axes, the last of shape {piece.Body.Shape}";
    }

    private SourceSpan TargetSpan(int piece) => symbol.Definitions[piece].TargetSpan;

    private Box? BoxOf(BoundPiece piece, int number)
    {
        ImmutableArray<Interval>.Builder intervals = ImmutableArray.CreateBuilder<Interval>(piece.Subscripts.Length);
        HashSet<int> seen = [];
        for (int axis = 0; axis < piece.Subscripts.Length; axis++)
        {
            if (IntervalOf(piece.Subscripts[axis], piece.Indices, seen) is not { } interval)
            {
                ExpressionSyntax subscript = symbol.Definitions[number].Subscripts[axis];
                context.Report(DiagnosticCatalog.UnreadableTarget, subscript.Span, context.Text(piece.Subscripts[axis]), symbol.Name);
                return null;
            }

            intervals.Add(interval);
        }

        return new Box(number, intervals.MoveToImmutable());
    }

    // A position without an index is one entry; an index, shifted or turned around, gives what it runs over.
    private static Interval? IntervalOf(IndexExpr subscript, ImmutableArray<BoundIndex> indices, HashSet<int> seen)
    {
        List<int> variables = [.. subscript.Variables()];
        if (variables.Count == 0)
        {
            return new Interval(subscript, subscript);
        }

        var atom = new IndexVariable(variables[0]);
        long coefficient = subscript.CoefficientOf(atom);
        IndexRange range = indices.First(i => i.Id == variables[0]).Range;
        if (variables.Count > 1 || coefficient is not (1 or -1) || !seen.Add(variables[0]) || range.Lower.Length > 1 || range.Upper.Length > 1
            || range.Lower[0].Variables().Concat(range.Upper[0].Variables()).Any())
        {
            return null;
        }

        IndexExpr first = subscript.Substitute(a => a.Equals(atom) ? range.Lower[0] : null);
        IndexExpr last = subscript.Substitute(a => a.Equals(atom) ? range.Upper[0] : null);
        return coefficient > 0 ? new Interval(first, last) : new Interval(last, first);
    }

    // Splits along some axis into intervals that follow on each other from 0, and each part along the remaining axes.
    private bool Tile(List<Box> boxes, ImmutableArray<int> axes, IndexExpr?[] extents)
    {
        if (axes.IsEmpty)
        {
            return boxes.Count == 1;
        }

        foreach (int axis in axes)
        {
            if (Chain(boxes, axis) is not { } chain)
            {
                continue;
            }

            IndexExpr extent = chain[chain.Count - 1][0].Intervals[axis].High + 1;
            if (extents[axis] is { } known && !context.Extents.Unify(known, extent))
            {
                continue;
            }

            extents[axis] = extent;
            if (chain.TrueForAll(group => Tile(group, axes.Remove(axis), extents)))
            {
                return true;
            }
        }

        return false;
    }

    private static List<List<Box>>? Chain(List<Box> boxes, int axis)
    {
        ILookup<IndexExpr, Box> byLow = boxes.ToLookup(b => b.Intervals[axis].Low);
        List<List<Box>> chain = [];
        int used = 0;
        for (IndexExpr low = IndexExpr.Zero; used < boxes.Count; low = chain[chain.Count - 1][0].Intervals[axis].High + 1)
        {
            List<Box> group = [.. byLow[low]];
            if (group.Count == 0 || group.Exists(b => !b.Intervals[axis].Equals(group[0].Intervals[axis])) || used + group.Count > boxes.Count)
            {
                return null;
            }

            used += group.Count;
            chain.Add(group);
        }

        return chain;
    }

    private void ReportFailure(List<Box> boxes, int rank)
    {
        for (int b = 1; b < boxes.Count && b < ComparedPieces; b++)
        {
            if (boxes.Take(b).FirstOrDefault(a => Meet(a, boxes[b])) is { } a)
            {
                context.Report(
                    DiagnosticCatalog.PiecesOverlap,
                    TargetSpan(boxes[b].Piece),
                    [new RelatedPlace(TargetSpan(a.Piece), "the first equation")],
                    symbol.Name,
                    Text(a),
                    Text(boxes[b]));
                return;
            }
        }

        bool isAfterZero = boxes.TrueForAll(b => b.Intervals.Any(i => LinearProver.IsNonNegative(i.Low - 1, [])));
        string missing = isAfterZero ? $"entry {symbol.Name}[{string.Join(",", Enumerable.Repeat("0", rank))}]" : "what lies between " + string.Join(" and ", boxes.Take(4).Select(Text));
        context.Report(DiagnosticCatalog.PiecesLeaveGap, TargetSpan(boxes[0].Piece), symbol.Name, missing);
    }

    private static bool Meet(Box a, Box b) => a.Intervals.Zip(b.Intervals, (x, y) =>
        LinearProver.IsNonNegative(x.High - y.Low, []) && LinearProver.IsNonNegative(y.High - x.Low, [])).All(meets => meets);

    private string Text(Box box) => box.Intervals.IsEmpty
        ? "the whole"
        : "[" + string.Join(", ", box.Intervals.Select(i => i.Low.Equals(i.High) ? context.Text(i.Low) : $"{context.Text(i.Low)}..{context.Text(i.High)}")) + "]";

    private sealed record Interval(IndexExpr Low, IndexExpr High);

    private sealed record Box(int Piece, ImmutableArray<Interval> Intervals);
}
