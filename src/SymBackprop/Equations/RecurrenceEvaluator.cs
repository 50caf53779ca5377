using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Equations;

/// <summary>Evaluates tensors that need each other, entry by entry on demand.</summary>
internal sealed class RecurrenceEvaluator(
    EquationGroup group, IReadOnlyDictionary<string, long> sizes, Dictionary<Tensor, DenseTensor> values, CancellationToken cancellation)
{
    private readonly Dictionary<Tensor, State[]> _states = [];
    private readonly Dictionary<(Tensor Tensor, int Flat), List<(Equation Equation, long[] Indices)>> _producers = [];
    private (Tensor Tensor, int Flat)? _missing;

    private enum State
    {
        Unknown,
        Open,
        Known,
    }

    public void Run()
    {
        foreach (Tensor target in group.Targets)
        {
            _states.Add(target, new State[values[target].Values.Length]);
        }

        FindProducers();
        foreach (Tensor target in group.Targets)
        {
            for (int flat = 0; flat < values[target].Values.Length; flat++)
            {
                Demand(target, flat);
            }
        }
    }

    private void FindProducers()
    {
        var evaluator = new ExprEvaluator(sizes, (tensor, flat) => values[tensor].Values[flat], cancellation);
        foreach (Equation equation in group.Equations)
        {
            evaluator.ForEach(equation.Indices, () =>
            {
                (Tensor, int) entry = (equation.Target, evaluator.FlatIndex(equation.Target, equation.Targets));
                if (!_producers.TryGetValue(entry, out List<(Equation Equation, long[] Indices)>? producers))
                {
                    _producers.Add(entry, producers = []);
                }

                producers.Add((equation, [.. equation.Indices.Select(i => evaluator[i.Id])]));
            });
        }
    }

    // A stack of its own: a recurrence may be as deep as it is long.
    private void Demand(Tensor tensor, int flat)
    {
        var open = new Stack<(Tensor Tensor, int Flat)>([(tensor, flat)]);
        while (open.Count > 0)
        {
            (Tensor target, int position) = open.Peek();
            if (_states[target][position] == State.Known)
            {
                open.Pop();
                continue;
            }

            _states[target][position] = State.Open;
            _missing = null;
            double value = Entry(target, position);
            if (_missing is not { } missing)
            {
                values[target].Values[position] = value;
                _states[target][position] = State.Known;
                open.Pop();
            }
            else if (_states[missing.Tensor][missing.Flat] == State.Open)
            {
                throw new InvalidOperationException($"Entry {missing.Flat} of '{missing.Tensor}' needs itself.");
            }
            else
            {
                open.Push(missing);
            }
        }
    }

    private double Entry(Tensor target, int flat)
    {
        double sum = 0;
        if (_producers.TryGetValue((target, flat), out List<(Equation Equation, long[] Indices)>? producers))
        {
            foreach ((Equation equation, long[] indices) in producers)
            {
                var evaluator = new ExprEvaluator(sizes, Read, cancellation);
                for (int i = 0; i < indices.Length; i++)
                {
                    evaluator[equation.Indices[i].Id] = indices[i];
                }

                double value = evaluator.Value(equation.Body);
                sum = equation.IsScatter ? sum + value : value;
                if (_missing is not null)
                {
                    break;
                }
            }
        }

        return sum;
    }

    private double Read(Tensor tensor, int flat)
    {
        if (_missing is null && _states.TryGetValue(tensor, out State[]? states) && states[flat] != State.Known)
        {
            _missing = (tensor, flat);
        }

        return values[tensor].Values[flat];
    }
}
