using System;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Lowering;
using SymBackprop.Simplification;

namespace SymBackprop.Explanation;

/// <summary>Tells which row of the function catalogue a user's function is: 1/(1 + exp(−z)) is the sigmoid.</summary>
/// <remarks>What the rewrite rules make of the function's body decides.</remarks>
internal static class FunctionRecognizer
{
    public static ScalarFunction? Recognize(UserFunction function)
    {
        if (function.Parameters.Length != 1)
        {
            return null;
        }

        var argument = new Tensor(function.Parameters[0], Shape.Scalar, TensorRole.Input);
        var value = new Tensor(function.Name + "_", Shape.Scalar, TensorRole.Named);
        var network = new BoundNetwork
        {
            Name = function.Name,
            Givens = [argument],
            Tensors = [new BoundTensor(value, [new BoundPiece([], [], Bound(function.Body, argument), default)], default)],
            Error = value,
        };
        return CallAt(Simplifier.Simplify(Lowerer.Lower(network)), value, argument);
    }

    private static ScalarFunction? CallAt(EquationSystem system, Tensor value, Tensor argument)
    {
        Tensor at = value;
        while (system.Equations.FirstOrDefault(e => ReferenceEquals(e.Target, at)) is { } equation)
        {
            switch (equation.Body)
            {
                case Call { Arguments: [Access a] } call when ReferenceEquals(a.Tensor, argument):
                    return FunctionCatalog.Find(call.Function);
                case Access a:
                    at = a.Tensor;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static BoundExpr Bound(Expr expr, Tensor argument) => expr switch
    {
        Constant c => new BoundNumber(c.Value, default),
        NamedConstant n => new BoundNamedConstant(n.Number, default),
        Hole => new BoundReference(argument, default),
        Add a => new BoundSum([.. a.Terms.Select(t => Bound(t, argument))], Shape.Scalar, default),
        Multiply m => new BoundElementwiseProduct([.. m.Factors.Select(f => Bound(f, argument))], Shape.Scalar, default),
        Power p => new BoundPower(Bound(p.Base, argument), Bound(p.Exponent, argument), Shape.Scalar, default),
        Call { Function: "stop", Arguments: [var stopped] } => new BoundStop(Bound(stopped, argument), default),
        Call c => new BoundFunctionCall(c.Function, [.. c.Arguments.Select(a => Bound(a, argument))], Shape.Scalar, default),
        Select s => new BoundConditional(Bound(s.Condition, argument), Bound(s.Then, argument), Bound(s.Otherwise, argument), Shape.Scalar, default),
        _ => throw new InvalidOperationException(expr.GetType().Name),
    };

    private static BoundCondition Bound(Condition condition, Tensor argument) => condition switch
    {
        Compare c => new BoundComparison(c.Comparison, Bound(c.Left, argument), Bound(c.Right, argument), default),
        And a => new BoundLogical(true, [.. a.Parts.Select(p => Bound(p, argument))], default),
        Or o => new BoundLogical(false, [.. o.Parts.Select(p => Bound(p, argument))], default),
        Not n => new BoundNot(Bound(n.Operand, argument), default),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };
}
