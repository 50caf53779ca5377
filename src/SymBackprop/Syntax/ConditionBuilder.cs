using System.Collections.Generic;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax.Generated;

namespace SymBackprop.Syntax;

/// <summary>Builds a condition from the grammar's flat list: comparisons bind tightest, then <c>not</c>, <c>and</c>, <c>or</c>.</summary>
internal sealed class ConditionBuilder
{
    private readonly ExpressionBuilder _expressions;
    private readonly SyntaxErrors _errors;
    private readonly IList<IParseTree> _children;
    private int _place;

    public ConditionBuilder(ExpressionBuilder expressions, SyntaxErrors errors, ParserRuleContext context)
    {
        _expressions = expressions;
        _errors = errors;
        _children = context.children;
    }

    public ExpressionSyntax Build()
    {
        var alternatives = new List<ExpressionSyntax> { Conjunction() };
        while (Take(SymBackpropParser.OR))
        {
            alternatives.Add(Conjunction());
        }

        return Join(alternatives, isAnd: false);
    }

    private ExpressionSyntax Conjunction()
    {
        var conditions = new List<ExpressionSyntax> { Negation() };
        while (Take(SymBackpropParser.AND))
        {
            conditions.Add(Negation());
        }

        return Join(conditions, isAnd: true);
    }

    private ExpressionSyntax Negation()
    {
        int first = _place;
        while (Take(SymBackpropParser.NOT))
        {
        }

        int last = _place;
        ExpressionSyntax condition = Comparison();
        for (int i = last - 1; i >= first; i--)
        {
            condition = new NotSyntax(ExpressionBuilder.SpanOf(Symbol(_children[i])!).To(condition.Span), condition);
        }

        return condition;
    }

    private ExpressionSyntax Comparison()
    {
        ExpressionSyntax left = Sum();
        if (!IsAtComparison)
        {
            return left;
        }

        ComparisonOperator comparison = OperatorOf(Symbol(_children[_place++])!.Type);
        ExpressionSyntax right = Sum();
        if (IsAtComparison)
        {
            IToken second = Symbol(_children[_place])!;
            _errors.Report(DiagnosticCatalog.ChainedComparison, ExpressionBuilder.SpanOf(second), second.Text);
            _place = _children.Count;
        }

        return new ComparisonSyntax(left.Span.To(right.Span), comparison, left, right);
    }

    private ExpressionSyntax Sum()
    {
        IToken? misplaced = Symbol(_children[_place]);
        if (misplaced is not null)
        {
            // A `not` right of a comparison: it binds less tightly, so it needs parentheses.
            string hint = "put parentheses around 'not …'";
            _errors.Report(DiagnosticCatalog.UnexpectedToken, ExpressionBuilder.SpanOf(misplaced), "'not'", "an expression", hint);
            while (Take(SymBackpropParser.NOT))
            {
            }
        }

        ExpressionSyntax sum = _expressions.Build((SymBackpropParser.SumContext)_children[_place]);
        _place = misplaced is null ? _place + 1 : _children.Count;
        return sum;
    }

    private bool IsAtComparison =>
        _place < _children.Count && Symbol(_children[_place]) is { } token && TokenKinds.IsComparison(token.Type);

    private bool Take(int type)
    {
        bool isThere = _place < _children.Count && Symbol(_children[_place])?.Type == type;
        _place += isThere ? 1 : 0;
        return isThere;
    }

    private static ExpressionSyntax Join(List<ExpressionSyntax> operands, bool isAnd) => operands.Count == 1
        ? operands[0]
        : new LogicalSyntax(operands[0].Span.To(operands[operands.Count - 1].Span), isAnd, [.. operands]);

    private static IToken? Symbol(IParseTree child) => (child as ITerminalNode)?.Symbol;

    private static ComparisonOperator OperatorOf(int type) => type switch
    {
        SymBackpropParser.EQUAL => ComparisonOperator.Equal,
        SymBackpropParser.NOT_EQUAL => ComparisonOperator.NotEqual,
        SymBackpropParser.LESS => ComparisonOperator.Less,
        SymBackpropParser.LESS_OR_EQUAL => ComparisonOperator.LessOrEqual,
        SymBackpropParser.GREATER => ComparisonOperator.Greater,
        _ => ComparisonOperator.GreaterOrEqual,
    };
}
