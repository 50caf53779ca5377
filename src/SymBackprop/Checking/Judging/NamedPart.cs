using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Finds the name that one side has where the other has an expression: <c>σ(\sum_j w_j x_j) = σ(net)</c>.</summary>
internal static class NamedPart
{
    /// <summary>Returns the name and what it stands for, where both sides are alike but for that.</summary>
    public static (SymbolNode Name, MathNode Meaning)? Between(MathNode left, MathNode right)
    {
        (MathNode a, MathNode b) = (left, right);
        while (true)
        {
            (a, b) = (MathForms.Bare(a), MathForms.Bare(b));
            if (a is SymbolNode { Primes: 0 } || b is SymbolNode { Primes: 0 })
            {
                (MathNode name, MathNode meaning) = b is SymbolNode { Primes: 0 } ? (b, a) : (a, b);
                return meaning is SymbolNode or NumberNode || ReferenceEquals(a, left) || MathPrinter.Print(a) == MathPrinter.Print(b) ? null : ((SymbolNode)name, meaning);
            }

            if (!AreAlike(a, b))
            {
                return null;
            }

            ImmutableArray<(MathNode A, MathNode B)> apart = [.. MathWalk.Children(a).Zip(MathWalk.Children(b), (x, y) => (x, y)).Where(p => MathPrinter.Print(p.x) != MathPrinter.Print(p.y))];
            if (apart.Length != 1)
            {
                return null;
            }

            (a, b) = apart[0];
        }
    }

    // The same operation on as many parts.
    private static bool AreAlike(MathNode a, MathNode b) => MathWalk.Children(a).Count() == MathWalk.Children(b).Count() && (a, b) switch
    {
        (SumNode x, SumNode y) => x.Terms.Select(t => t.IsSubtracted).SequenceEqual(y.Terms.Select(t => t.IsSubtracted)),
        (ProductNode x, ProductNode y) => x.Factors.Select(f => f.Sign).SequenceEqual(y.Factors.Select(f => f.Sign)),
        (ReduceNode x, ReduceNode y) => x.Kind == y.Kind && x.Indices.Select(i => i.Name).SequenceEqual(y.Indices.Select(i => i.Name)),
        (ApplyNode x, ApplyNode y) => MathPrinter.Print(x.Function) == MathPrinter.Print(y.Function),
        (FractionNode or PowerNode or RootNode, _) => a.GetType() == b.GetType(),
        _ => false,
    };
}
