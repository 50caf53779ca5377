using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes a(x) for a value where a document differentiates by it: <c>∂h(x)/∂a(x) · ∂a(x)/∂x</c> of <c>a(x) = Wx</c> and <c>h(x) = f(a(x))</c>.</summary>
internal static class ValuesOfFunctions
{
    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        if (!FormulaWalk.Nodes(formulas).Any(n => n is DerivativeNode { By: [ApplyNode { Arguments: [SymbolNode] }] }))
        {
            return formulas;
        }

        // Functions that are defined at a letter, and stand at no other.
        HashSet<string> defined = [.. formulas.SelectMany(f => f.Statements).Where(s => s is { Continues: false, Sides.Length: > 1 }).Select(s => s.Sides[0].Node).OfType<ApplyNode>().Where(IsPlain).Select(a => a.Function.Name)];
        ILookup<string, ApplyNode> uses = FormulaWalk.Nodes(formulas).OfType<ApplyNode>().ToLookup(a => a.Function.Name);
        HashSet<string> values = [.. uses.Where(g => defined.Contains(g.Key) && g.All(IsPlain) && g.Select(a => MathPrinter.Print(a)).Distinct().Count() == 1).Select(g => g.Key)];
        bool isMeant = FormulaWalk.Nodes(formulas).Any(n => n is DerivativeNode { By: [ApplyNode by] } && values.Contains(by.Function.Name));
        return isMeant ? FormulaWalk.Map(formulas, n => n is ApplyNode a && values.Contains(a.Function.Name) ? a.Function with { Written = MathPrinter.Print(a) } : n) : formulas;
    }

    private static bool IsPlain(ApplyNode apply) => apply is { Function: { Primes: 0, Subscripts.IsEmpty: true, Superscripts.IsEmpty: true }, Arguments: [SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 }] } && FunctionWords.Of(apply.Function.Name) is null;
}
