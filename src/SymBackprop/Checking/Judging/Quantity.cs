using System.Collections.Immutable;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>What a name with its scripts stands for: which quantity, at which indices.</summary>
/// <param name="Key">Tells quantities apart: the letters, and the layer or step.</param>
/// <param name="Base">The letters alone.</param>
/// <param name="Layer">The layer or step, if there is one.</param>
/// <param name="IsLayerAbove">Whether the layer is written as a superscript.</param>
/// <param name="Indices">The indices: of samples first, then those below.</param>
/// <param name="IsBold">Whether it is set as vectors are.</param>
internal sealed record Quantity(string Key, string Base, Place? Layer, bool IsLayerAbove, ImmutableArray<MathNode> Indices, bool IsBold)
{
    /// <summary>Gets what quantities of all layers have in common.</summary>
    public string Family => Layer is null ? Key : IsLayerAbove ? $"{Base}^(·)" : $"{Base}_(·)";

    public static string KeyOf(string @base, Place layer, bool isAbove) =>
        isAbove ? $"{@base}^({layer})" : layer.Letter.Length + System.Math.Abs(layer.Offset) <= 1 ? $"{@base}_{layer}" : $"{@base}_{{{layer}}}";
}
