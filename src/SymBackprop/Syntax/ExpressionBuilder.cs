using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using SymBackprop.Diagnostics;
using SymBackprop.Numbers;
using static SymBackprop.Syntax.Generated.SymBackpropParser;

namespace SymBackprop.Syntax;

/// <summary>Builds expressions from ANTLR's contexts; loops over flat lists, recurses only into brackets and conditions.</summary>
internal sealed class ExpressionBuilder
{
    private readonly SyntaxErrors _errors;

    public ExpressionBuilder(SyntaxErrors errors) => _errors = errors;

    public static SourceSpan SpanOf(IToken token) => ((Token)token).Span;

    public static SourceSpan SpanOf(ParserRuleContext context) => SpanOf(context.Start).To(SpanOf(context.Stop));

    public static NameSyntax Name(IToken token) => new(SpanOf(token), NameText.Of(token.Text));

    public ExpressionSyntax Build(ExpressionContext context) => context switch
    {
        ConditionalContext c => new ConditionalSyntax(SpanOf(c), Build(c.condition), Build(c.whenTrue), Build(c.whenFalse)),
        _ => new ConditionBuilder(this, _errors, context).Build(),
    };

    public ExpressionSyntax Build(SumContext context)
    {
        if (context.ChildCount == 1)
        {
            return Build((ProductContext)context.GetChild(0));
        }

        ImmutableArray<TermSyntax>.Builder terms = ImmutableArray.CreateBuilder<TermSyntax>();
        bool isSubtracted = false;
        foreach (IParseTree child in context.children)
        {
            if (child is ProductContext product)
            {
                terms.Add(new TermSyntax(isSubtracted, Build(product)));
            }
            else
            {
                isSubtracted = TypeOf(child) == MINUS;
            }
        }

        return new SumSyntax(SpanOf(context), terms.ToImmutable());
    }

    public BinderSyntax Binder(NameSyntax index, RangeContext range) =>
        new(index.Span.To(SpanOf(range)), index, Build(range.low), Build(range.high));

    private ExpressionSyntax Build(ProductContext context)
    {
        if (context.ChildCount == 1)
        {
            return Build((PowerContext)context.GetChild(0));
        }

        ImmutableArray<FactorSyntax>.Builder factors = ImmutableArray.CreateBuilder<FactorSyntax>();
        ProductOperator factorOperator = ProductOperator.Multiply;
        foreach (IParseTree child in context.children)
        {
            if (child is PowerContext power)
            {
                factors.Add(new FactorSyntax(factorOperator, Build(power)));
            }
            else
            {
                factorOperator = TypeOf(child) switch
                {
                    SLASH => ProductOperator.Divide,
                    DOT_STAR => ProductOperator.ElementwiseMultiply,
                    DOT_SLASH => ProductOperator.ElementwiseDivide,
                    _ => ProductOperator.Multiply,
                };
            }
        }

        return new ProductSyntax(SpanOf(context), factors.ToImmutable());
    }

    // From the right: in -a^-b^c each operand is raised to what is built so far, then takes its own signs.
    private ExpressionSyntax Build(PowerContext context)
    {
        ExpressionSyntax? built = null;
        bool isElementwise = false;
        for (int i = context.ChildCount - 1; i >= 0; i--)
        {
            IParseTree child = context.GetChild(i);
            if (child is OperandContext operand)
            {
                ExpressionSyntax raised = Build(operand);
                built = built is null ? raised : new PowerSyntax(raised.Span.To(built.Span), raised, built, isElementwise);
            }
            else if (TypeOf(child) == MINUS)
            {
                built = new NegateSyntax(SpanOf(((ITerminalNode)child).Symbol).To(built!.Span), built);
            }
            else
            {
                isElementwise = TypeOf(child) == DOT_CARET;
            }
        }

        return built!;
    }

    private ExpressionSyntax Build(OperandContext context) => context switch
    {
        NumberContext c => Suffixed(Number(c.NUMBER().Symbol), c.suffix()),
        NameOrCallContext c => Suffixed(NameOrCall(c.NAME().Symbol, c.arguments()), c.suffix()),
        SignCallContext c => Suffixed(NameOrCall(c.FUNCTION_SIGN().Symbol, c.arguments()), c.suffix()),
        ParenthesisContext c => Suffixed(Parenthesised(c, c.expression()), c.suffix()),
        PartialDerivativeContext c => new CallSyntax(
            SpanOf(c),
            new NameSyntax(SpanOf(c.Start), "d"),
            [Build(c.value), Build(c.variable)]),
        _ => throw new System.InvalidOperationException($"Unknown operand {context.GetType().Name}."),
    };

    private ExpressionSyntax Build(DerivandContext context) => context switch
    {
        DerivandNameOrCallContext c => Suffixed(NameOrCall(c.NAME().Symbol, c.arguments()), c.suffix()),
        DerivandParenthesisContext c => Suffixed(Parenthesised(c, c.expression()), c.suffix()),
        _ => throw new System.InvalidOperationException($"Unknown derivand {context.GetType().Name}."),
    };

    // The place of (a + b)' begins with its parenthesis, and so does that of (a + b) itself.
    private ExpressionSyntax Parenthesised(ParserRuleContext context, ExpressionContext inner)
    {
        IToken closing = ((ITerminalNode)context.GetChild(2)).Symbol;
        return Build(inner) with { Span = SpanOf(context.Start).To(SpanOf(closing)) };
    }

    private ExpressionSyntax NameOrCall(IToken name, ArgumentsContext? arguments)
    {
        if (arguments is null)
        {
            return Name(name);
        }

        var function = new NameSyntax(SpanOf(name), NameText.OfFunction(name.Text));
        return new CallSyntax(function.Span.To(SpanOf(arguments)), function, [.. arguments.argument().Select(Argument)]);
    }

    private ExpressionSyntax Argument(ArgumentContext context)
    {
        ExpressionSyntax value = Build(context.expression());
        if (context.range() is not { } range)
        {
            return value;
        }

        if (value is not NameSyntax index)
        {
            _errors.Report(DiagnosticCatalog.NotAnIndexName, value.Span, SyntaxDescription.Of(value));
            index = new NameSyntax(value.Span, "");
        }

        return Binder(index, range);
    }

    private ExpressionSyntax Suffixed(ExpressionSyntax operand, SuffixContext[] suffixes)
    {
        foreach (SuffixContext suffix in suffixes)
        {
            SourceSpan span = operand.Span.To(SpanOf(suffix));
            operand = suffix switch
            {
                TransposeSuffixContext => new TransposeSyntax(span, operand),
                PowerSuffixContext c => new PowerSyntax(span, operand, Superscript(c.SUPERSCRIPT().Symbol), IsElementwise: false),
                SubscriptSuffixContext c => new SubscriptSyntax(span, operand, [.. c.subscript().Select(Subscript)]),
                _ => throw new System.InvalidOperationException($"Unknown suffix {suffix.GetType().Name}."),
            };
        }

        return operand;
    }

    private ExpressionSyntax Subscript(SubscriptContext context) =>
        context is PositionContext position ? Build(position.expression()) : new WholeAxisSyntax(SpanOf(context));

    private ExpressionSyntax Superscript(IToken token)
    {
        const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        string digits = string.Concat(token.Text.Where(c => c is not ('⁺' or '⁻')).Select(c => Raised.IndexOf(c)));
        ExpressionSyntax exponent = Number(digits, SpanOf(token));
        return token.Text[0] == '⁻' ? new NegateSyntax(exponent.Span, exponent) : exponent;
    }

    private NumberSyntax Number(IToken token) => Number(token.Text, SpanOf(token));

    private NumberSyntax Number(string text, SourceSpan span)
    {
        if (NumberReader.Read(text) is { } value)
        {
            return new NumberSyntax(span, value, text);
        }

        string most = NumberReader.MostDigits.ToString(CultureInfo.InvariantCulture);
        _errors.Report(DiagnosticCatalog.NumberOutOfBounds, span, TokenDescription.Shortened(text), most);
        return new NumberSyntax(span, Rational.Zero, "0");
    }

    private static int TypeOf(IParseTree child) => ((ITerminalNode)child).Symbol.Type;
}
