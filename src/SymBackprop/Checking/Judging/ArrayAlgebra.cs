using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>Products of all kinds, quotients, transposes and sums of arrays, entry by entry.</summary>
internal sealed class ArrayAlgebra(NetworkDraft draft, AssumptionList assumptions, bool meetsSideBySide, bool entrywiseDots)
{
    /// <summary>What is taken for granted of θx where both are columns.</summary>
    public const string SideBySide = "two vectors side by side are multiplied entry by entry";

    public ArrayValue Multiply(ArrayValue left, ArrayValue right, Times sign)
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
                    throw JudgingException.Shapes("the product ':'", left, right);
                }

                Join(left, right, "the product ':'");
                return Total(left with { Link = null, At = i => Code.Multiply(left.At(i), right.At(i)) }, "sum");
            case Times.Outer when left.Rank == 1 && right.Rank == 1:
                return new ArrayValue([left.Axes[0], right.Axes[0]], i => Code.Multiply(left.At([i[0]]), right.At([i[1]])));
            case Times.Outer:
                throw JudgingException.Unsupported("⊗ of matrices");
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

            if (sign == Times.Dot && entrywiseDots)
            {
                assumptions.Assume("a dot between two vectors multiplies them entry by entry");
                return Hadamard(left, right);
            }

            if (sign == Times.Dot)
            {
                return Inner(left, right);
            }

            if (meetsSideBySide)
            {
                assumptions.Assume("two vectors side by side are an inner product");
                return Inner(left, right);
            }

            assumptions.Bend(SideBySide);
            return Hadamard(left, right);
        }

        if (left.Rank == 2 && right.Rank == 1 && right.IsRow)
        {
            throw JudgingException.Shapes("the product", left, right);
        }

        if (left.Rank == 1 && right.Rank == 2 && !left.IsRow)
        {
            throw JudgingException.Shapes("the product", left, right);
        }

        if (left.Rank + right.Rank > 4)
        {
            throw JudgingException.Shapes("the product", left, right);
        }

        if (!left.Axes[left.Rank - 1].Join(right.Axes[0]))
        {
            throw JudgingException.Shapes("the product", left, right);
        }

        string name = draft.Fresh("c");
        Size size = right.Axes[0];
        int split = left.Rank - 1;
        return new ArrayValue(
            [.. left.Axes.Take(split), .. right.Axes.Skip(1)],
            i => Code.Reduce("sum", [(name, Code.Zero, size.Last)], Code.Multiply(left.At([.. i.Take(split), Code.Name(name)]), right.At([Code.Name(name), .. i.Skip(split)]))))
        {
            IsRow = left.Rank == 1,
        };
    }

    public ArrayValue Inner(ArrayValue left, ArrayValue right)
    {
        Join(left, right, "the inner product");
        string name = draft.Fresh("c");
        ExpressionSyntax at = Code.Name(name);
        return new ArrayValue([], _ => Code.Reduce("sum", [(name, Code.Zero, left.Axes[0].Last)], Code.Multiply(left.At([at]), right.At([at]))));
    }

    private ArrayValue Hadamard(ArrayValue left, ArrayValue right)
    {
        if (left.Rank != right.Rank || (left.Rank == 1 && left.IsRow != right.IsRow))
        {
            throw JudgingException.Shapes("the elementwise product", left, right);
        }

        Join(left, right, "the elementwise product");
        return left with { Link = null, At = i => Code.Multiply(left.At(i), right.At(i)) };
    }

    public ArrayValue Quotient(ArrayValue left, ArrayValue right)
    {
        if (right.IsScalar)
        {
            return left.Map(x => Code.Divide(x, right.Scalar));
        }

        if (left.IsScalar)
        {
            assumptions.Bend("a quotient of arrays is taken entry by entry");
            return right.Map(x => Code.Divide(left.Scalar, x));
        }

        if (left.Rank != right.Rank)
        {
            throw JudgingException.Shapes("the quotient", left, right);
        }

        Join(left, right, "the quotient");
        assumptions.Bend("a quotient of arrays is taken entry by entry");
        return left with { Link = null, At = i => Code.Divide(left.At(i), right.At(i)) };
    }

    public static ArrayValue Transposed(ArrayValue value) => value.Rank switch
    {
        0 => value,
        1 => value with { IsRow = !value.IsRow, Link = null },
        2 => value with { Axes = [value.Axes[1], value.Axes[0]], At = i => value.At([i[1], i[0]]), Link = null },
        _ => throw JudgingException.Unsupported("the transpose of an array of more than two axes"),
    };

    public ArrayValue Total(ArrayValue value, string function)
    {
        if (value.IsScalar)
        {
            throw JudgingException.Unsupported("a sum without an index of a value without axes");
        }

        ImmutableArray<string> names = [.. value.Axes.Select(_ => draft.Fresh("s"))];
        return ArrayValue.Of(Code.Reduce(function, names.Select((n, i) => (n, Code.Zero, value.Axes[i].Last)), value.At([.. names.Select(Code.Name)])));
    }

    public static void Join(ArrayValue left, ArrayValue right, string operation)
    {
        for (int i = 0; i < left.Rank; i++)
        {
            if (!left.Axes[i].Join(right.Axes[i]))
            {
                throw JudgingException.Shapes(operation, left, right);
            }
        }
    }
}
