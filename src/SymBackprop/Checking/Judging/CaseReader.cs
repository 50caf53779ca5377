using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Knows conditions on indices, "if i = j", and what they govern: the row they stand in, or the display behind them.</summary>
internal sealed class CaseReader
{
    private readonly HashSet<string> _letters;
    private MathRelation? _given;
    private int _block;
    private bool _isInDisplay;

    public CaseReader(ImmutableArray<ReadFormula> formulas)
    {
        _letters = [.. FormulaWalk.Nodes(formulas).OfType<SymbolNode>().SelectMany(s => s.Subscripts).OfType<SymbolNode>().Select(s => s.Name)];
    }

    /// <summary>Returns the condition that a statement is, or null.</summary>
    public MathRelation? ConditionIn(MathStatement statement) =>
        statement is { Continues: false, Sides: [{ Node: SymbolNode left }, { Node: SymbolNode right }], Signs: [{ Text: "=" or "\\neq" or "\\ne" or "≠" } sign] } && IsIndex(left) && IsIndex(right) && left.Name != right.Name
            ? new MathRelation(left, sign.Text, right)
            : null;

    private bool IsIndex(SymbolNode symbol) => symbol is { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0, Name.Length: 1 } && _letters.Contains(symbol.Name) && symbol.Name[0] is >= 'a' and <= 'z';

    /// <summary>Notes the conditions of a formula and returns what governs each of its statements.</summary>
    public ImmutableArray<MathRelation?> Enter(ReadFormula formula)
    {
        ImmutableArray<MathRelation?> all = [.. formula.Statements.Select(ConditionIn)];
        MathRelation? whole = Whole(formula, all.FirstOrDefault(c => c is not null));
        return all.Count(c => c is not null) > 1 ? Each(all) : [.. all.Select(_ => whole)];
    }

    // A row for each case: a condition governs what stands before it, back to the one before, or what follows where it leads the rows.
    private static ImmutableArray<MathRelation?> Each(ImmutableArray<MathRelation?> conditions)
    {
        var governing = new MathRelation?[conditions.Length];
        bool leads = conditions[0] is not null;
        MathRelation? last = null;
        for (int i = 0; i < conditions.Length; i++)
        {
            int at = leads ? i : conditions.Length - 1 - i;
            governing[at] = last = conditions[at] ?? last;
        }

        return [.. governing];
    }

    private MathRelation? Whole(ReadFormula formula, MathRelation? own)
    {
        if (formula.Formula.IsInline)
        {
            if (own is not null && formula.Statements.Length == 1)
            {
                (_given, _block, _isInDisplay) = (own, formula.Formula.Block, false);
            }
            else if (_given is not null && _isInDisplay)
            {
                _given = null;
            }

            return own;
        }

        if (_given is not null && !_isInDisplay)
        {
            (_block, _isInDisplay) = (formula.Formula.Block, formula.Formula.Block == _block + 1);
            _given = _isInDisplay ? _given : null;
        }

        return own ?? (_given is not null && formula.Formula.Block == _block ? _given : null);
    }

    /// <summary>Returns a side where a condition holds: with one index for the other, or zero elsewhere.</summary>
    public static MathSide Under(MathSide side, MathRelation condition)
    {
        if (side.Node is not { } node || !Mentions(node, condition))
        {
            return side;
        }

        string left = ((SymbolNode)condition.Left).Name;
        var right = (SymbolNode)condition.Right;
        bool isBound = MathWalk.All(node).OfType<ReduceNode>().SelectMany(r => r.Indices).Any(i => i.Name == left || i.Name == right.Name);
        return side with
        {
            Node = condition.Sign == "=" && !isBound
                ? MathWalk.Map(node, n => n is SymbolNode { Subscripts.IsEmpty: true } s && s.Name == left ? s with { Name = right.Name } : n)
                : new CasesNode(node.Span, [new MathCase(node, condition), new MathCase(new NumberNode(node.Span, 0, -1), null)]),
        };
    }

    /// <summary>Returns whether a condition says something of two sides: both its letters are free indices in them.</summary>
    public static bool Applies(MathRelation condition, MathNode left, MathNode right) => Mentions(left, condition) || Mentions(right, condition);

    private static bool Mentions(MathNode node, MathRelation condition)
    {
        HashSet<string> letters = [.. MathWalk.All(node).OfType<SymbolNode>().SelectMany(s => s.Subscripts).OfType<SymbolNode>().Select(s => s.Name)];
        return letters.Contains(((SymbolNode)condition.Left).Name) || letters.Contains(((SymbolNode)condition.Right).Name);
    }
}
