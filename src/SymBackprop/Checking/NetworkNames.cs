using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Checking.Judging;

namespace SymBackprop.Checking;

/// <summary>Finds the names of a network in a document that sets them otherwise: <c>W_1</c>, <c>W^{(1)}</c> and <c>W1</c> are one, and so are <c>θ</c> and <c>theta</c>.</summary>
internal static class NetworkNames
{
    private static readonly ImmutableDictionary<char, string> Greek = new Dictionary<char, string>
    {
        ['α'] = "alpha",
        ['β'] = "beta",
        ['γ'] = "gamma",
        ['δ'] = "delta",
        ['ε'] = "epsilon",
        ['ζ'] = "zeta",
        ['η'] = "eta",
        ['θ'] = "theta",
        ['κ'] = "kappa",
        ['λ'] = "lambda",
        ['μ'] = "mu",
        ['ν'] = "nu",
        ['ξ'] = "xi",
        ['π'] = "pi",
        ['ρ'] = "rho",
        ['σ'] = "sigma",
        ['τ'] = "tau",
        ['φ'] = "phi",
        ['ϕ'] = "phi",
        ['χ'] = "chi",
        ['ψ'] = "psi",
        ['ω'] = "omega",
    }.ToImmutableDictionary();

    /// <summary>Returns the network's names by the document's keys, for all that mean one of them and are written otherwise.</summary>
    public static ImmutableDictionary<string, string> Aliases(DocumentContext context, BoundNetwork network)
    {
        ImmutableHashSet<string> names = [.. network.Givens.Select(g => g.Name), .. network.Tensors.Select(t => t.Tensor.Name)];
        Dictionary<string, string> plain = names.GroupBy(Plain).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First());
        return context.Uses.Keys
            .Where(k => !names.Contains(k) && plain.ContainsKey(Plain(k)) && !context.Uses.ContainsKey(plain[Plain(k)]))
            .ToImmutableDictionary(k => k, k => plain[Plain(k)]);
    }

    private static string Plain(string name) => string.Concat(name.Where(c => c is not ('_' or '^' or '{' or '}' or '(' or ')' or '\u200B')).Select(c => Greek.TryGetValue(c, out string? spelled) ? spelled : c.ToString()));
}
