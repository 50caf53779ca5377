using System.Threading;

namespace SymBackprop.Scheduling;

/// <summary>How much of the way emitted code shows.</summary>
internal enum DetailLevel
{
    /// <summary>As a person writes it: values used once stand where they are used.</summary>
    Compact,

    /// <summary>Each rule on a line of its own.</summary>
    Steps,
}

/// <summary>What a schedule is made for.</summary>
internal sealed record ScheduleOptions
{
    public static ScheduleOptions Default { get; } = new();

    public DetailLevel Level { get; init; }

    /// <summary>Gets the kernels wanted; null for one that computes all roots.</summary>
    public KernelRequest[]? Kernels { get; init; }

    /// <summary>Gets what ends the pass.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Gets how many statements may stand in one method; the JIT gives up optimising long before a method is ten times this long.</summary>
    public int MethodLength { get; init; } = 500;
}
