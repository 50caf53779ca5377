using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Lowering;

/// <summary>Functions of the source, derivatives inside the source, and values with a derivative of their own.</summary>
internal sealed partial class ElementLowerer
{
    // f(f(f(…))) with an argument that is used twice would be written out 2ⁿ times: past so many calls an argument is a value before the body is written, and a body is written once for equal arguments.
    private const int CallsInPlace = 2000;

    private readonly Dictionary<CallKey, Expr> _written = [];
    private int _calls;

    private Expr UserCall(BoundUserCall call, ImmutableArray<IndexExpr> at, Place place)
    {
        bool isScalar = call.Shape.IsScalar && call.Function.OwnDerivative is null && call.Arguments.All(a => a.Shape.IsScalar);
        if (++_calls <= CallsInPlace || !isScalar)
        {
            return Written(call, at, place, i => ArgumentOf(call.Arguments[i], place));
        }

        Expr[] values = [.. call.Arguments.Select(a => normalizer.Atom(Element(a, [], place), place.Scope, new Origin(a.Span, "argument")))];
        var key = new CallKey(call.Function, values, place.Scope);
        if (!_written.TryGetValue(key, out Expr? known))
        {
            known = normalizer.Atom(Written(call, at, place, i => Known(values[i])), place.Scope, new Origin(call.Span, "call"));
            _written.Add(key, known);
        }

        return known;

        static Argument Known(Expr value) => (_, _) => value;
    }

    private Expr Written(BoundUserCall call, ImmutableArray<IndexExpr> at, Place place, Func<int, Argument> argumentAt)
    {
        BoundFunction function = call.Function;
        IEnumerable<(BoundParameter Parameter, Argument Argument)> arguments = function.Parameters.Select((p, i) => (Parameter: p, Argument: argumentAt(i)));
        var inside = new Place(
            place.Scope,
            ImmutableDictionary<int, IndexExpr>.Empty,
            arguments.ToImmutableDictionary(a => a.Parameter, a => a.Argument));
        Expr value = Element(function.Body, at, inside);
        if (function.OwnDerivative is null)
        {
            return value;
        }

        var origin = new Origin(call.Span, "own-derivative");
        Expr argument = normalizer.Atom(inside.Arguments[function.Parameters[0]]([], place.Scope), place.Scope, origin);
        Expr partial = normalizer.Atom(Element(function.OwnDerivative, [], inside), place.Scope, origin);
        return Opaque(value, argument is Access access ? [new OwnPartial(access, partial)] : [], place.Scope, origin);
    }

    // A scalar is written where it is used. A tensor that is more than a view becomes a tensor first: the body may ask for its entries at many indices.
    private Argument ArgumentOf(BoundExpr argument, Place place)
    {
        if (argument.Shape.IsScalar || IsView(argument))
        {
            return (at, scope) => Element(argument, at, place.In(scope));
        }

        ImmutableArray<BoundIndex> axes = Fresh(argument.Shape);
        Scope scope = place.Scope.With(axes);
        Expr entry = normalizer.Atom(Element(argument, [.. axes.Select(i => i.Variable)], place.In(scope)), scope, new Origin(argument.Span, "argument"));
        return (at, _) => Interner.Substitute(entry, v => axes.FirstOrDefault(i => i.Id == v) is { } axis ? at[axes.IndexOf(axis)] : null);
    }

    private static bool IsView(BoundExpr expr) => expr switch
    {
        BoundReference or BoundParameterReference => true,
        BoundSubscript s => IsView(s.Operand),
        BoundTranspose t => IsView(t.Operand),
        _ => false,
    };

    private Expr Derivative(BoundDerivative derivative, ImmutableArray<IndexExpr> at, Place place)
    {
        var origin = new Origin(derivative.Span, "derivative");
        int ofRank = derivative.Of.Shape.Rank;
        ImmutableArray<IndexExpr> ofAt = [.. at.Take(ofRank)];
        (Tensor of, ImmutableArray<IndexExpr> indices) = derivative.Of is BoundReference reference
            ? (reference.Tensor, ofAt)
            : derivative.Of is BoundSubscript { Operand: BoundReference sliced } s ? (sliced.Tensor, Combine(s, ofAt, place)) : Whole(derivative.Of, ofAt, place, origin);

        var shape = new Shape([.. of.Shape.Extents, .. derivative.By.Shape.Extents]);
        ImmutableArray<BoundIndex> axes = [.. shape.Extents.Select((e, i) => new BoundIndex(i, IndexRange.Extent(e), "ijklmnopqr"[i % 10].ToString()))];
        Expr request = Interner.Intern(new DerivativeRequest(of, derivative.By));
        Tensor result = normalizer.Builder.Define(axes, shape, request, origin, new TensorLabel($"d{of.Name}_d{derivative.By.Name}", TensorRole.Adjoint, derivative.By, of));
        return Interner.Access(result, [.. indices, .. at.Skip(ofRank)]);
    }

    // The differentiated expression as a tensor over its own axes and whatever indices stand around it.
    private (Tensor Of, ImmutableArray<IndexExpr> Indices) Whole(BoundExpr expr, ImmutableArray<IndexExpr> at, Place place, Origin origin)
    {
        ImmutableArray<BoundIndex> axes = Fresh(expr.Shape);
        Scope scope = place.Scope.With(axes);
        Expr value = Element(expr, [.. axes.Select(i => i.Variable)], place.In(scope));
        var access = (Access)Opaque(value, null, scope, origin);
        return (access.Tensor, [.. access.Indices.Select(i => i.SubstituteVariables(v => axes.FirstOrDefault(a => a.Id == v) is { } axis ? at[axes.IndexOf(axis)] : null))]);
    }

    /// <summary>A call of scalars in a scope; arguments are one node where they are equal.</summary>
    private sealed class CallKey(BoundFunction function, Expr[] arguments, Scope scope) : IEquatable<CallKey>
    {
        private readonly BoundFunction _function = function;
        private readonly Expr[] _arguments = arguments;
        private readonly Scope _scope = scope;

        public bool Equals(CallKey? other) => other is not null && ReferenceEquals(_function, other._function) && ReferenceEquals(_scope, other._scope)
            && _arguments.Zip(other._arguments, ReferenceEquals).All(same => same);

        public override bool Equals(object? obj) => Equals(obj as CallKey);

        public override int GetHashCode() => _arguments.Aggregate(RuntimeHelpers.GetHashCode(_function), (hash, a) => unchecked((hash * 31) + RuntimeHelpers.GetHashCode(a)));
    }

    /// <summary>Returns an access to a tensor with this value and these partials (null: those of the value).</summary>
    private Expr Opaque(Expr value, ImmutableArray<OwnPartial>? partials, Scope scope, Origin origin)
    {
        Expr atom = normalizer.Atom(value, scope, origin);
        ImmutableHashSet<int> used = partials is { Length: > 0 } own
            ? own.Aggregate(Interner.FreeVariables(atom), (set, p) => set.Union(Interner.FreeVariables(p.Access)).Union(Interner.FreeVariables(p.Partial)))
            : Interner.FreeVariables(atom);
        ImmutableArray<BoundIndex> free = [.. scope.Indices.Where(i => used.Contains(i.Id))];
        var shape = new Shape([.. free.Select(i => (i.Range.Upper.Select(u => IndexArithmetic.Maximum(u, free)).FirstOrDefault(m => m is not null)
            ?? throw new InvalidOperationException($"index {i.Name} has no upper bound")) + 1)]);
        var tensor = new Tensor(normalizer.Builder.UniqueName(origin.Rule.Replace('-', '_')), shape, TensorRole.Temporary);
        ImmutableArray<IndexExpr> at = [.. free.Select(i => i.Variable)];
        normalizer.Define(tensor, at, atom, new Scope(free, []), origin, partials);
        return Interner.Access(tensor, at);
    }
}
