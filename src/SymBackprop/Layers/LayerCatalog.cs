using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Layers;

/// <summary>The layers and losses that are written in the language itself: one file each in this folder, with networks that use it as examples.</summary>
/// <remarks>Read once and immutable. A file that cannot be parsed is a bug of this library.</remarks>
internal static class LayerCatalog
{
    private static readonly Lazy<ImmutableArray<LayerFile>> Files = new(ReadAll);

    /// <summary>Gets all files, ordered by name.</summary>
    public static ImmutableArray<LayerFile> All => Files.Value;

    private static ImmutableArray<LayerFile> ReadAll()
    {
        Assembly assembly = typeof(LayerCatalog).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(n => n.StartsWith("Layers.", StringComparison.Ordinal) && n.EndsWith(".sbp", StringComparison.Ordinal))
                .OrderBy(n => n, StringComparer.Ordinal)
                .Select(n => Read(assembly, n)),
        ];
    }

    private static LayerFile Read(Assembly assembly, string resource)
    {
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = new SourceText(resource.Substring("Layers.".Length), reader.ReadToEnd());
        var diagnostics = new DiagnosticBag();
        FileSyntax file = Parser.Parse(text, diagnostics);
        if (diagnostics.HasErrors)
        {
            throw new InvalidOperationException($"{text.Name}: {diagnostics.ToImmutable()[0].Message}");
        }

        return new LayerFile(
            text,
            [.. file.Networks.Where(n => n.IsBare).SelectMany(n => n.Statements).OfType<FunctionSyntax>()],
            [.. file.Networks.Where(n => !n.IsBare)]);
    }
}

/// <summary>One file of the layer library.</summary>
/// <param name="Text">The file.</param>
/// <param name="Functions">The layers: functions by the same rules as a user's own.</param>
/// <param name="Examples">Networks that use them; tests compile and differentiate each.</param>
internal sealed record LayerFile(SourceText Text, ImmutableArray<FunctionSyntax> Functions, ImmutableArray<NetworkSyntax> Examples);
