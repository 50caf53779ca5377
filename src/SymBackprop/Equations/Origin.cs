using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Equations;

/// <summary>Where an equation comes from: kept to the end for explanations, comments in emitted code, and messages.</summary>
/// <param name="Span">The source text that made it.</param>
/// <param name="Rule">The kebab-case name of the rule that made it: <c>lower</c>, <c>seed</c>, <c>chain-rule</c>, a function's name, a rewrite rule …</param>
/// <param name="Primal">For an adjoint or tangent: the tensor whose equation was differentiated, else null.</param>
internal sealed record Origin(SourceSpan Span, string Rule, Tensor? Primal = null)
{
    /// <summary>Gets the rule, or nothing where the name only says which place of the source was lowered.</summary>
    public string ShownRule => Rule is "definition" or "argument" or "condition" or "call" ? string.Empty : Rule;
}
