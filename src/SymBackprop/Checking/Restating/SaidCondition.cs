using SymBackprop.Checking.Documents;

namespace SymBackprop.Checking.Restating;

/// <summary>Where the prose says that a formula holds.</summary>
/// <param name="Condition">The formula that is the condition.</param>
/// <param name="IsNegated">Whether it holds elsewhere: <c>otherwise</c>.</param>
internal sealed record SaidCondition(Formula Condition, bool IsNegated);
