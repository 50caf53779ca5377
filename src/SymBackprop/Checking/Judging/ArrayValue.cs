using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>A value with axes: its entry at given indices is a scalar expression.</summary>
/// <param name="Axes">The axes' sizes.</param>
/// <param name="At">Writes an entry.</param>
internal sealed record ArrayValue(ImmutableArray<Size> Axes, Func<IReadOnlyList<ExpressionSyntax>, ExpressionSyntax> At)
{
    public int Rank => Axes.Length;

    public bool IsScalar => Axes.IsEmpty;

    /// <summary>Gets a value indicating whether a vector lies down: <c>x^T</c>.</summary>
    public bool IsRow { get; init; }

    /// <summary>Gets what a derivative is of and by, so that a chain knows which axes meet; null for other values.</summary>
    public ChainLink? Link { get; init; }

    public ExpressionSyntax Scalar => At([]);

    public static ArrayValue Of(ExpressionSyntax scalar) => new([], _ => scalar);

    public ArrayValue Map(Func<ExpressionSyntax, ExpressionSyntax> map) => this with { At = i => map(At(i)), Link = null };

    public string Shape => Rank switch
    {
        0 => "a scalar",
        1 => IsRow ? $"a row [1, {Axes[0].Text}]" : $"a vector [{Axes[0].Text}]",
        2 => $"a matrix [{Axes[0].Text}, {Axes[1].Text}]",
        _ => $"an array of {Rank} axes",
    };
}

/// <summary>A derivative's ends: its first axes are those of what is differentiated, the others those of what by.</summary>
internal sealed record ChainLink(string Of, string By, int OfAxes)
{
    /// <summary>Gets a value indicating whether it is by a row.</summary>
    public bool IsByRow { get; init; }
}
