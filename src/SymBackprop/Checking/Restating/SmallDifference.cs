using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Restating;

/// <summary>Says whether two expressions differ in so little that one is the other with a slip of the pen.</summary>
internal static class SmallDifference
{
    // A name for a name counts two; a lost factor with its sign, too.
    private const int FewParts = 3;

    // Of long formulas a quarter.
    private const int Share = 4;

    public static bool Between(MathNode one, MathNode other)
    {
        Dictionary<string, int> parts = Parts(one);
        Dictionary<string, int> others = Parts(other);
        int size = Math.Max(parts.Values.Sum(), others.Values.Sum());
        int common = parts.Sum(p => others.TryGetValue(p.Key, out int count) ? Math.Min(p.Value, count) : 0);
        int apart = parts.Values.Sum() + others.Values.Sum() - (2 * common);
        return common > 0 && apart <= Math.Max(Math.Min(FewParts, 2 * common), size / Share);
    }

    // Names, numbers and operations, with how often they occur.
    private static Dictionary<string, int> Parts(MathNode root)
    {
        var parts = new Dictionary<string, int>();
        void Count(string part) => parts[part] = parts.TryGetValue(part, out int count) ? count + 1 : 1;
        var pending = new Stack<MathNode>([root]);
        while (pending.Count > 0)
        {
            MathNode next = pending.Pop();
            switch (next)
            {
                case SymbolNode or NumberNode or EllipsisNode:
                    Count(MathPrinter.Print(next));
                    continue;
                case SumNode sum:
                    foreach (MathTerm term in sum.Terms.Where(t => t.IsSubtracted))
                    {
                        Count("minus");
                    }

                    break;
                case BracketNode:
                    break;
                case ProductNode product:
                    foreach (MathFactor factor in product.Factors.Where(f => f.Sign == Times.Over))
                    {
                        Count(nameof(FractionNode));
                    }

                    break;
                default:
                    Count(next.GetType().Name);
                    break;
            }

            foreach (MathNode child in MathWalk.Children(next))
            {
                pending.Push(child);
            }
        }

        return parts;
    }
}
