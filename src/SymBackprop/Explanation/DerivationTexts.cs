using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Emission.PlainText;
using SymBackprop.Expressions;
using SymBackprop.Functions;

namespace SymBackprop.Explanation;

/// <summary>Formulas inside the words of a derivation.</summary>
internal static class DerivationTexts
{
    public static string Plain(Expr expr) => PlainTextPrinter.Print(expr);

    /// <summary>Returns formulas with commas between them; of many the first ones.</summary>
    public static string List(IEnumerable<Expr> formulas)
    {
        const int Most = 8;
        List<Expr> all = [.. formulas];
        string shown = string.Join(", ", all.Take(Most).Select(Plain));
        return all.Count <= Most ? shown : FormattableString.Invariant($"{shown} and {all.Count - Most} more");
    }

    /// <summary>Returns a function's name as formulas spell it, without arguments.</summary>
    public static string Function(string name) => PlainTextPrinter.Print(new Call(name, [new Hole("#")])) is var text && text.EndsWith("(#)", StringComparison.Ordinal)
        ? text.Substring(0, text.Length - 3)
        : name;

    /// <summary>Says what a partial of the catalogue is: σ′ = σ·(1 − σ), log′(x) = 1/x.</summary>
    public static string CataloguePartial(string function, int argument)
    {
        ScalarFunction row = FunctionCatalog.Get(function);
        Expr partial = ExplainedFunctions.WithoutKink(row, row.Partials[argument]);
        string name = Function(function);
        ImmutableArray<string> arguments = [.. new[] { "x", "y" }.Take(row.Arity)];
        bool mentions = partial.Nodes().OfType<Hole>().Any(h => h.Name != "f") || row.Arity > 1;
        string of = mentions ? name + "(" + string.Join(", ", arguments) + ")" : name;
        string left = row.Arity > 1 ? $"∂{of}/∂{arguments[argument]}" : name + "′" + (mentions ? "(x)" : string.Empty);
        return left + " = " + Plain(Tidy.Expression(partial.Replace(e => e is Hole { Name: "f" } ? new Hole(of) : null)));
    }
}
