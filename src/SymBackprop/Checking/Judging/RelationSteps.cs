using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Finds the layers and steps that a relation speaks of.</summary>
internal static class RelationSteps
{
    /// <summary>Returns the lowest step that is differentiated by, where nothing below it occurs: that of ∂/∂c_{t-1} beside h_{t-1}, the other half of the state.</summary>
    public static Place? Differentiated(Relation relation)
    {
        ImmutableArray<Quantity> by = [.. By(relation.Left.Node!, relation.LeftRoles), .. By(relation.Right.Node!, relation.Roles)];
        Place? lowest = by.Select(q => q.Layer).OfType<Place>().Where(p => p.Letter.Length > 0).OrderBy(p => p.Offset).Select(p => (Place?)p).FirstOrDefault();
        return lowest is { } place && by.All(q => q.Layer is { } layer && layer.Letter == place.Letter) && place.Offset == LowestLayer(relation) ? place : null;
    }

    /// <summary>Returns the earliest of several steps that a line mentions, where it is about weights that all steps share.</summary>
    public static Place? Earliest(Relation relation)
    {
        bool isShared = By(relation.Left.Node!, relation.LeftRoles).Concat(By(relation.Right.Node!, relation.Roles)).Any(q => q.Layer is null);
        ImmutableArray<Place> places = [.. Layers(relation).Where(p => p.Letter.Length > 0)];
        return isShared && places.Select(p => p.Letter).Distinct().Count() == 1 && places.Select(p => p.Offset).Distinct().Count() > 1 ? places.OrderBy(p => p.Offset).First() : null;
    }

    private static IEnumerable<Quantity> By(MathNode node, ScriptRoles roles) => MathWalk.All(node).OfType<DerivativeNode>().SelectMany(d => d.By).OfType<SymbolNode>().Select(s => roles.Resolve(s, _ => false));

    /// <summary>Returns the lowest offset of a layer or step that a relation mentions.</summary>
    public static int LowestLayer(Relation relation) => Layers(relation).Select(p => p.Offset).DefaultIfEmpty(0).Min();

    private static IEnumerable<Place> Layers(Relation relation) => new[] { (relation.Left.Node!, relation.LeftRoles), (relation.Right.Node!, relation.Roles) }
        .SelectMany(s => MathWalk.All(s.Item1).OfType<SymbolNode>().Select(n => s.Item2.Resolve(n, _ => false).Layer))
        .OfType<Place>();
}
