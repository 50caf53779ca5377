using System;
using System.Threading;

namespace SymBackprop.Equivalence;

/// <summary>Counts steps, the same on every machine, and ends work that takes too many of them.</summary>
internal sealed class StepBudget(long limit, StepBudget? whole = null, CancellationToken cancellation = default)
{
    private const int CancellationInterval = 1024;

    private long _sinceLook;

    /// <summary>Gets the steps taken.</summary>
    public long Used { get; private set; }

    /// <summary>Gets a value indicating whether none are left, of these or of the whole that they are part of.</summary>
    public bool IsSpent => Used > limit || whole is { IsSpent: true };

    public void Spend(long steps)
    {
        whole?.Spend(steps);
        Used += steps;
        _sinceLook += steps;
        if (_sinceLook >= CancellationInterval)
        {
            _sinceLook = 0;
            cancellation.ThrowIfCancellationRequested();
        }

        if (Used > limit)
        {
            throw new TooLargeException();
        }
    }
}

/// <summary>The step budget is spent.</summary>
internal sealed class TooLargeException : Exception
{
    public TooLargeException()
        : base("too large")
    {
    }
}
