using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reading;
using static SymBackprop.Checking.Mistakes.MistakeCase;
using static SymBackprop.Checking.Mistakes.SlipParts;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Slips in a rule of differentiation: what each supposes of a refuted relation.</summary>
internal static class RuleSlips
{
    private const int MostRoots = 6;

    public static IEnumerable<Suspicion> SigmoidDerivative(MistakeCase mistake) => mistake.EachNode(node => node switch
    {
        // g (1 + g)
        ProductNode p => p.Factors.SelectMany((f, i) => OnePlus(f.Value) is SymbolNode or ApplyNode or FractionNode && OnePlus(f.Value) is { } value && p.Factors.Any(g => MathPrinter.Print(MathForms.Bare(g.Value)) == MathPrinter.Print(value))
            ? [p with { Factors = p.Factors.SetItem(i, f with { Value = OneMinus(value) }) }]
            : Enumerable.Empty<MathNode>())
            .Concat(WithoutValue(p)),
        SumNode s when MathForms.OneMinusOf(s) is { } value => [Times(value, s)],
        _ => [],
    });

    public static IEnumerable<Suspicion> QuotientRule(MistakeCase mistake)
    {
        foreach ((MathNode body, MathNode? by) in Differentiated(mistake))
        {
            if (MathForms.Bare(body) is not FractionNode { Numerator: var u, Denominator: var v } || Slope(u, by) is not { } du || Slope(v, by) is not { } dv)
            {
                continue;
            }

            MathNode square = new PowerNode(v.Span, Grouped(v), Number(2));
            MathNode right = new FractionNode(default, Difference(Times(du, v), Times(u, dv)), square);
            foreach (MathNode wrong in new MathNode[]
            {
                new FractionNode(default, du, dv),
                new FractionNode(default, Difference(Times(u, dv), Times(du, v)), square),
                new FractionNode(default, Difference(Times(du, v), Times(u, dv)), v),
                new FractionNode(default, Sum(Times(du, v), Times(u, dv)), square),
                new FractionNode(default, Difference(Times(du, v), Times(u, dv)), new NumberNode(default, 1, -1)),
            })
            {
                yield return mistake.Slip(wrong, right);
            }
        }
    }

    public static IEnumerable<Suspicion> ProductRule(MistakeCase mistake)
    {
        foreach ((MathNode body, MathNode? by) in Differentiated(mistake))
        {
            if (MathForms.Bare(body) is not ProductNode { Factors.Length: >= 2 } product || product.Factors.Any(f => f.Sign == Reading.Times.Over))
            {
                continue;
            }

            for (int split = 1; split < product.Factors.Length; split++)
            {
                MathNode u = Part(product, 0, split);
                MathNode v = Part(product, split, product.Factors.Length);
                if (Slope(u, by) is not { } du || Slope(v, by) is not { } dv)
                {
                    continue;
                }

                MathNode right = Sum(Times(du, v), Times(u, dv));
                foreach (MathNode wrong in new[] { Times(du, dv), Times(du, v), Times(u, dv), dv, du, Sum(du, dv) })
                {
                    yield return mistake.Slip(wrong, right);
                }
            }
        }
    }

    public static IEnumerable<Suspicion> PowerRule(MistakeCase mistake)
    {
        // The exponent as it was written, one up or down; a power that lost its factor.
        foreach (Suspicion changed in mistake.EachNode(node => node switch
        {
            PowerNode { Exponent: NumberNode { Value.IsInteger: true } n } p => [p with { Exponent = Number(n.Value - 1) }, p with { Exponent = Number(n.Value + 1) }, .. n.Value == 2 ? new[] { p.Base } : []],
            // 1 − h for 1 − h²
            SumNode s when MathForms.OneMinusOf(s) is { } plain and not PowerNode => [Difference(Number(1), new PowerNode(default, SlipParts.Grouped(plain), Number(2)))],
            FractionNode { Denominator: SymbolNode x } f => [f with { Denominator = new PowerNode(x.Span, x, Number(2)) }, f with { Denominator = new PowerNode(x.Span, x, Number(3)) }],
            ProductNode p => p.Factors.SelectMany((x, i) => x.Sign == Reading.Times.Over ? [p with { Factors = p.Factors.SetItem(i, x with { Value = new PowerNode(x.Value.Span, SlipParts.Grouped(x.Value), Number(2)) }) }] : Enumerable.Empty<MathNode>()),
            FractionNode { Denominator: SumNode s } f => [f with { Denominator = new PowerNode(s.Span, Grouped(s), Number(2)) }],
            _ => [],
        }))
        {
            yield return changed;
        }

        foreach (Suspicion changed in Roots(mistake))
        {
            yield return changed;
        }

        foreach (PowerNode power in mistake.Bodies.Select(MathForms.Bare).OfType<PowerNode>())
        {
            if (power.Exponent is NumberNode { Value: { IsInteger: true } n } && n > 2)
            {
                yield return mistake.Corrected(Times(Number(n), mistake.Written));
            }
        }
    }

    // 1/(σ² + ε) for 1/√(σ² + ε), and the other way round: what a root is taken of somewhere.
    private static IEnumerable<Suspicion> Roots(MistakeCase mistake)
    {
        HashSet<string> under = [.. mistake.Bodies.SelectMany(MathWalk.All).Select(RootedIn).OfType<MathNode>().Select(MathPrinter.Print)];
        return under.Count == 0 ? [] : mistake.EachValue(node => RootedIn(node) is { } inside ? [inside]
            : node is SumNode or SymbolNode or PowerNode && under.Contains(MathPrinter.Print(node)) ? [new RootNode(default, null, node)]
            : []).Take(MostRoots);
    }

    private static MathNode? RootedIn(MathNode node) => node switch
    {
        RootNode { Degree: null, Operand: var operand } => MathForms.Bare(operand),
        PowerNode { Base: var @base, Exponent: var exponent } when IsBroken(exponent) => MathForms.Bare(@base),
        _ => null,
    };

    private static bool IsBroken(MathNode exponent) => MathForms.Bare(exponent) switch
    {
        NumberNode n => !n.Value.IsInteger,
        FractionNode { Numerator: NumberNode, Denominator: NumberNode } => true,
        ProductNode { Factors: [{ Value: NumberNode }, { Sign: Reading.Times.Over, Value: NumberNode }] } => true,
        SumNode { Terms: [{ Value: var only }] } => IsBroken(only),
        _ => false,
    };

    private static MathNode? OnePlus(MathNode node) => MathForms.Bare(node) is SumNode { Terms: [{ IsSubtracted: false, Value: NumberNode { Value.IsOne: true } }, { IsSubtracted: false, Value: var value }] } ? MathForms.Bare(value) : null;

    // (1 − a) without its a.
    private static IEnumerable<MathNode> WithoutValue(ProductNode product) => product.Factors.SelectMany((f, i) => MathForms.OneMinusOf(f.Value) is { } value && IndexOf(product, value) < 0
        ? [product with { Factors = product.Factors.Insert(i, new MathFactor(i == 0 ? Reading.Times.Juxtaposed : f.Sign, value)) }]
        : Enumerable.Empty<MathNode>());
}
