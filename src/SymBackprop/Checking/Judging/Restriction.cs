using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Reading;

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
    public static ImmutableArray<ReadFormula> Marked(ImmutableArray<ReadFormula> formulas, IReadOnlyDictionary<Formula, Formula> conditions)
    {
        HashSet<Formula> given = [.. conditions.Values];
        return [.. formulas.Select(f => given.Contains(f.Formula) && f.Statements is [{ Signs: [{ Kind: RelationKind.Equal } sign], Sides: [{ Node: SymbolNode left }, { Node: SymbolNode right }] } only] && IsIndex(left) && IsIndex(right)
            ? f with { Statements = [only with { Signs = [sign with { Kind = RelationKind.Other }] }] }
            : f)];
    }

    /// <summary>Adds to relations where they are said to hold.</summary>
    public static ImmutableArray<Relation> Added(ImmutableArray<Relation> relations, IReadOnlyDictionary<Formula, Formula> conditions) =>
        [.. relations.Select(r => conditions.TryGetValue(r.Formula, out Formula? condition) && relations.FirstOrDefault(c => ReferenceEquals(c.Formula, condition)) is { Sign: { Kind: RelationKind.Other } sign, Left.Node: { } left, Right.Node: { } right } holds
            ? r with { Restriction = new Restriction(new MathRelation(left, sign.Text, right), holds.Roles) }
            : r)];

    private static bool IsIndex(SymbolNode symbol) => symbol is { Name: [>= 'i' and <= 'n'], Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 };
}
