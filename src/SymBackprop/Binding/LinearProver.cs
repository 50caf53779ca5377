using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using SymBackprop.Expressions;

namespace SymBackprop.Binding;

/// <summary>Proves inequalities between indices and sizes, taking every size to be 1 or more.</summary>
/// <remarks>e ≥ 0 follows from facts fₖ ≥ 0 if −e−1 ≥ 0 contradicts them: Fourier and Motzkin's elimination, with integer rounding.</remarks>
internal static class LinearProver
{
    // Elimination may square the number of inequalities with each variable; past this the answer is "not known".
    private const int Limit = 300;

    /// <summary>Returns whether e ≥ 0 follows from the facts, each of them an expression that is 0 or more. False also means: not known.</summary>
    public static bool IsNonNegative(IndexExpr e, IEnumerable<IndexExpr> facts)
    {
        if (e.IsConstant)
        {
            return e.Constant >= 0;
        }

        return IsPositiveCombination(e) || Contradicts([IndexExpr.Zero - e - 1, .. facts]);
    }

    // Sizes with positive coefficients only: their least value is 1.
    private static bool IsPositiveCombination(IndexExpr e) =>
        e.Terms.All(t => t.Coefficient > 0 && t.Atom is SizeSymbol) && e.Constant + e.Terms.Sum(t => t.Coefficient) >= 0;

    private static bool Contradicts(List<IndexExpr> constraints)
    {
        List<IndexAtom> atoms = [];
        for (int i = 0; i < constraints.Count; i++)
        {
            foreach ((IndexAtom atom, long _) in constraints[i].Terms)
            {
                if (!atoms.Contains(atom))
                {
                    atoms.Add(atom);
                    constraints.AddRange(OwnFacts(atom));
                }
            }
        }

        List<BigInteger[]> rows = [.. constraints.Select(c => Row(c, atoms))];
        for (int variable = 0; variable < atoms.Count; variable++)
        {
            rows = Eliminate(rows, variable);
            if (rows.Exists(r => r[atoms.Count].Sign < 0 && IsConstant(r)))
            {
                return true;
            }

            if (rows.Count > Limit)
            {
                return false;
            }
        }

        return false;
    }

    private static IEnumerable<IndexExpr> OwnFacts(IndexAtom atom)
    {
        IndexExpr self = IndexExpr.Of(atom);
        return atom switch
        {
            SizeSymbol => [self - 1],
            Modulus m => [self, IndexExpr.Of(m.Divisor - 1) - self],

            // d·⌊a/d⌋ ≤ a ≤ d·⌊a/d⌋ + d − 1
            FloorDivision f => [f.Operand - (self * f.Divisor), (self * f.Divisor) + (f.Divisor - 1) - f.Operand],
            _ => [],
        };
    }

    // Coefficients in the order of the atoms, the constant last.
    private static BigInteger[] Row(IndexExpr e, List<IndexAtom> atoms)
    {
        var row = new BigInteger[atoms.Count + 1];
        foreach ((IndexAtom atom, long coefficient) in e.Terms)
        {
            row[atoms.IndexOf(atom)] = coefficient;
        }

        row[atoms.Count] = e.Constant;
        return row;
    }

    private static List<BigInteger[]> Eliminate(List<BigInteger[]> rows, int variable)
    {
        List<BigInteger[]> result = [.. rows.Where(r => r[variable].IsZero)];
        foreach (BigInteger[] lower in rows.Where(r => r[variable].Sign > 0))
        {
            foreach (BigInteger[] upper in rows.Where(r => r[variable].Sign < 0))
            {
                result.Add(Tightened([.. lower.Zip(upper, (l, u) => (l * -upper[variable]) + (u * lower[variable]))]));
                if (result.Count > Limit)
                {
                    return result;
                }
            }
        }

        return result;
    }

    // g·(…) + c ≥ 0 over the integers is (…) + ⌊c/g⌋ ≥ 0.
    private static BigInteger[] Tightened(BigInteger[] row)
    {
        BigInteger divisor = row.Take(row.Length - 1).Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        if (divisor <= 1)
        {
            return row;
        }

        BigInteger constant = row[row.Length - 1];
        BigInteger floor = BigInteger.DivRem(constant, divisor, out BigInteger remainder);
        return [.. row.Take(row.Length - 1).Select(c => c / divisor), remainder.Sign < 0 ? floor - 1 : floor];
    }

    private static bool IsConstant(BigInteger[] row) => row.Take(row.Length - 1).All(c => c.IsZero);
}
