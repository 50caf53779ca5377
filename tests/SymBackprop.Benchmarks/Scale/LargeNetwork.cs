using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SymBackprop.Benchmarks.Scale;

/// <summary>Texts that grow with a number: what compiles in linear time.</summary>
internal static class LargeNetwork
{
    /// <summary>Gets the networks by name, each with the largest number that is measured.</summary>
    public static IReadOnlyDictionary<string, (Func<int, string> Text, int Largest)> All { get; } = new Dictionary<string, (Func<int, string>, int)>
    {
        ["layers"] = (Layers, 10_000),
        ["indexed-layers"] = (IndexedLayers, 10_000),
        ["terms"] = (Terms, 100_000),
        ["waves"] = (Waves, 20_000),
        ["product"] = (Product, 10_000),
    };

    // aₖ = σ(wₖ·aₖ₋₁), each weight a scalar of its own.
    private static string Layers(int count)
    {
        var text = new StringBuilder("network Layers\ninput a0\ntarget y\nweight w1");
        for (int k = 2; k <= count; k++)
        {
            Append(text, $",w{k}");
        }

        for (int k = 1; k <= count; k++)
        {
            Append(text, $"\na{k} = sigmoid(w{k}*a{k - 1})");
        }

        return Append(text, $"\nE = 1/2*(a{count} - y)^2").ToString();
    }

    // The same with the weights in one vector.
    private static string IndexedLayers(int count)
    {
        StringBuilder text = Append(new(), $"network IndexedLayers\ninput a0\ntarget y\nweight w[{count}]");
        for (int k = 1; k <= count; k++)
        {
            Append(text, $"\na{k} = sigmoid(w[{k - 1}]*a{k - 1})");
        }

        return Append(text, $"\nE = 1/2*(a{count} - y)^2").ToString();
    }

    // x·a₀ + x·a₁ + … in vectors of 10,000 entries: with five digits to an index the text would be longer than a text may be.
    private static string Terms(int count)
    {
        const string Vectors = "abcdfghklm";
        int length = Math.Min(count, 10_000);
        int used = (count + length - 1) / length;
        var text = new StringBuilder("network Terms\ninput x\nweight ");
        for (int v = 0; v < used; v++)
        {
            Append(text, $"{(v > 0 ? "," : "")}{Vectors[v]}[{length}]");
        }

        text.Append("\nE=");
        for (int i = 0; i < count; i++)
        {
            Append(text, $"{(i > 0 ? "+" : "")}x*{Vectors[i / length]}[{i % length}]");
        }

        return text.ToString();
    }

    // sin(w₀·x) + sin(w₁·x) + …: every term is a call, and its derivative another.
    private static string Waves(int count)
    {
        StringBuilder text = Append(new(), $"network Waves\ninput x\nweight w[{count}]\nE = ");
        for (int i = 0; i < count; i++)
        {
            Append(text, $"{(i > 0 ? " + " : "")}sin(w[{i}]*x)");
        }

        return text.ToString();
    }

    // w₀·w₁·w₂·…: every partial is the product of all others.
    private static string Product(int count)
    {
        StringBuilder text = Append(new(), $"network Product\nweight w[{count}]\nE = ");
        for (int i = 0; i < count; i++)
        {
            Append(text, $"{(i > 0 ? "*" : "")}w[{i}]");
        }

        return text.ToString();
    }

    private static StringBuilder Append(StringBuilder text, FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture));
}
