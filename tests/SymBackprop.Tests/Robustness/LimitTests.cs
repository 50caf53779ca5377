using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Robustness;

/// <summary>Depth, size and numbers without measure end in the right answer or in a message, soon, on a small stack.</summary>
public class LimitTests
{
    private const string Weight = "network N\n  weight w\n";

    private static readonly Dictionary<string, (string Text, string? Id)> Cases = new()
    {
        ["functions that call each other 5,000 deep"] = (Weight + "f0(x) = sin(x)\n" + Lines(1, 5000, k => $"f{k}(x) = f{k - 1}(x)*2 + 1") + "E = f4999(w)", "SBP1049"),
        ["functions that call each other 100 deep"] = (Weight + "f0(x) = sin(x)\n" + Lines(1, 100, k => $"f{k}(x) = f{k - 1}(x)*2 + 1") + "E = f99(w)", null),
        ["a function of itself 40 times, its argument used twice"] = (Weight + "f(x) = x*x + x\nE = " + Around("f(", 40, "w", ")"), null),
        ["a choice of itself 40 times, its argument used three times"] = (Weight + "f(x) = if x > 0 then x/2 else -x\nE = " + Around("f(", 40, "w", ")"), null),
        ["functions that call each other twice, 40 deep"] = (Weight + "f0(x) = sin(x)\n" + Lines(1, 40, k => $"f{k}(x) = f{k - 1}(x)*f{k - 1}(x + 1)") + "E = f39(w)", null),
        ["functions that call each other twice with ever other arguments"] = (Weight + "f0(x) = sin(x)\n" + Lines(1, 40, k => $"f{k}(x) = f{k - 1}(2x)*f{k - 1}(3x)") + "E = f39(w)", "SBP1050"),
        ["values that use each other twice, 200 deep"] = (Weight + "a0 = w\n" + Lines(1, 200, k => $"a{k} = a{k - 1}*a{k - 1} + sin(a{k - 1})") + "E = a199", null),
        ["derivatives of derivatives, 60 deep"] = (Weight + "E = " + Around("d(", 60, "sin(w)", ", w)"), null),
        ["derivatives of derivatives, 65 deep"] = (Weight + "E = " + Around("d(", 65, "sin(w)", ", w)"), "SBP2001"),
        ["derivatives of named derivatives, 65 deep"] = (Weight + "a0 = sin(w)\n" + Lines(1, 66, k => $"a{k} = d(a{k - 1}, w)") + "E = a65", "SBP2001"),
        ["derivatives of a power, 20 deep"] = (Weight + "E = " + Around("d(", 20, "w^w", ", w)"), "SBP2002"),
        ["derivatives of exp(exp(…)), 64 deep"] = (Weight + "E = " + Around("d(", 64, Around("exp(", 6, "w", ")"), ", w)"), "SBP2002"),
        ["derivatives of a product, 9 deep"] = (Weight + "E = " + Around("d(", 9, "prod(i in 0..9, w + i)", ", w)"), null),
        ["derivatives of a product, 30 deep"] = (Weight + "E = " + Around("d(", 30, "prod(i in 0..9, w + i)", ", w)"), "SBP2002"),
        ["a call of itself, 200 deep"] = (Weight + "E = " + Around("exp(", 200, "w", ")"), null),
        ["brackets, 255 deep"] = (Weight + "E = " + Around("(", 255, "w", ")"), null),
        ["brackets, 100,000 deep"] = (Weight + "E = " + Around("(", 100_000, "w", ")"), "SBP0008"),
        ["signs, 100,000 of them"] = (Weight + "E = " + new string('-', 100_000) + "w", "SBP0008"),
        ["powers of powers, 100 deep"] = (Weight + "E = " + Around("w^", 100, "w", ""), null),
        ["two to the two to the two, 200 deep"] = (Weight + "E = w*(" + Around("2^", 200, "2", "") + ")", null),
        ["a number beyond double"] = (Weight + "E = 1e400*w", null),
        ["a power beyond memory"] = (Weight + "E = 2^(2^100)*w", null),
        ["a power of a million digits"] = (Weight + "E = 10^1000000*w", null),
        ["a product of powers beyond double"] = (Weight + "E = (10^400)*(10^400)*(10^400)*w", null),
        ["an exponent beyond memory"] = (Weight + "E = w^(2^100)", null),
        ["an exponent of a million"] = (Weight + "E = w^1000000", null),
        ["a sum over a million million million"] = (Weight + "E = sum(i in 0..1000000000000000000, w*i)", null),
        ["a sum over more than an axis holds"] = ("network N\n  weight w[3]\nE = sum(i in 0..1000000000000000000, w[i])", "SBP1016"),
        ["an axis of a million million"] = ("network N\n  weight w[1000000000000]\nE = sum(w)", null),
        ["a matrix to the millionth"] = ("network N\n  weight W[2,2]\nE = sum(W^1000000)", null),
        ["twenty axes"] = ($"network N\n  weight w[{string.Join(",", Enumerable.Repeat("2", 20))}]\nE = sum(w)", null),
        ["choices, 100 deep"] = (Weight + "E = " + Around("if w > 0 then ", 100, "w", " else 1"), null),
        ["a text of more than a megabyte"] = (Weight + "E = w" + new string(' ', 1 << 20), "SBP0007"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Measureless_EndsSoon(string name)
    {
        (string text, string? id) = Cases[name];

        CompilationResult result = SmallStack.Run(() => GradientCompiler.Compile(new SourceText("limit.sbp", text)));

        WholePipeline.Check(result.Diagnostics, text);
        if (id is not null)
        {
            Assert.Contains(id, result.Diagnostics.Select(d => d.Diagnostic.Descriptor.Id));
            return;
        }

        if (result.Network is { } network)
        {
            // What can be done with a network ends, too.
            SmallStack.Run(() => GradientCompiler.Explain(network) is null || network.Derivatives.Select(d => GradientCompiler.Expression(network, d)).ToList().Count > 0);
            Assert.NotEmpty(SmallStack.Run(() => GradientCompiler.EmitClass(network, "limit.sbp", new() { ClassName = "Limit", Declaration = "partial class Limit" }).Text));
            Assert.NotEmpty(SmallStack.Run(() => WholePipeline.EvaluateAt(network, text)));
        }
        else
        {
            Assert.True(result.HasErrors);
        }
    }

    private static string Around(string before, int times, string inner, string after) =>
        string.Concat(Enumerable.Repeat(before, times)) + inner + string.Concat(Enumerable.Repeat(after, times));

    private static string Lines(int from, int to, Func<int, FormattableString> line) =>
        string.Concat(Enumerable.Range(from, to - from).Select(k => FormattableString.Invariant(line(k)) + "\n"));
}
