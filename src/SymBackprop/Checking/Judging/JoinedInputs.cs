using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes vectors that are put one below the other, the <c>[h_{t-1}, x_t]</c> of <c>W [h_{t-1}, x_t] + b</c>, for one vector with a name of its own.</summary>
internal static class JoinedInputs
{
    private const string Start = "[";

    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas) =>
        FormulaWalk.Nodes(formulas).Any(n => n is BracketNode b && IsJoined(b)) ? FormulaWalk.Map(formulas, At) : formulas;

    /// <summary>Returns the letters of what is part of such a vector, so that nothing says how it depends on them.</summary>
    public static HashSet<string> Parts(IEnumerable<MathNode> nodes) => [.. nodes.OfType<SymbolNode>().Where(s => s.Written.StartsWith(Start, System.StringComparison.Ordinal)).SelectMany(s => s.Name.Trim('[', ']').Split(';'))];

    private static MathNode At(MathNode node) => node is ProductNode product && product.Factors.Skip(1).Any(f => f is { Sign: Times.Juxtaposed or Times.Dot, Value: BracketNode b } && IsJoined(b))
        ? product with { Factors = [.. product.Factors.Select((f, i) => i > 0 && f.Value is BracketNode b && IsJoined(b) ? f with { Value = Named(b) } : f)] }
        : node;

    private static bool IsJoined(BracketNode bracket) => bracket is { Open: "[" or "(", Entries.Length: > 1 } && bracket.Entries.All(e => e is SymbolNode { Primes: 0 }) && bracket.Entries.OfType<SymbolNode>().Select(s => s.Name).Distinct().Count() > 1;

    private static SymbolNode Named(BracketNode bracket)
    {
        var entries = bracket.Entries.OfType<SymbolNode>().ToList();
        SymbolNode last = entries[entries.Count - 1];
        return last with { Span = bracket.Span, Name = $"[{string.Join(";", entries.Select(e => e.Name))}]", Written = $"[{string.Join(", ", entries.Select(MathPrinter.Print))}]" };
    }
}
