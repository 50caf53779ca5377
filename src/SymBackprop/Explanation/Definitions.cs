using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>The entries of named values in index notation.</summary>
internal static class Definitions
{
    /// <summary>Returns the indices of a piece, those of its subscripts first, then those of the axes that its body brings, and the entry it gives.</summary>
    public static DefinedPiece Open(Tensor tensor, BoundPiece piece, IndexForm form)
    {
        (ImmutableArray<BoundIndex> own, (ImmutableArray<IndexExpr> targets, ImmutableArray<BoundIndex> rest, Expr body)) = form.Bind(piece.Indices, () =>
        {
            ImmutableArray<IndexExpr> subscripts = [.. piece.Subscripts.Select(form.Here)];
            ImmutableArray<BoundIndex> axes =
            [
                .. tensor.Shape.Extents.Skip(subscripts.Length).Select(e => form.Fresh(new BoundIndex(0, IndexRange.Extent(e), string.Empty))),
            ];
            ImmutableArray<IndexExpr> bodyAt = [.. axes.Select(a => a.Variable)];
            return (subscripts.AddRange(bodyAt), axes, form.Entry(piece.Body, bodyAt));
        });
        return new DefinedPiece(own.AddRange(rest), targets, body);
    }

    /// <summary>Returns one entry of a named value: its piece with the indices put in, or a choice among several pieces.</summary>
    public static Expr EntryOf(BoundTensor definition, ImmutableArray<IndexExpr> at, IndexForm form)
    {
        Expr? result = null;
        foreach (BoundPiece piece in definition.Pieces.Reverse())
        {
            DefinedPiece open = Open(definition.Tensor, piece, form);
            var values = new Dictionary<int, IndexExpr>();
            var conditions = new List<Condition>();
            foreach ((IndexExpr target, IndexExpr place) in open.Targets.Zip(at, (target, place) => (target, place)))
            {
                if (target.AsVariable is { } variable && !values.ContainsKey(variable))
                {
                    values.Add(variable, place);
                }
                else
                {
                    conditions.Add(new IndexCompare(Comparison.Equal, target, place));
                }
            }

            foreach (BoundIndex index in open.Indices.Where(i => values.ContainsKey(i.Id) && definition.Pieces.Length > 1))
            {
                conditions.AddRange(index.Range.Lower.Select(b => new IndexCompare(Comparison.LessOrEqual, b, index.Variable)));
                conditions.AddRange(index.Range.Upper.Select(b => new IndexCompare(Comparison.LessOrEqual, index.Variable, b)));
            }

            Expr body = open.Body.SubstituteIndices(values);
            result = result is null || conditions.Count == 0
                ? body
                : new Select(new And([.. conditions.Select(c => c.SubstituteIndices(values))]), body, result);
        }

        return result!;
    }
}

/// <summary>For all indices: <c>tensor[targets] = body</c>, one entry at a time.</summary>
internal sealed record DefinedPiece(ImmutableArray<BoundIndex> Indices, ImmutableArray<IndexExpr> Targets, Expr Body);
