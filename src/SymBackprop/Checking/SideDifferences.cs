using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking;

/// <summary>Finds where two sides differ first as expressions.</summary>
internal static class SideDifferences
{
    /// <summary>Goes down as long as both sides are of one form and differ in one part only.</summary>
    public static SideDifference? Find(Relation relation)
    {
        MathNode left = relation.Left.Node!;
        MathNode right = relation.Right.Node!;
        while (true)
        {
            List<MathNode> ofLeft = [.. MathWalk.Children(left)];
            List<MathNode> ofRight = [.. MathWalk.Children(right)];
            if (left.GetType() != right.GetType() || ofLeft.Count != ofRight.Count || ofLeft.Count == 0)
            {
                break;
            }

            var different = ofLeft.Zip(ofRight, (a, b) => (a, b)).Where(p => MathPrinter.Print(p.a) != MathPrinter.Print(p.b)).ToList();
            if (different.Count != 1)
            {
                break;
            }

            (left, right) = different[0];
        }

        return new SideDifference(MathPrinter.Print(left), MathPrinter.Print(right)) { IsWhole = ReferenceEquals(left, relation.Left.Node) };
    }
}
