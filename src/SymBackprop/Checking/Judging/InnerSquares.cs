using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes <c>e'e</c> for one name where a document says what it is, and nowhere what e is.</summary>
internal static class InnerSquares
{
    public static ImmutableArray<ReadFormula> Named(ImmutableArray<ReadFormula> formulas)
    {
        var statements = formulas.SelectMany(f => f.Statements).Where(s => s is { Continues: false, Sides.Length: > 1 }).ToList();
        HashSet<string> defined = [.. statements.Select(s => s.Sides[0].Node).OfType<SymbolNode>().Select(s => s.Name)];
        HashSet<string> squares = [.. statements.Select(s => s.Sides[0].Node is ProductNode { Factors: [var first, var second] } ? Base(first, second) : null).OfType<string>().Where(n => !defined.Contains(n))];
        return squares.Count == 0 ? formulas : FormulaWalk.Map(formulas, n => n is ProductNode p ? Rewritten(p, squares) : n);
    }

    // The e of e'e and e^T e.
    private static string? Base(MathFactor first, MathFactor second) => second is { Sign: Times.Juxtaposed or Times.Dot, Value: SymbolNode { Primes: 0, Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } plain }
        && first.Sign != Times.Over && first.Value is SymbolNode { Primes: 1, Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } or TransposeNode { Operand: SymbolNode { Primes: 0 } }
        && (first.Value is TransposeNode t ? (SymbolNode)t.Operand : (SymbolNode)first.Value) is var turned && turned.Name == plain.Name ? plain.Name : null;

    private static MathNode Rewritten(ProductNode product, HashSet<string> squares)
    {
        ImmutableArray<MathFactor> factors = product.Factors;
        for (int i = 0; i + 1 < factors.Length; i++)
        {
            if (Base(factors[i], factors[i + 1]) is { } name && squares.Contains(name))
            {
                string written = MathPrinter.Print(new ProductNode(product.Span, [factors[i] with { Sign = Times.Juxtaposed }, factors[i + 1]]));
                var square = new SymbolNode(factors[i].Value.Span.To(factors[i + 1].Value.Span), name + "ᵀ" + name, [], [], 0, false) { Written = written };
                factors = factors.RemoveAt(i + 1).SetItem(i, factors[i] with { Value = square });
            }
        }

        return factors is [{ Sign: not Times.Over, Value: var only }] ? only : product with { Factors = factors };
    }
}
