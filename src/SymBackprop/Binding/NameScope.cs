using System.Collections.Generic;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>What names other than indices mean at some place: in the network itself, or inside a function.</summary>
internal sealed class NameScope
{
    /// <summary>Gets the parameters of the function around, by name.</summary>
    public Dictionary<string, BoundParameter> Parameters { get; init; } = [];

    /// <summary>Gets the sizes that the function's parameters name, for the arguments at hand.</summary>
    public Dictionary<string, IndexExpr> Sizes { get; init; } = [];

    /// <summary>Gets the place of the call for which a layer is bound: its own text is not the user's.</summary>
    public SourceSpan? LayerCall { get; init; }

    public bool IsLayer => LayerCall is not null;

    public SourceSpan SpanOf(SyntaxNode node) => LayerCall ?? node.Span;

    /// <summary>Returns what a name is, in words, if an index must not take it.</summary>
    public string? Taken(string name, SymbolTable symbols)
    {
        if (Parameters.ContainsKey(name))
        {
            return "a parameter";
        }

        if (Sizes.ContainsKey(name) || (!IsLayer && symbols.IsSize(name)))
        {
            return "a size";
        }

        return !IsLayer && symbols.Value(name) is { } value ? value.Role switch
        {
            TensorRole.Input => "an input",
            TensorRole.Target => "a target",
            TensorRole.Weight => "a weight",
            _ => "a value",
        }
        : null;
    }
}
