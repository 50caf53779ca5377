using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Explains the requested derivatives of a network as chains of named steps.</summary>
/// <remarks>Works on the bound network by rules of its own; what it ends with equals what Differentiate finds, which tests check.</remarks>
internal static class Explainer
{
    /// <summary>More paths from the error to a weight than this read better adjoint by adjoint.</summary>
    private const int MostPaths = 4;

    /// <summary>So many terms and factors take some seconds, and some hundred pages.</summary>
    private const double MostTerms = 5e6;

    /// <summary>Every call has a derivative of its own, also the calls in the body of a function that is called.</summary>
    private const double MostCalls = 5000;

    /// <summary>Returns the derivations; null where they would be endless.</summary>
    public static ExplainedDerivations? Explain(BoundNetwork network)
    {
        if (new CallCount().Of(network) > MostCalls)
        {
            return null;
        }

        var functions = new ExplainedFunctions(network);
        var explained = new ExplainedNetwork(network, functions);
        ImmutableArray<Derivation>.Builder derivations = ImmutableArray.CreateBuilder<Derivation>();
        ImmutableArray<IGrouping<Tensor, BoundRequest>> groups = [.. network.Requests.GroupBy(r => r.Of)];
        if (groups.Sum(g => Terms(explained, g.Key, [.. g.SelectMany(r => r.By).Distinct()])) > MostTerms)
        {
            return null;
        }

        foreach (IGrouping<Tensor, BoundRequest> requests in groups)
        {
            ImmutableArray<Tensor> by = [.. requests.SelectMany(r => r.By).Distinct()];
            if (by.All(t => IsChain(explained, requests.Key, t)))
            {
                foreach (Tensor tensor in by)
                {
                    if (ChainExplainer.Explain(explained, requests.Key, tensor) is not { } chain)
                    {
                        return null;
                    }

                    derivations.Add(chain);
                }
            }
            else
            {
                derivations.AddRange(AdjointExplainer.Explain(explained, requests.Key, by, groups.Length == 1));
            }
        }

        return new ExplainedDerivations(explained, derivations.ToImmutable());
    }

    // Every adjoint looks through the bodies that mention its tensor, and each mention in a product keeps all other factors.
    private static double Terms(ExplainedNetwork network, Tensor of, IReadOnlyCollection<Tensor> by)
    {
        HashSet<Tensor> sources = network.SourcesOf(of);
        HashSet<Tensor> dependents = network.DependentsOf(by);
        double terms = 0;
        foreach (ExplainedTensor user in network.Tensors.Where(t => sources.Contains(t.Tensor)))
        {
            var nodes = user.Pieces.SelectMany(p => p.Body.Nodes()).ToList();
            int factors = nodes.OfType<Multiply>().Select(m => m.Factors.Length).DefaultIfEmpty(1).Max();
            terms += ((double)user.Mentions.Count(dependents.Contains) * nodes.Count) + ((double)nodes.OfType<Access>().Count(a => dependents.Contains(a.Tensor)) * factors);
        }

        return terms;
    }

    // A chain on paper: scalars all the way, and few ways from the error to the weight.
    private static bool IsChain(ExplainedNetwork network, Tensor of, Tensor by)
    {
        HashSet<Tensor> sources = network.SourcesOf(of);
        HashSet<Tensor> dependents = network.DependentsOf(by);
        var paths = new Dictionary<Tensor, int> { [by] = 1 };
        foreach (ExplainedTensor tensor in network.Tensors.Where(t => sources.Contains(t.Tensor) && dependents.Contains(t.Tensor) && !ReferenceEquals(t.Tensor, by)))
        {
            int count = tensor.Mentions.Sum(m => paths.TryGetValue(m, out int before) ? before : 0);
            if (!tensor.Tensor.Shape.IsScalar || tensor.Pieces.Length != 1 || count > MostPaths || paths.Count > 12)
            {
                return false;
            }

            paths.Add(tensor.Tensor, count);
        }

        return by.Shape.IsScalar && of.Shape.IsScalar;
    }
}

/// <summary>A network and the derivations of what was requested of it.</summary>
internal sealed record ExplainedDerivations(ExplainedNetwork Network, ImmutableArray<Derivation> Derivations);
