using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace SymBackprop.Generator.Tests;

/// <summary>A network from its file to a class that trains, through the real compiler.</summary>
public class NetworkClassTests
{
    private const string Network = """
        network Mlp(N, n, h, c)
          input  x[N,n]
          target t[N,c]
          weight W1[h,n], b1[h], W2[c,h] ~ uniform(-0.5, 0.5), b2[c], scale ~ constant(2)
          a[s]   = tanh(W1*x[s] + b1)
          z[s,k] = scale*sum(j, W2[k,j]*a[s,j]) + b2[k]
          p[s]   = softmax(z[s])
          output z, p
          E = mean(s, crossEntropy(p[s], t[s]))
        """;

    private const string Use = """
        using System;
        using System.IO;
        using SymBackprop;

        namespace Models;

        [Network("mlp.sbp")]
        public sealed partial class Mlp;

        [Network("mlp.sbp", Name = "Mlp", Precision = Precision.Single)]
        public sealed partial class Narrow;

        [Network("fit.sbp")]
        public sealed partial class Fit;

        public static partial class Driver
        {
            private static readonly double[] X = [0, 0, 0, 1, 1, 0, 1, 1];
            private static readonly double[] T = [1, 0, 0, 1, 0, 1, 1, 0];

            public static (double Before, double After, double[] Answers) Train()
            {
                var net = new Mlp(n: 2, h: 6, c: 2, seed: 3);
                double before = net.Error(X, T);
                for (int step = 0; step < 2000; step++)
                {
                    net.ErrorAndGradient(X, T);
                    net.Step(learningRate: 0.3);
                }

                double[] p = new double[8];
                net.P(X, p);
                return (before, net.Error(X, T), p);
            }

            public static (double Saved, double Loaded, double Fresh) SaveAndLoad()
            {
                var net = new Mlp(2, 6, 2, 3);
                for (int step = 0; step < 50; step++)
                {
                    net.ErrorAndGradient(X, T);
                    net.Step(0.3);
                }

                var stream = new MemoryStream();
                net.Save(stream);
                var other = new Mlp(2, 6, 2, 4);
                double fresh = other.Error(X, T);
                other.Load(new MemoryStream(stream.ToArray()));
                return (net.Error(X, T), other.Error(X, T), fresh);
            }

            public static float Single()
            {
                var net = new Narrow(2, 6, 2, 3);
                float[] x = [0, 0, 0, 1, 1, 0, 1, 1], t = [1, 0, 0, 1, 0, 1, 1, 0];
                for (int step = 0; step < 2000; step++)
                {
                    net.ErrorAndGradient(x, t);
                    net.Step(0.3f);
                }

                return net.Error(x, t);
            }

            public static long Allocated()
            {
                var net = new Mlp(2, 6, 2, 3);
                double[] z = new double[8], p = new double[8];
                Once(net, z, p);
                Once(net, z, p);
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 100; i++)
                {
                    Once(net, z, p);
                }

                return GC.GetAllocatedBytesForCurrentThread() - before;
            }

            public static void Wrong(string what)
            {
                var net = new Mlp(2, 6, 2, 3);
                double[] odd = new double[7], short4 = new double[4];
                switch (what)
                {
                    case "x": net.Error(odd, T); break;
                    case "t": net.ErrorAndGradient(X, odd); break;
                    case "z": net.Z(X, short4); break;
                    case "p": net.P(X, odd); break;
                    case "W1": net.Load(new MemoryStream("{\"W1\":[[1,2]],\"b1\":[0],\"W2\":[[1],[1]],\"b2\":[0,0],\"scale\":1}"u8.ToArray())); break;
                    case "b2": net.Load(new MemoryStream("{\"W1\":[[1,2],[1,2],[1,2],[1,2],[1,2],[1,2]],\"b1\":[0,0,0,0,0,0],\"W2\":[[1,1,1,1,1,1],[1,1,1,1,1,1]],\"scale\":1}"u8.ToArray())); break;
                    case "scale": net.Load(new MemoryStream("{\"W1\":[[1,2],[1,2],[1,2],[1,2],[1,2],[1,2]],\"b1\":[0,0,0,0,0,0],\"W2\":[[1,1,1,1,1,1],[1,1,1,1,1,1]],\"b2\":[0,0],\"scale\":[1]}"u8.ToArray())); break;
                    case "h": _ = new Mlp(2, -1, 2, 3); break;
                }
            }

            public static (double E, double Slope) Empty()
            {
                var net = new Fit(n: 3, seed: 1);
                double e = net.ErrorAndGradient([], []);
                return (e, net.dE_dw[0]);
            }

            public static double First(int n) => FirstEntry(new double[n]);

            [Gradient("w[0]^2 + sum(w)", "w")]
            private static partial void FirstEntry(ReadOnlySpan<double> w, Span<double> dw);

            private static double FirstEntry(double[] w)
            {
                FirstEntry(w, new double[w.Length]);
                return 0;
            }

            private static void Once(Mlp net, double[] z, double[] p)
            {
                net.ErrorAndGradient(X, T);
                net.Error(X, T);
                net.Step(0.1);
                net.Z(X, z);
                net.P(X, p);
            }
        }
        """;

    private static readonly Lazy<Type> Driver = new(Compile);

    [Fact]
    public void Training_LowersTheErrorAndTellsTheClasses()
    {
        var (before, after, answers) = Call<(double, double, double[])>("Train");

        Assert.True(after < before / 20, $"{before} → {after}");
        Assert.Equal([1, 0, 0, 1, 0, 1, 1, 0], answers.Select(a => Math.Round(a)));
    }

    [Fact]
    public void SavedWeights_ComputeTheSameErrorWhenLoaded()
    {
        var (saved, loaded, fresh) = Call<(double, double, double)>("SaveAndLoad");

        Assert.Equal(saved, loaded);
        Assert.NotEqual(saved, fresh);
    }

    [Fact]
    public void SinglePrecision_Trains() => Assert.InRange(Call<float>("Single"), 0f, 0.1f);

    [Fact]
    public void Calls_AllocateNothing() => Assert.Equal(0L, Call<long>("Allocated"));

    [Theory]
    [InlineData("x", "'x'", "7")]
    [InlineData("t", "'t'", "8", "7")]
    [InlineData("z", "'z'", "8", "4")]
    [InlineData("p", "'p'", "8", "7")]
    [InlineData("W1", "'W1'", "6", "1")]
    [InlineData("b2", "'b2'")]
    [InlineData("scale", "'scale'")]
    [InlineData("h", "'h'", "-1")]
    public void WhatDoesNotFit_IsRefusedWithNameExpectedAndFound(string what, params string[] words)
    {
        Exception thrown = Assert.Throws<TargetInvocationException>(() => Driver.Value.GetMethod("Wrong")!.Invoke(null, [what])).InnerException!;

        Assert.True(thrown is ArgumentException or InvalidDataException or FormatException, thrown.ToString());
        Assert.All(words, w => Assert.Contains(w, thrown.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void EmptyBatch_HasEmptySums() => Assert.Equal((0.0, 0.0), Call<(double, double)>("Empty"));

    // The language takes sizes to be 1 or more; who breaks that in C# gets an exception, not a number.
    [Fact]
    public void EntryThatIsNotThere_Throws() =>
        Assert.IsType<IndexOutOfRangeException>(Assert.Throws<TargetInvocationException>(() => Driver.Value.GetMethod("First")!.Invoke(null, [0])).InnerException);

    private static T Call<T>(string method) => (T)Driver.Value.GetMethod(method)!.Invoke(null, null)!;

    private static Type Compile()
    {
        var harness = Harness.Start(Use, ("/project/mlp.sbp", Network), ("/project/fit.sbp", "network Fit(N, n); input x[N,n]; target y[N]; weight w[n]; E = sum(s, (dot(w, x[s]) - y[s])^2)"));
        Assert.Empty(harness.Reported);
        Assert.Empty(harness.CompilerDiagnostics);
        using var stream = new MemoryStream();
        EmitResult result = harness.Output.WithOptions(harness.Output.Options.WithOptimizationLevel(OptimizationLevel.Release)).Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(stream).GetType("Models.Driver")!;
    }
}
