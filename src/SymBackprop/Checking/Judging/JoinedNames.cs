using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes <c>Δw</c> for one name, and the y of <c>y - y_i</c> for another than all the y_i.</summary>
internal static class JoinedNames
{
    private const string Change = "Δ";

    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        ImmutableArray<MathNode> all = [.. FormulaWalk.Nodes(formulas)];
        HashSet<string> defined = [.. formulas.SelectMany(f => f.Statements).Where(s => s.Sides.Length > 1 && !s.Continues).Select(s => s.Sides[0].Node).OfType<SymbolNode>().Where(MathForms.IsBare).Select(s => s.Name)];
        HashSet<string> apart = [.. all.OfType<SumNode>().SelectMany(Beside).Where(n => !defined.Contains(n))];
        bool hasChanges = all.OfType<SymbolNode>().Any(s => s.Name == Change);
        return apart.Count == 0 && !hasChanges ? formulas : FormulaWalk.Map(formulas, n => n is ProductNode p ? Joined(p) : n is SymbolNode s && MathForms.IsBare(s) && apart.Contains(s.Name) ? s with { Name = s.Name + NameMarks.Before } : n);
    }

    // y − y_i: a number and entries, by one letter.
    private static IEnumerable<string> Beside(SumNode sum)
    {
        ImmutableArray<SymbolNode> terms = [.. sum.Terms.Select(t => t.Value).OfType<SymbolNode>().Where(s => !s.IsBold)];
        return terms.Where(MathForms.IsBare).Select(s => s.Name).Where(n => terms.Any(t => t.Name == n && t.Subscripts is [SymbolNode] && t.Superscripts.IsEmpty));
    }

    private static MathNode Joined(ProductNode product)
    {
        ImmutableArray<MathFactor>.Builder factors = ImmutableArray.CreateBuilder<MathFactor>();
        foreach (MathFactor factor in product.Factors)
        {
            if (factor is { Sign: Times.Juxtaposed, Value: SymbolNode name } && factors.Count > 0 && factors[factors.Count - 1].Value is SymbolNode { Name: Change } change && MathForms.IsBare(change))
            {
                factors[factors.Count - 1] = factors[factors.Count - 1] with { Value = name with { Name = Change + name.Name, Span = change.Span.To(name.Span) } };
            }
            else
            {
                factors.Add(factor);
            }
        }

        return factors.Count == product.Factors.Length ? product : factors.Count == 1 ? factors[0].Value : product with { Factors = factors.ToImmutable() };
    }
}
