using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Binds expressions in one scope of names: resolves names and gives every expression a shape.</summary>
/// <remarks>Null stands for an expression about which an error was reported; nothing more is said about what contains it.</remarks>
internal sealed partial class ExpressionBinder(BindingContext context, NameScope scope)
{
    private BindingContext Context => context;

    private NameScope Scope => scope;

    private IndexBinder Indices { get; } = new(context, scope);

    public BoundExpr? Bind(ExpressionSyntax syntax, IndexEnvironment environment)
    {
        if (context.Depth > BindingContext.DepthLimit)
        {
            context.Report(DiagnosticCatalog.TooDeep, scope.SpanOf(syntax), BindingContext.DepthLimit.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return null;
        }

        context.Depth++;
        BoundExpr? bound = BindByKind(syntax, environment);
        context.Depth--;
        return bound;
    }

    private BoundExpr? BindByKind(ExpressionSyntax syntax, IndexEnvironment environment)
    {
        switch (syntax)
        {
            case NumberSyntax n:
                return new BoundNumber(n.Value, scope.SpanOf(n));
            case NameSyntax n:
                BoundExpr? named = BindName(n, environment);
                Open(named?.Shape);
                return named;
            case NegateSyntax n:
                return Bind(n.Operand, environment) is { } negated ? new BoundNegation(negated, scope.SpanOf(n)) { IsRow = negated.IsRow } : null;
            case SumSyntax s:
                return BindSum(s, environment);
            case ProductSyntax p:
                return BindProduct(p, environment);
            case PowerSyntax p:
                return BindPower(p, environment);
            case TransposeSyntax t:
                return Bind(t.Operand, environment) is { } transposed ? Transpose(transposed, scope.SpanOf(t)) : null;
            case SubscriptSyntax s:
                return BindSubscript(s, environment);
            case CallSyntax c:
                return BindCall(c, environment);
            case ConditionalSyntax c:
                return BindConditional(c, environment);
            case ComparisonSyntax or LogicalSyntax or NotSyntax:
                context.Report(DiagnosticCatalog.ConditionAsValue, scope.SpanOf(syntax));
                return null;
            default:
                throw new InvalidOperationException(syntax.GetType().Name);
        }
    }

    private BoundExpr? BindName(NameSyntax name, IndexEnvironment environment)
    {
        SourceSpan span = scope.SpanOf(name);
        if (environment.Find(name.Text) is { } index)
        {
            return new BoundIndexNumber(index.Variable, span);
        }

        if (scope.Parameters.TryGetValue(name.Text, out BoundParameter? parameter))
        {
            return new BoundParameterReference(parameter, span);
        }

        if (Indices.Size(name.Text) is { } size)
        {
            return size.IsConstant ? new BoundNumber(new Rational(size.Constant), span) : new BoundIndexNumber(size, span);
        }

        if (!scope.IsLayer && context.Symbols.Value(name.Text) is { } value)
        {
            return value.Tensor is null ? null : new BoundReference(value.Tensor, span) { IsRow = value.IsRow };
        }

        if (SymbolTable.ConstantNamed(name.Text) is { } constant)
        {
            return new BoundNamedConstant(constant, span);
        }

        if (!context.Symbols.Unreadable.Contains(name.Text))
        {
            ReportUnknown(name, environment);
        }

        return null;
    }

    private void ReportUnknown(NameSyntax name, IndexEnvironment environment)
    {
        string? similar = context.Nearest(
            name.Text,
            context.Symbols.ValueNames.Concat(scope.Parameters.Keys).Concat(environment.Symbols.Select(s => s.Name)));
        string hint = similar is not null ? $"did you mean '{similar}'?" : $"declare it: input {name.Text}";
        context.Report(DiagnosticCatalog.UnknownName, scope.SpanOf(name), name.Text, hint);
    }

    // A tensor used as a whole: positions alone do not tell its extents.
    private void Open(Shape? shape)
    {
        foreach (IndexExpr extent in shape?.Extents ?? [])
        {
            context.Extents.Open(extent);
        }
    }

    private BoundExpr? BindSum(SumSyntax sum, IndexEnvironment environment)
    {
        ImmutableArray<BoundExpr>.Builder terms = ImmutableArray.CreateBuilder<BoundExpr>(sum.Terms.Length);
        var shapes = new CommonShape(this, sum.Terms[0].Value);
        foreach (TermSyntax term in sum.Terms)
        {
            BoundExpr? value = Bind(term.Value, environment);
            shapes.Add(value, term.Value, term.IsSubtracted ? "-" : "+");
            if (value is not null)
            {
                terms.Add(term.IsSubtracted ? new BoundNegation(value, value.Span) { IsRow = value.IsRow } : value);
            }
        }

        return shapes.IsConsistent ? new BoundSum(terms.ToImmutable(), shapes.Shape, scope.SpanOf(sum)) { IsRow = shapes.IsRow } : null;
    }

    private BoundExpr? Transpose(BoundExpr operand, SourceSpan span)
    {
        switch (operand.Shape.Rank)
        {
            case 0:
                return operand;
            case 1:
                return operand with { IsRow = !operand.IsRow };
            case 2:
                return new BoundTranspose(operand, new Shape([operand.Shape.Extents[1], operand.Shape.Extents[0]]), span);
            default:
                context.Report(DiagnosticCatalog.TransposeOfTensor, span, context.Text(operand.Shape));
                return null;
        }
    }

    /// <summary>Returns whether two shapes are the same, rows and columns told apart.</summary>
    private bool SameShape(BoundExpr a, BoundExpr b) => a.IsRow == b.IsRow && Unify(a.Shape, b.Shape);

    private bool Unify(Shape a, Shape b) => a.Rank == b.Rank && a.Extents.Zip(b.Extents, context.Extents.Unify).All(same => same);

    private string Describe(BoundExpr expr) => expr.IsRow ? "row " + context.Text(expr.Shape) : context.Text(expr.Shape);

    /// <summary>The shape of operands that work element by element: scalars fit to everything, tensors only to their like.</summary>
    private sealed class CommonShape(ExpressionBinder binder, ExpressionSyntax first)
    {
        private BoundExpr? _tensor;
        private ExpressionSyntax _tensorSyntax = first;

        public bool IsConsistent { get; private set; } = true;

        public Shape Shape => _tensor?.Shape ?? Shape.Scalar;

        public bool IsRow => _tensor?.IsRow ?? false;

        public void Add(BoundExpr? operand, ExpressionSyntax syntax, string operation)
        {
            if (operand is null)
            {
                IsConsistent = false;
            }
            else if (!operand.Shape.IsScalar && _tensor is null)
            {
                _tensor = operand;
                _tensorSyntax = syntax;
            }
            else if (!operand.Shape.IsScalar && !binder.SameShape(_tensor!, operand))
            {
                IsConsistent = false;
                binder.ReportDifferentShapes(_tensor!, _tensorSyntax, operand, syntax, operation);
            }
        }
    }

    private void ReportDifferentShapes(BoundExpr a, ExpressionSyntax aSyntax, BoundExpr b, ExpressionSyntax bSyntax, string operation)
    {
        string hint = a.Shape.Rank != b.Shape.Rank
            ? $"write by index which axes meet: c[i,j] = a[i,j] {operation} b[j]"
            : a.IsRow != b.IsRow ? "transpose one of them" : "make the extents equal";
        context.Report(
            DiagnosticCatalog.ShapesDiffer,
            scope.SpanOf(bSyntax),
            [new RelatedPlace(scope.SpanOf(aSyntax), $"this has shape {Describe(a)}")],
            Describe(a),
            Describe(b),
            operation,
            hint);
    }
}
