using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Numbers;
using SymBackprop.Simplification;
using SymBackprop.Tests.Differentiation;

namespace SymBackprop.Tests.Catalogs;

/// <summary>A rule's sides as networks: a given for each hole, a vector where the hole stands below a reduction.</summary>
internal sealed class RuleNetwork
{
    private const int Length = 3;

    private readonly SystemBuilder _builder = new();
    private readonly RewriteRule _rule;
    private readonly ImmutableArray<string> _names;
    private readonly Dictionary<string, Tensor> _givens = [];
    private readonly Dictionary<string, Expr> _constants = [];
    private readonly BoundIndex _summed;
    private int _values;

    public RuleNetwork(RewriteRule rule)
    {
        _rule = rule;
        _summed = _builder.Index(Length, "j");
        _names = [.. rule.Pattern.Nodes().OfType<Hole>().Select(h => h.Name).Distinct().OrderBy(n => n, StringComparer.Ordinal)];
        foreach (string name in _names)
        {
            if (IsInteger(name))
            {
                _constants.Add(name, 3);
            }
            else
            {
                _givens.Add(name, _builder.Given(name, IsVector(name) ? [Length] : []));
            }
        }
    }

    public EquationSystem System(Expr side)
    {
        Tensor value = _builder.Define("value", [], Instantiate(side));
        return _builder.Primal(RequestKind.Gradient, value, [.. _givens.Values.Take(1)]);
    }

    public double Value(Expr side, Dictionary<string, DenseTensor> point)
    {
        Tensor value = _builder.Define("value" + _values++, [], Instantiate(side));
        return Evaluator.Evaluate(_builder.Primal(RequestKind.Gradient, value), new Dictionary<string, long>(), point)[value.Name].Values[0];
    }

    public double Derivative(Expr side, Dictionary<string, DenseTensor> point)
    {
        Tensor value = _builder.Define("value", [], Instantiate(side));
        EquationSystem system = _builder.Build(RequestKind.Gradient, value, _givens.Values.First());
        return Evaluator.Evaluate(system, new Dictionary<string, long>(), point)[system.Derivatives[0].Value.Name].Values[0];
    }

    public Dictionary<string, DenseTensor> Point(Random random) => _givens.ToDictionary(
        g => g.Key,
        g => Filled(g.Value, () => Range(g.Key).At(random.NextDouble())));

    public Dictionary<string, DenseTensor> Point(double[] at) => _givens.ToDictionary(g => g.Key, g => Filled(g.Value, () => at[_names.IndexOf(g.Key)]));

    private static DenseTensor Filled(Tensor tensor, Func<double> value) =>
        tensor.Shape.IsScalar ? DenseTensor.Scalar(value()) : DenseTensor.Vector([.. Enumerable.Range(0, Length).Select(_ => value())]);

    private SampleRange Range(string hole) => _rule.Domain.IsEmpty ? SampleRange.Real : _rule.Domain[_names.IndexOf(hole)];

    private bool IsInteger(string hole) => _rule.Conditions.Any(c => c.Hole == hole && c.Kind == HoleKind.Integer);

    private bool IsVector(string hole) =>
        _rule.Pattern.Nodes().OfType<Reduce>().Any(r => r.Body.Nodes().OfType<Hole>().Any(h => h.Name == hole))
        && !_rule.Conditions.Any(c => c.Hole == hole && c.Kind == HoleKind.Independent);

    private Expr Instantiate(Expr side, bool isSummed = false) => side switch
    {
        Hole h when _constants.TryGetValue(h.Name, out Expr? constant) => _builder.Interner.Intern(constant),
        Hole h => _givens[h.Name].Shape.IsScalar
            ? _builder.At(_givens[h.Name])
            : _builder.At(_givens[h.Name], isSummed ? _summed.Variable : IndexExpr.Zero),
        Reduce r => _builder.Interner.Reduce(r.Kind, [_summed], Instantiate(r.Body, true)),
        _ => _builder.Interner.Rebuild(side, o => Instantiate(o, isSummed)),
    };
}
