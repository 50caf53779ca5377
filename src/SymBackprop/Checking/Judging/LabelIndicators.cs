using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes <c>1\{y^{(i)} = k\}</c> for an entry of an array of which exactly one entry of each label is 1.</summary>
/// <remarks>A label is no real number that happens to be k: at a random y no indicator would ever be 1.</remarks>
internal static class LabelIndicators
{
    private const string Start = "1{";

    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        IEnumerable<MathNode> all = FormulaWalk.Nodes(formulas);
        HashSet<string> labels = [.. all.OfType<CasesNode>().Select(Label).OfType<(SymbolNode Label, MathNode Class)>().Where(l => l.Class is SymbolNode).Select(l => l.Label.Name)];
        return labels.Count == 0 ? formulas : FormulaWalk.Map(formulas, n => n is CasesNode cases && Label(cases) is { } found && labels.Contains(found.Label.Name) ? Entry(cases, found.Label, found.Class) : n);
    }

    /// <summary>Returns what always holds of such an array: its entries sum to 1 over the classes; null for other names.</summary>
    public static LabelConvention? Of(SymbolNode symbol, ScriptRoles roles)
    {
        if (!symbol.Name.StartsWith(Start, System.StringComparison.Ordinal) || symbol.Subscripts.IsEmpty)
        {
            return null;
        }

        const string Class = "c";
        SymbolNode entry = symbol with { Written = string.Empty, Subscripts = symbol.Subscripts.SetItem(symbol.Subscripts.Length - 1, new SymbolNode(default, Class, [], [], 0, false)) };
        var sum = new ReduceNode(default, Expressions.ReduceKind.Sum, [new SumIndex(Class, null, null, null)], entry);
        return new LabelConvention(new DocumentCondition(sum, new NumberNode(default, 1, -1), roles, int.MaxValue) { IsForAll = true }, symbol, sum) { AlwaysHolds = true };
    }

    private static SymbolNode Entry(CasesNode cases, SymbolNode label, MathNode @class) =>
        new(cases.Span, $"{Start}{label.Name}=·}}", [.. label.Superscripts, .. label.Subscripts, @class], [], 0, false) { Written = $@"1\{{{MathPrinter.Print(label)} = {MathPrinter.Print(@class)}\}}" };

    // y or y^(i) beside a letter that numbers classes; i = j compares indices.
    private static (SymbolNode Label, MathNode Class)? Label(CasesNode cases) => cases switch
    {
        { Rows: [{ Value: NumberNode { Value.IsOne: true }, Condition: { Sign: "=", Left: SymbolNode left, Right: var right } }, { Value: NumberNode { Value.IsZero: true }, Condition: null }] } =>
            IsLabel(left) && IsClass(right) ? (left, right) : right is SymbolNode other && IsLabel(other) && IsClass(left) ? (other, left) : null,
        _ => null,
    };

    private static bool IsLabel(SymbolNode symbol) => symbol.Primes == 0 && symbol.Superscripts.Concat(symbol.Subscripts).All(s => s is SymbolNode { Subscripts.IsEmpty: true })
        && (symbol.Superscripts.Length + symbol.Subscripts.Length > 0 || !IsIndexLetter(symbol.Name));

    private static bool IsClass(MathNode node) => node is NumberNode { Value.IsInteger: true }
        || node is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } s && IsIndexLetter(s.Name);

    private static bool IsIndexLetter(string name) => name is [>= 'i' and <= 't'] or "c";
}
