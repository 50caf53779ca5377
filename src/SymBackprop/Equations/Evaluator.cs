using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Equations;

/// <summary>Runs an equation system directly, in double: slow, and right by its shortness.</summary>
/// <remarks>
/// Equations run in their order. Where tensors need each other (a recurrence), their entries are computed on demand instead,
/// each once, whichever way the recurrence runs.
/// </remarks>
internal static class Evaluator
{
    /// <summary>Returns the values of all tensors by name, the given ones included.</summary>
    public static IReadOnlyDictionary<string, DenseTensor> Evaluate(
        EquationSystem system, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, DenseTensor> givens, CancellationToken cancellation = default)
    {
        var values = new Dictionary<Tensor, DenseTensor>();
        foreach (Tensor given in system.Givens)
        {
            DenseTensor value = givens[given.Name];
            ImmutableArray<int> extents = Extents(given.Shape, sizes);
            if (!extents.SequenceEqual(value.Extents))
            {
                throw new ArgumentException($"'{given.Name}' is [{string.Join(",", value.Extents)}] where the sizes make it [{string.Join(",", extents)}].", nameof(givens));
            }

            values.Add(given, value);
        }

        foreach (EquationGroup group in EquationGroup.InOrder(system.Equations))
        {
            foreach (Tensor target in group.Targets)
            {
                values.Add(target, DenseTensor.Zeros(Extents(target.Shape, sizes)));
            }

            if (group.IsRecurrent)
            {
                new RecurrenceEvaluator(group, sizes, values, cancellation).Run();
            }
            else
            {
                foreach (Equation equation in group.Equations)
                {
                    Run(equation, sizes, values, cancellation);
                }
            }
        }

        return values.ToDictionary(v => v.Key.Name, v => v.Value);
    }

    private static void Run(Equation equation, IReadOnlyDictionary<string, long> sizes, Dictionary<Tensor, DenseTensor> values, CancellationToken cancellation)
    {
        double[] result = values[equation.Target].Values;
        var evaluator = new ExprEvaluator(sizes, (tensor, flat) => values[tensor].Values[flat], cancellation);
        evaluator.ForEach(equation.Indices, () =>
        {
            // A contribution that is not made has no place.
            if (equation.IsScatter && equation.Body is Select { Otherwise: Constant { Value.IsZero: true } } guarded && !evaluator.Holds(guarded.Condition))
            {
                return;
            }

            double value = evaluator.Value(equation.Body);
            int flat = evaluator.FlatIndex(equation.Target, equation.Targets);
            result[flat] = equation.IsScatter ? result[flat] + value : value;
        });
    }

    private static ImmutableArray<int> Extents(Shape shape, IReadOnlyDictionary<string, long> sizes)
    {
        var evaluator = new ExprEvaluator(sizes, (_, _) => double.NaN);
        return [.. shape.Extents.Select(e => checked((int)evaluator.Value(e)))];
    }
}
