using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Functions;
using SymBackprop.Numbers;

namespace SymBackprop.Interpretation;

/// <summary>One case for each kind of bound expression.</summary>
internal abstract partial class TensorInterpreter<T>
{
    public TensorValue<T> Evaluate(BoundExpr expr, Surroundings around) => expr switch
    {
        BoundNumber n => Number(n.Value.ToDouble()),
        BoundNamedConstant n => TensorValue<T>.Of(Arithmetic.Named(n.Number)),
        BoundIndexNumber n => Number(Indices.Value(n.Index, around)),
        BoundReference r => Whole(r.Tensor),
        BoundParameterReference p => Parameter(p.Parameter, around.Frame!),
        BoundSubscript s => Subscript(s, around),
        BoundSum s => s.Terms.Select(t => Evaluate(t, around)).Aggregate(Add),
        BoundElementwiseProduct p => p.Factors.Select(f => Evaluate(f, around)).Aggregate(Multiply),
        BoundNegation n => Evaluate(n.Operand, around).Select(Arithmetic.Negate),
        BoundQuotient q => TensorValue<T>.Zip(Evaluate(q.Numerator, around), Evaluate(q.Denominator, around), Arithmetic.Divide),
        BoundPower p => Power(p, around),
        BoundMatrixProduct p => Contract(Evaluate(p.Left, around), Evaluate(p.Right, around)),
        BoundOuterProduct p => Outer(Evaluate(p.Left, around), Evaluate(p.Right, around)),
        BoundTranspose t => Transpose(Evaluate(t.Operand, around)),
        BoundFunctionCall c => Call(c, around),
        BoundReduction r => Reduce(r, around),
        BoundMean m => Mean(m, around),
        BoundTabulation t => new(Indices.Extents(t.Shape), [.. Indices.Tuples(t.Indices, around).Select(a => Evaluate(t.Body, a).Scalar)]),
        BoundConditional c => Conditional(c, around),
        BoundUserCall c => UserCall(c, around),
        BoundDerivative d => Derivative(d, around),
        BoundStop s => Evaluate(s.Operand, around).Select(e => Arithmetic.FromDouble(Arithmetic.ValueOf(e))),
        _ => throw new InvalidOperationException(expr.GetType().Name),
    };

    private TensorValue<T> Number(double value) => TensorValue<T>.Of(Arithmetic.FromDouble(value));

    private TensorValue<T> Add(TensorValue<T> a, TensorValue<T> b) => TensorValue<T>.Zip(a, b, Arithmetic.Add);

    private TensorValue<T> Multiply(TensorValue<T> a, TensorValue<T> b) => TensorValue<T>.Zip(a, b, Arithmetic.Multiply);

    protected TensorValue<T> Parameter(BoundParameter parameter, CallFrame frame) =>
        frame.Known(this, parameter) ?? frame.Remember(this, parameter, Evaluate(frame.Argument(parameter), frame.Caller));

    private TensorValue<T> UserCall(BoundUserCall call, Surroundings around)
    {
        var frame = new CallFrame(call, around);
        return call.Function.OwnDerivative is null
            ? Evaluate(call.Function.Body, new Surroundings(Surroundings.Empty.Indices, frame))
            : CallWithOwnDerivative(call, frame);
    }

    private TensorValue<T> Subscript(BoundSubscript subscript, Surroundings around)
    {
        ImmutableArray<long?> subscripts = [.. subscript.Subscripts.Select(s => s is null ? (long?)null : Indices.Value(s, around))];
        if (subscript.Operand is BoundReference reference)
        {
            (ImmutableArray<int> extents, int[] positions) = RowMajor.Slice(reference.Tensor, Extents(reference.Tensor), subscripts);
            return new(extents, Array.ConvertAll(positions, p => Entry(reference.Tensor, p)));
        }

        TensorValue<T> operand = Evaluate(subscript.Operand, around);
        (ImmutableArray<int> kept, int[] entries) = RowMajor.Slice(null, operand.Extents, subscripts);
        return new(kept, Array.ConvertAll(entries, p => operand.Entries[p]));
    }

    private TensorValue<T> Call(BoundFunctionCall call, Surroundings around)
    {
        ScalarFunction function = FunctionCatalog.Get(call.Function);
        ImmutableArray<TensorValue<T>> arguments = [.. call.Arguments.Select(a => Evaluate(a, around))];
        return TensorValue<T>.Zip(arguments, entries => Arithmetic.Apply(function, entries));
    }

    private TensorValue<T> Power(BoundPower power, Surroundings around)
    {
        TensorValue<T> @base = Evaluate(power.Base, around);
        return ExactExponent(power.Exponent, around) is { } exponent
            ? @base.Select(b => Arithmetic.Power(b, exponent))
            : TensorValue<T>.Zip(@base, Evaluate(power.Exponent, around), Arithmetic.Power);
    }

    // An exponent that is made of numbers and indices alone: an integer one is exact.
    private Rational? ExactExponent(BoundExpr exponent, Surroundings around) => exponent switch
    {
        BoundNumber n => n.Value,
        BoundIndexNumber n => new Rational(Indices.Value(n.Index, around)),
        BoundNegation n => -ExactExponent(n.Operand, around),
        BoundSum s => s.Terms.Select(t => ExactExponent(t, around)).Aggregate((a, b) => a + b),
        BoundElementwiseProduct p => p.Factors.Select(f => ExactExponent(f, around)).Aggregate((a, b) => a * b),
        BoundQuotient q when ExactExponent(q.Denominator, around) is { IsZero: false } d => ExactExponent(q.Numerator, around) / d,
        _ => null,
    };

    private TensorValue<T> Conditional(BoundConditional conditional, Surroundings around)
    {
        TensorValue<T> value = Evaluate(Holds(conditional.Condition, around) ? conditional.Then : conditional.Otherwise, around);
        return value.Rank == 0 && conditional.Shape.Rank > 0 ? Spread(value.Scalar, Indices.Extents(conditional.Shape)) : value;
    }

    private bool Holds(BoundCondition condition, Surroundings around) => condition switch
    {
        BoundComparison c => ArithmeticExtensions.Compare(
            c.Comparison, Arithmetic.ValueOf(Evaluate(c.Left, around).Scalar), Arithmetic.ValueOf(Evaluate(c.Right, around).Scalar)),
        BoundIndexComparison c => ArithmeticExtensions.Compare(c.Comparison, Indices.Value(c.Left, around), Indices.Value(c.Right, around)),
        BoundLogical { IsAnd: true } l => l.Parts.All(p => Holds(p, around)),
        BoundLogical l => l.Parts.Any(p => Holds(p, around)),
        BoundNot n => !Holds(n.Operand, around),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };

    private static TensorValue<T> Spread(T value, ImmutableArray<int> extents) =>
        new(extents, [.. Enumerable.Repeat(value, extents.Aggregate(1, (count, e) => count * e))]);
}
