using System;
using System.Globalization;
using System.Linq;
using System.Text;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Functions;

/// <summary>One smooth function of a fixed family, taken for an unknown one: c + Σ aₘ·sin(Σᵢ wₘᵢ·xᵢ + pₘ), analytic everywhere.</summary>
/// <remarks>Name and number decide it, on every machine alike; its derivatives are those of the same function.</remarks>
internal sealed class AbstractInstance
{
    private const int Waves = 3;

    private readonly AbstractFunction _function;
    private readonly Rational _constant;
    private readonly (Rational Amplitude, Rational[] Frequencies, Rational Phase)[] _waves;

    private AbstractInstance(AbstractFunction function, int number)
    {
        _function = function;
        ulong state = 1469598103934665603UL + (ulong)number;
        foreach (char c in function.Name)
        {
            state = unchecked((state ^ c) * 1099511628211UL);
        }

        // Every other instance is positive everywhere, so that its logarithm exists.
        _constant = number % 2 == 0 ? Next(ref state, 4, 8) : Next(ref state, -4, 4);
        _waves =
        [
            .. Enumerable.Range(0, Waves).Select(_ => (
                Next(ref state, 1, 5) / 4,
                function.Orders.Select(_ => Next(ref state, 1, 7) / 4).ToArray(),
                Next(ref state, -8, 8) / 4)),
        ];
    }

    public static AbstractInstance Of(AbstractFunction function, int number) => new(function, number);

    public double Value(double[] arguments)
    {
        int order = _function.Orders.Sum();
        double sum = order == 0 ? _constant.ToDouble() : 0;
        foreach ((Rational amplitude, Rational[] frequencies, Rational phase) in _waves)
        {
            double angle = phase.ToDouble() + (order * Math.PI / 2);
            double factor = amplitude.ToDouble();
            for (int i = 0; i < arguments.Length; i++)
            {
                angle += frequencies[i].ToDouble() * arguments[i];
                factor *= Math.Pow(frequencies[i].ToDouble(), _function.Orders[i]);
            }

            sum += factor * Math.Sin(angle);
        }

        return sum;
    }

    public Ball Value(BallMath math, Ball[] arguments)
    {
        // sin(u + n·π/2) turns through sin, cos, −sin, −cos.
        int order = _function.Orders.Sum();
        Ball sum = order == 0 ? math.Of(_constant) : Ball.Zero;
        foreach ((Rational amplitude, Rational[] frequencies, Rational phase) in _waves)
        {
            Ball angle = math.Of(phase);
            Rational factor = amplitude;
            for (int i = 0; i < arguments.Length; i++)
            {
                angle = math.Add(angle, math.Multiply(math.Of(frequencies[i]), arguments[i]));
                factor *= frequencies[i].Pow(_function.Orders[i]);
            }

            Ball wave = order % 2 == 0 ? math.Sin(angle) : math.Cos(angle);
            sum = math.Add(sum, math.Multiply(math.Of(order % 4 < 2 ? factor : -factor), wave));
        }

        return sum;
    }

    /// <summary>Returns the undifferentiated function as text, to name it where it refutes.</summary>
    public override string ToString()
    {
        string[] names = _function.Orders.Length == 1 ? ["u"] : [.. _function.Orders.Select((_, i) => "u" + (i + 1).ToString(CultureInfo.InvariantCulture))];
        var text = new StringBuilder($"{_function.Name}({string.Join(", ", names)}) = {_constant}");
        foreach ((Rational amplitude, Rational[] frequencies, Rational phase) in _waves)
        {
            text.Append($" + {amplitude}*sin({string.Join(" + ", frequencies.Zip(names, (f, n) => $"{f}*{n}"))} + {phase})");
        }

        return text.ToString();
    }

    private static Rational Next(ref ulong state, int low, int high)
    {
        state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
        return low + (int)((state >> 33) % (ulong)(high - low + 1));
    }
}
