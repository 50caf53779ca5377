using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Tests.Checking.Generated;

/// <summary>Derivatives of trees of numbers, by the rules of the school book.</summary>
internal static class Differentiation
{
    /// <summary>Differentiates by a name, through the definitions of a world.</summary>
    public static Tree By(this Tree tree, Name name, World world) => tree switch
    {
        Name n => n.Is(name) ? 1 : n.Id != name.Id && world.Find(n.Id) is { Parameter: null } meaning ? meaning.Body.By(name, world) : 0,
        Num => 0,
        Add a => Sum(a.Terms.Select(t => t with { Value = t.Value.By(name, world) })),
        Mul m => Sum(m.Factors.Select((f, i) => new Signed(false, Product([.. m.Factors.Take(i), f.By(name, world), .. m.Factors.Skip(i + 1)])))),
        Div d => Quotient(d, d.Top.By(name, world), d.Bottom.By(name, world)),
        Pow p => Product(p.Exponent, Power(p.Base, p.Exponent - 1), p.Base.By(name, world)),
        Fn f => Product(Outer(f), f.Argument.By(name, world)),
        Call c => Product(c with { Primes = c.Primes + 1 }, c.Argument.By(name, world)),
        _ => throw new NotSupportedException(tree.ToString()),
    };

    private static Tree Outer(Fn f) => f.Function switch
    {
        "exp" => f,
        "log" => (Tree)1 / f.Argument,
        "tanh" => 1 - new Pow(f, 2),
        "sigmoid" => f * (1 - f),
        "sin" => new Fn("cos", f.Argument),
        "cos" => -new Fn("sin", f.Argument),
        "sqrt" => 1 / (2 * f),
        _ => throw new NotSupportedException(f.Function),
    };

    private static Tree Quotient(Div d, Tree top, Tree bottom) => bottom is Num { Top: 0 }
        ? top is Num { Top: 0 } ? 0 : top / d.Bottom
        : top is Num { Top: 0 } ? -(Product(d.Top, bottom) / new Pow(d.Bottom, 2)) : (Product(top, d.Bottom) - Product(d.Top, bottom)) / new Pow(d.Bottom, 2);

    private static Tree Power(Tree @base, int exponent) => exponent switch { 0 => 1, 1 => @base, _ => new Pow(@base, exponent) };

    private static Tree Sum(IEnumerable<Signed> terms)
    {
        ImmutableArray<Signed> left = [.. terms.Where(t => t.Value is not Num { Top: 0 })];
        return left.Length switch { 0 => 0, 1 when !left[0].IsNegative => left[0].Value, _ => new Add(left) };
    }

    private static Tree Product(params Tree[] factors)
    {
        if (factors.Any(f => f is Num { Top: 0 }))
        {
            return 0;
        }

        ImmutableArray<Tree> left = [.. factors.Where(f => f is not Num { Top: 1, Bottom: 1 }).SelectMany(f => f is Mul m ? m.Factors : [f])];
        bool isNegative = left.Count(f => f is Add { Terms: [{ IsNegative: true }] }) % 2 == 1;
        ImmutableArray<Tree> plain = [.. left.SelectMany(f => f is Add { Terms: [{ IsNegative: true, Value: var v }] } ? v is Mul m ? m.Factors : [v] : [f])];
        Tree product = plain.Length switch { 0 => 1, 1 => plain[0], _ => new Mul(plain) };
        return isNegative ? -product : product;
    }
}
