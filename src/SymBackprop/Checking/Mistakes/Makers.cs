using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;
using static SymBackprop.Checking.Mistakes.MistakeCase;
using static SymBackprop.Checking.Mistakes.SlipParts;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Makes each mistake in a line that is right.</summary>
internal static class Makers
{
    public static IEnumerable<Made> Sign(MistakeCase line) => Rights(line, FactorSlips.Sign(line));

    public static IEnumerable<Made> Index(MistakeCase line) => Rights(line, IndexSlips.Index(line));

    public static IEnumerable<Made> WrongArgument(MistakeCase line) => Rights(line, PlaceSlips.WrongArgument(line));

    public static IEnumerable<Made> ConstantFactor(MistakeCase line) => Rights(line, FactorSlips.ConstantFactor(line).Take(4));

    public static IEnumerable<Made> WrongFunction(MistakeCase line) => Rights(line, FunctionSlips.WrongFunction(line));

    public static IEnumerable<Made> Transpose(MistakeCase line) => Rights(line, ShapeSlips.Transpose(line));

    public static IEnumerable<Made> ProductRule(MistakeCase line) => Wrong(line, RuleSlips.ProductRule(line));

    public static IEnumerable<Made> QuotientRule(MistakeCase line) => Wrong(line, RuleSlips.QuotientRule(line));

    public static IEnumerable<Made> WrongLeftSide(MistakeCase line) => PlaceSlips.WrongLeftSide(line).Select(s => new Made(s.Left, line.Written));

    public static IEnumerable<Made> PowerRule(MistakeCase line) =>
        Each(line, node => node is PowerNode { Exponent: NumberNode { Value.IsInteger: true } n } p ? [p with { Exponent = Number(n.Value + 1) }] : []);

    public static IEnumerable<Made> ProductForSum(MistakeCase line) =>
        Each(line, node => node is SumNode { Terms: [{ IsSubtracted: false, Value: var a }, { IsSubtracted: false, Value: var b }] } ? [Times(a, b)] : []);

    // g (1 − g): with a plus, and without the g.
    public static IEnumerable<Made> SigmoidDerivative(MistakeCase line) => Each(line, node => node is ProductNode p
        ? p.Factors.SelectMany((f, i) => MathForms.OneMinusOf(f.Value) is { } value && IndexOf(p, value) is >= 0 and var at
            ? new MathNode[] { p with { Factors = p.Factors.SetItem(i, f with { Value = new BracketNode(default, "(", [Sum(Number(1), value)]) }) }, Without(p, at) }
            : [])
        : []);

    // What comes through one of the quantities between is taken away, where something else is left.
    public static IEnumerable<Made> DependenceIgnored(MistakeCase line) => line.Left is not DerivativeNode ? [] : line.Between
        .Where(d => !d.IsFunction && ReachesWithout(line, d))
        .Select(d => Through(line, d))
        .OfType<MathNode>()
        .Select(through => new Made(line.Left, Difference(line.Written, through)));

    public static IEnumerable<Made> PartialForTotal(MistakeCase line) => line.Left is DerivativeNode { IsTotal: true } ? DependenceIgnored(line) : [];

    // The slope of what stands inside is left out as a factor, or else divided by.
    public static IEnumerable<Made> LostInnerDerivative(MistakeCase line)
    {
        if (line.By is not { } by)
        {
            return [];
        }

        HashSet<MathNode> arguments = new(MathWalk.All(line.Written).Where(n => n is ApplyNode or PowerNode or DerivativeNode).SelectMany(MathWalk.Children).SelectMany(MathWalk.All), ByReference.Instance);
        return FactorSlips.Inner(line)
            .SelectMany(inner => Slopes(inner, by))
            .SelectMany(slope => Rewritten(line.Written, node => node is ProductNode { Factors.Length: > 1 } p && !arguments.Contains(p) && IndexOf(p, slope) is >= 0 and var at ? [Without(p, at)] : []))
            .Select(right => new Made(line.Left, right))
            .Concat(FactorSlips.Inner(line).Select(inner => new Made(line.Left, new FractionNode(default, line.Written, D(inner, by)))));
    }

    public static IEnumerable<Made> LostChainFactor(MistakeCase line) => line.By is null || line.Left is not DerivativeNode || line.Written is not ProductNode { Factors.Length: > 1 } p ? [] : p.Factors
        .Select((f, i) => (f.Value, i))
        .Where(f => MathForms.Bare(f.Value) is SymbolNode or ApplyNode or DerivativeNode)
        .Select(f => new Made(line.Left, Without(p, f.i)));

    // The sum is left out, or each output but one.
    public static IEnumerable<Made> LostSum(MistakeCase line) => Each(line, node => node is ReduceNode { Kind: ReduceKind.Sum, Indices.Length: 1 } sum ? [sum.Body] : []);

    // The Jacobian's diagonal for all of it: s (1 − s) for s_i (δ_ij − s_j), and one output's way for the sum over all.
    public static IEnumerable<Made> Jacobian(MistakeCase line) => Each(line, Diagonal).Concat(Wrong(line, ShapeSlips.Jacobian(line).Where(s => !ReferenceEquals(s.Left, line.Left))));

    public static IEnumerable<Made> ExtraFactor(MistakeCase line) => Values(line).Select(value => new Made(line.Left, Times(line.Written, value)));

    // A number more, and the last term twice.
    public static IEnumerable<Made> ExtraTerm(MistakeCase line) => Each(line, node => ReferenceEquals(node, line.Written) ? [Sum(Number(3), node)] : [])
        .Concat(Each(line, node => node is SumNode { Terms.Length: > 1 } s ? [s with { Terms = s.Terms.Add(s.Terms[s.Terms.Length - 1]) }] : []));

    private static IEnumerable<MathNode> Diagonal(MathNode node) => node is ProductNode p
        ? p.Factors.SelectMany((f, i) => MathForms.Bare(f.Value) is SumNode { Terms: [{ IsSubtracted: false, Value: SymbolNode { Name: "δ", Subscripts.Length: 2 } }, { IsSubtracted: true, Value: SymbolNode { Subscripts.Length: 1 } second }] }
            ? p.Factors.Where(g => g.Value is SymbolNode { Subscripts.Length: 1 } first && first.Name == second.Name).Select(g => (MathNode)(p with { Factors = p.Factors.SetItem(i, f with { Value = OneMinus(g.Value) }) }))
            : [])
        : [];

    // The factors beside a name in a term: x for w by w·x + b.
    private static IEnumerable<MathNode> Slopes(MathNode inner, MathNode by) => (MathForms.Bare(inner) is SumNode s ? s.Terms.Select(t => t.Value) : [MathForms.Bare(inner)])
        .OfType<ProductNode>()
        .Where(p => p.Factors.Length > 1 && p.Factors.All(f => f.Sign != Reading.Times.Over) && IndexOf(p, by) >= 0)
        .Select(p => MathForms.Bare(Without(p, IndexOf(p, by))));

    // Whether what is differentiated depends on the variable otherwise than through one quantity.
    private static bool ReachesWithout(MistakeCase line, Definition cut)
    {
        if (line.Of is not { } of || line.By is not SymbolNode by)
        {
            return false;
        }

        var seen = new HashSet<string> { cut.Name.Base };
        var pending = new Stack<MathNode>([of]);
        while (pending.Count > 0)
        {
            foreach (SymbolNode symbol in MathWalk.Operands(pending.Pop()))
            {
                if (symbol.Name == by.Name)
                {
                    return true;
                }

                if (seen.Add(symbol.Name))
                {
                    foreach (Definition definition in line.Between.Where(d => d.Name.Base == symbol.Name))
                    {
                        pending.Push(definition.Body);
                    }
                }
            }
        }

        return false;
    }

    private static IEnumerable<Made> Each(MistakeCase line, System.Func<MathNode, IEnumerable<MathNode>> edits) => Rewritten(line.Written, edits).Select(right => new Made(line.Left, right));

    private static IEnumerable<Made> Rights(MistakeCase line, IEnumerable<Suspicion> changed) => changed.Select(s => new Made(line.Left, s.Right));

    // The wrong rule's outcome stands as the right side.
    private static IEnumerable<Made> Wrong(MistakeCase line, IEnumerable<Suspicion> slips) => slips.Select(s => new Made(line.Left, s.Left));

    private static MathNode Without(ProductNode product, int at)
    {
        ImmutableArray<MathFactor> left = product.Factors.RemoveAt(at);
        return left.Length == 1 && left[0].Sign != Reading.Times.Over ? left[0].Value : product with { Factors = left.SetItem(0, left[0].Sign == Reading.Times.Over ? left[0] : left[0] with { Sign = Reading.Times.Juxtaposed }) };
    }
}
