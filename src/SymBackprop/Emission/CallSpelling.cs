using System;
using System.Collections.Immutable;
using SymBackprop.Expressions;
using SymBackprop.Functions;

namespace SymBackprop.Emission;

/// <summary>Writes calls as the catalogue spells them: by a name before brackets, or by a template with #1 and #2.</summary>
/// <remarks>A function of the network and a derivative (<c>A′</c>) are no rows of the catalogue; they have names only.</remarks>
internal static class CallSpelling
{
    /// <summary>Returns the name that the catalogue gives, or null where it gives none, or a template.</summary>
    public static string? Name(string function, Func<ScalarFunction, string> spelling) =>
        FunctionCatalog.Find(function) is { } row && row.Name == function && spelling(row) is var name && name.IndexOf('#') < 0 ? name : null;

    /// <summary>Returns the call with its arguments in their places, or null where the catalogue has no template.</summary>
    /// <param name="call">The call.</param>
    /// <param name="spelling">What the format takes of a row.</param>
    /// <param name="text">Writes an argument.</param>
    /// <param name="tight">Writes an argument so that it can have an exponent.</param>
    public static string? Fill(Call call, Func<ScalarFunction, string> spelling, Func<Expr, string> text, Func<Expr, string> tight)
    {
        return FunctionCatalog.Find(call.Function) is { } row && row.Name == call.Function && spelling(row) is var template && template.IndexOf('#') >= 0
            ? Fill(template, call.Arguments, text, tight)
            : null;
    }

    private static string Fill(string template, ImmutableArray<Expr> arguments, Func<Expr, string> text, Func<Expr, string> tight)
    {
        // √x, not √(x).
        if (template.EndsWith("(#1)", StringComparison.Ordinal) && arguments is [Access or Constant or NamedConstant or IndexValue])
        {
            return template.Substring(0, template.Length - "(#1)".Length) + tight(arguments[0]);
        }

        string result = template;
        for (int i = arguments.Length; i > 0; i--)
        {
            string place = "#" + (char)('0' + i);
            result = result.Replace("{" + place + "}^", "{" + tight(arguments[i - 1]) + "}^").Replace(place, text(arguments[i - 1]));
        }

        return result;
    }
}
