using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes <c>S(z_i) = e^{z_i}/\sum_j e^{z_j}</c> for S(z)_i: what an entry depends on all others for is no function of the entry.</summary>
internal static class VectorFunctions
{
    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        HashSet<(string Function, string Argument)> found = [.. formulas.SelectMany(f => f.Statements).SelectMany(In)];
        return found.Count == 0 ? formulas : FormulaWalk.Map(formulas, n => Entry(n, found));
    }

    private static IEnumerable<(string Function, string Argument)> In(MathStatement statement)
    {
        if (statement.Sides is not [{ Node: ApplyNode { Function: { Primes: 0 } function, Arguments: [SymbolNode { Subscripts: [.., SymbolNode own] } argument] } }, ..])
        {
            yield break;
        }

        bool hasOthers = statement.Sides.Skip(1).Select(s => s.Node).OfType<MathNode>().SelectMany(MathWalk.All).OfType<SymbolNode>()
            .Any(s => s.Name == argument.Name && s.Subscripts is [.., SymbolNode other] && other.Name != own.Name && s.Subscripts.Length == argument.Subscripts.Length);
        if (hasOthers)
        {
            yield return (function.Name, argument.Name);
        }
    }

    private static MathNode Entry(MathNode node, HashSet<(string Function, string Argument)> found) =>
        node is ApplyNode { Function.Primes: 0, Arguments: [SymbolNode { Subscripts.Length: > 0 } argument] } apply && found.Any(f => f.Function == apply.Function.Name)
            ? new EntryNode(node.Span, apply with { Arguments = [argument with { Subscripts = argument.Subscripts.RemoveAt(argument.Subscripts.Length - 1) }] }, [argument.Subscripts[argument.Subscripts.Length - 1]])
            : node;
}
