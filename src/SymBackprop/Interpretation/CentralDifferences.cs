using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Interpretation;

/// <summary>Derivatives of a bound network by central differences of its values, extrapolated to step 0.</summary>
internal static class CentralDifferences
{
    /// <summary>Returns ∂of/∂by and, entry by entry, an estimate of its error.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sizes">The sizes by name.</param>
    /// <param name="givens">Where.</param>
    /// <param name="of">What is differentiated.</param>
    /// <param name="by">A given, or a named value that is then taken as independent.</param>
    /// <param name="step">The largest step, relative to entries above 1.</param>
    public static (DenseTensor Derivative, DenseTensor Error) Derivative(
        BoundNetwork network, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<string, DenseTensor> givens, Tensor of, Tensor by, double step = 0.01)
    {
        PlainInterpreter start = Interpreter.Start(network, sizes, givens);
        TensorValue<double> center = start.Run(Interpreter.Reference(by));
        TensorValue<double> value = start.Run(Interpreter.Reference(of));
        int columns = center.Entries.Length;
        double[] derivatives = new double[value.Entries.Length * columns];
        double[] errors = new double[derivatives.Length];
        for (int column = 0; column < columns; column++)
        {
            // All entries of the result at one displaced entry come from one run.
            var runs = new Dictionary<double, double[]>();
            double[] At(double displaced)
            {
                if (!runs.TryGetValue(displaced, out double[]? entries))
                {
                    double[] moved = [.. center.Entries];
                    moved[column] = displaced;
                    entries = start.With(by, new(center.Extents, moved)).Run(Interpreter.Reference(of)).Entries;
                    runs.Add(displaced, entries);
                }

                return entries;
            }

            double x = center.Entries[column];
            for (int row = 0; row < value.Entries.Length; row++)
            {
                int entry = row;
                (derivatives[(row * columns) + column], errors[(row * columns) + column]) =
                    DifferenceQuotient.Derivative(v => At(v)[entry], x, step * Math.Max(1.0, Math.Abs(x)));
            }
        }

        ImmutableArray<int> extents = [.. value.Extents, .. center.Extents];
        return (new(extents, derivatives), new(extents, errors));
    }
}
