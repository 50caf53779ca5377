using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace SymBackprop.Benchmarks.Scale;

/// <summary>Measures what each pass takes, in milliseconds of the process's own processor time.</summary>
/// <remarks>Processor time, since the machine may have other things to do; compiling and collecting in the background are counted with it.</remarks>
internal sealed class PassTimer : IPassObserver
{
    private readonly List<(string Pass, double Milliseconds)> _times = [];
    private TimeSpan _last = Now;

    public IReadOnlyList<(string Pass, double Milliseconds)> Times => _times;

    private static TimeSpan Now => Environment.CpuUsage.TotalTime;

    public void Saw(Pass pass, object result) => Saw(pass.ToString());

    /// <summary>Takes the time since the last call as that of the named work.</summary>
    public void Saw(string work)
    {
        TimeSpan now = Now;
        _times.Add((work, (now - _last).TotalMilliseconds));
        _last = Now;
    }
}
