namespace SymBackprop.Emission.CSharp;

/// <summary>The floating-point type of emitted code.</summary>
public enum Precision
{
    /// <summary>C#'s <c>double</c>.</summary>
    Double,

    /// <summary>C#'s <c>float</c>.</summary>
    Single,
}

/// <summary>What a method of the user's returns.</summary>
public enum ReturnKind
{
    /// <summary>Nothing: every derivative leaves through a parameter.</summary>
    Nothing,

    /// <summary>One floating-point number: the value, or the derivative by the only scalar.</summary>
    Number,
}

/// <summary>How a parameter passes its value.</summary>
public enum ParameterKind
{
    /// <summary>A floating-point number, such as <c>double w</c>: a scalar that comes in.</summary>
    Number,

    /// <summary><c>ReadOnlySpan</c>: a tensor that comes in, row-major.</summary>
    Tensor,

    /// <summary><c>out double dw</c>: a scalar that goes out.</summary>
    NumberOut,

    /// <summary><c>Span</c>: a tensor that goes out, or, as the last parameter named <c>workspace</c>, scratch memory.</summary>
    TensorOut,

    /// <summary><c>int n</c>: a symbolic size.</summary>
    Size,
}

/// <summary>A parameter of a method of the user's.</summary>
/// <param name="Name">Its name in C#, without <c>@</c>.</param>
/// <param name="Kind">How it passes its value.</param>
public sealed record MethodParameter(string Name, ParameterKind Kind)
{
    /// <summary>
    /// Gets the names that the span carries one behind another: of what comes in, or of what the results are the derivatives by; empty for a parameter of one tensor.
    /// </summary>
    public EquatableArray<string> Members { get; init; }
}

/// <summary>A partial method that awaits a body: what the compiler must know of the C# around it, in plain text.</summary>
/// <remarks>Compared by value, so it may cross the steps of an incremental generator.</remarks>
public sealed record MethodRequest
{
    /// <summary>Gets the namespace; empty for the global one.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Gets the headers of the enclosing types as they must be repeated, outermost first: <c>static partial class Loss</c>, <c>partial struct Box&lt;T&gt;</c>.</summary>
    public EquatableArray<string> ContainingTypes { get; init; }

    /// <summary>Gets the method's modifiers as they must be repeated: <c>public static partial</c>.</summary>
    public string Modifiers { get; init; } = "static partial";

    /// <summary>Gets the method's name, without <c>@</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Gets what the method returns.</summary>
    public ReturnKind Returns { get; init; }

    /// <summary>Gets the floating-point type of everything that the method takes and gives.</summary>
    public Precision Precision { get; init; }

    /// <summary>Gets the parameters in the order of the declaration.</summary>
    public EquatableArray<MethodParameter> Parameters { get; init; }

    /// <summary>Gets whether the method returns the formula's value beside its derivatives.</summary>
    public bool WithValue { get; init; }

    /// <summary>Gets the list of names to differentiate by, as written: <c>w, b</c>.</summary>
    public string WithRespectTo { get; init; } = "";

    /// <summary>Gets the shapes that the user states, as written: <c>W[m,n], x[n]</c>; empty for none.</summary>
    public string Shapes { get; init; } = "";

    /// <summary>Gets the network's name where the formula is a file of several; empty for the only one.</summary>
    public string NetworkName { get; init; } = "";

    /// <summary>Gets the names of the other members of the enclosing type, which helpers of the method must not take.</summary>
    public EquatableArray<string> TakenNames { get; init; }
}
