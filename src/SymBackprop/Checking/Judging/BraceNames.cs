using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes what a brace says of its content, <c>\underbrace{wx + b}_{z}</c>, for a definition of the name where nothing else says what it is.</summary>
internal static class BraceNames
{
    public static ImmutableArray<ReadFormula> Said(ImmutableArray<ReadFormula> formulas)
    {
        ImmutableArray<BracketNode> braces = [.. FormulaWalk.Nodes(formulas).OfType<BracketNode>().Where(b => b.Called is not null)];
        if (braces.IsEmpty)
        {
            return formulas;
        }

        HashSet<string> defined = [.. formulas.SelectMany(f => f.Statements).Where(s => s is { Continues: false, Sides.Length: > 1 }).Select(s => s.Sides[0].Node).Select(n => n is ApplyNode a ? a.Function : n).OfType<SymbolNode>().Select(s => s.Name)];
        HashSet<string> used = [.. FormulaWalk.Nodes(formulas).OfType<SymbolNode>().Select(s => s.Name)];
        var said = new HashSet<string>();
        return [.. formulas.Select(f => f with { Statements = [.. f.Statements.SelectMany(s => Beside(s).Prepend(s))] })];

        // The line goes on from itself, and not from its brace.
        IEnumerable<MathStatement> Beside(MathStatement statement) => statement.Sides.Select(s => s.Node).OfType<MathNode>().SelectMany(MathWalk.All).OfType<BracketNode>()
            .Where(b => b.Called is { } name && used.Contains(name.Name) && !defined.Contains(name.Name) && said.Add(name.Name))
            .Select(b => new MathStatement(b.Span, [new MathSide(b.Called!.Span, b.Called, null), new MathSide(b.Span, b.Entries[0], null)], [new RelationSign(b.Called.Span, "≡", RelationKind.Define)]) { IsBeside = true });
    }
}
