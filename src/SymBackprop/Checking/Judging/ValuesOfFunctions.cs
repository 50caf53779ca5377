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
        ImmutableArray<(ApplyNode Head, MathNode Body)> defined = [.. formulas.SelectMany(f => f.Statements).Where(s => s is { Continues: false, Sides: [{ Node: ApplyNode }, { Node: not null }, ..] }).Select(s => ((ApplyNode)s.Sides[0].Node!, s.Sides[1].Node!)).Where(d => IsPlain(d.Item1))];
        ILookup<string, ApplyNode> uses = FormulaWalk.Nodes(formulas).OfType<ApplyNode>().ToLookup(a => a.Function.Name);
        HashSet<string> values = [.. defined.Select(d => d.Head.Function.Name).Where(name => uses[name].All(IsPlain) && uses[name].Select(a => MathPrinter.Print(a)).Distinct().Count() == 1)];

        // In h(x) = f(a(x)) of which h(2) is asked, a depends on the x of h.
        while (defined.Where(d => !values.Contains(d.Head.Function.Name)).SelectMany(d => MathWalk.All(d.Body)).OfType<ApplyNode>().Any(a => values.Remove(a.Function.Name)))
        {
        }

        bool isMeant = FormulaWalk.Nodes(formulas).Any(n => n is DerivativeNode { By: [ApplyNode by] } && values.Contains(by.Function.Name));
        return isMeant ? FormulaWalk.Map(formulas, n => n is ApplyNode a && values.Contains(a.Function.Name) ? a.Function with { Written = MathPrinter.Print(a) } : n) : formulas;
    }

    private static bool IsPlain(ApplyNode apply) => apply is { Function: var function, Arguments: [SymbolNode argument] } && MathForms.IsBare(function) && MathForms.IsBare(argument) && FunctionWords.Of(function.Name) is null;
}
