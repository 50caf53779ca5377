using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Numbers;
using static SymBackprop.Checking.Mistakes.MistakeCase;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Works derivatives out as they are written by hand, for lines that are shown.</summary>
/// <remarks>What is not elementary stays a derivative. Whoever shows a line tests before that it holds.</remarks>
internal static class Slopes
{
    /// <summary>Works out the derivatives that no author wrote.</summary>
    public static MathNode WorkedOut(MathNode node) => MathWalk.Map(node, n => n is DerivativeNode { Span: var span, By: [SymbolNode by] } d && span == default && (d.Of is not SymbolNode || MathPrinter.Print(d.Of) == MathPrinter.Print(by)) ? Of(d.Of, by) ?? d : n);

    private static MathNode? Of(MathNode node, SymbolNode by)
    {
        switch (node)
        {
            case NumberNode:
                return Number(0);
            case SymbolNode s:
                return MathPrinter.Print(s) == MathPrinter.Print(by) ? Number(1)
                    : s.Name == by.Name ? null
                    : Number(0);
            case BracketNode { Entries: [var only] }:
                return Of(only, by);
            case SumNode s:
                ImmutableArray<MathNode?> terms = [.. s.Terms.Select(t => Of(t.Value, by))];
                return terms.Contains(null) ? null : new SumNode(default, [.. s.Terms.Select((t, i) => new MathTerm(t.IsSubtracted, terms[i]!))]);
            case ProductNode p when IsPlain(p):
                ImmutableArray<MathNode?> slopes = [.. p.Factors.Select(f => Of(f.Value, by))];
                return slopes.Contains(null) ? null : new SumNode(default, [.. slopes.Select((slope, i) => new MathTerm(false, new ProductNode(default, p.Factors.SetItem(i, p.Factors[i] with { Value = Group(slope!) }))))]);
            case ProductNode p when p.Factors.All(f => f.Sign == Reading.Times.Over ? Of(f.Value, by) is { } below && IsZero(below) : f.Sign is Reading.Times.Juxtaposed or Reading.Times.Dot or Reading.Times.Cross):
                // x²/2
                ProductNode above = p with { Factors = [.. p.Factors.Where(f => f.Sign != Reading.Times.Over)] };
                return Of(above, by) is { } slope ? new ProductNode(default, [new MathFactor(Reading.Times.Juxtaposed, Group(slope)), .. p.Factors.Where(f => f.Sign == Reading.Times.Over)]) : null;
            case FractionNode f:
                return Of(f.Numerator, by) is not { } u || Of(f.Denominator, by) is not { } v ? null
                    : IsZero(v) ? new FractionNode(default, u, f.Denominator)
                    : new FractionNode(default, SlipParts.Difference(Times(u, f.Denominator), Times(f.Numerator, v)), new PowerNode(default, SlipParts.Grouped(f.Denominator), Number(2)));
            case PowerNode { Exponent: NumberNode n } p:
                return Of(p.Base, by) is { } inner ? Times(Times(Number(n.Value), n.Value == 2 ? p.Base : new PowerNode(default, p.Base, Number(n.Value - 1))), inner) : null;
            case PowerNode { Base: SymbolNode { Name: "e" } } p:
                return Of(p.Exponent, by) is { } exponent ? Times(p, exponent) : null;
            case ApplyNode { Arguments: [var argument], Function: { } function } a when FunctionWords.Of(function.Name) is not ("softmax" or "norm"):
                return Of(argument, by) is { } within ? Times(function.Primes > 0 ? a with { Function = function with { Primes = function.Primes + 1 } } : CatalogueSlopes.At(a), within) : null;
            case RootNode { Degree: null } r:
                return Of(r.Operand, by) is { } under ? new FractionNode(default, under, Times(Number(2), r)) : null;
            default:
                return null;
        }
    }

    private static MathNode Group(MathNode node) => node is SumNode ? new BracketNode(default, "(", [node]) : node;

    private static bool IsZero(MathNode node) => MathForms.Bare(Tidy(node)) is NumberNode { Value.IsZero: true };

    /// <summary>Writes an expression without what nobody writes: −(−x), 1·x, x + 0, x¹.</summary>
    public static MathNode Tidy(MathNode node) => MathWalk.Map(node, Tidied) switch
    {
        BracketNode { Open: "(" or "[", Entries: [var only] } => only,
        var tidy => tidy,
    };

    private static MathNode Tidied(MathNode node)
    {
        switch (node)
        {
            case PowerNode { Exponent: NumberNode { Value.IsOne: true } } p:
                return p.Base;
            case BracketNode { Open: "(", Entries: [BracketNode { Open: "(", Entries.Length: 1 } or SymbolNode or NumberNode { Value.Sign: >= 0 } or FractionNode or ApplyNode] } b:
                return b.Entries[0];
            case FractionNode { Numerator: BracketNode { Entries: [var above] } } f:
                return f with { Numerator = above };
            case FractionNode { Numerator: NumberNode { Value.IsZero: true } }:
                return Number(0);
            case FractionNode { Denominator: NumberNode { Value.IsOne: true } } f:
                return f.Numerator;
            case SumNode s:
                return Sum(s);
            case ProductNode p:
                return Product(p);
            default:
                return node;
        }
    }

    private static MathNode Sum(SumNode sum)
    {
        var terms = new List<MathTerm>();
        foreach (MathTerm term in sum.Terms)
        {
            MathNode bare = MathForms.Bare(term.Value);
            if (bare is NumberNode { Value.IsZero: true })
            {
                continue;
            }

            // −(−x), and a + (b − c).
            if (bare is SumNode inner)
            {
                terms.AddRange(inner.Terms.Select(t => t with { IsSubtracted = t.IsSubtracted != term.IsSubtracted }));
                continue;
            }

            // a − (−b)·c
            if (term.Value is ProductNode p && Leading(p) is { } without)
            {
                terms.Add(new MathTerm(!term.IsSubtracted, without));
                continue;
            }

            terms.Add(bare is NumberNode { Value.Sign: < 0 } n ? new MathTerm(!term.IsSubtracted, Number(-n.Value)) : term);
        }

        // b − a for −a + b.
        int first = terms.FindIndex(t => !t.IsSubtracted);
        if (first > 0 && terms[0].IsSubtracted)
        {
            MathTerm positive = terms[first];
            terms.RemoveAt(first);
            terms.Insert(0, positive);
        }

        return terms.Count == 0 ? Number(0) : terms is [{ IsSubtracted: false, Value: var only }] ? only : new SumNode(sum.Span, [.. terms]);
    }

    // (−b)·c as b·c, which is to be subtracted.
    private static MathNode? Leading(ProductNode product) => MathForms.Bare(product.Factors[0].Value) switch
    {
        SumNode { Terms: [{ IsSubtracted: true, Value: var value }] } => Product(product with { Factors = product.Factors.SetItem(0, product.Factors[0] with { Value = value }) }),
        NumberNode { Value.Sign: < 0 } n => Product(product with { Factors = product.Factors.SetItem(0, product.Factors[0] with { Value = Number(-n.Value) }) }),
        _ => null,
    };

    // a·(b·c) is a·b·c.
    private static IEnumerable<MathFactor> Flat(MathFactor factor) => factor.Value switch
    {
        ProductNode p when IsPlain(p) => p.Factors,
        BracketNode { Open: "(", Entries: [ProductNode p] } when IsPlain(p) => p.Factors,
        _ => [factor],
    };

    private static bool IsPlain(ProductNode product) => product.Factors.All(f => f.Sign is Reading.Times.Juxtaposed or Reading.Times.Dot or Reading.Times.Cross);

    private static bool IsOverNumber(MathFactor factor) => factor is { Sign: Reading.Times.Over, Value: NumberNode { Decimals: < 0, Value.IsZero: false } };

    private static MathNode Product(ProductNode product)
    {
        if (!product.Factors.All(f => IsOverNumber(f) || f.Sign is Reading.Times.Juxtaposed or Reading.Times.Dot or Reading.Times.Cross))
        {
            return product;
        }

        var factors = new List<MathFactor>();
        Rational number = 1;
        bool isNegative = false;
        foreach (MathFactor factor in product.Factors.SelectMany(Flat))
        {
            MathNode bare = MathForms.Bare(factor.Value);
            if (bare is SumNode { Terms: [{ IsSubtracted: true, Value: var value }] } && factor.Value is SumNode or BracketNode)
            {
                isNegative = !isNegative;
                bare = MathForms.Bare(value);
                if (bare is not NumberNode)
                {
                    factors.Add(factor with { Value = value is SumNode ? Group(value) : value });
                    continue;
                }
            }

            if (bare is NumberNode { Decimals: < 0 } n)
            {
                number = factor.Sign == Reading.Times.Over ? number / n.Value : number * n.Value;
                continue;
            }

            factors.Add(factor);
        }

        if (number.IsZero)
        {
            return Number(0);
        }

        isNegative ^= number.Sign < 0;
        number = number.Sign < 0 ? -number : number;
        if (!number.IsOne || factors.Count == 0)
        {
            factors.Insert(0, new MathFactor(Reading.Times.Juxtaposed, Number(number)));
        }

        factors[0] = factors[0] with { Sign = Reading.Times.Juxtaposed };
        MathNode all = factors.Count == 1 ? MathForms.Bare(factors[0].Value) is var only && only is SumNode ? factors[0].Value : only : product with { Factors = [.. factors] };
        return isNegative ? Negated(all) : all;
    }
}
