using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using static SymBackprop.Checking.Mistakes.MistakeCase;
using static SymBackprop.Checking.Mistakes.SlipParts;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Slips in what a name, an index or a derivative refers to.</summary>
internal static class PlaceSlips
{
    private const int MostVariables = 6;
    private const int MostNames = 12;
    private const int MostExchanges = 60;

    public static IEnumerable<Suspicion> WrongArgument(MistakeCase mistake)
    {
        if (mistake is { Left: SymbolNode, Written: SymbolNode })
        {
            yield break;
        }

        foreach (SymbolNode symbol in mistake.Operands.Where(s => FunctionWords.Of(s.Name) is null).GroupBy(MathPrinter.Print).Select(g => g.First()).Take(8))
        {
            string written = MathPrinter.Print(symbol);
            foreach (SymbolNode near in Near(mistake, symbol).Take(3))
            {
                yield return mistake.Corrected(mistake.Exchanged(written, near));
                foreach (Suspicion one in mistake.EachOperand(n => MathPrinter.Print(n) == written ? [near] : []))
                {
                    yield return one;
                }
            }
        }

        ImmutableArray<SymbolNode> arguments = [.. MathWalk.All(mistake.Written).OfType<ApplyNode>().SelectMany(a => a.Arguments).OfType<SymbolNode>().GroupBy(MathPrinter.Print).Select(g => g.First())];
        foreach (SymbolNode argument in arguments)
        {
            string old = MathPrinter.Print(argument);
            foreach (MathNode other in Values(mistake).Where(v => MathPrinter.Print(v) != old))
            {
                yield return mistake.Corrected(MathWalk.Map(mistake.Written, n => n is ApplyNode a ? a with { Arguments = [.. a.Arguments.Select(x => MathPrinter.Print(x) == old ? other : x)] } : n));
            }
        }
    }

    /// <summary>Supposes that a name stands for another of the same line of thought: x for x̂, u for w.</summary>
    public static IEnumerable<Suspicion> OtherName(MistakeCase mistake)
    {
        // What stands beside the variable in a definition is nearest.
        string? by = (mistake.By as SymbolNode)?.Name;
        IEnumerable<SymbolNode> beside = mistake.Context.Definitions.Select(d => MathWalk.Operands(d.Body).ToList()).Where(o => o.Exists(s => s.Name == by)).SelectMany(o => o);
        ImmutableArray<SymbolNode> values = [.. beside.Concat(Values(mistake).OfType<SymbolNode>()).Concat(mistake.Context.Definitions.SelectMany(d => MathWalk.Operands(d.Body))).Where(s => FunctionWords.Of(s.Name) is null && s.Name != "e").GroupBy(MathPrinter.Print).Select(g => g.First()).Take(MostNames)];
        return mistake is { Left: SymbolNode, Written: SymbolNode } ? [] : mistake.EachOperand(s => s.Primes == 0 && FunctionWords.Of(s.Name) is null ? values.Where(v => v.Name != s.Name) : []).Take(MostExchanges);
    }

    // z for a and a for z, of a = f(z), with the scripts as they are.
    private static IEnumerable<SymbolNode> Near(MistakeCase mistake, SymbolNode symbol)
    {
        foreach (Definition definition in mistake.Context.Definitions.Where(d => !d.IsFunction && MathForms.Bare(d.Body) is ApplyNode { Arguments: [SymbolNode] }))
        {
            var inside = (SymbolNode)((ApplyNode)MathForms.Bare(definition.Body)).Arguments[0];
            if (definition.Name.Base == symbol.Name)
            {
                yield return inside with { Subscripts = inside.Subscripts.Length == symbol.Subscripts.Length ? symbol.Subscripts : inside.Subscripts, Superscripts = inside.Superscripts.Length == symbol.Superscripts.Length ? symbol.Superscripts : inside.Superscripts };
            }
            else if (inside.Name == symbol.Name)
            {
                yield return symbol with { Name = definition.Name.Base };
            }
        }
    }

    public static IEnumerable<Suspicion> PartialForTotal(MistakeCase mistake) => mistake.Left is DerivativeNode { IsTotal: true } ? DependenceIgnored(mistake) : [];

    public static IEnumerable<Suspicion> DependenceIgnored(MistakeCase mistake)
    {
        // What comes through a quantity is missing.
        ImmutableArray<MathNode> ways = mistake.Left is DerivativeNode ? [.. mistake.Between.Where(d => !d.IsFunction).Take(12).Select(d => Through(mistake, d)).OfType<MathNode>()] : [];
        foreach (MathNode through in ways)
        {
            yield return mistake.Corrected(Sum(mistake.Written, through));
        }

        foreach (MathNode diagonal in Diagonals(mistake))
        {
            yield return mistake.Corrected(Sum(diagonal, mistake.Written));
        }

        // Two of them: the mean and the variance.
        foreach ((MathNode one, MathNode other) in ways.SelectMany((w, i) => ways.Skip(i + 1).Select(v => (w, v))).Take(6))
        {
            yield return mistake.Corrected(Sum(Sum(mistake.Written, one), other));
        }

        // A derivative on the right side would be taken with the quantity held fixed, too.
        if (MathWalk.All(mistake.Written).Any(n => n is DerivativeNode or GradientNode or SymbolNode { Primes: > 0 }))
        {
            yield break;
        }

        foreach (string key in mistake.Between.Concat(mistake.Context.Definitions.Where(d => !d.IsFunction)).Select(d => d.Name.Key).Distinct().Take(12))
        {
            yield return new Suspicion(mistake.Left, mistake.Written, mistake.Left, key);
        }

        // The sum below, of a softmax written out.
        foreach (MathNode below in mistake.Bodies.SelectMany(MathWalk.All).OfType<FractionNode>().Select(f => f.Denominator).Where(d => MathWalk.All(d).Any(n => n is ReduceNode)).Take(3))
        {
            yield return new Suspicion(mistake.Left, mistake.Written, Chain(mistake) ?? mistake.Left, Elaborator.BelowFraction + MathPrinter.Print(below));
        }
    }

    // −s_i s_j of ∂s_i/∂z_j, without what there is for i = j.
    private static IEnumerable<MathNode> Diagonals(MistakeCase mistake)
    {
        MathNode product = MathForms.Bare(mistake.Written) is SumNode { Terms: [{ IsSubtracted: true, Value: var subtracted }] } ? MathForms.Bare(subtracted) : MathForms.Bare(mistake.Written);
        return mistake is not { Of: { } of, By: { } variable } || product is not ProductNode { Factors.Length: > 1 } p ? []
            : from one in Letters(of)
              from other in Letters(variable)
              where one != other
              let delta = new SymbolNode(default, "δ", [new SymbolNode(default, one, [], [], 0, false), new SymbolNode(default, other, [], [], 0, false)], [], 0, false)
              from factor in p.Factors
              where Letters(factor.Value).Contains(one)
              select Times(delta, factor.Value);
    }

    // Σ_r ∂o/∂a_r ∂a_r/∂s_j: the line before a slip in one of its parts.
    private static MathNode? Chain(MistakeCase mistake) => mistake is { Of: { } of, By: SymbolNode by } && mistake.Between.FirstOrDefault(d => d.Indices.Length == 1 && d.Name.Base != by.Name && !(of is SymbolNode o && o.Name == d.Name.Base)) is { } between
        && new SymbolNode(default, between.Name.Base, [new SymbolNode(default, "r", [], [], 0, false)], [], 0, false) is var entry
        ? new ReduceNode(default, Expressions.ReduceKind.Sum, [new SumIndex("r", null, null, null)], Times(new DerivativeNode(default, of, [entry], []), new DerivativeNode(default, entry, [by], [])))
        : null;

    public static IEnumerable<Suspicion> WrongLeftSide(MistakeCase mistake)
    {
        foreach (MathNode slope in NotDifferentiated(mistake))
        {
            yield return new Suspicion(slope, mistake.Written, slope);
        }

        if (mistake.Left is not DerivativeNode { By: [var by] } derivative)
        {
            yield break;
        }

        HashSet<string> excluded = [MathPrinter.Print(by), MathPrinter.Print(derivative.Of), "e", .. mistake.Bodies.SelectMany(MathWalk.All).OfType<ApplyNode>().Select(a => MathPrinter.Print(a.Function))];
        IEnumerable<SymbolNode> others = mistake.Bodies.Concat([mistake.Written]).SelectMany(MathWalk.Operands);
        foreach (SymbolNode other in others.GroupBy(MathPrinter.Print).Select(g => g.First()).Where(o => !excluded.Contains(MathPrinter.Print(o)) && FunctionWords.Of(o.Name) is null).Take(16))
        {
            MathNode left = derivative with { By = [other] };
            yield return new Suspicion(left, mistake.Written, left);
        }
    }

    /// <summary>Supposes that the right side is the derivative of the left: (y − w)² = −2(y − w).</summary>
    internal static IEnumerable<MathNode> NotDifferentiated(MistakeCase mistake) => mistake.Left is SymbolNode || new[] { mistake.Left, mistake.Written }.SelectMany(MathWalk.All).Any(n => n is DerivativeNode or GradientNode or DifferentialNode or SymbolNode { Primes: > 0 })
        ? []
        : MathWalk.Operands(mistake.Left).Where(s => s.Name != "e" && FunctionWords.Of(s.Name) is null).Take(MostVariables).Select(by => D(mistake.Left, by));
}
