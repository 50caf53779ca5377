using System.Collections.Generic;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>A name of a value: given from outside, or defined by equations.</summary>
internal sealed class ValueSymbol(string name, SourceSpan span, TensorRole role)
{
    public string Name { get; } = name;

    /// <summary>Gets where it is declared or first defined.</summary>
    public SourceSpan Span { get; } = span;

    public TensorRole Role { get; } = role;

    public bool IsGiven => Role != TensorRole.Named;

    /// <summary>Gets the equations that define it, in the order of the source.</summary>
    public List<EquationSyntax> Definitions { get; } = [];

    /// <summary>Gets or sets the tensor; null until it is bound, and for good after an error.</summary>
    public Tensor? Tensor { get; set; }

    /// <summary>Gets or sets a value indicating whether the value is a row, as <c>r = x'</c> makes it.</summary>
    public bool IsRow { get; set; }
}
