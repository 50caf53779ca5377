using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Functions;

namespace SymBackprop.Equations;

/// <summary>The number of operations of a system at given sizes.</summary>
/// <param name="Weight">Weighted by how long each takes, with 1 for an addition.</param>
/// <param name="Count">Each operation counted once; a function of the catalogue as its definition counts.</param>
internal readonly record struct OperationTotal(double Weight, double Count)
{
    public static OperationTotal operator +(OperationTotal a, OperationTotal b) => new(a.Weight + b.Weight, a.Count + b.Count);
}

/// <summary>Counts the operations that the equations of a system stand for.</summary>
/// <remarks>Index arithmetic, copies and zero-fills are free. A choice counts both branches, a guard its branch, as if it always held.</remarks>
internal static class OperationCounter
{
    /// <summary>Counts all equations that the wanted tensors need (by default: the error, outputs and derivatives).</summary>
    public static OperationTotal Count(EquationSystem system, IReadOnlyDictionary<string, long> sizes, IEnumerable<Tensor>? wanted = null)
    {
        var needed = new HashSet<Tensor>();
        var open = new Stack<Tensor>(wanted ?? system.Roots);
        ILookup<Tensor, Equation> pieces = system.Equations.ToLookup(e => e.Target);
        OperationTotal total = default;
        while (open.Count > 0)
        {
            Tensor tensor = open.Pop();
            if (!needed.Add(tensor))
            {
                continue;
            }

            foreach (Equation equation in pieces[tensor])
            {
                total += Count(equation, sizes);
                foreach (Tensor used in equation.UsedTensors)
                {
                    open.Push(used);
                }
            }
        }

        return total;
    }

    private static OperationTotal Count(Equation equation, IReadOnlyDictionary<string, long> sizes)
    {
        double entries = Iterations(equation.Indices, sizes);
        OperationTotal total = equation.Body is Reduce r
            ? Reduction(r, entries, Iterations(equation.AllIndices, sizes))
            : Scaled(OperationCost.Of(equation.Body), entries);
        return equation.IsScatter ? total + Scaled(OperationCost.One, entries) : total;
    }

    private static OperationTotal Reduction(Reduce reduce, double entries, double steps)
    {
        // n values are combined by n − 1 operations.
        double combinations = Math.Max(steps - entries, 0);
        OperationTotal total = Scaled(OperationCost.Of(reduce.Body), steps) + Scaled(OperationCost.One, combinations);
        if (reduce.Kind != ReduceKind.LogSumExp)
        {
            return total;
        }

        // m = max vⱼ, then m + log Σ exp(vⱼ − m).
        OperationCost each = FunctionCatalog.Get("exp").Cost + OperationCost.One;
        OperationCost once = FunctionCatalog.Get("log").Cost + OperationCost.One;
        return total + Scaled(OperationCost.One, combinations) + Scaled(each, steps) + Scaled(once, entries);
    }

    private static OperationTotal Scaled(OperationCost cost, double times) => new(cost.Weight * times, cost.Count * times);

    private static double Iterations(ImmutableArray<BoundIndex> indices, IReadOnlyDictionary<string, long> sizes)
    {
        // Ranges that mention other indices or entries of tensors are walked; the others multiply.
        double product = 1;
        var evaluator = new ExprEvaluator(sizes, (_, _) => 0);
        foreach (BoundIndex index in indices)
        {
            if (index.Range.Bounds.Any(b => b.Variables().Any()))
            {
                double walked = 0;
                evaluator.ForEach(indices, () => walked++);
                return walked;
            }

            product *= Math.Max(index.Range.Upper.Min(evaluator.Value) - index.Range.Lower.Max(evaluator.Value) + 1, 0);
        }

        return product;
    }
}
