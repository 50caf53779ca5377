using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using SymBackprop.Simplification;
using Xunit;

namespace SymBackprop.Tests.Simplification;

/// <summary>What is left of whole networks.</summary>
public class NetworkTests
{
    private static readonly Dictionary<string, long> Sizes = new() { ["N"] = 3, ["c"] = 4, ["n"] = 5 };

    [Fact]
    public void ChainOfEightSigmoids_TakesAtMost82Operations()
    {
        var layers = Enumerable.Range(1, 8).Select(k => $"a{k} = 1/(1 + exp(-w{k}*a{k - 1}))");
        var network = new TextNetwork($"""
            network Chain
              input a0
              target y
              weight {string.Join(", ", Enumerable.Range(1, 8).Select(k => "w" + k))}
              {string.Join("\n  ", layers)}
              E = 1/2*(a8 - y)^2
            """);

        OperationTotal total = OperationCounter.Count(network.Simplified, Sizes);

        Assert.True(total.Count <= 82, $"{total.Count}\n{network.Simplified}");
    }

    [Fact]
    public void OneLineAndManyLines_TakeTheSameOperations()
    {
        var one = new TextNetwork("network A(n)\n input x[n], y\n weight w[n]\n E = 1/2*(1/(1 + exp(-sum(i, w[i]*x[i]))) - y)^2");
        var many = new TextNetwork("network A(n)\n input x[n], y\n weight w[n]\n z = dot(w, x)\n a = sigmoid(z)\n d = a - y\n E = 1/2*d^2");

        Assert.True(OperationCounter.Count(many.Simplified, Sizes) == OperationCounter.Count(one.Simplified, Sizes), $"{many.Simplified}\n----\n{one.Simplified}");
    }

    [Fact]
    public void SoftmaxCrossEntropyUnderAssumption_HasTheGradientPMinusT()
    {
        var network = new TextNetwork("""
            network Classes(N, c)
              input z[N,c]
              target t[N,c]
              assume sum(k, t[s,k]) = 1
              p[s,k] = exp(z[s,k])/sum(m, exp(z[s,m]))
              E = -sum(s, k, t[s,k]*log(p[s,k]))
              gradient E wrt z
            """);

        Expr gradient = network.Simplified.Equations.Single(e => e.Target.Name == "dE_dz").Body;
        Assert.Equal(["-1*t", "1*p"], ((Add)gradient).Terms.Select(network.Simplified.Interner.SplitCoefficient).Select(t => $"{t.Coefficient}*{((Access)t.Core).Tensor.Name}").Order());
        Assert.Equal(["sum(k, t[s, k]) = 1"], network.Simplified.UsedAssumptions.AsEnumerable());
    }

    [Fact]
    public void SoftmaxCrossEntropyWithoutAssumption_KeepsTheSumOfTargets()
    {
        var network = new TextNetwork("""
            network Classes(N, c)
              input z[N,c]
              target t[N,c]
              E = -sum(s, k, t[s,k]*log(exp(z[s,k])/sum(m, exp(z[s,m]))))
              gradient E wrt z
            """);
        var random = new Random(3);
        double[] z = [.. Enumerable.Range(0, 12).Select(_ => (random.NextDouble() * 2000) - 1000)];
        double[] t = [.. Enumerable.Range(0, 12).Select(_ => random.NextDouble())];

        double[] gradient = network.Evaluate(Sizes, ("z", new([3, 4], z)), ("t", new([3, 4], t)))["dE_dz"].Values;

        for (int s = 0; s < 3; s++)
        {
            int best = Enumerable.Range(0, 4).MaxBy(k => z[(4 * s) + k]);
            double total = Enumerable.Range(0, 4).Sum(k => t[(4 * s) + k]);
            for (int k = 0; k < 4; k++)
            {
                Assert.Equal((k == best ? total : 0) - t[(4 * s) + k], gradient[(4 * s) + k], 1e-9);
            }
        }
    }

    [Fact]
    public void BinaryCrossEntropy_TakesOneSoftplus()
    {
        var network = new TextNetwork("""
            network Logistic(N, n)
              input x[N,n]
              target y[N]
              weight w[n]
              p[s] = 1/(1 + exp(-sum(j, w[j]*x[s,j])))
              E = -sum(s, y[s]*log(p[s]) + (1 - y[s])*log(1 - p[s]))
            """);

        Assert.True(network.Stable.Equations.Count(e => e.Body is Call { Function: "softplus" }) == 1, network.Primal + "\n----\n" + network.Stable);
        Assert.DoesNotContain(network.Stable.Equations, e => e.Body is Call { Function: "log" });
    }

    [Fact]
    public void MaximumShift_LeavesTheSoftmax()
    {
        var network = new TextNetwork("""
            network Shifted(n)
              input z[n]
              weight v[n]
              m = max(k, z[k])
              q = sum(k, exp(z[k] - m))
              p[k] = exp(z[k] - m)/q
              E = sum(k, v[k]*p[k])
            """);

        Equation p = network.Stable.Equations.Single(e => e.Target.Name == "p");
        Assert.IsType<Call>(p.Body);
        Assert.False(Needs(network.Stable, "E").Contains("m"), network.Stable.ToString());
    }

    [Fact]
    public void Gradient_OfSumOfSquares_IsAsByHand()
    {
        var network = new TextNetwork("""
            network Linear(N, n)
              input x[N,n]
              target y[N]
              weight w[n]
              E = mean(s, (dot(x[s], w) - y[s])^2)
            """);

        Assert.True(OperationCounter.Count(network.Simplified, Sizes).Weight <= 4 * OperationCounter.Count(network.Stable, Sizes).Weight, network.Simplified.ToString());
    }

    [Fact]
    public void RootOfAPositiveSum_HasNoKinkToGuard()
    {
        var network = new TextNetwork("network A(n)\n input x[n]\n weight w\n E = sqrt(sum(i, (w*x[i])^2)/n + 1/100)");

        Assert.DoesNotContain(network.Simplified.Equations, e => e.Body.Nodes().Any(n => n is Select));
    }

    [Fact]
    public void RootOfASumThatMayBeZero_KeepsItsGuard()
    {
        var network = new TextNetwork("network A(n)\n input x[n]\n weight w\n E = sqrt(sum(i, (w*x[i])^2))");

        Assert.Equal(0, network.Evaluate(Sizes, ("x", DenseTensor.Vector(1, 2, 3, 4, 5)), ("w", DenseTensor.Scalar(0)))["dE_dw"].Values[0]);
    }

    [Fact]
    public void TransposedDefinition_IsComputedOnce()
    {
        var network = new TextNetwork("network A(N, n)\n input x[N,n]\n weight w[n]\n v[j] = sum(s, exp(w[j]*x[s,j]))\n u[s] = sum(j, v[j]*exp(w[j]*x[s,j]))\n E = sum(s, u[s]^2)");

        Assert.Single(network.Stable.Equations, e => e.Body is Call { Function: "exp" });
    }

    [Fact]
    public void MeanCrossEntropyUnderAssumption_NeedsNoSumOfTargets()
    {
        var network = new TextNetwork("network A(N, c)\n target t[N,c]\n weight z[N,c]\n assume sum(k, t[s,k]) = 1\n E = -mean(s, sum(k, t[s,k]*log(softmax(z[s])[k])))");

        Assert.DoesNotContain(DeadEquations.Keep(network.Simplified, [network.Simplified.Derivatives[0].Value]).Equations, e => e.Body is Reduce { Kind: ReduceKind.Sum });
    }

    // The tensors that a named value needs.
    private static HashSet<string> Needs(EquationSystem system, string name)
    {
        ILookup<string, Equation> pieces = system.Equations.ToLookup(e => e.Target.Name);
        var needed = new HashSet<string>();
        var open = new Stack<string>([name]);
        while (open.Count > 0)
        {
            string tensor = open.Pop();
            if (needed.Add(tensor))
            {
                foreach (Tensor used in pieces[tensor].SelectMany(e => e.UsedTensors))
                {
                    open.Push(used.Name);
                }
            }
        }

        return needed;
    }
}
