using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;
using static SymBackprop.Checking.Mistakes.MistakeCase;
using static SymBackprop.Checking.Mistakes.SlipParts;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Factors and terms that are lost somewhere inside a line: below a sum, in a product of matrices.</summary>
internal static class LostParts
{
    private const int MostSlopes = 6;
    private const int MostValues = 8;
    private const int MostCopied = 16;

    /// <summary>Supposes that σ'(z) is missing at some place.</summary>
    public static IEnumerable<Suspicion> Slope(MistakeCase mistake)
    {
        foreach (MathNode slope in SlopesOf(mistake).Take(MostSlopes))
        {
            Reading.Times sign = mistake.Context.HasMatrices || HasHadamard(mistake) ? Reading.Times.Hadamard : Reading.Times.Juxtaposed;
            foreach (Suspicion changed in Places(mistake, part => [new ProductNode(default, [new MathFactor(Reading.Times.Juxtaposed, Bracketed(part)), new MathFactor(sign, slope)])]))
            {
                yield return changed;
            }
        }
    }

    /// <summary>Supposes that a value, a weight of the next layer, is missing at some place.</summary>
    public static IEnumerable<Suspicion> Value(MistakeCase mistake)
    {
        bool isEntrywise = HasHadamard(mistake);
        foreach (MathNode value in Values(mistake).Where(v => v is SymbolNode).Take(MostValues))
        {
            if (isEntrywise)
            {
                yield return mistake.Corrected(new ProductNode(default, [new MathFactor(Reading.Times.Juxtaposed, Bracketed(mistake.Written)), new MathFactor(Reading.Times.Hadamard, value)]));
            }

            IEnumerable<MathNode> Beside(MathNode part) => !mistake.Context.HasMatrices ? [Times(part, value)]
                : [Times(new TransposeNode(default, value), Bracketed(part)), Times(value, Bracketed(part)), Times(Bracketed(part), value), Times(Bracketed(part), new TransposeNode(default, value))];
            foreach (Suspicion changed in Places(mistake, Beside).Take(24))
            {
                yield return changed;
            }
        }
    }

    /// <summary>Supposes that a term of what is differentiated was left out.</summary>
    public static IEnumerable<Suspicion> Term(MistakeCase mistake)
    {
        foreach (Suspicion copied in CopiedTerm(mistake).Take(MostCopied))
        {
            yield return copied;
        }

        if (mistake.By is not { } by || mistake.Left is not (DerivativeNode or GradientNode))
        {
            yield break;
        }

        foreach (SumNode sum in mistake.Bodies.Take(3).SelectMany(MathWalk.All).OfType<SumNode>().Where(s => s.Terms.Length > 1).Take(3))
        {
            foreach (MathTerm term in sum.Terms)
            {
                yield return mistake.Corrected(term.IsSubtracted ? Difference(mistake.Written, D(term.Value, by)) : Sum(mistake.Written, D(term.Value, by)));
            }
        }
    }

    // y_i − b where the definition has y_i − b − c, σ² where it has σ² + ε.
    private static IEnumerable<Suspicion> CopiedTerm(MistakeCase mistake)
    {
        ILookup<string, SumNode> whole = mistake.Bodies.Prepend(mistake.Left).SelectMany(MathWalk.All).OfType<SumNode>().Where(s => s.Terms.Length > 1)
            .SelectMany(s => s.Terms.Select((t, i) => (Part: s.Terms.Length == 2 && !s.Terms[1 - i].IsSubtracted ? s.Terms[1 - i].Value : s with { Terms = s.Terms.RemoveAt(i) }, Whole: s)))
            .ToLookup(p => MathPrinter.Print(p.Part), p => p.Whole);
        return whole.Count == 0 ? [] : mistake.EachValue(node => node is SumNode or SymbolNode or PowerNode or ProductNode ? whole[MathPrinter.Print(node)].Select(w => (MathNode)new BracketNode(default, "(", [w])) : []);
    }

    private static bool HasHadamard(MistakeCase mistake) => MathWalk.All(mistake.Written).OfType<ProductNode>().Any(p => p.Factors.Any(f => f.Sign == Reading.Times.Hadamard));

    // f'(z) for each a = f(z): where the line or the definition has it.
    private static IEnumerable<MathNode> SlopesOf(MistakeCase mistake)
    {
        ImmutableArray<SymbolNode> written = [.. new[] { mistake.Left, mistake.Written }.SelectMany(MathWalk.Operands)];
        return mistake.Between.Concat(mistake.Context.Definitions).Where(d => !d.IsFunction).Distinct()
            .SelectMany(d => MathWalk.All(d.Body).OfType<ApplyNode>().Where(a => a is { Arguments: [SymbolNode or ProductNode or SumNode], Function.Primes: 0 } && FunctionWords.Of(a.Function.Name) is not ("softmax" or "log" or "exp")).SelectMany(a => At(a, d)))
            .GroupBy(MathPrinter.Print).Select(g => g.First());

        IEnumerable<MathNode> At(ApplyNode apply, Definition definition)
        {
            ApplyNode slope = apply with { Function = apply.Function with { Primes = 1 } };
            if (apply.Arguments[0] is SymbolNode argument)
            {
                // z^{l} of the line for the z^{l} of the schema, and z^{l} where the line has a^{l}.
                foreach (SymbolNode here in written.Where(s => s.Name == argument.Name || s.Name == definition.Name.Base))
                {
                    yield return slope with { Arguments = [argument with { Subscripts = here.Subscripts.Length == argument.Subscripts.Length ? here.Subscripts : argument.Subscripts, Superscripts = here.Superscripts.Length == argument.Superscripts.Length ? here.Superscripts : argument.Superscripts }] };
                }
            }

            yield return slope;
        }
    }

    // The whole, what a sum runs over, the terms, and the beginnings and ends of products.
    private static IEnumerable<Suspicion> Places(MistakeCase mistake, System.Func<MathNode, IEnumerable<MathNode>> edits)
    {
        foreach (MathNode whole in edits(mistake.Written))
        {
            yield return mistake.Corrected(whole);
        }

        foreach (Suspicion inside in mistake.EachValue(node => node switch
        {
            ReduceNode { Kind: ReduceKind.Sum } r => edits(r.Body).Select(b => (MathNode)(r with { Body = b is SumNode ? Bracketed(b) : b })),
            SumNode { Terms.Length: > 1 } s => s.Terms.SelectMany((t, i) => edits(t.Value).Select(v => (MathNode)(s with { Terms = s.Terms.SetItem(i, t with { Value = v }) }))),
            ProductNode p => Ends(p, edits),
            _ => [],
        }))
        {
            yield return inside;
        }
    }

    private static IEnumerable<MathNode> Ends(ProductNode product, System.Func<MathNode, IEnumerable<MathNode>> edits)
    {
        int n = product.Factors.Length;
        for (int at = 1; at < n; at++)
        {
            foreach (MathNode begin in edits(Part(product, 0, at)))
            {
                yield return new ProductNode(product.Span, [new MathFactor(Reading.Times.Juxtaposed, Bracketed(begin)), .. product.Factors.Skip(at)]);
            }
        }

        for (int at = 1; at < n; at++)
        {
            foreach (MathNode end in edits(Part(product, at, n)))
            {
                yield return new ProductNode(product.Span, [.. product.Factors.Take(at), new MathFactor(product.Factors[at].Sign is var s && s == Reading.Times.Over ? Reading.Times.Juxtaposed : s, Bracketed(end))]);
            }
        }
    }

    private static MathNode Bracketed(MathNode node) => node is SumNode or ProductNode ? new BracketNode(default, "(", [node]) : node;
}
