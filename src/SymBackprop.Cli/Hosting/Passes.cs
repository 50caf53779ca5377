using System;
using System.Threading;

namespace SymBackprop.Cli.Hosting;

/// <summary>Remembers, for each thread, which pass comes next, so that an internal error can name it.</summary>
internal sealed class Passes : IPassObserver
{
    private static readonly ThreadLocal<Pass> Upcoming = new();
    private readonly Pass? _dumped;
    private readonly Action<string> _write;

    private Passes(Pass? dumped, Action<string> write)
    {
        _dumped = dumped;
        _write = write;
    }

    /// <summary>Gets an observer that only remembers.</summary>
    public static Passes Silent { get; } = new(null, _ => { });

    /// <summary>Gets the pass that was running when something went wrong, as <c>--dump</c> spells it.</summary>
    public static string Next => Upcoming.Value.ToString().ToLowerInvariant();

    public static void Reset() => Upcoming.Value = Pass.Parse;

    /// <summary>Returns an observer that prints what one pass gave.</summary>
    public static Passes Dumping(Pass? pass, Action<string> write) => pass is null ? Silent : new(pass, write);

    public void Saw(Pass pass, object result)
    {
        Upcoming.Value = pass == Pass.Emit ? Pass.Emit : pass + 1;
        if (pass == _dumped)
        {
            _write(result.ToString() ?? string.Empty);
        }
    }
}
