using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace SymBackprop.Tests.Robustness;

/// <summary>Runs work on a thread with a megabyte of stack, the least that any host gives the compiler, and waits no longer than a minute, or than is said.</summary>
internal static class SmallStack
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static T Run<T>(Func<T> work, TimeSpan? limit = null)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            1 << 20)
        { IsBackground = true };
        thread.Start();
        if (!thread.Join(limit ?? Limit))
        {
            throw new TimeoutException("No end in sight.");
        }

        failure?.Throw();
        return result;
    }
}
