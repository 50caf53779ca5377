using System.Collections.Immutable;

namespace SymBackprop;

/// <summary>How a weight starts, where the source says so.</summary>
/// <param name="Distribution">normal, uniform, constant or glorot.</param>
/// <param name="Arguments">What stands in its parentheses.</param>
public sealed record WeightStart(string Distribution, ImmutableArray<double> Arguments);
