using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Collects the lines of a derivation; a line that looks like the one above is left out.</summary>
internal sealed class StepList(Expr subject, IndexNaming naming)
{
    private readonly List<DerivationStep> _steps = [];

    public bool IsEmpty => _steps.Count == 0;

    /// <summary>Gets how long all lines together are.</summary>
    public long Length { get; private set; }

    public Expr Last { get; private set; } = subject;

    public void Add(string rule, string reason, Expr after, SourceSpan span)
    {
        Expr named = naming.Name(after);
        if (!Tidy.Same(named, Last) || IsEmpty)
        {
            _steps.Add(new DerivationStep(rule, reason, Last, named, span));
            Last = named;
            Length += ExpressionPrinter.Print(named).Length;
        }
    }

    public ImmutableArray<DerivationStep> ToImmutable() => [.. _steps];
}
