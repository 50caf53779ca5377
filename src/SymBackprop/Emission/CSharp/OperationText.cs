using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymBackprop.Numbers;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Says how many operations a kernel takes: "6 multiplications, 3 additions, 1 division, 1 exp." A change of sign counts as none.</summary>
internal static class OperationText
{
    public static string Of(OperationTally tally)
    {
        string[] known = [OperationTally.Multiplication, OperationTally.Addition, OperationTally.Division, OperationTally.Comparison];
        IEnumerable<string> kinds = known.Concat(tally.Counts.Keys.Except(known).Where(k => k != OperationTally.Negation)).Where(k => !tally[k].IsZero);
        string[] parts = [.. kinds.Select(k => Text(tally[k]) + " " + (known.Contains(k) && tally[k].AsConstant is not { IsOne: true } ? k + "s" : k))];
        return parts.Length == 0 ? "No operations." : string.Join(", ", parts) + ".";
    }

    /// <summary>Writes a polynomial as mathematics: 2·n·h + n.</summary>
    public static string Text(SizePolynomial polynomial)
    {
        string text = string.Empty;
        foreach (SizePolynomial.Monomial term in polynomial.Terms)
        {
            Rational size = Rational.Abs(term.Coefficient);
            string atoms = string.Join("·", term.Atoms.Select(a => Expressions.IndexExpr.Of(a).ToString()));
            string factor = size.IsOne && atoms.Length > 0 ? string.Empty : Number(size) + (atoms.Length > 0 ? "·" : string.Empty);
            text += (text.Length == 0 ? (term.Coefficient.Sign < 0 ? "−" : string.Empty) : term.Coefficient.Sign < 0 ? " − " : " + ") + factor + atoms;
        }

        return polynomial.Terms.Skip(1).Any() ? "(" + text + ")" : text;
    }

    private static string Number(Rational value) => value == Rational.Half ? "½"
        : value.IsInteger ? value.Numerator.ToString("N0", CultureInfo.InvariantCulture)
        : value.ToString();
}
