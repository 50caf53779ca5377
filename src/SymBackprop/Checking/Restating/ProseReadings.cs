using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Checking.Documents;

namespace SymBackprop.Checking.Restating;

/// <summary>What the words between formulas say of them.</summary>
/// <param name="Conditions">Where formulas hold.</param>
/// <param name="Kinds">What single names are said to be.</param>
internal sealed record ProseReadings(IReadOnlyDictionary<Formula, SaidCondition> Conditions, IReadOnlyDictionary<Formula, SaidKind> Kinds)
{
    public static ProseReadings None { get; } = new(ImmutableDictionary<Formula, SaidCondition>.Empty, ImmutableDictionary<Formula, SaidKind>.Empty);

    public static ProseReadings Read(IReadOnlyList<DocumentPart> parts) => new(ConditionReader.Read(parts), KindReader.Read(parts));
}
