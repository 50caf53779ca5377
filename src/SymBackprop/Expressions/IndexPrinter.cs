using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SymBackprop.Expressions;

/// <summary>Prints index expressions as the language writes them.</summary>
internal static class IndexPrinter
{
    public static string Print(IndexExpr index, Func<int, string> variableName)
    {
        var text = new StringBuilder();

        // A positive term first reads better: t-1, n-i.
        foreach ((IndexAtom atom, long coefficient) in index.Terms.OrderBy(t => t.Coefficient < 0))
        {
            Append(text, coefficient, Print(atom, variableName));
        }

        if (index.Constant != 0 || text.Length == 0)
        {
            Append(text, index.Constant, null);
        }

        return text.ToString();
    }

    private static string Print(IndexAtom atom, Func<int, string> name) => atom switch
    {
        IndexVariable v => name(v.Id),
        SizeSymbol s => s.Name,
        FloorDivision d => $"floor(({Print(d.Operand, name)})/{d.Divisor.ToString(CultureInfo.InvariantCulture)})",
        Modulus m => $"mod({Print(m.Operand, name)}, {m.Divisor.ToString(CultureInfo.InvariantCulture)})",
        IndexGather { Indices.Items.IsEmpty: true } g => g.Tensor.Name,
        IndexGather g => $"{g.Tensor.Name}[{string.Join(",", g.Indices.Items.Select(i => Print(i, name)))}]",
        _ => throw new InvalidOperationException(atom.GetType().Name),
    };

    private static void Append(StringBuilder text, long coefficient, string? atom)
    {
        string sign = coefficient < 0 ? "-" : text.Length > 0 ? "+" : string.Empty;
        string size = Math.Abs(coefficient).ToString(CultureInfo.InvariantCulture);
        text.Append(sign).Append(atom is null ? size : size == "1" ? atom : $"{size}*{atom}");
    }
}
