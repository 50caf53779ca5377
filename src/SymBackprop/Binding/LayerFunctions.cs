using System;
using System.Linq;
using SymBackprop.Layers;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>The functions of the layer library, by name and ranks.</summary>
internal static class LayerFunctions
{
    private static readonly Lazy<FunctionTable> Layers = new(Read);

    public static FunctionTable Table => Layers.Value;

    private static FunctionTable Read()
    {
        var table = new FunctionTable();
        foreach (FunctionSyntax function in LayerCatalog.All.SelectMany(f => f.Functions))
        {
            if (table.Add(new FunctionDefinition(function, isLayer: true)) is not null)
            {
                throw new InvalidOperationException($"Two layers are called {function.Name.Text} and take the same ranks.");
            }
        }

        return table;
    }
}
