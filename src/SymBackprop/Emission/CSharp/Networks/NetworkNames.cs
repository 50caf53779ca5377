using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Emission.CSharp.Networks;

/// <summary>Finds names that meet in C#: members with each other, with what every class has, with the user's own.</summary>
internal static class NetworkNames
{
    private static readonly ImmutableArray<string> OfObject = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private static readonly ImmutableArray<string> OfNetwork = ["Error", "ErrorAndGradient", "Step", "Save", "Load", "ErrorWorkspaceLength", "ErrorAndGradientWorkspaceLength"];

    /// <summary>Reports every clash.</summary>
    public static void Report(BoundNetwork network, EquationSystem system, NetworkRequest request, DiagnosticBag diagnostics)
    {
        Parameters(network, system, diagnostics);

        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in OfObject)
        {
            members[name] = $"the member '{name}' of every object";
        }

        foreach (string name in request.TakenNames)
        {
            members[name] = $"the member '{name}' of the class";
        }

        foreach (string name in OfNetwork)
        {
            if (request.TakenNames.Contains(name))
            {
                diagnostics.Report(DiagnosticCatalog.ReservedMember, default, name, name, members[name]);
            }

            members[name] = $"the method '{name}' of every network";
        }

        members[request.ClassName] = $"the class '{request.ClassName}'";
        foreach (Tensor tensor in system.Givens.Where(g => g.Role == TensorRole.Weight).Concat(system.Outputs.Where(o => o != system.Error)))
        {
            Claim(CSharpNames.Member(tensor.Name), tensor);
        }

        foreach (DerivativeResult derivative in system.Derivatives.Where(d => d.By.Role == TensorRole.Weight && d.ThenBy is null))
        {
            Claim(CSharpNames.Spell(derivative.Value.Name), derivative.Value);
        }

        void Claim(string member, Tensor tensor)
        {
            if (members.TryGetValue(member, out string? other))
            {
                diagnostics.Report(DiagnosticCatalog.ReservedMember, SpanOf(network, tensor), tensor.Name, member, other);
            }
            else
            {
                members.Add(member, $"'{tensor.Name}'");
            }
        }
    }

    // Inside a method every tensor and size has a name of its own.
    private static void Parameters(BoundNetwork network, EquationSystem system, DiagnosticBag diagnostics)
    {
        var spelled = new Dictionary<string, string>(StringComparer.Ordinal);
        IEnumerable<(string Name, Tensor? Tensor)> all = system.Givens.Select(g => (g.Name, (Tensor?)g))
            .Concat(network.Sizes.Select(s => (s, (Tensor?)null)))
            .Concat(system.Roots.Where(r => !system.Givens.Contains(r)).Select(r => (r.Name, (Tensor?)r)));
        foreach ((string name, Tensor? tensor) in all)
        {
            string spelling = CSharpNames.Spell(name);
            if (spelled.TryGetValue(spelling, out string? other))
            {
                diagnostics.Report(DiagnosticCatalog.NamesMeet, tensor is null ? default : SpanOf(network, tensor), name, other, spelling);
            }
            else
            {
                spelled.Add(spelling, name);
            }
        }
    }

    private static SourceSpan SpanOf(BoundNetwork network, Tensor tensor) =>
        network.Tensors.FirstOrDefault(t => t.Tensor == tensor)?.Span ?? default;
}
