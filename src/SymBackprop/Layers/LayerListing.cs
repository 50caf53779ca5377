using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Layers;

/// <summary>A file of the layer library, as its reference prints it.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Layers">The functions that it defines.</param>
/// <param name="Text">Its text, with an example.</param>
public sealed record LayerListing(string Name, IReadOnlyList<string> Layers, string Text)
{
    /// <summary>Gets every file, ordered by name.</summary>
    public static IReadOnlyList<LayerListing> All { get; } = [.. LayerCatalog.All.Select(Of)];

    private static LayerListing Of(LayerFile file) => new(file.Text.Name, [.. file.Functions.Select(f => f.Name.Text).Distinct()], file.Text.Text);
}
