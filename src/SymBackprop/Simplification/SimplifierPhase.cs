using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Simplification;

/// <summary>What simplification may count on: before Differentiate less than after.</summary>
internal sealed class SimplifierPhase
{
    private readonly HashSet<Tensor> _opaque = [];
    private readonly Dictionary<Tensor, Assumption> _assumed = [];
    private readonly HashSet<Assumption> _used = [];

    public SimplifierPhase(EquationSystem system)
    {
        IsDifferentiated = !system.Derivatives.IsEmpty;
        if (!IsDifferentiated)
        {
            // A derivative by a named value counts the accesses to that very tensor.
            _opaque.UnionWith(system.Orders.SelectMany(o => o.By));
            foreach (DerivativeRequest request in system.Equations.Select(e => e.Body).OfType<DerivativeRequest>())
            {
                _opaque.Add(request.By);
            }
        }

        if (system.KeepsAdjoints)
        {
            _opaque.UnionWith(system.Equations.Select(e => e.Target).Where(t => t.Role == TensorRole.Adjoint));
        }

        foreach (Assumption assumption in IsDifferentiated ? system.Assumptions : [])
        {
            if (assumption is { Comparison: Comparison.Equal, Left: Access left } && CoversAll(assumption, left))
            {
                _assumed[left.Tensor] = assumption;
            }
        }
    }

    public bool IsDifferentiated { get; }

    /// <summary>Gets the assumptions that were used.</summary>
    public IEnumerable<Assumption> UsedAssumptions => _used;

    public bool IsOpaque(Tensor tensor) => _opaque.Contains(tensor);

    /// <summary>Says whether an equation may be rewritten: before Differentiate, not if its partials are given, since they name its accesses.</summary>
    public bool MayChange(Equation equation) => (equation.OwnPartials is null || IsDifferentiated) && equation.Body is not DerivativeRequest;

    /// <summary>Returns what an assumption says an entry is, or null.</summary>
    public Expr? AssumedValue(Access access, ExprInterner interner)
    {
        if (!_assumed.TryGetValue(access.Tensor, out Assumption? assumption))
        {
            return null;
        }

        _used.Add(assumption);
        ImmutableArray<IndexExpr> places = ((Access)assumption.Left).Indices;
        return interner.Substitute(assumption.Right, v =>
        {
            int axis = places.IndexOf(IndexExpr.Variable(v));
            return axis < 0 ? null : access.Indices[axis];
        });
    }

    private static bool CoversAll(Assumption assumption, Access left) =>
        left.Indices.Select(i => i.AsVariable).Distinct().Count() == left.Indices.Length
        && left.Indices.Select((index, axis) => (Index: index.AsVariable, Extent: left.Tensor.Shape.Extents[axis])).All(place =>
            place.Index is { } id && assumption.Indices.FirstOrDefault(i => i.Id == id) is { Range.FullExtent: { } extent } && extent.Equals(place.Extent));
}
