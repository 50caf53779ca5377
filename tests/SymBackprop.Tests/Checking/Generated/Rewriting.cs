using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Tests.Checking.Generated;

/// <summary>Says the same in other words, step by step; where a step is not allowed, the oracle says so.</summary>
internal static class Rewriting
{
    public static Tree Rewrite(Tree tree, World world, Random random, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            Tree[] next = [.. tree.Edited(t => Steps(t, world, random)).Take(60)];
            if (next.Length == 0)
            {
                return tree;
            }

            Tree chosen = next[random.Next(next.Length)];
            if (chosen.All().Count() > 60)
            {
                return tree;
            }

            tree = chosen;
        }

        return tree;
    }

    private static IEnumerable<Tree> Steps(Tree tree, World world, Random random)
    {
        switch (tree)
        {
            case Add { Terms.Length: > 1 } a:
                int i = random.Next(a.Terms.Length);
                yield return new Add([a.Terms[i], .. a.Terms.RemoveAt(i)]);
                yield return -new Add([.. a.Terms.Select(t => t with { IsNegative = !t.IsNegative })]);
                break;
            case Add { Terms: [{ IsNegative: true, Value: Add inner }] }:
                yield return new Add([.. inner.Terms.Select(t => t with { IsNegative = !t.IsNegative })]);
                break;
            case Mul m:
                foreach (Tree product in Products(m, world, random))
                {
                    yield return product;
                }

                break;
            case Div { Top: Add sum, Bottom: var below }:
                yield return new Add([.. sum.Terms.Select(t => t with { Value = t.Value / below })]);
                break;
            case Div { Top: var top, Bottom: Num { Bottom: 1 } n }:
                yield return new Num(1, n.Top) * top;
                break;
            case Div { Top: Mul above, Bottom: var b } when IsScalar(above, world):
                yield return (above.Factors[0] / b) * (above.Factors.Length == 2 ? above.Factors[1] : new Mul(above.Factors.RemoveAt(0)));
                break;
            case Div d when IsScalar(d, world) && d.Top is not Num:
                yield return new Pow(d.Bottom, -1) * d.Top;
                break;
            case Pow { Exponent: 2 } p:
                yield return p.Base * p.Base;
                if (p.Base is Add { Terms: [var x, var y] })
                {
                    yield return new Add([new(false, new Pow(x.Value, 2)), new(x.IsNegative != y.IsNegative, 2 * x.Value * y.Value), new(false, new Pow(y.Value, 2))]);
                }

                break;
            case Fn { Function: "exp", Argument: Add { Terms: [{ IsNegative: true, Value: var negated }] } }:
                yield return 1 / new Fn("exp", negated);
                break;
            case Fn { Function: "exp", Argument: Add { Terms: { Length: > 1 } powers } }:
                yield return new Mul([.. powers.Select(t => new Fn("exp", t.IsNegative ? -t.Value : t.Value))]);
                break;
            case Fn { Function: "sigmoid", Argument: var argument } when IsScalar(argument, world):
                yield return 1 / (1 + new Fn("exp", -argument));
                break;
            case Fn { Function: "tanh", Argument: var argument } when IsScalar(argument, world):
                yield return (new Fn("exp", argument) - new Fn("exp", -argument)) / (new Fn("exp", argument) + new Fn("exp", -argument));
                break;
            case Call { Primes: 0 } c when world.Find(c.Function) is { } function:
                yield return function.Body.Map(t => t is Name n && n.Id == function.Parameter ? c.Argument : t);
                break;
            case Call { Primes: 1 } c when world.Find(c.Function) is { Parameter: { } parameter } function:
                yield return function.Body.By(new Name(parameter), world).Map(t => t is Name n && n.Id == parameter ? c.Argument : t);
                break;
            case Name { Indices.IsEmpty: true } n when world.Find(n.Id) is { Parameter: null, Head.Indices.IsEmpty: true } meaning:
                yield return meaning.Body;
                break;
            case Total { Body: Add sum } t:
                yield return new Add([.. sum.Terms.Select(s => s with { Value = new Total(t.Index, s.Value) })]);
                break;
            case Total { Body: Mul product } t when product.Factors.Any(f => !Mentions(f, t.Index)) && product.Factors.Any(f => Mentions(f, t.Index)):
                Tree[] inside = [.. product.Factors.Where(f => Mentions(f, t.Index))];
                yield return new Mul([.. product.Factors.Where(f => !Mentions(f, t.Index)), new Total(t.Index, inside.Length == 1 ? inside[0] : new Mul([.. inside]))]);
                break;
            case Transposed { Operand: Mul { Factors: var factors } } when factors.All(f => !IsScalar(f, world)):
                yield return new Mul([.. factors.Reverse().Select(f => new Transposed(f))]);
                break;
            case Transposed { Operand: Transposed { Operand: var twice } }:
                yield return twice;
                break;
            case Transposed { Operand: Add sum }:
                yield return new Add([.. sum.Terms.Select(s => s with { Value = new Transposed(s.Value) })]);
                break;
            case SquaredNorm n:
                yield return new Transposed(n.Operand) * n.Operand;
                break;
        }
    }

    private static IEnumerable<Tree> Products(Mul m, World world, Random random)
    {
        for (int i = 0; i < m.Factors.Length; i++)
        {
            if (m.Factors[i] is Add sum)
            {
                // a (b + c) d = a b d + a c d
                yield return new Add([.. sum.Terms.Select(t => t with { Value = new Mul([.. m.Factors.SetItem(i, t.Value).SelectMany(f => f is Mul inner ? inner.Factors : [f])]) })]);
            }

            if (m.Factors[i] is Div d && d.Top is not Num && IsScalar(m, world))
            {
                yield return new Mul(m.Factors.SetItem(i, d.Top)) / d.Bottom;
            }
        }

        if (m.Factors.All(f => IsScalar(f, world)))
        {
            int i = random.Next(m.Factors.Length);
            yield return new Mul([.. m.Factors.RemoveAt(i), m.Factors[i]]);
            i = random.Next(m.Factors.Length);
            yield return new Mul([m.Factors[i], .. m.Factors.RemoveAt(i)]);
        }

        if (m.Factors is [Num { Top: 2, Bottom: 1 }, _])
        {
            yield return m.Factors[1] + m.Factors[1];
        }
    }

    private static bool Mentions(Tree tree, string index) => tree.All().Any(t => t is Name n && n.Indices.Contains(index));

    // Every name in it is a number, or an entry.
    public static bool IsScalar(Tree tree, World world) => tree switch
    {
        Name n => !n.Indices.IsEmpty || (world.Axes.TryGetValue(n.Id, out ImmutableArray<string> axes) ? axes.IsEmpty : world.Find(n.Id) is not { } m || (m.Head.Indices.IsEmpty && IsScalar(m.Body, world))),
        SquaredNorm => true,
        Slope s => !s.By.Indices.IsEmpty || IsScalar(s.By, world),
        _ => tree.Parts.All(p => IsScalar(p, world)),
    };
}
