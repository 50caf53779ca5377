using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Restating;

/// <summary>Finds formulas that the prose makes conditions, and what they are conditions of: <c>If $i \neq j$, then $$…$$</c></summary>
/// <remarks>A condition holds to the end of its sentence, and over the display that the sentence leads to.</remarks>
internal static class ConditionReader
{
    private static readonly Regex Opening = new(@"\b(?:if|when|whenever|for|case|suppose|assuming|provided|provided that|as long as|where)[\s:(*_]*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);

    private static readonly Regex End = new(@"[.!?;](?:\s|$)|\n[ \t]*\n[ \t]*\S|\b(?:otherwise|else)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);

    // $∇L = −yx$ if $y·wᵀx < 1$. Between the two stands nothing else, and the sentence does not go on with what follows from it.
    private static readonly Regex Behind = new(@"^\s*,?\s*(?:if|when|whenever|for|provided|provided that|as long as)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);

    private static readonly Regex Over = new(@"^\s*(?:$|[.;!?)]|,?\s*(?:and|but|while|otherwise|else)\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);

    // $δ_ij = 1$ if $i = j$ and $δ_ij = 0$ otherwise.
    private static readonly Regex Else = new(@"^\s*,?\s*(?:otherwise|else)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);

    /// <summary>Returns each formula's condition.</summary>
    public static Dictionary<Formula, SaidCondition> Read(IReadOnlyList<DocumentPart> parts)
    {
        var conditions = new Dictionary<Formula, SaidCondition>(FormulaComparer.Instance);
        Formula? current = null;
        int display = 0;
        string lead = string.Empty;
        Formula? last = null;
        (Formula Said, Formula Condition)? behind = null;
        foreach (DocumentPart part in parts)
        {
            switch (part)
            {
                case Prose prose:
                    if (behind is { } said && Over.IsMatch(prose.Text))
                    {
                        conditions[said.Said] = new SaidCondition(said.Condition, IsNegated: false);
                    }
                    else if (last is not null && current is not null && Else.IsMatch(prose.Text))
                    {
                        conditions[last] = new SaidCondition(current, IsNegated: true);
                    }

                    (lead, behind) = (prose.Text, null);
                    bool isOver = display > 0 ? prose.Text.Trim().Length > 0 : End.IsMatch(prose.Text);
                    current = isOver ? null : current;
                    break;
                case Formula { IsInline: true } formula when Opening.IsMatch(lead) && IsRelation(formula):
                    behind = last is not null && Behind.IsMatch(lead) ? (last, formula) : null;
                    (current, display, lead, last) = (formula, 0, string.Empty, formula);
                    break;
                case Formula formula:
                    current = display > 0 && formula.Block != display ? null : current;
                    if (current is not null)
                    {
                        conditions[formula] = new SaidCondition(current, IsNegated: false);
                        display = formula.IsInline ? 0 : formula.Block;
                    }

                    (lead, last) = (string.Empty, formula.IsInline ? formula : null);
                    break;
            }
        }

        return conditions;
    }

    // "where $x$ is …" is no condition.
    private static bool IsRelation(Formula formula) => formula.Items.Any(i => i switch
    {
        LatexCharacter c => c.Text is "=" or "<" or ">" or "≠" or "≤" or "≥" or "∈",
        LatexCommand c => CommandCatalog.Find(c.Name)?.Kind == CommandKind.Relation || c.Name is "lt" or "gt",
        _ => false,
    });
}
