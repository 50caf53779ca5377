using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking;

/// <summary>A line of a document that ends a chain about a derivative.</summary>
/// <param name="Line">The chain's last relation: its right side is what is stated.</param>
/// <param name="Of">The key of what is differentiated; empty where nothing says it.</param>
/// <param name="By">The key of the name by which; empty where nothing says it.</param>
/// <param name="Indices">The letters at that name.</param>
internal sealed record GradientLine(Relation Line, string Of, string By, ImmutableArray<string> Indices)
{
    public static GradientLine From(Relation line)
    {
        (MathNode? of, MathNode? by) = line.ChainStart switch
        {
            DerivativeNode { By: [var variable] } d => (d.Of, variable),
            GradientNode { IsHessian: false } g => (g.Of, g.By),
            _ => ((MathNode?)null, (MathNode?)null),
        };
        Quantity? name = by is SymbolNode symbol ? line.LeftRoles.Resolve(symbol, _ => false) : null;
        string value = of switch
        {
            SymbolNode s => line.LeftRoles.Resolve(s, _ => false).Key,
            ApplyNode a => line.LeftRoles.Resolve(a.Function, _ => false).Key,
            _ => string.Empty,
        };
        return new GradientLine(line, value, name?.Key ?? string.Empty, name is null ? [] : [.. name.Indices.OfType<SymbolNode>().Select(s => s.Name)]);
    }

    /// <summary>Returns the last lines of a document's chains, in order.</summary>
    public static ImmutableArray<GradientLine> All(IEnumerable<Relation> relations)
    {
        List<Relation> judged = [.. relations.Where(r => r is { Settled: null, Left.Node: not null, Right.Node: not null, Sign: not null })];
        var chains = new List<GradientLine>();
        for (int i = 0; i < judged.Count; i++)
        {
            bool goesOn = i + 1 < judged.Count && judged[i].ChainStart is { } start && ReferenceEquals(judged[i + 1].ChainStart, start);
            if (!goesOn)
            {
                chains.Add(From(judged[i]));
            }
        }

        return [.. chains];
    }
}
