using System.Collections.Immutable;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>What a document says that a name means.</summary>
/// <param name="Name">What is defined.</param>
/// <param name="Indices">The target's index letters.</param>
/// <param name="Parameters">A function's parameters, by name; default for a value.</param>
/// <param name="Body">What it means.</param>
/// <param name="Roles">How the formula's scripts are meant.</param>
/// <param name="Order">The statement's number in the document; −1 for what was known before.</param>
/// <param name="Source">Why it holds: <c>line 12</c>, <c>the convention that …</c>.</param>
internal sealed record Definition(
    Quantity Name, ImmutableArray<string> Indices, ImmutableArray<SymbolNode> Parameters, MathNode Body, ScriptRoles Roles, int Order, string Source)
{
    public bool IsFunction => !Parameters.IsDefault;

    /// <summary>Gets the formula that says it, or null for what was known before.</summary>
    public Formula? Formula { get; init; }

    /// <summary>Gets a value indicating whether it is a row of a table, and holds in that row alone.</summary>
    public bool IsTabled { get; init; }

    /// <summary>Gets a value indicating whether it stands on a convention and not on the document.</summary>
    public bool IsConvention { get; init; }
}
