using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Tells which entry of a named value an expression is: exp(zₖ − logsumexpⱼ(zⱼ)) is pₖ where pᵢ is defined so.</summary>
internal sealed class EntryMatch
{
    private readonly Dictionary<int, IndexExpr?> _targets;
    private readonly Dictionary<int, int> _bound = [];

    private EntryMatch(DefinedPiece piece) => _targets = piece.Targets.Where(t => t.AsVariable is not null).GroupBy(t => t.AsVariable!.Value).ToDictionary(g => g.Key, _ => (IndexExpr?)null);

    /// <summary>Returns the entry that the expression is, or null where it is none, or perhaps none within the value's bounds.</summary>
    public static Access? Of(Expr expr, Tensor tensor, DefinedPiece piece)
    {
        if (piece.Body is not (Call or Power or Reduce) || expr.GetType() != piece.Body.GetType())
        {
            return null;
        }

        if (Tidy.Same(expr, piece.Body))
        {
            return new Access(tensor, piece.Targets);
        }

        if (!RunsAsItsOperands(tensor, piece))
        {
            return null;
        }

        var match = new EntryMatch(piece);
        return match.Matches(piece.Body, expr) && match._targets.Values.All(v => v is not null)
            ? new Access(tensor, [.. piece.Targets.Select(t => match._targets[t.AsVariable!.Value]!)])
            : null;
    }

    // Then a place within the operands is a place within the value.
    private static bool RunsAsItsOperands(Tensor tensor, DefinedPiece piece) => piece.Targets.Zip(tensor.Shape.Extents, (target, extent) =>
        target.AsVariable is { } id && piece.Body.Nodes().OfType<Access>().Any(a => a.Indices.Zip(a.Tensor.Shape.Extents, (i, e) => i.AsVariable == id && e.Equals(extent)).Any(same => same)))
        .All(runs => runs);

    private bool Matches(Expr pattern, Expr expr) => (pattern, expr) switch
    {
        (Constant p, Constant e) => p.Value == e.Value,
        (NamedConstant p, NamedConstant e) => p.Number == e.Number,
        (IndexValue p, IndexValue e) => Matches(p.Index, e.Index),
        (Access p, Access e) => ReferenceEquals(p.Tensor, e.Tensor) && p.Indices.Zip(e.Indices, Matches).All(m => m),
        (Call p, Call e) => p.Function == e.Function && All(p, e),
        (Reduce p, Reduce e) => p.Kind == e.Kind && p.Indices.Length == e.Indices.Length && p.Indices.Zip(e.Indices, Binds).All(m => m) && All(p, e),
        (Add, Add) or (Multiply, Multiply) or (Power, Power) => All(pattern, expr),
        _ => false,
    };

    private bool All(Expr pattern, Expr expr) =>
        pattern.Operands.Length == expr.Operands.Length && pattern.Operands.Zip(expr.Operands, Matches).All(m => m);

    private bool Binds(BoundIndex pattern, BoundIndex index)
    {
        _bound[pattern.Id] = index.Id;
        return pattern.Range.Lower.Length == index.Range.Lower.Length && pattern.Range.Upper.Length == index.Range.Upper.Length
            && pattern.Range.Lower.Zip(index.Range.Lower, Matches).All(m => m) && pattern.Range.Upper.Zip(index.Range.Upper, Matches).All(m => m);
    }

    private bool Matches(IndexExpr pattern, IndexExpr index)
    {
        if (pattern.AsVariable is not { } id || !_targets.TryGetValue(id, out IndexExpr? value))
        {
            return pattern.SubstituteVariables(v => _targets.TryGetValue(v, out IndexExpr? known) ? known : _bound.TryGetValue(v, out int bound) ? IndexExpr.Variable(bound) : null).Equals(index);
        }

        // An index that the expression binds itself is no place of the value's.
        if (value is null && !index.Variables().Any(_bound.ContainsValue))
        {
            _targets[id] = index;
            return true;
        }

        return value is not null && value.Equals(index);
    }
}
