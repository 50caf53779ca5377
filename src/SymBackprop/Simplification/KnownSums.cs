using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Simplification;

/// <summary>Finds sums that are there already but for a constant factor: Σⱼ c·x is c·Σⱼ x where Σⱼ x has a tensor.</summary>
internal sealed class KnownSums(EquationBuilder builder, Definitions definitions)
{
    /// <summary>Returns the constant times the known tensor's entry, or the expression itself.</summary>
    public Expr Find(Expr expr, Scope scope)
    {
        if (expr is not Reduce { Kind: ReduceKind.Sum, Body: Access summed } sum
            || definitions.View(summed, scope.With(sum.Indices)) is not Multiply { Factors: [Constant, ..] } view)
        {
            return expr;
        }

        ExprInterner interner = builder.Interner;
        (Numbers.Rational coefficient, Expr core) = interner.SplitCoefficient(view);
        Expr plain = interner.Reduce(ReduceKind.Sum, sum.Indices, core);
        var frame = Frame.Of(scope.Indices, plain);
        var shape = new Shape([.. frame.Indices.Select(i => i.Range.FullExtent ?? IndexExpr.Zero)]);
        return builder.Find(frame.Indices, shape, frame.Place(interner, plain)) is { } known
            ? interner.Multiply(interner.Constant(coefficient), interner.Access(known, [.. scope.Indices.Select(i => i.Variable)]))
            : expr;
    }
}
