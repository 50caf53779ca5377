using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>An equation on its way to statements: for all free indices, target = the value, reduced over the reduced indices.</summary>
/// <remarks>Where the guard fails the value is 0. Only sums have a guard; it consists of comparisons of indices.</remarks>
internal sealed record Definition
{
    public required Tensor Target { get; init; }

    public required ImmutableArray<IndexExpr> Targets { get; init; }

    public required ImmutableArray<BoundIndex> Free { get; init; }

    public ImmutableArray<BoundIndex> Reduced { get; init; } = [];

    public ReduceKind? Reduction { get; init; }

    public ImmutableArray<IndexCompare> Guard { get; init; } = [];

    public required Expr Value { get; init; }

    public bool IsScatter { get; init; }

    public required Section Section { get; init; }

    public required string Rule { get; init; }

    /// <summary>Gets the tensors of the recurrence that it belongs to; empty outside of one.</summary>
    public ImmutableHashSet<Tensor> Circle { get; init; } = [];

    public bool IsRecurrent => !Circle.IsEmpty;

    /// <summary>Gets what a comment says instead of the value, where the value takes care of an extreme; null for the value itself.</summary>
    public Expr? Shown { get; init; }

    /// <summary>Gets what the definition means, where it stands for several steps; null for what it says.</summary>
    public Expr? Meaning { get; init; }

    /// <summary>Gets a value indicating whether it only hands a local variable to the caller.</summary>
    public bool IsCopyOfLocal { get; init; }

    public IEnumerable<BoundIndex> Indices => Free.Concat(Reduced);

    /// <summary>Gets a value indicating whether the targets are the free indices themselves, in any order, and they run over the whole tensor.</summary>
    public bool CoversTarget =>
        !IsScatter && Targets.Length == Free.Length
        && Targets.Select((t, axis) => t.AsVariable is { } v && Free.FirstOrDefault(i => i.Id == v)?.Range.FullExtent is { } e && e.Equals(Target.Shape.Extents[axis])).All(covers => covers);

    /// <summary>Reads an equation in the lowered form.</summary>
    public static Definition Of(Equation equation, Section section, ImmutableHashSet<Tensor> circle)
    {
        ReduceKind? kind = null;
        ImmutableArray<BoundIndex> reduced = [];
        Expr value = equation.Body;
        if (value is Reduce r)
        {
            (kind, reduced, value) = (r.Kind, r.Indices, r.Body);
        }

        ImmutableArray<IndexCompare> guard = [];
        if (kind is null or ReduceKind.Sum && value is Select { Otherwise: Constant { Value.IsZero: true } } s)
        {
            ImmutableArray<Condition> parts = s.Condition is And and ? and.Parts : [s.Condition];
            guard = [.. parts.OfType<IndexCompare>()];
            ImmutableArray<Condition> rest = [.. parts.Where(p => p is not IndexCompare)];
            value = rest.IsEmpty ? s.Then : new Select(rest.Length == 1 ? rest[0] : new And(rest), s.Then, s.Otherwise);
        }

        return new()
        {
            Target = equation.Target,
            Targets = equation.Targets,
            Free = equation.Indices,
            Reduced = reduced,
            Reduction = kind,
            Guard = guard,
            Value = value,
            IsScatter = equation.IsScatter,
            Section = section,
            Rule = equation.Origin.ShownRule,
            Circle = circle,
        };
    }

    /// <summary>Returns the tensors that it reads, each once.</summary>
    public IEnumerable<Tensor> Reads() => Value.Tensors()
        .Concat(IndexExprs().SelectMany(i => i.GatheredTensors()))
        .Distinct();

    private IEnumerable<IndexExpr> IndexExprs() => Targets
        .Concat(Indices.SelectMany(i => i.Range.Bounds))
        .Concat(Guard.SelectMany(g => new[] { g.Left, g.Right }));
}
