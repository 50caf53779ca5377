using System.Collections.Immutable;
using System.Linq;
using Antlr4.Runtime;
using SymBackprop.Diagnostics;
using static SymBackprop.Syntax.Generated.SymBackpropParser;

namespace SymBackprop.Syntax;

/// <summary>Builds statements from ANTLR's contexts, and judges what may stand left of <c>=</c>.</summary>
internal sealed class StatementBuilder
{
    private readonly SyntaxErrors _errors;
    private readonly ExpressionBuilder _expressions;

    public StatementBuilder(SyntaxErrors errors)
    {
        _errors = errors;
        _expressions = new ExpressionBuilder(errors);
    }

    /// <summary>Returns a statement, or null after a report; headers are not statements.</summary>
    public StatementSyntax? Build(StatementContext context, SourceSpan span) => context switch
    {
        DeclarationContext c => new DeclarationSyntax(span, KindOf(c.kind), [.. c.declarator().Select(Declarator)]),
        OutputContext c => new OutputSyntax(span, Names(c.names())),
        AssumptionContext c => new AssumeSyntax(span, _expressions.Build(c.left), c.right is null ? null : _expressions.Build(c.right)),
        RequestContext c => new RequestSyntax(span, RequestOf(c.kind), ExpressionBuilder.Name(c.NAME().Symbol), Names(c.names())),
        FunctionDerivativeContext c => FunctionDerivative(c, span),
        EquationContext c => c.right is null ? new FormulaSyntax(span, _expressions.Build(c.left)) : Definition(c, span),
        _ => throw new System.InvalidOperationException($"Unknown statement {context.GetType().Name}."),
    };

    public static ImmutableArray<NameSyntax> Names(NamesContext? context) =>
        context is null ? [] : [.. context.NAME().Select(n => ExpressionBuilder.Name(n.Symbol))];

    private DeclaratorSyntax Declarator(DeclaratorContext context)
    {
        ImmutableArray<ExpressionSyntax> shape = [.. context._shape.Select(_expressions.Build)];
        ExpressionSyntax? initializer = context.initializer is null ? null : _expressions.Build(context.initializer);
        return new DeclaratorSyntax(ExpressionBuilder.SpanOf(context), ExpressionBuilder.Name(context.NAME().Symbol), shape, initializer);
    }

    private StatementSyntax? Definition(EquationContext context, SourceSpan span)
    {
        ExpressionSyntax left = _expressions.Build(context.left);
        ExpressionSyntax right = _expressions.Build(context.right);
        ImmutableArray<BinderSyntax> bounds =
            [.. context.binder().Select(b => _expressions.Binder(ExpressionBuilder.Name(b.NAME().Symbol), b.range()))];

        switch (left)
        {
            case NameSyntax name:
                return new EquationSyntax(span, name, [], right, bounds);
            case SubscriptSyntax { Operand: NameSyntax name } entry:
                return new EquationSyntax(span, name, entry.Subscripts, right, bounds) { TargetSpan = entry.Span };
            case CallSyntax or SubscriptSyntax { Operand: CallSyntax } when context.left.Start.Type == NAME:
                if (bounds.Length > 0)
                {
                    _errors.Report(DiagnosticCatalog.MisplacedFor, bounds[0].Index.Span, "a function");
                    return null;
                }

                return Function(left, right, span, isDerivative: false);
            default:
                ReportNotDefinable(left, context.left.Start);
                return null;
        }
    }

    private FunctionSyntax? FunctionDerivative(FunctionDerivativeContext context, SourceSpan span)
    {
        ExpressionSyntax left = _expressions.Build(context.left);
        if (left is CallSyntax or SubscriptSyntax { Operand: CallSyntax } && context.left.Start.Type == NAME)
        {
            return Function(left, _expressions.Build(context.right), span, isDerivative: true);
        }

        string hint = "name the function with its parameters: 'derivative f(x) = …'";
        _errors.Report(DiagnosticCatalog.NotDefinable, left.Span, SyntaxDescription.Of(left), hint);
        return null;
    }

    private FunctionSyntax? Function(ExpressionSyntax left, ExpressionSyntax body, SourceSpan span, bool isDerivative)
    {
        var entry = left as SubscriptSyntax;
        var call = (CallSyntax)(entry?.Operand ?? left);
        int before = _errors.Count;
        ImmutableArray<ParameterSyntax>.Builder parameters = ImmutableArray.CreateBuilder<ParameterSyntax>();
        foreach (ExpressionSyntax argument in call.Arguments)
        {
            switch (argument)
            {
                case NameSyntax name:
                    parameters.Add(new ParameterSyntax(name.Span, name, []));
                    break;
                case SubscriptSyntax { Operand: NameSyntax name } shaped when !shaped.Subscripts.Any(s => s is WholeAxisSyntax):
                    parameters.Add(new ParameterSyntax(shaped.Span, name, shaped.Subscripts));
                    break;
                default:
                    string found = SyntaxDescription.Of(argument);
                    _errors.Report(DiagnosticCatalog.NotAParameter, argument.Span, found, TokenDescription.Shortened(call.Function.Text));
                    break;
            }
        }

        ImmutableArray<NameSyntax>.Builder indices = ImmutableArray.CreateBuilder<NameSyntax>();
        foreach (ExpressionSyntax subscript in entry?.Subscripts ?? [])
        {
            if (subscript is NameSyntax index)
            {
                indices.Add(index);
            }
            else
            {
                _errors.Report(DiagnosticCatalog.NotAnIndexName, subscript.Span, SyntaxDescription.Of(subscript));
            }
        }

        return _errors.Count > before
            ? null
            : new FunctionSyntax(span, call.Function, parameters.ToImmutable(), indices.ToImmutable(), body, isDerivative);
    }

    private void ReportNotDefinable(ExpressionSyntax left, IToken start)
    {
        string found = start.Type == PARTIAL ? "a derivative" : SyntaxDescription.Of(left);
        string hint = left switch
        {
            _ when start.Type == PARTIAL => "ask for a derivative by 'gradient E wrt w', or define a name by 'd(E, w)'",
            ComparisonSyntax or LogicalSyntax or NotSyntax => "write '==' to compare",
            _ => "put the name that is defined to the left; 'assume a = b' states an equality",
        };
        _errors.Report(DiagnosticCatalog.NotDefinable, left.Span, found, hint);
    }

    private static DeclarationKind KindOf(IToken keyword) => keyword.Type switch
    {
        INPUT => DeclarationKind.Input,
        TARGET => DeclarationKind.Target,
        _ => DeclarationKind.Weight,
    };

    private static RequestKind RequestOf(IToken keyword) => keyword.Type switch
    {
        GRADIENT => RequestKind.Gradient,
        JACOBIAN => RequestKind.Jacobian,
        HESSIAN => RequestKind.Hessian,
        _ => RequestKind.HessianVectorProduct,
    };
}
