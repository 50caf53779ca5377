using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Checking.Documents;

namespace SymBackprop.Checking.Restating;

/// <summary>What the words between formulas say of them.</summary>
/// <param name="Conditions">Where formulas hold.</param>
/// <param name="Kinds">What single names are said to be.</param>
internal sealed record ProseReadings(IReadOnlyDictionary<Formula, SaidCondition> Conditions, IReadOnlyDictionary<Formula, SaidKind> Kinds)
{
    public static ProseReadings None { get; } = new(ImmutableDictionary<Formula, SaidCondition>.Empty, ImmutableDictionary<Formula, SaidKind>.Empty);

    /// <summary>Gets the names of symmetric matrices.</summary>
    public ImmutableHashSet<string> Symmetric { get; init; } = [];

    /// <summary>Gets a value indicating whether repeated indices are said to be summed over.</summary>
    public bool HasImpliedSums { get; init; }

    /// <summary>Gets a value indicating whether vectors are said to lie down.</summary>
    public bool SpeaksOfRows { get; init; }

    /// <summary>Gets a value indicating whether convolutions are spoken of, which are written as products.</summary>
    public bool SpeaksOfConvolutions { get; init; }

    private static readonly Regex Rows = Words(@"\brow[- ]vectors?\b");

    private static readonly Regex Convolutions = Words(@"\bconvol\w+|\bcross-?correlat\w+");

    private static readonly Regex Implied = Words(@"\bEinstein(?:'s|’s)? (?:summation|notation|convention|sum)|\bsum(?:mation)?s? over\b[^.]{0,60}\b(?:implied|implicit|understood)\b|\brepeated ind(?:ices|exes) are summed\b|\bsumming over repeated ind");

    public static ProseReadings Read(IReadOnlyList<DocumentPart> parts)
    {
        string words = string.Concat(parts.Select(p => p is Prose prose ? prose.Text : "x"));
        return new(ConditionReader.Read(parts), KindReader.Read(parts))
        {
            Symmetric = SymmetryReader.Read(parts),
            HasImpliedSums = Implied.IsMatch(words),
            SpeaksOfRows = Rows.IsMatch(words),
            SpeaksOfConvolutions = Convolutions.IsMatch(words),
        };
    }

    private static Regex Words(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);
}
