using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Finds what names mean in one reading of a document.</summary>
internal sealed class Meanings(DocumentContext context, ReadingChoice choice, int lowest)
{
    /// <summary>Returns what a name means: what the document says, a schema over layers, a convention; null for none.</summary>
    public Definition? Find(Quantity quantity, Scope scope)
    {
        if (choice.Givens.Contains(quantity.Key))
        {
            return null;
        }

        if (choice.Carried && context.Carried.TryGetValue(quantity.Key, out Definition? number) && number.Order < scope.Order)
        {
            return number;
        }

        if (choice.Alternatives && context.Alternatives.TryGetValue(quantity.Key, out Definition? other))
        {
            return other;
        }

        Definition? found = context.Find(quantity.Key, scope.Order) ?? Schema(quantity, scope.Order);
        bool isBelow = quantity.Layer is { } layer && layer.Offset < lowest;
        return found ?? (choice.Conventions && !isBelow ? context.Convention(quantity) : null);
    }

    // z_L = w_L a_{L−1} holds at L − 1, too; also at a number.
    private Definition? Schema(Quantity quantity, int order)
    {
        if (quantity.Layer is not { } layer || layer.Offset < lowest)
        {
            return null;
        }

        Definition? pattern = context.OfOtherLayers(quantity, order).OrderBy(d => d.Name.Layer!.Value.Letter != layer.Letter).FirstOrDefault(d => d.Name.Layer!.Value.Letter == layer.Letter || layer.Letter.Length == 0 || IsLast(layer, d.Name) || IsRecurrence(d));
        if (pattern is null)
        {
            return null;
        }

        Place from = pattern.Name.Layer!.Value;
        int shift = layer.Offset - from.Offset;
        MathNode body = MathWalk.Map(pattern.Body, n => n is SymbolNode s ? s with { Subscripts = [.. s.Subscripts.Select(Moved)], Superscripts = [.. s.Superscripts.Select(Moved)] } : n);
        MathNode Moved(MathNode script) => Place.Of(script) is { } p && p.Letter == from.Letter
            ? Script(script, new Place(layer.Letter, p.Offset + shift))
            : script;
        ScriptRoles roles = layer.Letter.Length == 0 ? pattern.Roles : pattern.Roles with { Layers = pattern.Roles.Layers.Add(layer.Letter) };
        foreach (SymbolNode mentioned in MathWalk.All(body).OfType<SymbolNode>())
        {
            context.Anchors.Add(roles.Resolve(mentioned, _ => false).Key);
        }

        return pattern with { Name = quantity, Body = body, Roles = roles, Source = $"{pattern.Source}, for {layer}" };
    }

    // a^l = σ(z^l) for l = 1, …, L holds at L.
    private static bool IsLast(Place layer, Quantity pattern) => pattern.IsLayerAbove && layer.Letter == pattern.Layer!.Value.Letter.ToUpperInvariant().Replace('ℓ', 'L');

    // x^(t) = f(x^(t−1)) holds at any step i.
    private static bool IsRecurrence(Definition definition) => definition.Name.Layer is { Offset: 0 } at && MathWalk.All(definition.Body).OfType<SymbolNode>().Any(s => s.Name == definition.Name.Base
        && s.Subscripts.Concat(s.Superscripts).Select(Place.Of).Any(p => p is { Offset: < 0 } before && before.Letter == at.Letter));

    private static MathNode Script(MathNode at, Place place)
    {
        MathNode? letter = place.Letter.Length == 0 ? null : new SymbolNode(at.Span, place.Letter, [], [], 0, false);
        var number = new NumberNode(at.Span, System.Math.Abs(place.Offset), -1);
        return letter is null ? new NumberNode(at.Span, place.Offset, -1)
            : place.Offset == 0 ? letter
            : new SumNode(at.Span, [new MathTerm(false, letter), new MathTerm(place.Offset < 0, number)]);
    }
}
