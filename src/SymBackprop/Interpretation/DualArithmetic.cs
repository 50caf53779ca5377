using System;
using System.Linq;
using SymBackprop.Functions;

namespace SymBackprop.Interpretation;

/// <summary>Forward differentiation: the rules of sum, product and quotient, and the catalogue's partials.</summary>
internal sealed class DualArithmetic<T>(IArithmetic<T> inner) : IArithmetic<Dual<T>>
{
    public IArithmetic<T> Inner { get; } = inner;

    public Dual<T> FromDouble(double value) => new(Inner.FromDouble(value), null);

    public double ValueOf(Dual<T> number) => Inner.ValueOf(number.Value);

    public bool IsZero(Dual<T> number) => Inner.IsZero(number.Value) && (number.Tangents is null || Array.TrueForAll(number.Tangents, Inner.IsZero));

    public Dual<T> Add(Dual<T> a, Dual<T> b) => new(Inner.Add(a.Value, b.Value), Combine(a.Tangents, b.Tangents, Inner.Add));

    public Dual<T> Multiply(Dual<T> a, Dual<T> b) =>
        new(Inner.Multiply(a.Value, b.Value), Combine(Scale(a.Tangents, b.Value), Scale(b.Tangents, a.Value), Inner.Add));

    // (a/b)′ = (a′ − (a/b)·b′)/b
    public Dual<T> Divide(Dual<T> a, Dual<T> b)
    {
        T quotient = Inner.Divide(a.Value, b.Value);
        T[]? above = Combine(a.Tangents, Scale(b.Tangents, Inner.Negate(quotient)), Inner.Add);
        return new(quotient, above?.Select(t => Inner.IsZero(t) ? t : Inner.Divide(t, b.Value)).ToArray());
    }

    public Dual<T> Apply(ScalarFunction function, Dual<T>[] arguments)
    {
        T[] values = [.. arguments.Select(a => a.Value)];
        T result = Inner.Apply(function, values);
        T[]? tangents = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Tangents is not null)
            {
                T partial = HoleEvaluator<T>.Evaluate(Inner, function.Partials[i], values, result);
                tangents = Combine(tangents, Scale(arguments[i].Tangents, partial), Inner.Add);
            }
        }

        return new(result, tangents);
    }

    // What does not vary stays so, also times infinity.
    private T[]? Scale(T[]? tangents, T factor) => tangents?.Select(t => Inner.IsZero(t) ? t : Inner.Multiply(t, factor)).ToArray();

    private static T[]? Combine(T[]? a, T[]? b, Func<T, T, T> add) => a is null ? b : b is null ? a : [.. a.Zip(b, add)];
}
