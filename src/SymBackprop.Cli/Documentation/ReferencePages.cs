using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SymBackprop.Diagnostics;
using SymBackprop.Functions;
using SymBackprop.Layers;
using SymBackprop.Simplification;

namespace SymBackprop.Cli.Documentation;

/// <summary>Writes the pages of docs/reference from the catalogues.</summary>
internal static class ReferencePages
{
    private const string Notice = "<!-- Written by `sbp docs` from the catalogue. Change the catalogue, not this page. -->\n\n";

    /// <summary>Gets the pages by file name.</summary>
    public static IReadOnlyList<(string Name, string Text)> All =>
    [
        ("functions.md", Functions()),
        ("rules.md", Rules()),
        ("layers.md", Layers()),
        ("diagnostics.md", Diagnostics()),
    ];

    private static string Functions()
    {
        var page = new StringBuilder(Notice);
        page.Append("# Functions\n\n");
        page.Append("Partials are in terms of the arguments `x`, `y` and of `f`, the function's own value. The cost counts additions.\n");
        page.Append("Where a function has no derivative, the one stated under *kinks* is used.\n\n");
        page.Append("| function | definition | partials | kinks | cost | C# |\n|---|---|---|---|--:|---|\n");
        foreach (FunctionListing f in FunctionListing.All)
        {
            string aliases = f.Aliases.Count == 0 ? string.Empty : " (also " + string.Join(", ", f.Aliases.Select(Code)) + ")";
            page.Append(CultureInfo.InvariantCulture, $"| {Code(f.Signature)}{aliases} | {Code(f.Definition)} | {string.Join("<br>", f.Partials.Select(Code))} ");
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join("<br>", f.Kinks)} | {f.Cost} | {Code(f.Emission)} |\n");
        }

        return page.ToString();
    }

    private static string Rules()
    {
        var page = new StringBuilder(Notice);
        page.Append("# Rewrite rules\n\n");
        page.Append("In order of trial. Both sides are equal for all values of the holes `a`, `b`, `n`. A rule that *stabilises* is taken for its accuracy far out;\n");
        page.Append("one marked *reals* does not hold where an infinity or NaN arises on one side.\n\n");
        page.Append("| rule | pattern | replacement | remarks |\n|---|---|---|---|\n");
        foreach (RuleListing r in RuleListing.All)
        {
            IEnumerable<string> remarks = new[] { r.Stabilises ? "stabilises" : string.Empty, r.HoldsOverReals ? "reals" : string.Empty }.Where(x => x.Length > 0).Concat(r.Conditions);
            page.Append(CultureInfo.InvariantCulture, $"| {r.Name} | {Code(r.Pattern)} | {Code(r.Replacement)} | {string.Join("; ", remarks)} |\n");
        }

        return page.ToString();
    }

    private static string Layers()
    {
        var page = new StringBuilder(Notice);
        page.Append("# Layers\n\nWritten in the language itself. Each file ends with a network that uses its layers.\n");
        foreach (LayerListing layer in LayerListing.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {string.Join(", ", layer.Layers)}\n\n```sbp\n{layer.Text.TrimEnd()}\n```\n");
        }

        return page.ToString();
    }

    private static string Diagnostics()
    {
        var page = new StringBuilder(Notice);
        page.Append("# Diagnostics\n\n| id | | |\n|---|---|---|\n");
        foreach (DiagnosticDescriptor d in DiagnosticCatalog.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"| [{d.Id}](../diagnostics/{d.Id}.md) | {d.Severity.ToString().ToLowerInvariant()} | {d.Title} |\n");
        }

        return page.ToString();
    }

    private static string Code(string text) => text.Length == 0 ? string.Empty : "`" + text.Replace("|", "\\|", System.StringComparison.Ordinal) + "`";
}
