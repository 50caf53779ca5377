using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Restating;

namespace SymBackprop.Checking.Judging;

/// <summary>Where relations are said to hold: <c>if $i \neq j$</c>, <c>when $z > 0$</c>.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Roles">How its scripts are meant.</param>
internal sealed record Restriction(MathRelation Condition, ScriptRoles Roles)
{
    public override string ToString() => $"{MathPrinter.Print(Condition.Left)} {Sign} {MathPrinter.Print(Condition.Right)}";

    // As it is said in words around it.
    private string Sign => Condition.Sign switch { "\\ne" or "\\neq" => "≠", "\\le" or "\\leq" or "\\leqslant" => "≤", "\\ge" or "\\geq" or "\\geqslant" => "≥", "\\lt" => "<", "\\gt" => ">", var sign => sign };

    /// <summary>Takes <c>i = j</c> for a condition instead of a definition where the prose says so.</summary>
    public static ImmutableArray<ReadFormula> Marked(ImmutableArray<ReadFormula> formulas, IReadOnlyDictionary<Formula, SaidCondition> conditions)
    {
        HashSet<Formula> given = [.. conditions.Values.Select(c => c.Condition)];
        return [.. formulas.Select(f => given.Contains(f.Formula) && f.Statements is [{ Signs: [{ Kind: RelationKind.Equal } sign], Sides: [{ Node: SymbolNode left }, { Node: SymbolNode right }] } only] && IsIndex(left) && IsIndex(right)
            ? f with { Statements = [only with { Signs = [sign with { Kind = RelationKind.Other }] }] }
            : f)];
    }

    /// <summary>Adds to relations where they are said to hold.</summary>
    public static ImmutableArray<Relation> Added(ImmutableArray<Relation> relations, IReadOnlyDictionary<Formula, SaidCondition> conditions) =>
        [.. relations.Select(r => conditions.TryGetValue(r.Formula, out SaidCondition? said) && relations.FirstOrDefault(c => ReferenceEquals(c.Formula, said.Condition)) is { Sign: { Kind: RelationKind.Other } sign, Left.Node: { } left, Right.Node: { } right } holds
            && (said.IsNegated ? Opposite(sign.Text) : sign.Text) is { } text
            ? r with { Restriction = new Restriction(new MathRelation(left, text, right), holds.Roles) }
            : r)];

    private static string? Opposite(string sign) => sign switch
    {
        "=" => "\\ne",
        "\\ne" or "\\neq" or "≠" => "=",
        "<" or "\\lt" => "\\ge",
        ">" or "\\gt" => "\\le",
        "\\le" or "\\leq" or "\\leqslant" or "≤" => ">",
        "\\ge" or "\\geq" or "\\geqslant" or "≥" => "<",
        _ => null,
    };

    private static bool IsIndex(SymbolNode symbol) => symbol is { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 or 1 } && symbol.Name.TrimEnd('\'', '′') is [>= 'i' and <= 't'];
}
