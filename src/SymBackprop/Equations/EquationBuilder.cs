using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Equations;

/// <summary>Collects equations while a pass makes them, one tensor for equal definitions.</summary>
/// <remarks>Loop indices of what is defined here are numbered 0, 1, … by position.</remarks>
internal sealed class EquationBuilder
{
    /// <summary>Beyond this a system is no network but an accident, such as a function that calls itself through others twice, forty deep.</summary>
    public const int MostEquations = 200_000;

    // What the passes do for each equation besides building its body.
    private const int StepsPerEquation = 10;

    private readonly Dictionary<Definition, Tensor> _defined = [];
    private readonly List<Equation> _equations = [];
    private readonly HashSet<string> _names = [];
    private readonly Func<Tensor, bool> _standsApart;
    private int _temporaries;

    /// <param name="interner">The interner of the compilation.</param>
    /// <param name="takenNames">Names that no new tensor gets.</param>
    /// <param name="standsApart">Tensors that equal definitions do not become: a derivative by such a tensor is wanted, and counts only the uses of itself.</param>
    public EquationBuilder(ExprInterner interner, IEnumerable<string> takenNames, Func<Tensor, bool>? standsApart = null)
    {
        Interner = interner;
        _standsApart = standsApart ?? (_ => false);
        _names.UnionWith(takenNames);
    }

    public ExprInterner Interner { get; }

    public ImmutableArray<Equation> Equations => [.. _equations];

    public int Count => _equations.Count;

    public Equation this[int position] => _equations[position];

    /// <summary>Takes over an equation as it is; a pointwise one with no partials of its own is found again by <see cref="Define"/>.</summary>
    public void Add(Equation equation)
    {
        Interner.Meter.Place = equation.Origin.Span;
        Interner.Meter.Count(StepsPerEquation);
        _names.Add(equation.Target.Name);
        _equations.Add(equation);
        if (_equations.Count > MostEquations)
        {
            throw new WorkLimitException(DiagnosticCatalog.TooManyEquations, equation.Origin.Span);
        }

        if (!equation.IsScatter && equation.OwnPartials is null && !_standsApart(equation.Target) && equation.Targets.Select(t => t.AsVariable).SequenceEqual(Enumerable.Range(0, equation.Indices.Length).Select(i => (int?)i)))
        {
            var key = new Definition(equation.Target.Shape, new(equation.Indices), equation.Body);
            if (!_defined.ContainsKey(key))
            {
                _defined.Add(key, equation.Target);
            }
        }
    }

    /// <summary>Returns a tensor with <c>tensor[i₀, i₁, …] = body</c> over the indices: the one already so defined, or a new temporary.</summary>
    /// <param name="indices">The loop indices, numbered 0, 1, … by position; the tensor has one axis for each.</param>
    /// <param name="shape">The tensor's shape (an index may run over a part of its axis).</param>
    /// <param name="body">The body, interned.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="label">What to call it if it is new; else it is a temporary.</param>
    public Tensor Define(ImmutableArray<BoundIndex> indices, Shape shape, Expr body, Origin origin, TensorLabel? label = null)
    {
        if (_defined.TryGetValue(new Definition(shape, new(indices), body), out Tensor? known))
        {
            return known;
        }

        bool isInteger = body is Reduce { Kind: ReduceKind.ArgMax or ReduceKind.ArgMin };
        Tensor tensor = label is null
            ? new Tensor(FreshName("t"), shape, TensorRole.Temporary) { IsInteger = isInteger }
            : new Tensor(UniqueName(label.Name), shape, label.Role) { Of = label.Of, By = label.By };
        Add(new Equation(tensor, [.. indices.Select(i => i.Variable)], indices, body, origin));
        return tensor;
    }

    /// <summary>Returns the tensor already defined so, or null.</summary>
    public Tensor? Find(ImmutableArray<BoundIndex> indices, Shape shape, Expr body) =>
        _defined.TryGetValue(new Definition(shape, new(indices), body), out Tensor? known) ? known : null;

    /// <summary>Returns a name that nothing has: the wish itself if it is free (and no stem of temporaries), else with a number.</summary>
    public string UniqueName(string wish)
    {
        string name = wish;
        for (int i = 2; !_names.Add(name); i++)
        {
            name = wish + "_" + i.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    private string FreshName(string stem)
    {
        string name;
        do
        {
            name = stem + (++_temporaries).ToString(CultureInfo.InvariantCulture);
        }
        while (!_names.Add(name));

        return name;
    }

    private sealed record IndexRanges(ImmutableArray<BoundIndex> Items)
    {
        public bool Equals(IndexRanges? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Aggregate(17, (hash, i) => unchecked((hash * 31) + i.GetHashCode()));
    }

    private sealed record Definition(Shape Shape, IndexRanges Indices, Expr Body)
    {
        public bool Equals(Definition? other) =>
            other is not null && ReferenceEquals(Body, other.Body) && Shape.Equals(other.Shape) && Indices.Equals(other.Indices);

        public override int GetHashCode() => unchecked((((Shape.GetHashCode() * 31) + Indices.GetHashCode()) * 31) + Body.GetHashCode());
    }
}

/// <summary>What a new tensor is to be called and what it stands for.</summary>
internal sealed record TensorLabel(string Name, TensorRole Role, Tensor? Of = null, Tensor? By = null);
