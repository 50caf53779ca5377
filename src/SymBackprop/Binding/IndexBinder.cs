using System;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Reads what stands in subscripts, bounds and extents: whole-number combinations of indices and sizes, with floor and mod by constants.</summary>
internal sealed class IndexBinder(BindingContext context, NameScope scope)
{
    // Far above every extent, far below what overflows when two are added.
    private const long Largest = 1L << 52;

    /// <summary>Returns the index expression, or null after an error.</summary>
    public IndexExpr? Bind(ExpressionSyntax syntax, IndexEnvironment environment) => Read(syntax, environment, report: true);

    /// <summary>Returns the index expression, or null if it is none.</summary>
    public IndexExpr? TryBind(ExpressionSyntax syntax, IndexEnvironment environment) => Read(syntax, environment, report: false);

    /// <summary>Returns what a name of a size stands for here, or null.</summary>
    public IndexExpr? Size(string name)
    {
        if (scope.Sizes.TryGetValue(name, out IndexExpr? size))
        {
            return size;
        }

        return !scope.IsLayer && context.Symbols.IsSize(name)
            ? context.Options.SizeValues.TryGetValue(name, out long value) ? IndexExpr.Of(value) : IndexExpr.Size(name)
            : null;
    }

    private IndexExpr? Read(ExpressionSyntax syntax, IndexEnvironment environment, bool report)
    {
        IndexExpr? result = syntax switch
        {
            NumberSyntax n => n.Value.IsInteger && n.Value.Numerator <= Largest ? IndexExpr.Of((long)n.Value.Numerator) : Refuse(n, n.Text, report),
            NameSyntax n => Name(n, environment, report),
            NegateSyntax n => Read(n.Operand, environment, report) is { } operand ? IndexExpr.Zero - operand : null,
            SumSyntax s => Sum(s, environment, report),
            ProductSyntax p => Product(p, environment, report),
            CallSyntax { Function.Text: "floor", Arguments: [ProductSyntax { Factors: [.., { Operator: ProductOperator.Divide, Value: NumberSyntax divisor }] } quotient] } =>
                Divided(quotient, divisor, environment, report)?.Operand.FloorDivide((long)divisor.Value.Numerator),
            CallSyntax { Function.Text: "mod", Arguments: [var operand, NumberSyntax divisor] } when IsDivisor(divisor) =>
                Read(operand, environment, report) is { } value ? IndexExpr.Mod(value, (long)divisor.Value.Numerator) : null,
            _ => Refuse(syntax, "this expression", report),
        };

        return result is not null && IsTooLarge(result) ? Refuse(syntax, "a number of that size", report) : result;
    }

    private IndexExpr? Name(NameSyntax name, IndexEnvironment environment, bool report)
    {
        if (environment.Find(name.Text) is { } index)
        {
            return index.Variable;
        }

        if (Size(name.Text) is { } size)
        {
            return size;
        }

        if (report)
        {
            ReportName(name);
        }

        return null;
    }

    private void ReportName(NameSyntax name)
    {
        SourceSpan span = scope.SpanOf(name);
        if (scope.Parameters.ContainsKey(name.Text) || context.Symbols.Value(name.Text) is not null)
        {
            context.Report(DiagnosticCatalog.Gather, span, name.Text);
        }
        else if (!context.Symbols.Unreadable.Contains(name.Text))
        {
            context.Report(DiagnosticCatalog.UnboundIndex, span, name.Text);
        }
    }

    private IndexExpr? Sum(SumSyntax sum, IndexEnvironment environment, bool report)
    {
        IndexExpr? total = IndexExpr.Zero;
        foreach (TermSyntax term in sum.Terms)
        {
            IndexExpr? value = Read(term.Value, environment, report);
            total = value is null || total is null || IsTooLarge(total) ? null : term.IsSubtracted ? total - value : total + value;
        }

        return total;
    }

    private IndexExpr? Product(ProductSyntax product, IndexEnvironment environment, bool report)
    {
        IndexExpr? result = IndexExpr.Of(1);
        foreach (FactorSyntax factor in product.Factors)
        {
            if (factor.Operator is ProductOperator.Divide or ProductOperator.ElementwiseDivide)
            {
                return Refuse(product, "a quotient", report);
            }

            IndexExpr? value = Read(factor.Value, environment, report);
            if (value is null || result is null)
            {
                return null;
            }

            if (!result.IsConstant && !value.IsConstant)
            {
                return Refuse(product, "a product of indices or sizes", report);
            }

            (IndexExpr operand, long scale) = value.IsConstant ? (result, value.Constant) : (value, result.Constant);
            if (Math.Abs((double)scale) * Magnitude(operand) > Largest)
            {
                return Refuse(product, "a number of that size", report);
            }

            result = operand * scale;
        }

        return result;
    }

    // (2*i + 1)/3 below floor: everything before the last sign.
    private (IndexExpr Operand, NumberSyntax Divisor)? Divided(ProductSyntax quotient, NumberSyntax divisor, IndexEnvironment environment, bool report)
    {
        if (!IsDivisor(divisor))
        {
            Refuse(divisor, divisor.Text + " as a divisor", report);
            return null;
        }

        ExpressionSyntax operand = quotient.Factors.Length == 2
            ? quotient.Factors[0].Value
            : quotient with { Factors = quotient.Factors.RemoveAt(quotient.Factors.Length - 1) };
        return Read(operand, environment, report) is { } value ? (value, divisor) : null;
    }

    private static bool IsDivisor(NumberSyntax number) => number.Value.IsInteger && number.Value.Sign > 0 && number.Value.Numerator <= int.MaxValue;

    private static bool IsTooLarge(IndexExpr e) => Magnitude(e) > Largest;

    private static double Magnitude(IndexExpr e) => e.Terms.Aggregate(Math.Abs((double)e.Constant), (m, t) => Math.Max(m, Math.Abs((double)t.Coefficient)));

    private IndexExpr? Refuse(ExpressionSyntax syntax, string what, bool report)
    {
        if (report)
        {
            string hint = what == "a quotient" ? "write floor(a/b) with a whole number b" : "name the entries by indices and whole numbers";
            context.Report(DiagnosticCatalog.NotAnIndex, scope.SpanOf(syntax), what, hint);
        }

        return null;
    }
}
