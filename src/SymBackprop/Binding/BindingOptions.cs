using System.Collections.Immutable;
using System.Threading;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>What is known of a text's names from outside, and what is asked of it beyond what it says itself.</summary>
internal sealed record BindingOptions
{
    public static BindingOptions None { get; } = new();

    /// <summary>Gets shapes of a bare formula's names: stated (<see cref="ShapeReader"/>), or those of values. Their names count as declared.</summary>
    public ImmutableArray<KnownShape> Shapes { get; init; } = [];

    /// <summary>Gets names of a bare formula that are known to be scalars.</summary>
    public ImmutableArray<string> Scalars { get; init; } = [];

    /// <summary>Gets names of a bare formula that are known to be tensors, of a rank that use decides.</summary>
    public ImmutableArray<string> Tensors { get; init; } = [];

    /// <summary>Gets values of names; one that turns out to be a size of a bare formula stands for its value.</summary>
    public ImmutableDictionary<string, long> SizeValues { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Gets what to differentiate by, in place of the source's own requests; none for the source's own.</summary>
    public ImmutableArray<NameSyntax> WithRespectTo { get; init; } = [];

    /// <summary>Gets where messages about <see cref="WithRespectTo"/> go, as their places are in another text; null for the common bag.</summary>
    public DiagnosticBag? WithRespectToDiagnostics { get; init; }

    /// <summary>Gets which derivatives to take, in place of the source's own requests; none for the source's own (or gradients, if <see cref="WithRespectTo"/> is given).</summary>
    public ImmutableArray<RequestKind> Kinds { get; init; } = [];

    /// <summary>Gets what ends the binding.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Gets a value indicating whether a name of a bare formula on which nothing depends is an error, as in an attribute.</summary>
    public bool UnusedNamesAreErrors { get; init; }
}

/// <summary>A name and its shape, known from outside the text.</summary>
internal sealed record KnownShape(string Name, Shape Shape);
