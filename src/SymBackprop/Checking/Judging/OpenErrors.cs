using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Finds what an error depends on of which a document says no more than its derivatives: <c>∂L/∂y</c>.</summary>
internal sealed class OpenErrors(DocumentContext context, Meanings meanings)
{
    /// <summary>Gets the sides of the relation.</summary>
    public List<(MathNode Node, ScriptRoles Roles, int Order)> Sides { get; } = [];

    /// <summary>Returns what the error is differentiated by, in the relation or further down the way to it, but not what only acts through another of these.</summary>
    public IEnumerable<Quantity> Direct(Quantity error)
    {
        var here = new Dictionary<string, Quantity>();
        foreach ((MathNode node, ScriptRoles roles, int order) in Sides)
        {
            Derivatives(node, roles, order, error.Key, here, []);
        }

        Dictionary<string, HashSet<string>> sources = here.Values.Concat(context.DifferentiatedBy(error.Key)).GroupBy(q => q.Key).ToDictionary(g => g.Key, g => Sources(g.First(), int.MaxValue, []));
        List<Quantity> near = [.. here.Values.Concat(context.DifferentiatedBy(error.Key).Where(q => !here.ContainsKey(q.Key) && sources[q.Key].Overlaps(here.Keys)))];
        return near.Where(q => !near.Exists(other => other.Key != q.Key && sources[other.Key].Contains(q.Key)));
    }

    /// <summary>Returns whether an error is defined by other layers than what it is differentiated by: ½‖a^L − y‖² by z^l, of which the document does not say how they lie.</summary>
    public bool IsOfOtherLayers(Quantity error, Quantity by, int order)
    {
        if (by.Layer is not { } layer || meanings.Find(error, Scope.Of(ScriptRoles.None, order)) is not { IsFunction: false })
        {
            return false;
        }

        var layers = new HashSet<string>();
        HashSet<string> sources = Sources(error, order, [], layers);
        return layers.Count > 0 && !layers.Contains(layer.Letter) && !sources.Contains(by.Key);
    }

    // ∂L/∂y in an expression, or in the definition of a name in it: δ = ∂L/∂y.
    private void Derivatives(MathNode node, ScriptRoles roles, int order, string error, Dictionary<string, Quantity> found, HashSet<string> seen)
    {
        foreach (MathNode part in MathWalk.All(node))
        {
            foreach (Quantity by in DocumentContext.By(part, roles, error))
            {
                found[by.Key] = by;
            }

            if (part is SymbolNode symbol && roles.Resolve(symbol, _ => false) is var quantity && seen.Add(quantity.Key) && meanings.Find(quantity, Scope.Of(roles, order)) is { } definition)
            {
                Derivatives(definition.Body, definition.Roles, definition.Order, error, found, seen);
            }
        }
    }

    private HashSet<string> Sources(Quantity quantity, int order, HashSet<string> found, HashSet<string>? layers = null)
    {
        if (meanings.Find(quantity, Scope.Of(ScriptRoles.None, order)) is { } definition)
        {
            foreach (SymbolNode symbol in MathWalk.All(definition.Body).OfType<SymbolNode>())
            {
                Quantity source = definition.Roles.Resolve(symbol, _ => false);
                if (source.Layer is { } layer)
                {
                    layers?.Add(layer.Letter);
                }

                if (found.Add(source.Key))
                {
                    Sources(source, definition.Order, found, layers);
                }
            }

            // σ² as a name of its own.
            found.UnionWith(MathWalk.All(definition.Body).OfType<PowerNode>().Select(p => PathSums.KeyOf(p, definition.Roles)).OfType<string>());
        }

        return found;
    }
}
