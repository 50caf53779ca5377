using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Binding;

/// <summary>The kinds of tensors that an expression of a bare formula may be, as a set of bits: scalar, column, row, matrix, rank 3 and so on.</summary>
internal sealed class RankVariable(int domain)
{
    public const int Scalar = 1;
    public const int Column = 2;
    public const int Row = 4;
    public const int Matrix = 8;
    public const int LargestRank = 8;
    public const int Any = (1 << (LargestRank + 2)) - 1;
    public const int Tensor = Any & ~Scalar;

    public int Domain { get; private set; } = domain;

    public List<RankConstraint> Constraints { get; } = [];

    public bool IsDecided => (Domain & (Domain - 1)) == 0;

    public bool CanBeScalar => (Domain & Scalar) != 0;

    /// <summary>Gets the lowest rank that is possible.</summary>
    public int LowestRank => Enumerable.Range(0, LargestRank + 1).First(r => (Domain & OfRank(r)) != 0);

    /// <summary>Returns the kinds of a rank: a vector is a column or a row.</summary>
    public static int OfRank(int rank) => rank switch
    {
        < 0 => 0,
        0 => Scalar,
        1 => Column | Row,
        > LargestRank => 0,
        _ => 1 << (rank + 1),
    };

    /// <summary>Removes kinds; returns whether that changed anything. A contradiction changes nothing: the binder will report it.</summary>
    public bool Restrict(int domain)
    {
        int common = Domain & domain;
        if (common == 0 || common == Domain)
        {
            return false;
        }

        Domain = common;
        return true;
    }
}
