using System.Collections;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Tests.Checking;

/// <summary>Everything that a reading says, places aside, as text.</summary>
internal static class ReadingDump
{
    public static string Of(IEnumerable<ReadFormula> formulas) => string.Join('\n', formulas.SelectMany(f => f.Statements).Select(Of));

    private static string Of(MathStatement statement) =>
        $"{statement.Continues} {string.Join(' ', statement.Signs.Select(s => s.Kind + s.Text))} | {string.Join(" | ", statement.Sides.Select(s => s.Node is { } node ? Any(node) : s.Error is null ? "-" : "unread"))}";

    private static string Any(object? value) => value switch
    {
        null => "-",
        string s => s,
        MathNode or MathTerm or MathFactor or MathCase or MathRelation or SumIndex => $"{value.GetType().Name}({string.Join(' ', value.GetType().GetProperties().Where(p => p.Name is not "Span" and not "EqualityContract").Select(p => Any(p.GetValue(value))))})",
        IEnumerable all => $"[{string.Join(' ', all.Cast<object?>().Select(Any))}]",
        _ => value.ToString()!,
    };
}
