using System.Collections.Generic;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>What was found at one point.</summary>
/// <param name="Equal">True: equal as far as computed; false: certainly not; null: nothing can be said.</param>
/// <param name="Left">The entries on the left.</param>
/// <param name="Right">The entries on the right.</param>
/// <param name="IsUndefined">Whether one side has no value at all there.</param>
internal sealed record PointFinding(bool? Equal, Ball[] Left, Ball[] Right, bool IsUndefined);

/// <summary>Compares two sides at a point, with precision doubled until the balls decide.</summary>
internal sealed class PointJudge(ComparedSide left, ComparedSide right, StepBudget budget)
{
    private const int Start = 128;
    private const int Highest = 1024;

    // Equal numbers must have this many bits in common.
    private const int CommonBits = 64;

    private readonly Dictionary<int, BallMath> _maths = [];

    /// <summary>Judges at a point; the least precision may be raised to look more closely.</summary>
    public PointFinding Judge(SamplePoint point, int least = Start)
    {
        PointFinding finding;
        int precision = least;
        do
        {
            BallMath math = MathAt(precision);
            finding = Judge(BallRun.Evaluate(left, point, math, budget), BallRun.Evaluate(right, point, math, budget), math, point);
            precision *= 2;
        }
        while (finding.Equal is null && !finding.IsUndefined && precision <= Highest);

        return finding;
    }

    private BallMath MathAt(int precision)
    {
        if (!_maths.TryGetValue(precision, out BallMath? math))
        {
            _maths.Add(precision, math = new BallMath(precision));
        }

        return math;
    }

    private PointFinding Judge(Ball[] ofLeft, Ball[] ofRight, BallMath math, SamplePoint point)
    {
        if (ofLeft.Length != ofRight.Length)
        {
            return new(null, ofLeft, ofRight, true);
        }

        bool isEqual = true;
        int compared = 0;
        for (int i = 0; i < ofLeft.Length; i++)
        {
            (Ball a, Ball b) = (ofLeft[i], ofRight[i]);
            if (a.State == BallState.Undefined || b.State == BallState.Undefined)
            {
                continue;
            }

            compared++;
            Ball difference = math.Subtract(a, b);
            if (!difference.IsKnown)
            {
                isEqual = false;
            }
            else if (!difference.ContainsZero)
            {
                if (left.IsDefinedAsWritten(point, i) && right.IsDefinedAsWritten(point, i))
                {
                    return new(false, ofLeft, ofRight, false);
                }

                compared--;
            }
            else if (!difference.IsZero && difference.Magnitude() > System.Math.Max(System.Math.Max(a.Magnitude(), b.Magnitude()), -200) - CommonBits)
            {
                isEqual = false;
            }
        }

        return new(compared > 0 && isEqual ? true : null, ofLeft, ofRight, compared == 0 && ofLeft.Length > 0);
    }
}
