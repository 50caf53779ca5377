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

    public static ExplainedDerivations Explain(BoundNetwork network)
    {
        var functions = new ExplainedFunctions(network);
        var explained = new ExplainedNetwork(network, functions);
        ImmutableArray<Derivation>.Builder derivations = ImmutableArray.CreateBuilder<Derivation>();
        ImmutableArray<IGrouping<Tensor, BoundRequest>> groups = [.. network.Requests.GroupBy(r => r.Of)];
        foreach (IGrouping<Tensor, BoundRequest> requests in groups)
        {
            ImmutableArray<Tensor> by = [.. requests.SelectMany(r => r.By).Distinct()];
            if (by.All(t => IsChain(explained, requests.Key, t)))
            {
                derivations.AddRange(by.Select(t => ChainExplainer.Explain(explained, requests.Key, t)));
            }
            else
            {
                derivations.AddRange(AdjointExplainer.Explain(explained, requests.Key, by, groups.Length == 1));
            }
        }

        return new ExplainedDerivations(explained, derivations.ToImmutable());
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
