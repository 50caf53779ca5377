using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Checking.Judging;

/// <summary>Functions that a document leaves open: nothing is known of them but their names.</summary>
internal static class OpenFunction
{
    public static string NameOf(string key) => key.Replace('{', '[').Replace('}', ']');

    /// <summary>Writes the function, differentiated by the arguments listed, at given arguments; entry by entry for an array.</summary>
    public static ArrayValue Call(string name, ImmutableArray<ArrayValue> arguments, ImmutableArray<int> orders)
    {
        ArrayValue shape = arguments.FirstOrDefault(a => !a.IsScalar) ?? arguments[0];
        if (arguments.Any(a => !a.IsScalar) && arguments.Length > 1)
        {
            throw new JudgingException(Obstacle.Undefined, $"needs a definition of {name}") { Missing = name };
        }

        var function = new AbstractFunction(name, [.. arguments.Select((_, i) => orders.Count(o => o == i))]);
        return shape with { Link = null, At = i => Code.Call(function.CallName, [.. arguments.Select(a => a.IsScalar ? a.Scalar : a.At(i))]) };
    }
}
