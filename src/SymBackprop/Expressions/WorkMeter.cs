using System;
using System.Threading;
using SymBackprop.Diagnostics;

namespace SymBackprop.Expressions;

/// <summary>Counts the steps of one compilation, and ends it where they are too many or no longer wanted.</summary>
/// <remarks>
/// Every pass builds its expressions by one interner, which counts here, so that no pass need know about it. The limit is a number of steps, not a time:
/// a network that compiles on one machine compiles on all.
/// </remarks>
/// <param name="cancellation">Is looked at every few steps.</param>
internal sealed class WorkMeter(CancellationToken cancellation = default)
{
    /// <summary>A step is a node that was built or found, or an operand of one. A network of 10,000 layers takes a quarter of this.</summary>
    public const long Most = 10_000_000;

    private const long StepsBetweenLooks = 1 << 12;

    private CancellationToken _cancellation = cancellation;
    private long _nextLook = StepsBetweenLooks;

    /// <summary>Gets or sets what the steps are taken for.</summary>
    public SourceSpan Place { get; set; }

    public long Steps { get; private set; }

    /// <summary>Gets what else counts the steps; it may end them.</summary>
    public Action<int>? Also { get; init; }

    /// <summary>Ends the counting: what else is built is in proportion to what was found, and for others than who asked for the compilation.</summary>
    public void Stop()
    {
        _cancellation = default;
        _nextLook = long.MaxValue;
    }

    public void Count(int steps)
    {
        Steps += steps;
        Also?.Invoke(steps);
        if (Steps < _nextLook)
        {
            return;
        }

        _nextLook = Steps + StepsBetweenLooks;
        _cancellation.ThrowIfCancellationRequested();
        if (Steps > Most)
        {
            throw new WorkLimitException(DiagnosticCatalog.TooManySteps, Place);
        }
    }
}

/// <summary>Ends the passes where a source asks for more than is allowed.</summary>
internal sealed class WorkLimitException(DiagnosticDescriptor descriptor, SourceSpan culprit) : Exception(descriptor.Title)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>Gets what the first step too many was taken for.</summary>
    public SourceSpan Culprit { get; } = culprit;
}
