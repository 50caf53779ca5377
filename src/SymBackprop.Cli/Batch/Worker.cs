using System;
using System.Collections.Concurrent;
using System.Threading;
using SymBackprop.Cli.Hosting;

namespace SymBackprop.Cli.Batch;

/// <summary>Runs one piece of work after the other on a thread of its own with room for deep trees, and leaves one that takes too long behind.</summary>
internal sealed class Worker : IDisposable
{
    private BlockingCollection<Job>? _jobs;

    /// <summary>Returns the result, or null past the time limit.</summary>
    public string? Run(Func<string> work, TimeSpan timeLimit)
    {
        _jobs ??= Start();
        using var job = new Job(work);
        _jobs.Add(job);
        if (job.Done.Wait(timeLimit))
        {
            return job.Result;
        }

        job.Abandon();
        _jobs.CompleteAdding();
        _jobs = null;
        return null;
    }

    public void Dispose() => _jobs?.CompleteAdding();

    private static BlockingCollection<Job> Start()
    {
        var jobs = new BlockingCollection<Job>();
        var thread = new Thread(
            () =>
            {
                foreach (Job job in jobs.GetConsumingEnumerable())
                {
                    job.Run();
                }
            },
            Door.StackSize)
        {
            IsBackground = true,
        };
        thread.Start();
        return jobs;
    }

    private sealed class Job(Func<string> work) : IDisposable
    {
        private readonly Lock _lock = new();
        private bool _isAbandoned;

        public ManualResetEventSlim Done { get; } = new();

        public string? Result { get; private set; }

        public void Run()
        {
            string result = work();
            lock (_lock)
            {
                if (!_isAbandoned)
                {
                    Result = result;
                    Done.Set();
                }
            }
        }

        public void Abandon()
        {
            lock (_lock)
            {
                _isAbandoned = true;
            }
        }

        public void Dispose() => Done.Dispose();
    }
}
