using System;
using System.Collections.Generic;

namespace SymBackprop.Benchmarks.Scale;

/// <summary>What a pass took.</summary>
/// <param name="Pass">Its name.</param>
/// <param name="Milliseconds">Of the process's own processor time, compiling and collecting in the background included: the machine may have other things to do.</param>
/// <param name="Megabytes">Allocated memory, alive or not.</param>
internal sealed record PassCost(string Pass, double Milliseconds, double Megabytes);

/// <summary>Measures what each pass takes.</summary>
internal sealed class PassTimer : IPassObserver
{
    private readonly List<PassCost> _costs = [];
    private TimeSpan _time = Environment.CpuUsage.TotalTime;
    private long _bytes = GC.GetTotalAllocatedBytes(precise: true);

    public IReadOnlyList<PassCost> Costs => _costs;

    public void Saw(Pass pass, object result) => Saw(pass.ToString());

    /// <summary>Takes the time since the last call as that of the named work.</summary>
    public void Saw(string work)
    {
        TimeSpan time = Environment.CpuUsage.TotalTime;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        _costs.Add(new PassCost(work, (time - _time).TotalMilliseconds, (bytes - _bytes) / 1e6));
        _bytes = GC.GetTotalAllocatedBytes(precise: true);
        _time = Environment.CpuUsage.TotalTime;
    }
}
