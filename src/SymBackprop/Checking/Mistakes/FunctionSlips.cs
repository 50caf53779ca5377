using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using static SymBackprop.Checking.Mistakes.MistakeCase;
using static SymBackprop.Checking.Mistakes.SlipParts;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Another function's value or derivative.</summary>
internal static class FunctionSlips
{
    private static readonly ImmutableArray<(string One, string Other)> Cousins = [("tanh", "sigmoid"), ("sin", "cos"), ("log", "exp"), ("sinh", "cosh"), ("relu", "softplus"), ("tan", "atan"), ("σ", "tanh"), ("tanh", "σ"), ("sigmoid", "tanh"), ("cos", "sin"), ("exp", "log")];

    public static IEnumerable<Suspicion> WrongFunction(MistakeCase mistake)
    {
        foreach ((string one, string other) in Cousins)
        {
            foreach (Suspicion changed in mistake.EachNode(node => node is ApplyNode a && (FunctionWords.Of(a.Function.Name) ?? a.Function.Name) == one ? [a with { Function = a.Function with { Name = other } }] : []))
            {
                yield return changed;
            }
        }

        // h (1 − h) for 1 − h², and the other way round.
        foreach (Suspicion changed in mistake.EachNode(node => node switch
        {
            ProductNode p => p.Factors.SelectMany((f, i) => MathForms.OneMinusOf(MathForms.Bare(f.Value)) is { } value && IndexOf(p, value) is >= 0 and var at
                ? [Without(p, i, at, Difference(Number(1), new PowerNode(default, Grouped(value), Number(2))))]
                : Enumerable.Empty<MathNode>()),
            SumNode { Terms: [{ IsSubtracted: false, Value: NumberNode { Value.IsOne: true } }, { IsSubtracted: true, Value: PowerNode { Exponent: NumberNode { Value: var two } } square }] } when two == 2 => [Times(square.Base, OneMinus(square.Base))],
            _ => [],
        }))
        {
            yield return changed;
        }

        // 1{z < 0} for 1{z > 0}
        foreach (Suspicion changed in mistake.EachNode(node => node is CasesNode c ? c.Rows.SelectMany((r, i) => r.Condition is { } condition && Opposite(condition.Sign) is { } other
            ? [c with { Rows = c.Rows.SetItem(i, r with { Condition = condition with { Sign = other } }) }]
            : Enumerable.Empty<MathNode>()) : []))
        {
            yield return changed;
        }

        // The function itself for its derivative, or the derivative of a cousin.
        if (mistake.By is { } by)
        {
            foreach (ApplyNode apply in mistake.Bodies.Select(MathForms.Bare).OfType<ApplyNode>())
            {
                if (MathPrinter.Print(MathForms.Bare(mistake.Written)) == MathPrinter.Print(apply))
                {
                    yield return new Suspicion(mistake.Left, D(apply, by), D(apply, by));
                }
            }
        }
    }

    private static string? Opposite(string sign) => sign switch
    {
        "<" => ">",
        ">" => "<",
        @"\le" or @"\leq" or "≤" or "<=" => ">",
        @"\ge" or @"\geq" or "≥" or ">=" => "<",
        _ => null,
    };

    /// <summary>Supposes c for tanh(c).</summary>
    public static IEnumerable<Suspicion> LostFunction(MistakeCase mistake)
    {
        foreach (ApplyNode apply in mistake.Bodies.SelectMany(MathWalk.All).OfType<ApplyNode>().Where(a => a.Arguments is [SymbolNode] && a.Function.Primes == 0).Take(4))
        {
            string argument = MathPrinter.Print(apply.Arguments[0]);
            foreach (Suspicion changed in mistake.EachOperand(s => MathPrinter.Print(s) == argument ? [apply] : []))
            {
                yield return changed;
            }
        }
    }

    /// <summary>Supposes −tanh² for 1 − tanh².</summary>
    public static IEnumerable<Suspicion> LostOne(MistakeCase mistake) => MathForms.Bare(mistake.Written) is SumNode { Terms: [{ IsSubtracted: true }] } ? [mistake.Corrected(Sum(Number(1), mistake.Written))] : [];

    private static MathNode Without(ProductNode product, int i, int at, MathNode instead)
    {
        ImmutableArray<MathFactor> factors = product.Factors.SetItem(i, product.Factors[i] with { Value = new BracketNode(default, "(", [instead]) }).RemoveAt(at);
        return factors.Length == 1 ? factors[0].Value : product with { Factors = factors };
    }
}
