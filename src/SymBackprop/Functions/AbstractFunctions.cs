using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Functions;

/// <summary>Rows for functions of which nothing is known: their partials are again such functions.</summary>
internal static class AbstractFunctions
{
    /// <summary>Returns the row for a name that <see cref="AbstractFunction"/> made, or null for any other.</summary>
    public static ScalarFunction? Find(string callName)
    {
        if (AbstractFunction.Parse(callName) is not { } function)
        {
            return null;
        }

        ImmutableArray<Expr> arguments = [.. function.Orders.Select((_, i) => Argument(i))];
        string spelled = function.ToString();
        return new ScalarFunction(callName)
        {
            Value = v => AbstractInstance.Of(function, 0).Value(v),
            Partials = [.. function.Orders.Select((_, i) => function.PartialBy(i).Of(arguments))],
            Domain = [.. function.Orders.Select(_ => SampleRange.Real)],
            Cost = new(20, 1),
            Latex = spelled,
            Plain = spelled,
        };
    }

    /// <summary>Returns the place of an argument in a row's partials: x, y, then x3, x4, ….</summary>
    public static Expr Argument(int position) => new Hole(position switch
    {
        0 => "x",
        1 => "y",
        _ => "x" + (position + 1).ToString(CultureInfo.InvariantCulture),
    });

    /// <summary>Returns which argument a place stands for, or null for the function's own value.</summary>
    public static int? PositionOf(Hole hole) => hole.Name switch
    {
        "x" => 0,
        "y" => 1,
        _ => hole.Name.Length > 1 && hole.Name[0] == 'x' && int.TryParse(hole.Name.Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out int position) ? position - 1 : null,
    };
}
