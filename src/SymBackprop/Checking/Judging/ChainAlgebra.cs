using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Derivatives as arrays: how they are laid out, and on which axes those of a chain meet.</summary>
internal sealed class ChainAlgebra(NetworkDraft draft, bool numeratorLayout)
{
    public bool HasGradients { get; private set; }

    public bool HasJacobians { get; private set; }

    // ∂a/∂b · ∂b/∂c, in either order: the axes of b meet.
    public void Chain(List<(Times Sign, ArrayValue Value)> factors)
    {
        bool found = factors.Exists(f => f.Value.Link is not null);
        while (found)
        {
            found = false;
            for (int i = 0; i < factors.Count && !found; i++)
            {
                for (int j = 0; j < factors.Count && !found; j++)
                {
                    if (i == j || factors[i].Value.Link is not { } outer || factors[j].Value.Link is not { } inner || outer.By != inner.Of || inner.OfAxes == 0
                        || factors[i].Sign is Times.Hadamard or Times.Over or Times.Outer || factors[j].Sign is Times.Hadamard or Times.Over or Times.Outer
                        || factors[i].Value.Rank - outer.OfAxes != inner.OfAxes)
                    {
                        continue;
                    }

                    ArrayValue product = Contract(factors[i].Value, outer, factors[j].Value, inner);
                    int at = System.Math.Min(i, j);
                    Times sign = factors[at].Sign;
                    factors.RemoveAt(System.Math.Max(i, j));
                    factors[at] = (sign, product);
                    found = true;
                }
            }
        }
    }

    private ArrayValue Contract(ArrayValue first, ChainLink outer, ArrayValue second, ChainLink inner)
    {
        ArrayValue left = InOrder(first, outer);
        ArrayValue right = InOrder(second, inner);
        int shared = inner.OfAxes;
        for (int i = 0; i < shared; i++)
        {
            if (!left.Axes[outer.OfAxes + i].Join(right.Axes[i]))
            {
                throw JudgingException.Shapes("the chain", left, right);
            }
        }

        ImmutableArray<Size> sizes = [.. right.Axes.Take(shared)];
        ImmutableArray<string> names = [.. sizes.Select(_ => draft.Fresh("c"))];
        ImmutableArray<Size> axes = [.. left.Axes.Take(outer.OfAxes), .. right.Axes.Skip(shared)];
        var product = new ArrayValue(axes, i => Code.Reduce(
            "sum",
            names.Select((n, k) => (n, Code.Zero, sizes[k].Last)),
            Code.Multiply(
                left.At([.. i.Take(outer.OfAxes), .. names.Select(Code.Name)]),
                right.At([.. names.Select(Code.Name), .. i.Skip(outer.OfAxes)]))));
        return Laid(product, new ChainLink(outer.Of, inner.By, outer.OfAxes) { IsByRow = inner.IsByRow });
    }

    // A derivative by a column is kept as it is laid out; here its axes stand in the order of, by.
    private ArrayValue InOrder(ArrayValue value, ChainLink link) => IsSwapped(value.Rank, link)
        ? value with { Axes = [.. value.Axes.Reverse()], At = i => value.At([.. i.Reverse()]) }
        : value;

    private bool IsSwapped(int rank, ChainLink link) => rank == 2 && link.OfAxes == 1
        ? !numeratorLayout
        : rank == 2 && link.OfAxes == 0 && numeratorLayout;

    /// <summary>Lays a derivative out: of a vector by a vector as a matrix, of a scalar by a column as a column or a row, by a row the other way round.</summary>
    public ArrayValue Laid(ArrayValue ofThenBy, ChainLink link)
    {
        HasGradients |= ofThenBy.Rank > 0 && link.OfAxes == 0;
        HasJacobians |= ofThenBy.Rank > link.OfAxes && link.OfAxes > 0;
        ArrayValue value = ofThenBy with { Link = link };
        if (IsSwapped(value.Rank, link))
        {
            return value with { Axes = [.. ofThenBy.Axes.Reverse()], At = i => ofThenBy.At([.. i.Reverse()]) };
        }

        return value.Rank == 1 && link.OfAxes == 0 ? value with { IsRow = numeratorLayout != link.IsByRow } : value with { IsRow = false };
    }
}
