using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using static SymBackprop.Checking.Mistakes.MistakeCase;
using static SymBackprop.Checking.Mistakes.SlipParts;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Signs, factors and terms that are lost, too much or in each other's place.</summary>
internal static class FactorSlips
{
    private static readonly ImmutableArray<Rational> Constants = [2, new(1, 2), 3, new(1, 3), 4, new(1, 4), -2, new(-1, 2)];

    public static IEnumerable<Suspicion> Sign(MistakeCase mistake)
    {
        // A minus that stands there is likelier too much than one is missing.
        foreach (Suspicion changed in mistake.EachValue(node => node is SumNode { Terms: [{ IsSubtracted: true } only] } ? [only.Value] : []))
        {
            yield return changed;
        }

        // y − a for a − y
        foreach (Suspicion changed in mistake.EachValue(node => node is SumNode { Terms.Length: 2 } s && s.Terms[0].IsSubtracted != s.Terms[1].IsSubtracted ? [s with { Terms = [s.Terms[1] with { IsSubtracted = false }, s.Terms[0] with { IsSubtracted = true }] }] : []).Where(s => mistake.Written is not SumNode { Terms: [{ IsSubtracted: true }, _] }))
        {
            yield return changed;
        }

        yield return mistake.Corrected(Negated(mistake.Written));
        foreach (Suspicion changed in mistake.EachNode(node => node is SumNode s ? s.Terms.Select((t, i) => (MathNode)(s with { Terms = s.Terms.SetItem(i, t with { IsSubtracted = !t.IsSubtracted }) })) : []))
        {
            yield return changed;
        }

        foreach (Suspicion changed in mistake.EachNode(node => node is CasesNode c ? c.Rows.Select((r, i) => (MathNode)(c with { Rows = c.Rows.SetItem(i, r with { Value = Negated(r.Value) }) })) : []))
        {
            yield return changed;
        }

        foreach (Suspicion changed in mistake.EachNode(node => node is PowerNode { Base: SymbolNode { Name: "e" } } p ? [p with { Exponent = Negated(p.Exponent) }] : []))
        {
            yield return changed;
        }
    }

    public static IEnumerable<Suspicion> LostInnerDerivative(MistakeCase mistake)
    {
        if (mistake.By is null)
        {
            yield break;
        }

        foreach (MathNode inner in Inner(mistake))
        {
            yield return mistake.Corrected(Times(mistake.Written, D(inner, mistake.By)));
        }

        // In one term, or under a sum.
        foreach (MathNode inner in Inner(mistake).GroupBy(MathPrinter.Print).Select(g => g.First()).Take(4))
        {
            MathNode slope = D(inner, mistake.By);
            foreach (Suspicion changed in mistake.EachNode(node => node switch
            {
                SumNode s when s.Terms.Length > 1 => s.Terms.Select((t, i) => (MathNode)(s with { Terms = s.Terms.SetItem(i, t with { Value = Times(t.Value, slope) }) })),
                ReduceNode { Kind: ReduceKind.Sum } r => [r with { Body = Times(r.Body, slope) }],
                _ => [],
            }).Take(8))
            {
                yield return changed;
            }
        }
    }

    public static IEnumerable<Suspicion> LostSum(MistakeCase mistake)
    {
        // ∂E/∂o_j · ∂o_j/∂z_j of one output, for the sum over all.
        foreach (Suspicion chain in mistake.EachNode(node => node is ProductNode p ? OverAll(p) : []))
        {
            yield return chain;
        }

        HashSet<string> known = [.. FreeLetters(mistake.Left)];
        foreach (string letter in FreeLetters(mistake.Written).Where(l => !known.Contains(l)).ToList())
        {
            MathNode Total(MathNode body) => new ReduceNode(default, ReduceKind.Sum, [new SumIndex(letter, null, null, null)], body is SumNode ? Grouped(body) : body);
            yield return mistake.Corrected(Total(mistake.Written));

            // Σ below a fraction, or over one of the terms.
            foreach (Suspicion inner in mistake.EachNode(node => node is not SymbolNode && !ReferenceEquals(node, mistake.Written) && FreeLetters(node).Contains(letter) ? [Total(node)] : []).Take(12))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<MathNode> OverAll(ProductNode product)
    {
        var slopes = product.Factors.Select(f => f.Value).OfType<DerivativeNode>().Where(d => d.By.Length == 1).ToList();
        foreach (DerivativeNode outer in slopes)
        {
            if (outer.By[0] is not SymbolNode { Subscripts.Length: 1 } between || slopes.Find(d => MathPrinter.Print(d.Of) == MathPrinter.Print(between)) is not { } inner)
            {
                continue;
            }

            SymbolNode any = between with { Subscripts = [new SymbolNode(default, "r", [], [], 0, false)] };
            yield return new ReduceNode(default, ReduceKind.Sum, [new SumIndex("r", null, null, null)], product with
            {
                Factors = [.. product.Factors.Select(f => ReferenceEquals(f.Value, outer) ? f with { Value = outer with { By = [any] } } : ReferenceEquals(f.Value, inner) ? f with { Value = inner with { Of = any } } : f)],
            });
        }
    }

    public static IEnumerable<Suspicion> ConstantFactor(MistakeCase mistake)
    {
        IEnumerable<MathNode> sizes = mistake.Context.SizeNames.Concat(["N", "n", "m"]).Where(n => mistake.Context.Bases.Contains(n)).Distinct().Select(n => (MathNode)new SymbolNode(default, n, [], [], 0, false));
        ImmutableArray<MathNode> factors = [.. Constants.Select(Number), .. sizes.SelectMany(n => new[] { n, new FractionNode(default, Number(1), n) })];
        foreach (MathNode factor in factors)
        {
            yield return mistake.Corrected(Times(factor, mistake.Written));
        }

        // A parameter that is no weight: 1/√d, a temperature.
        foreach (MathNode factor in mistake.Bodies.SelectMany(MathWalk.All).OfType<RootNode>().Take(3))
        {
            yield return mistake.Corrected(new FractionNode(default, mistake.Written, factor));
            yield return mistake.Corrected(Times(factor, mistake.Written));
        }

        foreach (Suspicion changed in mistake.EachValue(node => node is SumNode s
            ? s.Terms.SelectMany((t, i) => Constants.Take(2).Select(c => (MathNode)(s with { Terms = s.Terms.SetItem(i, t with { Value = Times(Number(c), t.Value) }) })))
            : []))
        {
            yield return changed;
        }
    }

    public static IEnumerable<Suspicion> ProductForSum(MistakeCase mistake) => mistake.EachNode(node => node switch
    {
        ReduceNode { Kind: ReduceKind.Product } r => [r with { Kind = ReduceKind.Sum }],
        ProductNode p => Split(p),
        _ => [],
    });

    public static IEnumerable<Suspicion> LostChainFactor(MistakeCase mistake)
    {
        // The outermost derivative, then those of the definitions between, then plain values.
        if (mistake.Of is { } whole && mistake.Bodies.Length > 1)
        {
            foreach (SymbolNode by in MathWalk.Operands(mistake.Bodies[1]).Take(4))
            {
                yield return mistake.Corrected(Times(mistake.Written, new DerivativeNode(default, whole, [by], [])));
            }
        }

        // ∂u/∂w for ∂ log(u)/∂w: the slope of what stands around u.
        foreach (ApplyNode outer in mistake.Bodies.Take(3).SelectMany(MathWalk.All).OfType<ApplyNode>().Where(a => a is { Arguments: [not SymbolNode { Subscripts.IsEmpty: true }], Function.Primes: 0 }).Take(4))
        {
            MathNode slope = CatalogueSlopes.At(outer);
            string inside = MathPrinter.Print(outer.Arguments[0]);
            foreach (Suspicion changed in mistake.EachNode(node => node is DerivativeNode d && MathPrinter.Print(d.Of) == inside ? [Times(slope, d)] : []).Take(4))
            {
                yield return changed;
            }
        }

        foreach (Definition definition in mistake.Between.Where(d => !d.IsFunction).Take(8))
        {
            var of = new SymbolNode(default, definition.Name.Base, definition.Name.Indices, LayersOf(definition.Name), 0, false);
            foreach (SymbolNode by in MathWalk.All(definition.Body).OfType<SymbolNode>().GroupBy(MathPrinter.Print).Select(g => g.First()).Take(4))
            {
                yield return mistake.Corrected(Times(mistake.Written, new DerivativeNode(default, of, [by], [])));
            }

            foreach (ApplyNode apply in MathWalk.All(definition.Body).OfType<ApplyNode>().Where(a => a.Arguments.Length == 1 && a.Function.Primes == 0).Take(2))
            {
                yield return mistake.Corrected(new ProductNode(default, [new MathFactor(Reading.Times.Juxtaposed, SlipParts.Grouped(mistake.Written)), new MathFactor(mistake.Context.HasMatrices ? Reading.Times.Hadamard : Reading.Times.Juxtaposed, apply with { Function = apply.Function with { Primes = 1 } })]));
            }
        }

        foreach (MathNode value in Values(mistake).Take(10))
        {
            yield return mistake.Corrected(Times(mistake.Written, value));
            yield return mistake.Corrected(Times(value, mistake.Written));
        }
    }

    public static IEnumerable<Suspicion> ExtraFactor(MistakeCase mistake) => mistake.EachNode(node => node is ProductNode { Factors.Length: > 1 } p
        ? p.Factors.Select((_, i) => Part(p with { Factors = p.Factors.RemoveAt(i) }, 0, p.Factors.Length - 1))
        : []);

    /// <summary>Supposes that a term is too much, of which the document speaks elsewhere: else it may be meant, and only not be explained.</summary>
    public static IEnumerable<Suspicion> ExtraTerm(MistakeCase mistake)
    {
        IEnumerable<MathNode> elsewhere = mistake.Bodies.Prepend(mistake.Left);
        HashSet<string> names = [.. elsewhere.SelectMany(MathWalk.Operands).Select(s => s.Name)];
        return mistake.EachValue(node => node is SumNode { Terms.Length: > 1 } s
            ? s.Terms.Select((t, i) => (t, i)).Where(t => MathWalk.Operands(t.t.Value).All(o => names.Contains(o.Name) || s.Terms.Where((_, j) => j != t.i).SelectMany(u => MathWalk.Operands(u.Value)).Any(u => u.Name == o.Name))).Select(t => s.Terms.Length == 2 && !s.Terms[1 - t.i].IsSubtracted ? s.Terms[1 - t.i].Value : s with { Terms = s.Terms.RemoveAt(t.i) })
            : []);
    }

    internal static IEnumerable<MathNode> Split(ProductNode product)
    {
        for (int from = 0; from < product.Factors.Length - 1; from++)
        {
            for (int to = from + 2; to <= product.Factors.Length; to++)
            {
                for (int at = from + 1; at < to; at++)
                {
                    MathNode sum = Sum(Part(product, from, at), Part(product, at, to));
                    MathNode rest = new BracketNode(default, "(", [sum]);
                    rest = from == 0 ? rest : Times(Part(product, 0, from), rest);
                    yield return to == product.Factors.Length ? from == 0 ? sum : rest : Times(rest, Part(product, to, product.Factors.Length));
                }
            }
        }
    }

    /// <summary>Returns what stands inside functions and powers of what is differentiated.</summary>
    internal static IEnumerable<MathNode> Inner(MistakeCase mistake) => mistake.Bodies.Take(6).SelectMany(MathWalk.All).SelectMany(Inside).Take(12);

    private static IEnumerable<MathNode> Inside(MathNode node) => node switch
    {
        ApplyNode { Arguments: [var argument], Function.Primes: 0 } when argument is not SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } => [argument],
        PowerNode { Base: SymbolNode { Name: "e" }, Exponent: var exponent } => [exponent],
        PowerNode { Exponent: NumberNode, Base: var @base } when @base is not SymbolNode => [@base],
        _ => [],
    };
}
