using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;
using static SymBackprop.Checking.Mistakes.MistakeCase;
using static SymBackprop.Checking.Mistakes.SlipParts;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Transposes, orders and Jacobians taken for vectors.</summary>
internal static class ShapeSlips
{
    private const int MostSymmetric = 16;

    public static IEnumerable<Suspicion> Jacobian(MistakeCase mistake)
    {
        if (MathWalk.All(mistake.Written).Any(n => n is CasesNode))
        {
            // Case by case, all of it is written.
            yield break;
        }

        var diag = new SymbolNode(default, "diag", [], [], 0, false);
        yield return mistake.Corrected(new ApplyNode(default, diag, [mistake.Written]));
        foreach (SymbolNode s in MathWalk.All(mistake.Written).OfType<SymbolNode>().GroupBy(MathPrinter.Print).Select(g => g.First()))
        {
            // s ⊙ (1 − s) for diag(s) − s sᵀ, s_i (1 − s_i) for s_i (δ_ij − s_j)
            yield return mistake.Corrected(Difference(new ApplyNode(default, diag, [s]), Times(s, new TransposeNode(default, s))));
            if (s.Subscripts is [SymbolNode i] && Letters(mistake.Left).FirstOrDefault(l => l != i.Name) is { } other)
            {
                var j = new SymbolNode(default, other, [], [], 0, false);
                yield return mistake.Corrected(Times(s, Difference(new SymbolNode(default, "δ", [i, j], [], 0, false), s with { Subscripts = [j] })));
            }
        }

        if (mistake.By is SymbolNode by && mistake.Of is not null)
        {
            // Only the diagonal of softmax: the other outputs' part is missing.
            foreach (Definition definition in mistake.Between.Where(d => d.Indices.Length == 1))
            {
                var letter = new SymbolNode(default, "r", [], [], 0, false);
                var entry = new SymbolNode(default, definition.Name.Base, [letter], [], 0, false);
                MathNode chain = Times(new DerivativeNode(default, mistake.Of, [entry], []), new DerivativeNode(default, entry, [by], []));
                if (by.Subscripts is [SymbolNode own])
                {
                    MathNode diagonal = MathWalk.Map(chain, n => n is SymbolNode { Name: "r", Subscripts.IsEmpty: true } ? own : n);
                    yield return mistake.Slip(diagonal, new ReduceNode(default, ReduceKind.Sum, [new SumIndex("r", null, null, null)], chain));
                }
            }
        }
    }

    public static IEnumerable<Suspicion> Transpose(MistakeCase mistake)
    {
        foreach (Suspicion changed in mistake.EachNode(Toggle))
        {
            yield return changed;
        }

        foreach (Suspicion changed in mistake.EachNode(node => node is ProductNode p && p.Factors.Length is 2 or 3 && p.Factors.All(f => f.Sign is Reading.Times.Juxtaposed or Reading.Times.Dot) ? Orders(p) : []))
        {
            yield return changed;
        }
    }

    /// <summary>Supposes (A + Aᵀ)x for 2Ax or Ax, and AᵀA for A².</summary>
    /// <remarks>In a sentence, 2Ax may be quoted as the rule for symmetric matrices.</remarks>
    public static IEnumerable<Suspicion> Symmetric(MistakeCase mistake) => !mistake.Context.HasMatrices || mistake.Relation.Formula.IsInline ? [] : mistake.EachValue(node => node switch
    {
        ProductNode p when p.Factors.Length is 2 or 3 && p.Factors.All(f => f.Sign is Reading.Times.Juxtaposed or Reading.Times.Dot) => Both(p),
        PowerNode { Exponent: NumberNode { Value: var two }, Base: SymbolNode or BracketNode } square when two == 2 => [Times(new TransposeNode(default, square.Base), square.Base), Times(square.Base, new TransposeNode(default, square.Base)), square.Base],
        _ => [],
    }).Take(MostSymmetric);

    private static IEnumerable<MathNode> Both(ProductNode product)
    {
        ImmutableArray<MathFactor> factors = product.Factors is [{ Value: NumberNode { Value: var two } }, .. var rest] && two == 2 ? [rest[0] with { Sign = Reading.Times.Juxtaposed }, .. rest.Skip(1)] : product.Factors;
        return factors.Length != 2 ? [] : factors.Select((f, i) => (MathNode)(product with
        {
            Factors = factors.SetItem(i, f with { Value = new BracketNode(default, "(", [Sum(f.Value is TransposeNode t ? t.Operand : f.Value, f.Value is TransposeNode ? f.Value : new TransposeNode(default, f.Value))]) }),
        }));
    }

    internal static IEnumerable<MathNode> Toggle(MathNode node) => node switch
    {
        TransposeNode t => [t.Operand],
        SymbolNode or BracketNode { Open: not "{" } => [new TransposeNode(node.Span, node)],
        _ => [],
    };

    private static IEnumerable<MathNode> Orders(ProductNode product)
    {
        ImmutableArray<MathNode> values = [.. product.Factors.Select(f => f.Value)];
        foreach (ImmutableArray<MathNode> order in Permutations(values))
        {
            for (int mask = 0; mask < 1 << order.Length; mask++)
            {
                yield return new ProductNode(product.Span, [.. order.Select((v, i) => new MathFactor(Reading.Times.Juxtaposed, (mask >> i & 1) == 0 ? v : v is TransposeNode t ? t.Operand : new TransposeNode(v.Span, v)))]);
            }
        }
    }

    private static IEnumerable<ImmutableArray<MathNode>> Permutations(ImmutableArray<MathNode> values)
    {
        if (values.Length <= 1)
        {
            yield return values;
            yield break;
        }

        for (int i = 0; i < values.Length; i++)
        {
            foreach (ImmutableArray<MathNode> rest in Permutations(values.RemoveAt(i)))
            {
                yield return rest.Insert(0, values[i]);
            }
        }
    }
}
