using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Tests.Checking.Structure;

/// <summary>Writes a structure on one line: commands with their arguments in braces, scripts behind their base.</summary>
internal static class LatexDump
{
    public static string Of(IEnumerable<LatexNode> nodes) => string.Join(" ", nodes.Select(Of));

    public static string Of(LatexNode node) => node switch
    {
        LatexCharacter n => n.Text,
        LatexCommand n => "\\" + n.Name + (n.IsRestored ? "!" : "") + (n.Option is null ? "" : "[" + Of(n.Option) + "]") + string.Concat(n.Arguments.Select(Of)),
        LatexWord n => $"\\{n.Command}\"{n.Text}\"",
        LatexGroup n => "{" + Of(n.Items) + "}",
        LatexScripted n => "(" + (n.Base is null ? "∅" : Of(n.Base)) + new string('\'', n.Primes) + (n.Sub is null ? "" : "_" + Of(n.Sub)) + (n.Super is null ? "" : "^" + Of(n.Super)) + ")",
        LatexDelimited n => $"<{n.Open} {Of(n.Items)} {n.Close}>",
        LatexEnvironment n => $"\\begin{{{n.Name}}}{string.Join(@"\\", n.Rows.Select(r => string.Join("&", r.Cells.Select(Of))))}\\end",
        LatexSpace => "␣",
        LatexAlignment => "&",
        LatexLineBreak => "\\\\",
        LatexMark n => $"#{n.Name}\"{n.Text}\"",
        LatexError n => $"ERROR({n.Expected}; {n.Found})",
        _ => node.ToString(),
    };
}
