using System;
using System.Collections.Generic;

namespace SymBackprop.Checking.Mistakes;

/// <summary>A mistake that people make in derivations.</summary>
/// <param name="Kind">Its name in reports.</param>
/// <param name="Explanation">What happened, said to a student.</param>
/// <param name="Suspicions">The relations that would hold if this were the mistake, the likeliest first.</param>
internal sealed record MistakeRow(string Kind, string Explanation, Func<MistakeCase, IEnumerable<Suspicion>> Suspicions)
{
    /// <summary>Gets wrong right sides made from a relation that holds, for tests.</summary>
    public Func<MistakeCase, IEnumerable<Reading.MathNode>>? Make { get; init; }
}
