using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Emission.Latex;
using SymBackprop.Emission.PlainText;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Prints matrix notation.</summary>
internal static class MatrixPrinter
{
    public static string Plain(MatrixExpr expr) => Print(expr, new PlainEntries().Text, ("ᵀ", " ", " ⊙ ", "𝟏", "(", ")"));

    public static string Latex(MatrixExpr expr) => Print(expr, new LatexEntries().Text, ("^{T}", @" \, ", @" \odot ", @"\mathbf{1}", @"\left(", @"\right)"));

    private static string Print(
        MatrixExpr expr, Func<Expr, string> entry, (string Transpose, string Product, string Hadamard, string Ones, string Open, string Close) signs)
    {
        string Operand(MatrixExpr e) => e is MatrixEntries { Entry: Access } or MatrixOnes ? Whole(e) : signs.Open + Whole(e) + signs.Close;
        string Tight(MatrixExpr e) => e switch
        {
            MatrixEntries { Entry: not Access, IsTransposed: false } => signs.Open + Whole(e) + signs.Close,
            MatrixSum or MatrixHadamard => signs.Open + Whole(e) + signs.Close,
            _ => Whole(e),
        };
        string Whole(MatrixExpr e) => e switch
        {
            MatrixEntries { IsTransposed: true } m => Operand(m with { IsTransposed = false }) + signs.Transpose,
            MatrixEntries m => entry(m.Entry),
            MatrixOnes => signs.Ones,
            MatrixProduct p => (p.Scalar is null ? string.Empty : Factor(entry(p.Scalar), p.Scalar) + signs.Product) + string.Join(signs.Product, p.Factors.Select(Tight)),
            MatrixHadamard h => Tight(h.Left) + signs.Hadamard + Tight(h.Right),
            MatrixSum s => string.Join(" + ", s.Terms.Select(Whole)),
            _ => throw new InvalidOperationException(e.GetType().Name),
        };
        string Factor(string text, Expr scalar) => scalar is Add ? signs.Open + text + signs.Close : text;
        return Whole(expr);
    }

    private sealed class PlainEntries : PlainTextPrinter
    {
        protected override string AccessText(Access access) => NameOf(access.Tensor);

        protected override string Product(IReadOnlyList<Expr> factors, IReadOnlyList<string> texts) => Joined(factors, texts, "·", " ⊙ ");
    }

    private sealed class LatexEntries : LatexPrinter
    {
        protected override string AccessText(Access access) => NameOf(access.Tensor);

        protected override string Product(IReadOnlyList<Expr> factors, IReadOnlyList<string> texts) => Joined(factors, texts, @" \cdot ", @" \odot ");
    }

    // Scalars come first and scale; what is left is multiplied entry by entry.
    private static string Joined(IReadOnlyList<Expr> factors, IReadOnlyList<string> texts, string scaling, string entries)
    {
        ILookup<bool, string> parts = factors.Zip(texts, (f, t) => (IsScalar: IsScalar(f), Text: t)).ToLookup(p => p.IsScalar, p => p.Text);
        string arrays = string.Join(entries, parts[false]);
        return string.Join(scaling, arrays.Length == 0 ? parts[true] : [.. parts[true], arrays]);
    }

    private static bool IsScalar(Expr expr) => !IndexVariables.FreeIn(expr).Any();
}
