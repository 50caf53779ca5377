using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Differentiation;

/// <summary>An equation with its loop indices numbered anew, so that they can meet those of other equations.</summary>
internal sealed class Piece
{
    public Piece(ExprInterner interner, Equation equation, Func<int> number)
    {
        Equation = equation;
        ImmutableArray<BoundIndex> all = equation.AllIndices;
        int[] fresh = [.. all.Select(_ => number())];
        IndexExpr? Rename(int id) => id < fresh.Length ? IndexExpr.Variable(fresh[id]) : null;

        ImmutableArray<BoundIndex> loops = [.. all.Select((i, k) => new BoundIndex(fresh[k], ExprInterner.Substitute(i.Range, Rename), i.Name))];
        Free = [.. loops.Take(equation.Indices.Length)];
        Targets = [.. equation.Targets.Select(t => t.SubstituteVariables(Rename))];
        Body = interner.Substitute(equation.Body, Rename);
        OwnPartials = equation.OwnPartials is { } own
            ? [.. own.Select(p => new LocalPartial((Access)interner.Substitute(p.Access, Rename), [], interner.Substitute(p.Partial, Rename), equation.Origin.Rule))]
            : null;
    }

    public Equation Equation { get; }

    /// <summary>Gets the free loop indices.</summary>
    public ImmutableArray<BoundIndex> Free { get; }

    public ImmutableArray<IndexExpr> Targets { get; }

    public Expr Body { get; }

    public ImmutableArray<LocalPartial>? OwnPartials { get; }

    /// <summary>Gets the reduction at the root of the body, or null.</summary>
    public Reduce? Reduction => Body as Reduce;

    /// <summary>Gets the indices of the reduction, or none.</summary>
    public ImmutableArray<BoundIndex> Summed => Reduction?.Indices ?? [];
}
