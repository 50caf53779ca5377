using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Numbers;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>Instances of functions that a document leaves open: smooth, without symmetries, the same for a name everywhere.</summary>
internal static class OpenFunction
{
    /// <summary>Writes the function, or its derivative by the arguments listed, at given arguments; entry by entry for an array.</summary>
    public static ArrayValue Call(string name, ImmutableArray<ArrayValue> arguments, ImmutableArray<int> orders)
    {
        ArrayValue shape = arguments.FirstOrDefault(a => !a.IsScalar) ?? arguments[0];
        if (arguments.Any(a => !a.IsScalar && a.Rank != shape.Rank) || (arguments.Length > 1 && !shape.IsScalar))
        {
            throw new JudgingException(Obstacle.Undefined, $"needs a definition of {name}") { Missing = name };
        }

        return shape with { Link = null, At = i => Entry(name, [.. arguments.Select(a => a.IsScalar ? a.Scalar : a.At(i))], orders) };
    }

    // sin(Σ aᵢxᵢ + b) + Σ cᵢ exp(xᵢ/4): the derivatives are written by hand, as the sum's rule is all that they need.
    private static ExpressionSyntax Entry(string name, IReadOnlyList<ExpressionSyntax> arguments, ImmutableArray<int> orders)
    {
        uint state = name.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
        Rational Next()
        {
            state = unchecked((state * 1664525u) + 1013904223u);
            return new Rational(20 + (int)((state >> 16) % 80), 64);
        }

        ImmutableArray<Rational> slopes = [.. arguments.Select(_ => Next())];
        Rational shift = Next();
        ImmutableArray<Rational> weights = [.. arguments.Select(_ => Next())];
        ExpressionSyntax angle = Code.Add([.. arguments.Select((a, k) => (false, Code.Multiply(Code.Number(slopes[k]), a))), (false, Code.Number(shift))]);
        Rational factor = orders.Aggregate(Rational.One, (product, k) => product * slopes[k]);
        ExpressionSyntax wave = (orders.Length % 4) switch
        {
            0 => Code.Call("sin", angle),
            1 => Code.Call("cos", angle),
            2 => Code.Negate(Code.Call("sin", angle)),
            _ => Code.Negate(Code.Call("cos", angle)),
        };
        var terms = new List<(bool, ExpressionSyntax)> { (false, Code.Multiply(Code.Number(factor), wave)) };
        for (int k = 0; k < arguments.Count; k++)
        {
            if (orders.All(o => o == k))
            {
                Rational weight = weights[k] * new Rational(1, 4).Pow(orders.Length);
                terms.Add((false, Code.Multiply(Code.Number(weight), Code.Call("exp", Code.Divide(arguments[k], Code.Number(4))))));
            }
        }

        return Code.Add(terms);
    }
}
