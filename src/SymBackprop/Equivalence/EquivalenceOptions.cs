namespace SymBackprop.Equivalence;

/// <summary>How much is spent on a comparison. Steps are counted, so that the verdict is the same on every machine.</summary>
internal sealed record EquivalenceOptions
{
    public static EquivalenceOptions Default { get; } = new();

    /// <summary>Gets at how many points both sides are compared.</summary>
    public int Points { get; init; } = 64;

    /// <summary>Gets the steps for points.</summary>
    public long SampleSteps { get; init; } = 4_000_000;

    /// <summary>Gets the steps for a proof.</summary>
    public long ProofSteps { get; init; } = 3_000_000;

    /// <summary>Gets a value indicating whether a plain point is looked for where the sides differ.</summary>
    public bool HasPlainPoint { get; init; } = true;

    /// <summary>Gets the steps of which all these are part, or null.</summary>
    public StepBudget? Whole { get; init; }
}
