using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Numbers;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Reads how a weight starts: <c>W[h,n] ~ normal(0, 0.1)</c>.</summary>
internal static class InitializerReader
{
    private static readonly ImmutableDictionary<string, int> Distributions = new Dictionary<string, int>
    {
        ["normal"] = 2,
        ["uniform"] = 2,
        ["constant"] = 1,
        ["glorot"] = 0,
    }.ToImmutableDictionary();

    public static Initializer? Read(BindingContext context, DeclarationKind kind, DeclaratorSyntax declarator)
    {
        if (declarator.Initializer is not { } initializer)
        {
            return null;
        }

        if (kind != DeclarationKind.Weight)
        {
            context.Report(DiagnosticCatalog.InitializerOfGiven, initializer.Span, kind.ToString(), declarator.Name.Text);
            return null;
        }

        if (initializer is CallSyntax call && Distributions.TryGetValue(call.Function.Text, out int count) && call.Arguments.Length == count)
        {
            ImmutableArray<Rational?> values = [.. call.Arguments.Select(Value)];
            if (values.All(v => v is not null))
            {
                return context.Symbols.Value(declarator.Name.Text)?.Tensor is { } weight
                    ? new Initializer(weight, call.Function.Text, [.. values.Select(v => v!.Value)])
                    : null;
            }
        }

        context.Report(DiagnosticCatalog.UnknownInitializer, initializer.Span, initializer is CallSyntax c ? $"'{c.Function.Text}' with these arguments" : "This");
        return null;
    }

    // Numbers, and what the four operations make of them.
    private static Rational? Value(ExpressionSyntax syntax)
    {
        switch (syntax)
        {
            case NumberSyntax n:
                return n.Value;
            case NegateSyntax n:
                return -Value(n.Operand);
            case SumSyntax s:
                return s.Terms.Aggregate((Rational?)new Rational(0), (sum, t) => t.IsSubtracted ? sum - Value(t.Value) : sum + Value(t.Value));
            case ProductSyntax p:
                return p.Factors.Aggregate((Rational?)new Rational(1), (product, f) => Combine(product, f));
            default:
                return null;
        }
    }

    private static Rational? Combine(Rational? product, FactorSyntax factor)
    {
        Rational? value = Value(factor.Value);
        bool divides = factor.Operator is ProductOperator.Divide or ProductOperator.ElementwiseDivide;
        return divides ? value is null or { IsZero: true } ? null : product / value : product * value;
    }
}
