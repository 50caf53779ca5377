using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace SymBackprop.Generator.Declarations;

/// <summary>Names generated files after what they complete.</summary>
/// <remarks>Roslyn compares these names without regard to case and refuses a repetition, so names that meet get a mark of their own.</remarks>
internal static class HintName
{
    public static string Of(ISymbol symbol)
    {
        var parts = new List<string>();
        string marks = "";
        for (ISymbol? s = symbol; s is not null and not INamespaceSymbol { IsGlobalNamespace: true }; s = s.ContainingSymbol)
        {
            parts.Insert(0, s.MetadataName);
            ISymbol[] namesakes = [.. Siblings(s).Where(o => string.Equals(o.Name, s.Name, StringComparison.OrdinalIgnoreCase))];
            if (namesakes.Length > 1)
            {
                // The position tells apart what differs in nothing else, as two faulty declarations may.
                int position = Array.FindIndex(namesakes, o => SymbolEqualityComparer.Default.Equals(o, s));
                marks += s.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) + "#" + position.ToString(CultureInfo.InvariantCulture);
            }
        }

        return Shorten(Plain(string.Join(".", parts))) + (marks.Length > 0 ? "." + Hash(marks) : "") + ".g.cs";
    }

    private static IEnumerable<ISymbol> Siblings(ISymbol symbol) => symbol.ContainingSymbol switch
    {
        INamespaceSymbol space => space.GetMembers(),
        INamedTypeSymbol type => type.GetMembers().Where(m => m is IMethodSymbol or INamedTypeSymbol),
        _ => [],
    };

    // Letters beyond ASCII would depend on the file system; what they become is told apart by the hash.
    private static string Plain(string name)
    {
        var text = new StringBuilder();
        bool isChanged = false;
        foreach (char c in name)
        {
            bool isPlain = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_';
            text.Append(isPlain ? c : '-');
            isChanged |= !isPlain;
        }

        return isChanged ? text.Append('.').Append(Hash(name)).ToString() : text.ToString();
    }

    private static string Shorten(string name) => name.Length <= 120 ? name : name.Substring(0, 100) + "." + Hash(name);

    // FNV-1a: the same on every machine and in every run.
    private static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
