using System;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>Tells LaTeX files from Markdown and plain text.</summary>
internal static class DocumentKind
{
    public static bool IsTex(SourceText source) =>
        source.Name.EndsWith(".tex", StringComparison.OrdinalIgnoreCase)
        || source.Name.EndsWith(".ltx", StringComparison.OrdinalIgnoreCase)
        || source.Name.EndsWith(".latex", StringComparison.OrdinalIgnoreCase)
        || source.Text.TrimStart().StartsWith("\\documentclass", StringComparison.Ordinal);
}
