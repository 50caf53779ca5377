using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Restating;

/// <summary>Finds the matrices that the prose says to be symmetric: <c>let $A$ be a symmetric matrix</c>, <c>A is positive definite</c>, <c>the covariance matrix $\Sigma$</c>.</summary>
internal static class SymmetryReader
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex Symmetric = new(@"\bsymmetric\b|\bpositive[- ](?:semi-?)?definite\b|\bcovariance matri(?:x|ces)\b", Options, Regex.InfiniteMatchTimeout);

    private static readonly Regex Denied = new(@"\bnot\b|n['’]t\b|\b(?:if|when|unless|whether|skew|anti|non)\b", Options, Regex.InfiniteMatchTimeout);

    private static readonly Regex End = new(@"[.!?;](?:\s|$)|\n\s*\n|\n\s*[-*•]", RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    // A formula stands in its sentence by the letter that it begins with; in a list without dollar signs a capital letter does.
    private static readonly Regex Letter = new(@"⟨(?<name>[^⟩]+)⟩|(?<![\p{L}⟨])(?<name>[A-HJ-Z])(?![\p{L}⟩])", RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    public static ImmutableHashSet<string> Read(IReadOnlyList<DocumentPart> parts)
    {
        var text = new StringBuilder();
        foreach (DocumentPart part in parts)
        {
            text.Append(part switch { Prose prose => prose.Text, Formula { IsInline: true } formula => $"⟨{Head(formula.Items)}⟩", _ => ". " });
        }

        return [.. End.Split(text.ToString()).Where(s => Symmetric.IsMatch(s) && !Denied.IsMatch(s)).SelectMany(s => Letter.Matches(s).Cast<Match>()).Select(m => m.Groups["name"].Value)];
    }

    private static string Head(IEnumerable<LatexNode> items) => items.FirstOrDefault(i => i is not LatexSpace) switch
    {
        LatexCharacter c when char.IsUpper(c.Text[0]) => c.Text,
        LatexScripted { Base: { } core } => Head([core]),
        LatexCommand { Arguments.IsEmpty: true } c when Letters.Of(c.Name) is { } letter => letter,
        LatexCommand { Arguments: [var content] } c when Letters.IsFont(c.Name) => Head(content.Items),
        LatexGroup g => Head(g.Items),
        _ => "-",
    };
}
