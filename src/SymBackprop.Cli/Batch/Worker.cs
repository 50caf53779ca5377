using System;
using System.Collections.Concurrent;
using System.Threading;
using SymBackprop.Cli.Hosting;

namespace SymBackprop.Cli.Batch;

/// <summary>Runs one piece of work after the other on a thread of its own with room for deep trees, and leaves one that takes too long behind.</summary>
internal sealed class Worker : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private BlockingCollection<Job>? _jobs;

    /// <summary>Returns the result, or null past the time limit.</summary>
    public string? Run(Func<CancellationToken, string> work, TimeSpan timeLimit)
    {
        _jobs ??= Start();
        using var job = new Job(work);
        _jobs.Add(job);
        if (job.Done.Wait(timeLimit))
        {
            return job.Result;
        }

        // Most work looks at the token and ends soon, with an answer of its own.
        job.Abandon();
        if (job.Done.Wait(Grace))
        {
            return job.Result;
        }

        job.Forget();
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

    private sealed class Job(Func<CancellationToken, string> work) : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly CancellationTokenSource _cancellation = new();
        private bool _isForgotten;

        public ManualResetEventSlim Done { get; } = new();

        public string? Result { get; private set; }

        public void Run()
        {
            string result = work(_cancellation.Token);
            lock (_lock)
            {
                if (!_isForgotten)
                {
                    Result = result;
                    Done.Set();
                }
            }
        }

        public void Abandon() => _cancellation.Cancel();

        public void Forget()
        {
            lock (_lock)
            {
                _isForgotten = true;
            }
        }

        // A forgotten job may still look at its token: that one is left to the collector.
        public void Dispose() => Done.Dispose();
    }
}
