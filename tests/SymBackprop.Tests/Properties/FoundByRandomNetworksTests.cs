using System.Collections.Generic;
using SymBackprop.Tests.Emission.CSharp;
using SymBackprop.Tests.Pipeline;
using Xunit;

namespace SymBackprop.Tests.Properties;

/// <summary>The smallest networks that showed a fault: they are computed the same in all ways.</summary>
public class FoundByRandomNetworksTests
{
    private static readonly Dictionary<string, long> Sizes = new() { ["n"] = 3, ["m"] = 2 };

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["the adjoint of a running product steps through a guard"] = """
            network N(n)
              weight w
              u[i] = prod(j in 0..2, w)   for i in 0..n-1
              E = mean(u)
              hessian E wrt w
            """,
        ["two running products from the end"] = """
            network N(n)
              weight w[n], v[n], c
              u[i] = (if i < n-1 then w[i+1] + c else v[i])
              E = prod(u)
              gradient E wrt w, v, c
              hessian E wrt w
            """,
        ["a running product of products of neighbours"] = """
            network N(n)
              weight w[n], v[n]
              u[i] = prod(k in 0..n-2, w[k+1]*w[k] + w[0])/(2 + tanh(v[i]))
              E = (1.5 + tanh(u[n-1]))^1.55
              gradient E wrt w, v
              hessian E wrt w
            """,
        ["two equal contributions to one adjoint"] = """
            network N(n)
              weight w
              u[i,j] = w   for i in 0..n-1, j in 0..2
              v[i,j] = u[n-1,2] + u[j,i]
              E = (sum(u) + sum(v))/3
            """,
        ["a guard on values that is itself evaluated inside of its tensor only"] = """
            network N(n)
              weight w[3], c
              u[i] = max(c, (if i < 2 then w[i+1] else 0.53))   for i in 0..2
              E = norm(u)
              gradient E wrt w
              hessian E wrt w
            """,
        ["a sum that starts from a value needed elsewhere"] = """
            network N(n, m)
              weight w[3]
              u[i] = (1/(2 + sin(1)) - sum(j, w[j]))/(2 + sin(1))   for i in 0..m-1
              E = logsumexp(u)
            """,
    };

    public static TheoryData<string> Faults => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Network_IsComputedTheSameInFourWays(string fault)
    {
        Compilation compilation = Compilation.Of(Texts[fault]);
        NetworkPoint point = NetworkPoint.Draw(compilation.Network, Sizes, new Dictionary<string, (double, double)>(), 7);

        Assert.Empty(NetworkChecks.Numbers(compilation, point));
        Assert.Empty(Agreement.WithDifferences(compilation, compilation.Simplified, point));
        Assert.Empty(Agreement.WithEmittedCode(compilation.Simplified, new EmittedKernel(compilation.Simplified), point));
    }
}
