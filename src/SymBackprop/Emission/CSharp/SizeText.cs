using System.Collections.Generic;
using System.Globalization;
using SymBackprop.Emission.CSharp.Signatures;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Writes a size as it follows from the length of a span.</summary>
internal static class SizeText
{
    /// <summary>Returns ((length / Π others) − offset) / coefficient; 0 where one of the others is 0.</summary>
    public static string Of(SizeFromLength source, IndexWriter indices, string name, ISet<string> helpers)
    {
        string value = CSharpNames.Escape(source.Parameter) + ".Length";
        if (!source.Others.IsEmpty)
        {
            SizePolynomial others = SizePolynomial.Product(source.Others);
            string product = indices.Text(others);
            bool isName = source.Others.Length == 1 && source.Others[0] is { Terms.Length: <= 1, Constant: 0 };
            value = others.AsConstant is { IsZero: false } ? $"{value} / {product}"
                : isName ? $"{product} == 0 ? 0 : {value} / {product}"
                : $"{product} == 0 ? 0 : {value} / ({product})";
        }

        if (source.Offset.Equals(IndexExpr.Zero) && source.Coefficient == 1)
        {
            return value;
        }

        value = source.Others.IsEmpty ? value : "(" + value + ")";
        value = source.Offset.Equals(IndexExpr.Zero) ? value : $"{value} - {indices.Factor(source.Offset)}";
        value = source.Coefficient == 1 ? value : $"({value}) / {source.Coefficient.ToString(CultureInfo.InvariantCulture)}";
        helpers.Add("check Size");
        return $"global::SymBackprop.SbpCheck.Size({value}, \"{name}\")";
    }
}
