using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Binds <c>assume</c> statements: <c>sum(k, t[s,k]) = 1</c> holds for every s.</summary>
internal sealed class AssumptionBinder(BindingContext context)
{
    private readonly NameScope _scope = new();

    public ImmutableArray<BoundAssumption> Bind(NetworkSyntax network) =>
        [.. network.Statements.OfType<AssumeSyntax>().SelectMany(a => Bind(a))];

    private IEnumerable<BoundAssumption> Bind(AssumeSyntax syntax) => syntax.Right is { } right
        ? Bind(syntax, Comparison.Equal, syntax.Left, right)
        : syntax.Left switch
        {
            ComparisonSyntax c => Bind(syntax, (Comparison)(int)c.Operator, c.Left, c.Right),
            LogicalSyntax { IsAnd: true } l => l.Operands.SelectMany(o => Bind(syntax with { Left = o })),
            _ => Refuse(syntax),
        };

    private IEnumerable<BoundAssumption> Refuse(AssumeSyntax syntax)
    {
        context.Report(DiagnosticCatalog.NotACondition, syntax.Left.Span, "This", "assume x > 0");
        return [];
    }

    private IEnumerable<BoundAssumption> Bind(AssumeSyntax syntax, Comparison comparison, ExpressionSyntax leftSyntax, ExpressionSyntax rightSyntax)
    {
        var binder = new ExpressionBinder(context, _scope);
        List<IndexSymbol> symbols = [];
        IndexEnvironment environment = IndexEnvironment.Empty;
        foreach (NameSyntax name in FreePositions(leftSyntax, rightSyntax))
        {
            symbols.Add(context.NewIndex(name.Text, name.Span));
            environment = environment.With(symbols[symbols.Count - 1]);
        }

        BoundExpr? left = binder.Bind(leftSyntax, environment);
        BoundExpr? right = binder.Bind(rightSyntax, environment);
        bool isClosed = RangeFinder.Close(context, symbols, IndexEnvironment.Empty, isObscured: left is null || right is null);
        AccessVerifier.Verify(context);
        if (left is null || right is null || !isClosed)
        {
            yield break;
        }

        if (!left.Shape.IsScalar && !right.Shape.IsScalar && !left.Shape.Equals(right.Shape))
        {
            context.Report(DiagnosticCatalog.ShapesDiffer, rightSyntax.Span, context.Text(left.Shape), context.Text(right.Shape), "=", "make the shapes equal");
            yield break;
        }

        // A statement about tensors holds for each entry.
        ImmutableArray<BoundIndex> entries = context.NewIndices(left.Shape.IsScalar ? right.Shape : left.Shape);
        string text = SyntaxPrinter.Print(leftSyntax) + Sign(comparison) + SyntaxPrinter.Print(rightSyntax);
        yield return new BoundAssumption([.. symbols.Select(s => s.Bound), .. entries], comparison, EntryOf(left, entries), EntryOf(right, entries), text, syntax.Span);
    }

    private IEnumerable<NameSyntax> FreePositions(ExpressionSyntax left, ExpressionSyntax right)
    {
        var uses = new NameUses();
        uses.Collect(left, []);
        uses.Collect(right, []);
        return uses.Positions.Where(n => _scope.Taken(n.Text, context.Symbols) is null).GroupBy(n => n.Text).Select(g => g.First());
    }

    private static BoundExpr EntryOf(BoundExpr expr, ImmutableArray<BoundIndex> entries) =>
        expr.Shape.IsScalar ? expr : new BoundSubscript(expr, [.. entries.Select(e => e.Variable)], Shape.Scalar, expr.Span);

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => " = ",
        Comparison.NotEqual => " != ",
        Comparison.Less => " < ",
        Comparison.LessOrEqual => " <= ",
        Comparison.Greater => " > ",
        _ => " >= ",
    };
}
