using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Writes index expressions and row-major positions as C# integers.</summary>
/// <param name="atomName">The text of an index variable or a size.</param>
/// <param name="gather">The text of an entry of an integer tensor.</param>
/// <param name="use">Told the helpers that the text calls.</param>
internal sealed class IndexWriter(Func<IndexAtom, string> atomName, Func<IndexGather, string> gather, Action<string> use)
{
    /// <summary>Writes a sum; it may need parentheses before it is multiplied.</summary>
    public string Text(IndexExpr index)
    {
        var text = new StringBuilder();
        foreach ((IndexAtom atom, long coefficient) in index.Terms.OrderBy(t => t.Coefficient < 0))
        {
            Append(text, coefficient, Atom(atom));
        }

        if (index.Constant != 0 || text.Length == 0)
        {
            Append(text, index.Constant, null);
        }

        return text.ToString();
    }

    /// <summary>Writes the index so that it can be a factor.</summary>
    public string Factor(IndexExpr index) =>
        index.Terms.IsEmpty || (index.Terms.Length == 1 && index.Constant == 0 && index.Terms[0].Coefficient == 1) ? Text(index) : "(" + Text(index) + ")";

    /// <summary>Writes the row-major position of an entry: <c>n * i + j</c>.</summary>
    public string Position(IReadOnlyList<IndexExpr> extents, IReadOnlyList<IndexExpr> indices)
    {
        // As long as extents are numbers the position is affine; with a symbolic extent it is a product of texts.
        IndexExpr affine = indices[0];
        string? text = null;
        for (int axis = 1; axis < indices.Count; axis++)
        {
            if (text is null && extents[axis].IsConstant)
            {
                affine = (affine * extents[axis].Constant) + indices[axis];
            }
            else if (text is null && affine.Equals(IndexExpr.Zero))
            {
                affine = indices[axis];
            }
            else
            {
                string left = text is null ? Factor(affine) : "(" + text + ")";
                text = $"{Factor(extents[axis])} * {left}" + Added(indices[axis]);
            }
        }

        return text ?? Ordered(affine);
    }

    /// <summary>Writes a polynomial of sizes.</summary>
    public string Text(SizePolynomial polynomial)
    {
        var text = new StringBuilder();
        foreach (SizePolynomial.Monomial term in polynomial.Terms.OrderBy(t => t.Coefficient.Sign < 0))
        {
            if (!term.Coefficient.IsInteger)
            {
                throw new InvalidOperationException("a length that is not whole");
            }

            Append(text, (long)term.Coefficient.Numerator, term.Atoms.IsEmpty ? null : string.Join(" * ", term.Atoms.Select(Atom)));
        }

        return text.Length == 0 ? "0" : text.ToString();
    }

    /// <summary>Writes a length that is an error where it is more than an <c>int</c> holds, whatever the user's project says of overflow.</summary>
    public string Checked(SizePolynomial length)
    {
        string text = Text(length);
        return text.IndexOf('*') < 0 && text.IndexOf('+') < 0 ? text : $"checked({text})";
    }

    /// <summary>Writes a position counted from a start.</summary>
    public string Behind(SizePolynomial start, string? position) =>
        position is null or "0" ? Text(start) : start.IsZero ? position : $"{Text(start)}{(position[0] == '-' ? " - " + position.Substring(1) : " + " + position)}";

    public string Bound(ImmutableArray<IndexExpr> bounds, bool lower, long shift)
    {
        string text = Text(bounds[0] + shift);
        foreach (IndexExpr bound in bounds.Skip(1))
        {
            text = $"global::System.Math.{(lower ? "Max" : "Min")}({text}, {Text(bound + shift)})";
        }

        return text;
    }

    private string Added(IndexExpr index)
    {
        if (index.Equals(IndexExpr.Zero))
        {
            return string.Empty;
        }

        string text = Text(index);
        return text[0] == '-' ? " - " + text.Substring(1) : " + " + text;
    }

    // The outer index first, as it is multiplied: 3 * i + j.
    private string Ordered(IndexExpr affine)
    {
        var text = new StringBuilder();
        foreach ((IndexAtom atom, long coefficient) in affine.Terms.OrderByDescending(t => t.Coefficient))
        {
            Append(text, coefficient, Atom(atom));
        }

        if (affine.Constant != 0 || text.Length == 0)
        {
            Append(text, affine.Constant, null);
        }

        return text.ToString();
    }

    private string Atom(IndexAtom atom) => atom switch
    {
        FloorDivision d => $"{Helper("FloorDivide")}({Text(d.Operand)}, {Number(d.Divisor)})",
        Modulus m => $"{Helper("Modulus")}({Text(m.Operand)}, {Number(m.Divisor)})",
        IndexGather g => gather(g),
        _ => atomName(atom),
    };

    private string Helper(string name)
    {
        use("check " + name);
        return "global::SymBackprop.SbpCheck." + name;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Append(StringBuilder text, long coefficient, string? atom)
    {
        string sign = text.Length == 0 ? (coefficient < 0 ? "-" : string.Empty) : coefficient < 0 ? " - " : " + ";
        string size = Number(Math.Abs(coefficient));
        text.Append(sign).Append(atom is null ? size : size == "1" ? atom : $"{size} * {atom}");
    }
}
