using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>The size of an axis; sizes that use makes equal become one.</summary>
/// <remarks>Code mentions a size by its own name; <see cref="NetworkDraft.Finish"/> writes the one that stands for all equal to it.</remarks>
internal sealed class Size(string name, bool isDeclared = false)
{
    private Size? _same;

    public string Name { get; } = name;

    private long? Number { get; init; }

    // Sizes with names that the document gives to axes are not the same by accident.
    private bool IsDeclared { get; } = isDeclared;

    public static Size Of(long number) => new(number.ToString(System.Globalization.CultureInfo.InvariantCulture)) { Number = number };

    /// <summary>Gets the size that stands for all equal to it.</summary>
    public Size Root
    {
        get
        {
            Size root = this;
            while (root._same is { } next)
            {
                root = next;
            }

            return root;
        }
    }

    public string Text => Root.Name;

    public long? Known => Root.Number;

    /// <summary>Gets the size itself, before it is known which ones are equal.</summary>
    public ExpressionSyntax Code => Number is { } number ? Judging.Code.Number(number) : Judging.Code.Name(Name);

    public ExpressionSyntax Last => Number is { } number ? Judging.Code.Number(number - 1) : Judging.Code.Add(Judging.Code.Name(Name), Judging.Code.One, isSubtracted: true);

    /// <summary>Makes two sizes one; false where they are different numbers, or different names that the document declares.</summary>
    public bool Join(Size other)
    {
        Size a = Root;
        Size b = other.Root;
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a.Number is { } x && b.Number is { } y)
        {
            return x == y;
        }

        if (a.IsDeclared && b.IsDeclared && a.Name != b.Name)
        {
            return false;
        }

        // A number stays, then a name that the document gives.
        if (a.Rank >= b.Rank)
        {
            b._same = a;
        }
        else
        {
            a._same = b;
        }

        return true;
    }

    private int Rank => Number is not null ? 3 : IsDeclared ? 2 : Name.IndexOf('#') < 0 ? 1 : 0;
}

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
internal sealed record ChainLink(string Of, string By, int OfAxes);
