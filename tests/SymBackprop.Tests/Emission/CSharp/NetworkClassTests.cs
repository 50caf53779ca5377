using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using SymBackprop.Emission.CSharp;
using SymBackprop.Equations;
using SymBackprop.Numbers;
using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Tests.Emission.CSharp;

/// <summary>Classes of networks, compiled and used as a user would.</summary>
public class NetworkClassTests
{
    private const string MlpUse = """
        using System;
        using System.IO;
        using Examples;

        public static class Use
        {
            public static object Huge(int size) => new Mlp(n: size, h: size, c: 1);

            public static double HugeKernel(int size) => Mlp.Error(x: new double[size], t: new double[1], W1: default, b1: new double[size], W2: new double[size], b2: new double[1], workspace: default);

            public static Func<double[], double[], double> Make(Mlp net) => (x, t) => net.ErrorAndGradient(x, t);

            public static (double E, double[][] Gradient) Gradient(double[] x, double[] t, double[][] w)
            {
                var net = new Mlp(n: 3, h: 4, c: 2, seed: 1);
                w[0].CopyTo(net.W1);
                w[1].CopyTo(net.B1);
                w[2].CopyTo(net.W2);
                w[3].CopyTo(net.B2);
                double e = net.ErrorAndGradient(x, t);
                if (Math.Abs(e - net.Error(x, t)) > 1e-15)
                {
                    throw new Exception("Error differs");
                }

                return (e, new[] { net.dE_dW1.ToArray(), net.dE_db1.ToArray(), net.dE_dW2.ToArray(), net.dE_db2.ToArray() });
            }

            public static double[] Weights(int seed)
            {
                var net = new Mlp(3, 4, 2, seed);
                double[] all = new double[12 + 4 + 8 + 2];
                net.W1.CopyTo(all);
                net.B1.CopyTo(all.AsSpan(12));
                net.W2.CopyTo(all.AsSpan(16));
                net.B2.CopyTo(all.AsSpan(24));
                return all;
            }

            public static (double Before, double After) Train(double[] x, double[] t)
            {
                var net = new Mlp(3, 4, 2, 7);
                double before = net.Error(x, t);
                for (int i = 0; i < 200; i++)
                {
                    net.ErrorAndGradient(x, t);
                    net.Step(0.5);
                }

                return (before, net.Error(x, t));
            }

            public static long Allocated(double[] x, double[] t)
            {
                var net = new Mlp(3, 4, 2, 7);
                double[] z = new double[x.Length / 3 * 2];
                for (int i = 0; i < 50; i++)
                {
                    net.ErrorAndGradient(x, t);
                    net.Z(x, z);
                    net.Step(0.1);
                }

                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 100; i++)
                {
                    net.ErrorAndGradient(x, t);
                    net.Z(x, z);
                    net.Step(0.1);
                }

                return GC.GetAllocatedBytesForCurrentThread() - before;
            }

            public static (byte[] Json, bool Same) RoundTrip()
            {
                var net = new Mlp(3, 4, 2, 7);
                net.B1[2] = double.NaN;
                net.B1[3] = double.NegativeInfinity;
                var stream = new MemoryStream();
                net.Save(stream);
                var other = new Mlp(3, 4, 2, 8);
                other.Load(new MemoryStream(stream.ToArray()));
                bool same = net.W1.SequenceEqual(other.W1) && double.IsNaN(other.B1[2]) && double.IsNegativeInfinity(other.B1[3]) && net.W2.SequenceEqual(other.W2);
                return (stream.ToArray(), same);
            }

            public static void LoadInto(int h, byte[] json) => new Mlp(3, h, 2, 0).Load(new MemoryStream(json));

            public static double Overlap(double[] x, double[] t)
            {
                double[] w = new double[100];
                double[] g = new double[100];
                return Mlp.ErrorAndGradient(x, t, w.AsSpan(0, 12), w.AsSpan(12, 4), w.AsSpan(16, 8), w.AsSpan(24, 2), g.AsSpan(0, 12), g.AsSpan(11, 4), g.AsSpan(16, 8), g.AsSpan(24, 2), new double[100]);
            }
        }
        """;

    private static readonly double[] X = [0.1, -0.4, 0.7, 1.2, 0.3, -0.8];
    private static readonly double[] T = [1, 0, 0, 1];
    private static readonly Lazy<Assembly> Double = new(() => CompileMlp(Precision.Double));

    [Fact]
    public void IdentityClass_ReadsAsTheMathematics() => Snapshot.Verify(Networks.Emit(Networks.Identity).Text, "cs");

    [Theory]
    [InlineData(nameof(Networks.Identity), Networks.Identity)]
    [InlineData(nameof(Networks.Mlp), Networks.Mlp)]
    public void ClassInSteps_ShowsEachRule(string name, string network) => Snapshot.Verify(Networks.Emit(network, showsSteps: true).Text, "cs", name);

    [Fact]
    public void MlpClass_RunsOncePerSample() => Snapshot.Verify(Networks.Emit(Networks.Mlp).Text, "cs");

    [Fact]
    public void GradientOfMlp_EqualsTheEvaluators()
    {
        var random = new Random(3);
        double[][] w = [.. new[] { 12, 4, 8, 2 }.Select(n => Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5).ToArray())];
        var point = new Dictionary<string, DenseTensor>
        {
            ["x"] = new([2, 3], X),
            ["t"] = new([2, 2], T),
            ["W1"] = new([4, 3], w[0]),
            ["b1"] = new([4], w[1]),
            ["W2"] = new([2, 4], w[2]),
            ["b2"] = new([2], w[3]),
        };
        EquationSystem system = Networks.Compile(Networks.Mlp).System;
        var expected = Evaluator.Evaluate(system, new Dictionary<string, long> { ["N"] = 2, ["n"] = 3, ["h"] = 4, ["c"] = 2 }, point);

        (double e, double[][] gradient) = Call<(double, double[][])>("Gradient", X, T, w);

        Assert.Equal(expected[system.Error!.Name].Values[0], e, 1e-14);
        for (int i = 0; i < 4; i++)
        {
            double[] wanted = expected[system.Derivatives[i].Value.Name].Values;
            Assert.True(wanted.Zip(gradient[i]).All(p => Math.Abs(p.First - p.Second) < 1e-14), system.Derivatives[i].Value.Name);
        }
    }

    [Fact]
    public void StartingWeights_FollowTheSeedAndTheRule()
    {
        double[] weights = Call<double[]>("Weights", 1);

        Assert.Equal(weights, Call<double[]>("Weights", 1));
        Assert.NotEqual(weights, Call<double[]>("Weights", 2));
        double limit = Math.Sqrt(6.0 / 7);
        Assert.All(weights.Take(12), w => Assert.InRange(w, -limit, limit));
        Assert.All(weights.Skip(12).Take(4), w => Assert.Equal(0, w));
        Assert.True(weights.Skip(16).Take(8).Distinct().Count() == 8);
        Assert.All(weights.Skip(24), w => Assert.Equal(0, w));
    }

    [Fact]
    public void Steps_LowerTheError()
    {
        (double before, double after) = Call<(double, double)>("Train", X, T);

        Assert.True(after < before / 10, $"{before} → {after}");
    }

    [Fact]
    public void CallsAllocateNothing() => Assert.Equal(0, Call<long>("Allocated", X, T));

    [Fact]
    public void SavedWeights_LoadAgain()
    {
        (byte[] json, bool same) = Call<(byte[], bool)>("RoundTrip");

        Assert.True(same);
        Assert.Contains("\"NaN\"", System.Text.Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        Exception wrong = Assert.ThrowsAny<Exception>(() => Call<object>("LoadInto", 5, json));
        Assert.Contains("Axis 0 of the weight 'W1' must hold 5 entries, but it holds 4.", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongLength_NamesParameterExpectedAndFound()
    {
        var e = Assert.Throws<ArgumentException>(() => Call<object>("Gradient", X, new[] { 1.0, 0, 0 }, new double[][] { new double[12], new double[4], new double[8], new double[2] }));

        Assert.Equal("t", e.ParamName);
        Assert.Contains("'t' must hold 4 numbers for [N,c], but it holds 3.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OverlappingResults_Throw()
    {
        var e = Assert.Throws<ArgumentException>(() => Call<object>("Overlap", X, T));

        Assert.Contains("'dE_dW1' and 'dE_db1' overlap", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FloatClass_Compiles()
    {
        Assembly assembly = CompileMlp(Precision.Single, use: false);

        Assert.Equal(typeof(float), assembly.GetType("Examples.Mlp")!.GetMethod("Step")!.GetParameters()[0].ParameterType);
    }

    [Fact]
    public void ScalarsAndAllDistributions_Compile()
    {
        EmissionResult emission = Networks.Emit(Networks.Xor);

        Type type = CompiledCode.Compile(emission.Text, HelperFile.Text(emission.Helpers)).GetType("Examples.Xor")!;
        object net = Activator.CreateInstance(type, 3)!;

        Assert.Equal(0.0, type.GetProperty("B2")!.GetValue(net));
    }

    // 65,536·65,536 is 0 in 32 bits: the lengths would seem to fit.
    [Fact]
    public void SizesBeyondInt_AreRefused()
    {
        Assert.Throws<OverflowException>(() => Call<object>("Huge", 65_536));
        Assert.Throws<ArgumentException>(() => Call<double>("HugeKernel", 65_536));
    }

    [Fact]
    public void TwoCultures_GiveTheSameBytes()
    {
        string text = Networks.Emit(Networks.Xor).Text;
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in new[] { "tr-TR", "de-DE", "ar-SA" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Assert.Equal(text, Networks.Emit(Networks.Xor).Text);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("weight w, W", "SBP4003", "W")]
    [InlineData("weight equals", "SBP4003", "Equals")]
    [InlineData("weight step", "SBP4003", "Step")]
    [InlineData("weight clash", "SBP4003", "Clash")]
    [InlineData("weight taken", "SBP4003", "Taken")]
    [InlineData("weight ŷ, yhat", "SBP4002", "yhat")]
    public void NamesThatMeet_AreDiagnostics(string declaration, string id, string member)
    {
        string sum = string.Join(" + ", declaration.Substring("weight ".Length).Split(", ").Select(n => n + "^2"));

        EmissionResult emission = Networks.Emit($"network Clash\n  {declaration}\n  E = {sum}", takenNames: ["Taken"]);

        Assert.Empty(emission.Text);
        Assert.Contains(emission.Diagnostics, d => d.Diagnostic.Descriptor.Id == id && d.Diagnostic.Arguments.Contains(member));
    }

    [Fact]
    public void KeywordsAndOddNames_Compile()
    {
        EmissionResult emission = Networks.Emit("""
            network Odd
              input  class, workspace[3], random
              weight double, for[3], seed, stream, length, αβ, global
              E = (class*double + dot(for, workspace) + seed*random - stream)^2 + length^2 + αβ*global
            """);

        CompiledCode.Compile(emission.Text, HelperFile.Text(emission.Helpers));
    }

    private static Assembly CompileMlp(Precision precision, bool use = true)
    {
        EmissionResult emission = Networks.Emit(Networks.Mlp, precision);
        string[] texts = [emission.Text, HelperFile.Text(emission.Helpers)];
        return CompiledCode.Compile(use ? [.. texts, MlpUse] : texts);
    }

    private static T Call<T>(string method, params object[] arguments)
    {
        try
        {
            return (T)Double.Value.GetType("Use")!.GetMethod(method)!.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }
}
