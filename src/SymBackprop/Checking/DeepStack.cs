using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace SymBackprop.Checking;

/// <summary>Runs work on a stack of its own: what a person wrote may nest deeper than the stack of a compiler's thread has room for.</summary>
internal static class DeepStack
{
    // A formula has at most 65,536 characters; each may open a level. Only what is used is committed.
    private const int Size = 256 << 20;

    public static T Run<T>(Func<T> work)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
#pragma warning disable CA1031 // It is thrown again where it belongs.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            Size);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
