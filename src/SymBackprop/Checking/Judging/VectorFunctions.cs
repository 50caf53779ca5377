using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes <c>S(z_i) = e^{z_i}/\sum_j e^{z_j}</c> for S(z)_i, and <c>σ(z_i)</c> for the <c>σ_i</c> said so: what an entry depends on all others for is no function of the entry.</summary>
internal static class VectorFunctions
{
    public static ImmutableArray<ReadFormula> Written(ImmutableArray<ReadFormula> formulas)
    {
        HashSet<(string Function, string Argument)> found = [.. formulas.SelectMany(f => f.Statements).SelectMany(In)];
        Dictionary<string, (string Argument, int Scripts)> named = formulas.SelectMany(f => f.Statements).SelectMany(Named).GroupBy(n => n.Function).ToDictionary(g => g.Key, g => (g.First().Argument, g.First().Scripts));
        ImmutableArray<ReadFormula> written = found.Count == 0 ? formulas : FormulaWalk.Map(formulas, n => Entry(n, found));
        return named.Count == 0 ? written : FormulaWalk.Map(written, n => Value(n, named));
    }

    // σ_ij = e^{z_ij}/Σ_n e^{z_in}
    private static IEnumerable<(string Function, string Argument, int Scripts)> Named(MathStatement statement) =>
        statement.Sides is [{ Node: SymbolNode { Primes: 0, Superscripts.IsEmpty: true, Subscripts: [.., SymbolNode own] scripts } name }, ..] && scripts.All(s => s is SymbolNode)
            ? statement.Sides.Skip(1).Select(s => s.Node).OfType<MathNode>().SelectMany(MathWalk.All).OfType<SymbolNode>().Where(s => s.Subscripts.Length == scripts.Length && s.Name != name.Name)
                .GroupBy(s => s.Name).Where(g => g.Any(s => s.Subscripts[scripts.Length - 1] is SymbolNode { Name: var l } && l != own.Name) && g.Any(s => s.Subscripts.Zip(scripts, (a, b) => a is SymbolNode l && l.Name == ((SymbolNode)b).Name).All(x => x)))
                .Select(g => (name.Name, g.Key, scripts.Length))
            : [];

    // σ(z_ij) is σ_ij then, also where σ was taken for a factor.
    private static MathNode Value(MathNode node, Dictionary<string, (string Argument, int Scripts)> named)
    {
        if (node is ApplyNode { Function: var function, Arguments: [var argument] })
        {
            return Of(function, argument) ?? node;
        }

        if (node is not ProductNode product)
        {
            return node;
        }

        var factors = new List<MathFactor>();
        foreach (MathFactor factor in product.Factors)
        {
            if (factors.Count > 0 && factor is { Sign: Times.Juxtaposed, Value: BracketNode { Open: "(", Entries: [var inside] } } && Of(factors[factors.Count - 1].Value, inside) is { } value)
            {
                factors[factors.Count - 1] = factors[factors.Count - 1] with { Value = value };
                continue;
            }

            factors.Add(factor);
        }

        return factors.Count == product.Factors.Length ? product : factors.Count == 1 ? factors[0].Value : product with { Factors = [.. factors] };

        SymbolNode? Of(MathNode function, MathNode argument) =>
            function is SymbolNode { Primes: 0, Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } name && argument is SymbolNode { Superscripts.IsEmpty: true } of && named.TryGetValue(name.Name, out (string Argument, int Scripts) known) && known.Argument == of.Name && known.Scripts == of.Subscripts.Length
                ? name with { Span = node.Span, Subscripts = of.Subscripts }
                : null;
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
