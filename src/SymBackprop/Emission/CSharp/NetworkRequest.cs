namespace SymBackprop.Emission.CSharp;

/// <summary>A partial class that awaits a network: what the compiler must know of the C# around it, in plain text.</summary>
/// <remarks>Compared by value, so it may cross the steps of an incremental generator.</remarks>
public sealed record NetworkRequest
{
    /// <summary>Gets the namespace; empty for the global one.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>Gets the headers of the enclosing types, outermost first, without the class itself.</summary>
    public EquatableArray<string> ContainingTypes { get; init; }

    /// <summary>Gets the class's header as it must be repeated: <c>partial class Mlp</c>.</summary>
    public string Declaration { get; init; } = "";

    /// <summary>Gets the class's name, without <c>@</c>.</summary>
    public string ClassName { get; init; } = "";

    /// <summary>Gets the network's name in the file; empty where the file has only one.</summary>
    public string NetworkName { get; init; } = "";

    /// <summary>Gets the floating-point type of weights, inputs and results.</summary>
    public Precision Precision { get; init; }

    /// <summary>Gets the names of the members that the user's part of the class declares, which emitted members must not take.</summary>
    public EquatableArray<string> TakenNames { get; init; }
}
