using System;
using System.Collections.Generic;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Mistakes;

/// <summary>A mistake that people make in derivations.</summary>
/// <param name="Kind">Its name in reports.</param>
/// <param name="Explanation">What happened, said to a student.</param>
/// <param name="Suspicions">The relations that would hold if this were the mistake, the likeliest first.</param>
/// <param name="Make">The relations that this mistake makes of one that holds, for tests.</param>
internal sealed record MistakeRow(string Kind, string Explanation, Func<MistakeCase, IEnumerable<Suspicion>> Suspicions, Func<MistakeCase, IEnumerable<Made>> Make)
{
    /// <summary>Gets what is supposed where no row's first suspicions hold: the same mistake at places where it is rarer.</summary>
    public Func<MistakeCase, IEnumerable<Suspicion>> Late { get; init; } = _ => [];
}

/// <summary>A relation with a mistake made in it.</summary>
internal sealed record Made(MathNode Left, MathNode Right);
