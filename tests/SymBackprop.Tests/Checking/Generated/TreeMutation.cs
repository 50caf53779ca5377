using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Tests.Checking.Generated;

/// <summary>Changes one node of a tree: a sign, a function, an index, a factor, an order, an exponent, a term.</summary>
internal static class TreeMutation
{
    private static readonly ImmutableArray<string> Functions = ["exp", "log", "tanh", "sigmoid", "sin", "cos", "sqrt"];

    public static Tree Mutate(Tree tree, World world, Random random)
    {
        Tree[] all = [.. tree.Edited(t => Changes(t, world, random))];
        return all.Length == 0 ? tree * 2 : all[random.Next(all.Length)];
    }

    private static IEnumerable<Tree> Changes(Tree tree, World world, Random random)
    {
        switch (tree)
        {
            case Num n:
                yield return new Num(n.Top + 1, n.Bottom);
                break;
            case Name { Indices.IsEmpty: true } n:
                string[] others = [.. world.Axes.Where(a => a.Key != n.Id && world.Axes.TryGetValue(n.Id, out ImmutableArray<string> own) && a.Value.Length == own.Length).Select(a => a.Key)];
                if (others.Length > 0)
                {
                    yield return new Name(others[random.Next(others.Length)]);
                }

                break;
            case Name n:
                string[] letters = [.. world.Sizes.Keys.Where(k => world.Sizes[k] == world.Sizes[n.Indices[0]] && k != n.Indices[0])];
                if (letters.Length > 0)
                {
                    yield return n with { Indices = n.Indices.SetItem(0, letters[random.Next(letters.Length)]) };
                }

                if (n.Indices.Length == 2)
                {
                    yield return n with { Indices = [n.Indices[1], n.Indices[0]] };
                }

                break;
            case Add a:
                int i = random.Next(a.Terms.Length);
                yield return new Add(a.Terms.SetItem(i, a.Terms[i] with { IsNegative = !a.Terms[i].IsNegative }));
                if (a.Terms.Length > 1)
                {
                    ImmutableArray<Signed> left = a.Terms.RemoveAt(i);
                    yield return left is [{ IsNegative: false, Value: var only }] ? only : new Add(left);
                }

                break;
            case Mul { Factors: var factors }:
                int j = random.Next(factors.Length);
                yield return factors.Length == 2 ? factors[1 - j] : new Mul(factors.RemoveAt(j));
                yield return new Mul([.. factors.Reverse()]);
                if (factors.All(f => Rewriting.IsScalar(f, world)))
                {
                    yield return factors[0] + new Mul([.. factors.Skip(1)]) is var sum && factors.Length > 2 ? sum : factors[0] + factors[1];
                }

                break;
            case Had h:
                yield return h.Left;
                yield return h.Left * h.Right;
                break;
            case Div d:
                yield return d.Bottom / d.Top;
                yield return d.Top;
                break;
            case Pow p:
                yield return p.Exponent == 1 ? new Pow(p.Base, 2) : p with { Exponent = p.Exponent + 1 };
                yield return p.Base;
                break;
            case Fn f:
                yield return f with { Function = Functions[(Functions.IndexOf(f.Function) + 1 + random.Next(Functions.Length - 1)) % Functions.Length] };
                yield return f.Argument;
                yield return f with { Argument = -f.Argument };
                break;
            case Call c:
                yield return c.Argument;
                yield return c with { Primes = 1 - c.Primes };
                break;
            case Total t:
                yield return t.Body;
                break;
            case Transposed t:
                yield return t.Operand;
                break;
        }
    }
}
