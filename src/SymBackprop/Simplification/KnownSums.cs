using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Simplification;

/// <summary>Finds sums that are there already but for factors: Σⱼ c·x(j) is c·Σⱼ x(j) where Σⱼ x(j) has a tensor.</summary>
internal sealed class KnownSums(EquationBuilder builder, Definitions definitions)
{
    /// <summary>Returns the factors times the known tensor's entry, or the expression itself.</summary>
    public Expr Find(Expr expr, Scope scope)
    {
        if (expr is not Reduce { Kind: ReduceKind.Sum, Body: Access summed } sum
            || definitions.Core(summed.Tensor) is not Multiply
            || definitions.View(summed, scope.With(sum.Indices)) is not Multiply view)
        {
            return expr;
        }

        ExprInterner interner = builder.Interner;
        int[] ids = [.. sum.Indices.Select(i => i.Id)];
        ImmutableArray<Expr> outside = [.. view.Factors.Where(f => !interner.FreeVariables(f).Overlaps(ids))];
        if (outside.IsEmpty || outside.Length == view.Factors.Length)
        {
            return expr;
        }

        // The known sum may run over fewer free indices than stand here.
        Expr plain = interner.Reduce(ReduceKind.Sum, sum.Indices, interner.Multiply(view.Factors.Except(outside)));
        ImmutableArray<BoundIndex> free = [.. scope.Indices.Where(i => interner.FreeVariables(plain).Contains(i.Id))];
        if (free.Any(i => i.Range.FullExtent is not { } extent || extent.Variables().Any()))
        {
            return expr;
        }

        var frame = Frame.Of(free, plain);
        var shape = new Shape([.. free.Select(i => i.Range.FullExtent!)]);
        return builder.Find(frame.Indices, shape, frame.Place(interner, plain)) is { } known
            ? interner.Multiply([.. outside, interner.Access(known, [.. free.Select(i => i.Variable)])])
            : expr;
    }
}
