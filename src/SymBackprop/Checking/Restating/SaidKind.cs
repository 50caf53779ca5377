namespace SymBackprop.Checking.Restating;

/// <summary>What words say that a name is.</summary>
/// <param name="IsScalar">Whether it is a single number.</param>
/// <param name="Function">The function that it names, as formulas call it; empty for none.</param>
/// <param name="Axes">How many axes it has; null where the words do not say.</param>
internal sealed record SaidKind(bool IsScalar, string Function, int? Axes);
