using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Functions;

/// <summary>A scalar function of the language, as its reference prints it. Expressions are in the language's own ASCII spelling.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Aliases">Other names that mean the same.</param>
/// <param name="Signature">The name with its arguments: <c>atan2(x, y)</c>.</param>
/// <param name="Definition">The function in terms of others; empty where it is computed directly.</param>
/// <param name="Partials">The partial derivative by each argument, in terms of the arguments and of f, the function's value.</param>
/// <param name="Kinks">Points without a derivative, with what stands for it there: <c>at (0): 0</c>.</param>
/// <param name="Cost">What a call costs in additions.</param>
/// <param name="Emission">What emitted C# calls: a method of <c>System.Math</c>, or an emitted helper.</param>
public sealed record FunctionListing(
    string Name,
    IReadOnlyList<string> Aliases,
    string Signature,
    string Definition,
    IReadOnlyList<string> Partials,
    IReadOnlyList<string> Kinks,
    double Cost,
    string Emission)
{
    /// <summary>Gets every scalar function, in the order of the catalogue.</summary>
    public static IReadOnlyList<FunctionListing> All { get; } = [.. FunctionCatalog.All.Select(Of)];

    private static FunctionListing Of(ScalarFunction function) => new(
        function.Name,
        function.Aliases,
        function.Name + (function.Arity == 1 ? "(x)" : "(x, y)"),
        function.Definition is null ? "" : ExpressionPrinter.Print(function.Definition),
        [.. function.Partials.Select(p => ExpressionPrinter.Print(p))],
        [.. function.Kinks.Select(k => $"at ({Text(k.At)}): {Text(k.Partials)}")],
        function.Cost.Weight,
        function.Native is null ? "SbpMath." + function.Helper : "Math." + function.Native);

    private static string Text(ImmutableArray<double> numbers) => string.Join(", ", numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)));
}
