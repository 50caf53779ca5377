using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking;

/// <summary>Finds the commands whose backslash was lost.</summary>
internal static class RestoredCommands
{
    /// <summary>Returns the names of a formula's commands without a backslash, once each.</summary>
    public static IEnumerable<string> In(Formula formula) => formula.Items.SelectMany(All).OfType<LatexCommand>().Where(c => c.IsRestored).Select(c => c.Name).Distinct();

    private static IEnumerable<LatexNode> All(LatexNode node) => Below(node).SelectMany(All).Prepend(node);

    private static IEnumerable<LatexNode> Below(LatexNode node) => node switch
    {
        LatexCommand c => c.Option is null ? c.Arguments : c.Arguments.Append(c.Option),
        LatexGroup g => g.Items,
        LatexScripted s => new[] { s.Base, s.Sub, s.Super }.OfType<LatexNode>(),
        LatexDelimited d => d.Items,
        LatexEnvironment e => e.Rows.SelectMany(r => r.Cells),
        _ => [],
    };
}
