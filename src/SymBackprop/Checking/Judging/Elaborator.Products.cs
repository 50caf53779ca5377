using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Products of all kinds, and quotients.</content>
internal sealed partial class Elaborator
{
    private ArrayValue Product(ProductNode node, Scope scope)
    {
        var factors = node.Factors.Select(f => (f.Sign, Value: Elaborate(f.Value, scope))).ToList();
        Chain(factors);
        ArrayValue result = factors[0].Value;
        foreach ((Times sign, ArrayValue value) in factors.Skip(1))
        {
            result = Multiply(result, value, sign);
        }

        return result;
    }

    // ∂a/∂b · ∂b/∂c, in either order: the axes of b meet.
    private void Chain(List<(Times Sign, ArrayValue Value)> factors)
    {
        bool found = true;
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
                throw Shapes("the chain", left, right);
            }
        }

        ImmutableArray<Size> sizes = [.. right.Axes.Take(shared)];
        ImmutableArray<string> names = [.. sizes.Select(_ => Fresh("c"))];
        ImmutableArray<Size> axes = [.. left.Axes.Take(outer.OfAxes), .. right.Axes.Skip(shared)];
        var product = new ArrayValue(axes, i => Code.Reduce(
            "sum",
            names.Select((n, k) => (n, Code.Zero, sizes[k].Last)),
            Code.Multiply(
                left.At([.. i.Take(outer.OfAxes), .. names.Select(Code.Name)]),
                right.At([.. names.Select(Code.Name), .. i.Skip(outer.OfAxes)]))));
        return Laid(product, new ChainLink(outer.Of, inner.By, outer.OfAxes));
    }

    // A derivative by a column is kept as it is laid out; here its axes stand in the order of, by.
    private ArrayValue InOrder(ArrayValue value, ChainLink link) => IsSwapped(value.Rank, link)
        ? value with { Axes = [.. value.Axes.Reverse()], At = i => value.At([.. i.Reverse()]) }
        : value;

    private bool IsSwapped(int rank, ChainLink link) => rank == 2 && link.OfAxes == 1
        ? !_choice.NumeratorLayout
        : rank == 2 && link.OfAxes == 0 && _choice.NumeratorLayout;

    /// <summary>Lays a derivative out: of a vector by a vector as a matrix, of a scalar by a column as a column or a row.</summary>
    private ArrayValue Laid(ArrayValue ofThenBy, ChainLink link)
    {
        ArrayValue value = ofThenBy with { Link = link };
        if (IsSwapped(value.Rank, link))
        {
            return value with { Axes = [.. ofThenBy.Axes.Reverse()], At = i => ofThenBy.At([.. i.Reverse()]) };
        }

        return value.Rank == 1 && link.OfAxes == 0 ? value with { IsRow = _choice.NumeratorLayout } : value with { IsRow = false };
    }

    private ArrayValue Multiply(ArrayValue left, ArrayValue right, Times sign)
    {
        if (sign == Times.Over)
        {
            return Quotient(left, right);
        }

        if (left.IsScalar || right.IsScalar)
        {
            ArrayValue shape = left.IsScalar ? right : left;
            return shape with { Link = null, At = i => Code.Multiply(left.IsScalar ? left.Scalar : left.At(i), right.IsScalar ? right.Scalar : right.At(i)) };
        }

        switch (sign)
        {
            case Times.Hadamard:
                return Hadamard(left, right);
            case Times.Frobenius:
                if (left.Rank != right.Rank)
                {
                    throw Shapes("the product ':'", left, right);
                }

                Join(left, right, "the product ':'");
                return Total(left with { Link = null, At = i => Code.Multiply(left.At(i), right.At(i)) }, "sum");
            case Times.Outer when left.Rank == 1 && right.Rank == 1:
                return new ArrayValue([left.Axes[0], right.Axes[0]], i => Code.Multiply(left.At([i[0]]), right.At([i[1]])));
            case Times.Outer:
                throw Unsupported("⊗ of matrices");
        }

        // A row times what has more axes, a matrix times a column: the last axis meets the first.
        if (left.Rank == 1 && right.Rank == 1)
        {
            if (left.IsRow && !right.IsRow)
            {
                return Inner(left, right);
            }

            if (!left.IsRow && right.IsRow)
            {
                return new ArrayValue([left.Axes[0], right.Axes[0]], i => Code.Multiply(left.At([i[0]]), right.At([i[1]])));
            }

            if (sign == Times.Dot)
            {
                return Inner(left, right);
            }

            Bend("two vectors side by side are multiplied entry by entry");
            return Hadamard(left, right);
        }

        if (left.Rank == 2 && right.Rank == 1 && right.IsRow)
        {
            throw Shapes("the product", left, right);
        }

        if (left.Rank == 1 && right.Rank == 2 && !left.IsRow)
        {
            throw Shapes("the product", left, right);
        }

        if (left.Rank + right.Rank > 4)
        {
            throw Shapes("the product", left, right);
        }

        if (!left.Axes[left.Rank - 1].Join(right.Axes[0]))
        {
            throw Shapes("the product", left, right);
        }

        string name = Fresh("c");
        Size size = right.Axes[0];
        int split = left.Rank - 1;
        return new ArrayValue(
            [.. left.Axes.Take(split), .. right.Axes.Skip(1)],
            i => Code.Reduce("sum", [(name, Code.Zero, size.Last)], Code.Multiply(left.At([.. i.Take(split), Code.Name(name)]), right.At([Code.Name(name), .. i.Skip(split)]))))
        {
            IsRow = left.Rank == 1,
        };
    }

    private ArrayValue Inner(ArrayValue left, ArrayValue right)
    {
        Join(left, right, "the inner product");
        string name = Fresh("c");
        ExpressionSyntax at = Code.Name(name);
        return new ArrayValue([], _ => Code.Reduce("sum", [(name, Code.Zero, left.Axes[0].Last)], Code.Multiply(left.At([at]), right.At([at]))));
    }

    private ArrayValue Hadamard(ArrayValue left, ArrayValue right)
    {
        if (left.Rank != right.Rank || (left.Rank == 1 && left.IsRow != right.IsRow))
        {
            throw Shapes("the elementwise product", left, right);
        }

        Join(left, right, "the elementwise product");
        return left with { Link = null, At = i => Code.Multiply(left.At(i), right.At(i)) };
    }

    private ArrayValue Quotient(ArrayValue left, ArrayValue right)
    {
        if (right.IsScalar)
        {
            return left.Map(x => Code.Divide(x, right.Scalar));
        }

        if (left.IsScalar)
        {
            Bend("a quotient of arrays is taken entry by entry");
            return right.Map(x => Code.Divide(left.Scalar, x));
        }

        if (left.Rank != right.Rank)
        {
            throw Shapes("the quotient", left, right);
        }

        Join(left, right, "the quotient");
        Bend("a quotient of arrays is taken entry by entry");
        return left with { Link = null, At = i => Code.Divide(left.At(i), right.At(i)) };
    }
}
