using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Emission.Latex;
using SymBackprop.Emission.PlainText;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>A formula in the ways in which it can be shown.</summary>
/// <param name="Plain">In Unicode, as people write it.</param>
/// <param name="Latex">In LaTeX's mathematics.</param>
/// <param name="Source">In the language, in ASCII where the names are.</param>
public sealed record FormulaText(string Plain, string Latex, string Source)
{
    internal static FormulaText Of(Expr expr, ImmutableArray<BoundIndex> indices)
    {
        string Name(int id) => indices.FirstOrDefault(i => i.Id == id)?.Name ?? "i" + id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new FormulaText(PlainTextPrinter.Print(expr, Name), LatexPrinter.Print(expr, Name), ExpressionPrinter.Print(expr, Name));
    }

    internal FormulaText Join(string plain, string latex, string source, FormulaText right) =>
        new(Plain + plain + right.Plain, Latex + latex + right.Latex, Source + source + right.Source);

}
