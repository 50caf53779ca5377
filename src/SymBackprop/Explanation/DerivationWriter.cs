using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SymBackprop.Emission.Latex;

namespace SymBackprop.Explanation;

/// <summary>Lays derivations out as text, LaTeX or Markdown.</summary>
public static class DerivationWriter
{
    /// <summary>Reasons further to the right than this stand on a line of their own.</summary>
    private const int WidestFormula = 64;

    /// <summary>Returns the network and its derivations as Unicode text, the rule beside each line.</summary>
    public static string Text(ExplanationText explanation)
    {
        var text = new StringBuilder();
        text.Append(explanation.Network.Length == 0 ? "formula" : "network " + explanation.Network).Append('\n');
        foreach (string line in explanation.Givens.Concat(explanation.Definitions.Select(d => d.Plain)))
        {
            text.Append("  ").Append(line).Append('\n');
        }

        foreach (DerivationText derivation in explanation.Derivations)
        {
            text.Append('\n');
            Append(text, derivation);
        }

        return text.ToString();
    }

    /// <summary>Returns a document body in LaTeX, one <c>align</c> for each derivative.</summary>
    public static string Latex(ExplanationText explanation)
    {
        var text = new StringBuilder();
        Align(text, explanation.Definitions.Select(d => d.Latex.Replace(" = ", " &= ")).Select(d => (d, string.Empty)));
        foreach (DerivationText derivation in explanation.Derivations)
        {
            text.Append('\n');
            Align(text, Lines(derivation));
        }

        return text.ToString();
    }

    /// <summary>Returns Markdown with the formulas between dollar signs.</summary>
    public static string Markdown(ExplanationText explanation)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(explanation.Network.Length == 0 ? "Formula" : explanation.Network).Append("\n\n");
        foreach (string given in explanation.Givens)
        {
            text.Append("- `").Append(given).Append("`\n");
        }

        text.Append(explanation.Givens.IsEmpty ? string.Empty : "\n");
        foreach (FormulaText definition in explanation.Definitions)
        {
            text.Append("$$").Append(definition.Latex).Append("$$\n\n");
        }

        foreach (DerivationText derivation in explanation.Derivations)
        {
            text.Append("## $").Append(derivation.Subject.Latex).Append("$\n\n| | | |\n|--:|:--|:--|\n");
            string left = derivation.Subject.Latex;
            foreach (StepText step in derivation.Steps)
            {
                string first = left.Length == 0 ? string.Empty : "$" + left + "$";
                text.Append($"| {first} | $= {step.After.Latex}$ | {step.Reason.Replace("|", "\\|")} |\n");
                left = string.Empty;
            }

            text.Append(derivation.Matrix is null ? "\n" : $"\nIn matrix notation: ${derivation.Matrix.Latex}$\n\n");
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Append(StringBuilder text, DerivationText derivation)
    {
        string indent = new(' ', Width(derivation.Subject.Plain));
        int widest = Math.Min(derivation.Steps.Max(s => Width(s.After.Plain)), WidestFormula);
        string left = derivation.Subject.Plain;
        foreach (StepText step in derivation.Steps)
        {
            string line = left + " = " + step.After.Plain;
            int padding = widest - Width(step.After.Plain);
            text.Append(line).Append(padding >= 0 ? new string(' ', padding + 3) : "\n" + indent + "     ").Append(step.Reason).Append('\n');
            left = indent;
        }

        if (derivation.Matrix is not null)
        {
            text.Append(derivation.Matrix.Plain).Append("   in matrix notation\n");
        }
    }

    private static IEnumerable<(string Formula, string Reason)> Lines(DerivationText derivation)
    {
        string left = derivation.Subject.Latex;
        foreach (StepText step in derivation.Steps)
        {
            yield return (left + " &= " + step.After.Latex, step.Reason);
            left = string.Empty;
        }

        if (derivation.Matrix is not null)
        {
            int equals = derivation.Matrix.Latex.IndexOf(" = ", StringComparison.Ordinal);
            yield return (derivation.Matrix.Latex.Substring(0, equals) + " &= " + derivation.Matrix.Latex.Substring(equals + 3), "in matrix notation");
        }
    }

    private static void Align(StringBuilder text, IEnumerable<(string Formula, string Reason)> lines)
    {
        text.Append("\\begin{align*}\n");
        text.Append(string.Join(" \\\\\n", lines.Select(l => l.Formula + (l.Reason.Length == 0 ? string.Empty : " && \\text{" + LatexNames.Prose(l.Reason) + "}"))));
        text.Append("\n\\end{align*}\n");
    }

    // Combining marks take no room.
    private static int Width(string text) => text.Count(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark);
}
