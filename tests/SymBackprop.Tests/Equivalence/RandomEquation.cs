using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Numbers;

namespace SymBackprop.Tests.Equivalence;

/// <summary>Random expressions over x, y and z, rewritten into others that are equal where both are defined, and spoiled.</summary>
internal sealed class RandomEquation(int seed)
{
    private static readonly string[] Functions =
        ["exp", "log", "sqrt", "sin", "cos", "tan", "tanh", "sinh", "sigmoid", "softplus", "abs", "atan", "asinh", "erf", "relu", "cbrt", "sign", "atanh", "asin", "f{0}"];

    private readonly Random _random = new(seed);
    private readonly Tensor[] _givens = [.. "xyz".Select(n => new Tensor(n.ToString(), Shape.Scalar, TensorRole.Input))];

    public Expr Expression(int depth) => depth == 0
        ? _random.Next(3) == 0 ? Constant() : Given()
        : _random.Next(8) switch
        {
            0 or 1 => Expression(depth - 1) + Expression(depth - 1),
            2 => Expression(depth - 1) * Expression(depth - 1),
            3 => Expression(depth - 1) / Expression(depth - 1),
            4 => new Power(Expression(depth - 1), new Constant(_random.Next(4) == 0 ? new Rational(_random.Next(1, 6), 2) : _random.Next(-2, 4))),
            5 when _random.Next(4) == 0 => new Power(Expression(depth - 1), Given()),
            5 when _random.Next(4) == 0 => FunctionExpressions.If(new Compare(Comparison.Greater, Given(), Constant()), Expression(depth - 1), Expression(depth - 1)),
            _ => new Call(Functions[_random.Next(Functions.Length)], [Expression(depth - 1)]),
        };

    /// <summary>Rewrites parts by identities that hold wherever both forms are defined.</summary>
    public Expr Rewritten(Expr expr, int times)
    {
        for (int i = 0; i < times; i++)
        {
            expr = At(expr, _random.Next(Size(expr)), Rewritten);
        }

        return expr;
    }

    /// <summary>Spoils one part: a sign, a number, a function, a factor.</summary>
    public Expr Spoiled(Expr expr) => At(expr, _random.Next(Size(expr)), Spoil);

    /// <summary>Returns whether plain numbers leave no doubt that two expressions differ.</summary>
    public bool Differ(Expr left, Expr right)
    {
        for (int i = 0; i < 60; i++)
        {
            double[] at = [.. _givens.Select(_ => Math.Round((_random.NextDouble() * 6) - (i % 2 == 0 ? 3 : 0), 3))];
            var evaluator = new ExprEvaluator(new Dictionary<string, long>(), (tensor, _) => at[Array.IndexOf(_givens, tensor)]);
            (double a, double b) = (evaluator.Value(left), evaluator.Value(right));
            if (Math.Abs(a) < 1e6 && Math.Abs(b) < 1e6 && Math.Abs(a - b) > 1e-3 * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b))))
            {
                return true;
            }
        }

        return false;
    }

    private Expr Given() => new Access(_givens[_random.Next(_givens.Length)], []);

    private Expr Constant() => new Constant(new Rational(_random.Next(-4, 6), _random.Next(1, 4)));

    private Expr Rewritten(Expr e)
    {
        switch (e)
        {
            case Add a when _random.Next(2) == 0:
                return new Add([.. a.Terms.Reverse()]);
            case Multiply { Factors: [var p, Add q] }:
                return new Add([.. q.Terms.Select(t => p * t)]);
            case Multiply m when _random.Next(2) == 0:
                return new Multiply([.. m.Factors.Reverse()]);
            case Call { Function: "exp", Arguments: [Add a] }:
                return new Multiply([.. a.Terms.Select(FunctionExpressions.Exp)]);
            case Call { Function: "sigmoid", Arguments: [var u] }:
                return _random.Next(2) == 0 ? 1 / (1 + FunctionExpressions.Exp(-u)) : 1 - FunctionExpressions.Sigmoid(-u);
            case Call { Function: "tanh", Arguments: [var u] }:
                return (2 * FunctionExpressions.Sigmoid(2 * u)) - 1;
            case Call { Function: "sin", Arguments: [var u] }:
                return 2 * FunctionExpressions.Sin(u / 2) * FunctionExpressions.Cos(u / 2);
            case Call { Function: "cos", Arguments: [var u] }:
                return 1 - (2 * FunctionExpressions.Pow(FunctionExpressions.Sin(u / 2), 2));
            case Call { Function: "tan", Arguments: [var u] }:
                return FunctionExpressions.Sin(u) / FunctionExpressions.Cos(u);
            case Call { Function: "abs", Arguments: [var u] }:
                return FunctionExpressions.Sqrt(u * u);
            case Call { Function: "relu", Arguments: [var u] }:
                return FunctionExpressions.Max(u, 0);
            case Call { Function: "softplus", Arguments: [var u] }:
                return FunctionExpressions.Log(1 + FunctionExpressions.Exp(u));
            case Power { Exponent: Constant { Value: var n } } p when n == new Rational(2):
                return p.Base * p.Base;
        }

        return _random.Next(5) switch
        {
            0 => (e + 1) - 1,
            1 => TimesOne(e, Given()),
            2 => 2 * e / 2,
            3 => FunctionExpressions.Log(FunctionExpressions.Exp(e)),
            _ => -(-e),
        };
    }

    // e·(sin²u + cos²u)
    private static Expr TimesOne(Expr e, Expr u) =>
        e * (FunctionExpressions.Pow(FunctionExpressions.Sin(u), 2) + FunctionExpressions.Pow(FunctionExpressions.Cos(u), 2));

    private Expr Spoil(Expr e) => e switch
    {
        Constant c => new Constant(c.Value + 1),
        Add { Terms.Length: > 1 } a => new Add(a.Terms.SetItem(0, -a.Terms[0])),
        Multiply { Factors: [var p, var q] } => _random.Next(2) == 0 ? p : q,
        Multiply { Factors.Length: > 2 } m => new Multiply(m.Factors.RemoveAt(_random.Next(m.Factors.Length))),
        Power { Exponent: Constant c } p => new Power(p.Base, new Constant(c.Value + (_random.Next(2) == 0 ? 1 : -1))),
        Call { Arguments.Length: 1 } c => new Call(Functions[_random.Next(Functions.Length)], c.Arguments),
        Access => Given(),
        Select s => new Select(s.Condition, s.Otherwise, s.Then),
        _ => e * 2,
    };

    private static int Size(Expr expr) => 1 + expr.Operands.Sum(Size);

    // Changes the part with a number, counted from the top.
    private static Expr At(Expr expr, int number, Func<Expr, Expr> change)
    {
        if (number == 0)
        {
            return change(expr);
        }

        int first = 1;
        var sizes = expr.Operands.Select(Size).ToList();
        int child = 0;
        while (child < sizes.Count && number >= first + sizes[child])
        {
            first += sizes[child++];
        }

        int position = -1;
        Expr Changed(Expr operand)
        {
            position++;
            return position == child ? At(operand, number - first, change) : operand;
        }

        // Conditions hold operands of their own, which are left alone.
        return expr is Select s ? new Select(s.Condition, Changed(s.Then), Changed(s.Otherwise)) : expr.MapOperands(Changed);
    }
}
