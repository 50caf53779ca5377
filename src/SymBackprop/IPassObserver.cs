using System.Threading;
using SymBackprop.Expressions;

namespace SymBackprop;

/// <summary>The passes in order.</summary>
public enum Pass
{
    /// <summary>Text to syntax.</summary>
    Parse,

    /// <summary>Syntax to a network of names and shapes.</summary>
    Bind,

    /// <summary>A network to equations in index notation.</summary>
    Lower,

    /// <summary>Equations to equations that do not overflow where they need not.</summary>
    Stabilise,

    /// <summary>Equations to equations with derivatives.</summary>
    Differentiate,

    /// <summary>Equations to fewer and cheaper ones.</summary>
    Simplify,

    /// <summary>Equations to loops and buffers.</summary>
    Schedule,

    /// <summary>Loops to text.</summary>
    Emit,
}

/// <summary>Sees the result of each pass. What has been seen last tells a host which pass failed.</summary>
public interface IPassObserver
{
    /// <summary>Is called with what a pass gave; its text is meant for people.</summary>
    void Saw(Pass pass, object result);
}

/// <summary>The observer of one compilation, and the place where cancellation is checked.</summary>
internal sealed class PassWatch(IPassObserver? observer, CancellationToken cancellation)
{
    /// <summary>Gets what ends a pass.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Returns what counts the steps within the passes.</summary>
    public WorkMeter Meter() => new(Cancellation);

    public T Saw<T>(Pass pass, T result)
        where T : notnull
    {
        observer?.Saw(pass, result);
        Cancellation.ThrowIfCancellationRequested();
        return result;
    }
}
