using SymBackprop.Diagnostics;
using SymBackprop.Equations;

namespace SymBackprop.Simplification;

/// <summary>A simplification that was applied.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Before">The equation before.</param>
/// <param name="After">The equation after.</param>
internal sealed record Rewrite(string Rule, Equation Before, Equation After)
{
    public SourceSpan Span => Before.Origin.Span;
}
