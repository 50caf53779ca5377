using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using static SymBackprop.Checking.Mistakes.MistakeCase;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Writes the derivative of a function at its argument, as its row of the catalogue has it.</summary>
internal static class CatalogueSlopes
{
    private const string Logistic = "sigmoid";

    /// <summary>Returns f'(u) for f(u): written out where a row has it without cases, with a prime else.</summary>
    public static MathNode At(ApplyNode apply)
    {
        string? name = apply.Function.Name is "σ" ? Logistic : FunctionWords.Of(apply.Function.Name);
        return name is not null && FunctionCatalog.Find(name) is { Partials: [var partial] } && Written(partial, apply) is { } slope ? slope : apply with { Function = apply.Function with { Primes = 1 } };
    }

    private static MathNode? Written(Expr expression, ApplyNode apply)
    {
        switch (expression)
        {
            case Hole { Name: "f" }:
                return apply;
            case Hole:
                return apply.Arguments[0];
            case Constant constant:
                return Number(constant.Value);
            case Power { Exponent: Constant exponent } power:
                return Written(power.Base, apply) is { } @base ? exponent.Value == -1 ? new FractionNode(default, Number(1), @base) : new PowerNode(default, SlipParts.Grouped(@base), Number(exponent.Value)) : null;
            case Add add:
                ImmutableArray<MathNode?> terms = [.. add.Terms.Select(t => Written(t, apply))];
                return terms.Contains(null) ? null : new BracketNode(default, "(", [new SumNode(default, [.. terms.Select(t => MathForms.Bare(t!) is SumNode { Terms: [{ IsSubtracted: true } minus] } ? minus : new MathTerm(false, t!))])]);
            case Multiply { Factors: [Constant { Value: var one }, .. var rest] } when one == -1:
                return Written(rest.Length == 1 ? rest[0] : new Multiply(rest), apply) is { } positive ? Negated(positive) : null;
            case Multiply { Factors: [var first, var second] } when ReferenceEquals(first, second):
                return Written(first, apply) is { } squared ? new PowerNode(default, squared, Number(2)) : null;
            case Multiply { Factors: [var above, Power { Exponent: Constant { Value: var minusOne } } below] } when minusOne == -1:
                return Written(above, apply) is { } numerator && Written(below.Base, apply) is { } denominator ? new FractionNode(default, MathForms.Bare(numerator), MathForms.Bare(denominator)) : null;
            case Multiply multiply:
                ImmutableArray<MathNode?> factors = [.. multiply.Factors.Select(f => Written(f, apply))];
                return factors.Contains(null) ? null : new ProductNode(default, [.. factors.Select(f => new MathFactor(Reading.Times.Juxtaposed, f!))]);
            case Call { Arguments: [var argument] } call:
                return Written(argument, apply) is { } inside ? new ApplyNode(default, new SymbolNode(default, call.Function == Logistic ? "σ" : call.Function, [], [], 0, false), [inside]) : null;
            default:
                return null;
        }
    }
}
