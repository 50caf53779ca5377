using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Functions;

/// <summary>Evaluates definitions and partials of the catalogue: expressions over the holes x, y and f.</summary>
internal sealed class HoleEvaluator<T>
{
    private readonly IArithmetic<T> _arithmetic;
    private readonly T[] _arguments;
    private readonly T _result;

    private HoleEvaluator(IArithmetic<T> arithmetic, T[] arguments, T result)
    {
        _arithmetic = arithmetic;
        _arguments = arguments;
        _result = result;
    }

    /// <summary>Evaluates an expression; the result is what f stands for.</summary>
    public static T Evaluate(IArithmetic<T> arithmetic, Expr expr, T[] arguments, T result) =>
        new HoleEvaluator<T>(arithmetic, arguments, result).Value(expr);

    private T Value(Expr expr) => expr switch
    {
        Constant c => _arithmetic.FromDouble(c.Value.ToDouble()),
        NamedConstant n => _arithmetic.Named(n.Number),
        Hole { Name: "f" } => _result,
        Hole h when AbstractFunctions.PositionOf(h) is { } position => _arguments[position],
        Add a => a.Terms.Select(Value).Aggregate(_arithmetic.Add),
        Multiply m => Product(m.Factors),
        Power { Exponent: Constant n } p => _arithmetic.Power(Value(p.Base), n.Value),
        Power p => _arithmetic.Power(Value(p.Base), Value(p.Exponent)),
        Call c => _arithmetic.Apply(FunctionCatalog.Get(c.Function), [.. c.Arguments.Select(Value)]),
        Select s => Value(Holds(s.Condition) ? s.Then : s.Otherwise),
        _ => throw new InvalidOperationException(expr.GetType().Name),
    };

    // A factor to a negative power divides: a·(1/b) would round twice.
    private T Product(ImmutableArray<Expr> factors)
    {
        T product = Value(factors[0]);
        foreach (Expr factor in factors.Skip(1))
        {
            product = factor is Power { Exponent: Constant { Value: { IsInteger: true, Sign: < 0 } n } } p
                ? _arithmetic.Divide(product, _arithmetic.Power(Value(p.Base), -n))
                : _arithmetic.Multiply(product, Value(factor));
        }

        return product;
    }

    private bool Holds(Condition condition) => condition switch
    {
        Compare c => ArithmeticExtensions.Compare(c.Comparison, _arithmetic.ValueOf(Value(c.Left)), _arithmetic.ValueOf(Value(c.Right))),
        And a => a.Parts.All(Holds),
        Or o => o.Parts.Any(Holds),
        Not n => !Holds(n.Operand),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };
}
