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

    /// <summary>Reports every clash, once for each name.</summary>
    public static void Report(BoundNetwork network, EquationSystem system, NetworkRequest request, DiagnosticBag diagnostics)
    {
        HashSet<string> reported = Parameters(network, system, diagnostics);

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
            Claim(CSharpNames.Member(tensor.Name), tensor.Name, tensor);
        }

        foreach (DerivativeResult derivative in system.Derivatives.Where(d => d.By.Role == TensorRole.Weight && d.ThenBy is null))
        {
            Claim(CSharpNames.Spell(derivative.Value.Name), derivative.Value.Name, derivative.By);
        }

        void Claim(string member, string name, Tensor declared)
        {
            if (!members.TryGetValue(member, out string? other))
            {
                members.Add(member, $"'{name}'");
            }
            else if (reported.Add(declared.Name))
            {
                diagnostics.Report(DiagnosticCatalog.ReservedMember, PlaceOf(network, declared.Name), name, member, other);
            }
        }
    }

    // Inside a method every tensor and size has a name of its own.
    private static HashSet<string> Parameters(BoundNetwork network, EquationSystem system, DiagnosticBag diagnostics)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        var spelled = new Dictionary<string, string>(StringComparer.Ordinal);
        IEnumerable<(string Name, string Declared)> all = system.Givens.Select(g => (g.Name, g.Name))
            .Concat(network.Sizes.Select(s => (s, s)))
            .Concat(system.Roots.Where(r => !system.Givens.Contains(r)).Select(r => (r.Name, Declared(system, r))));
        foreach ((string name, string declared) in all)
        {
            string spelling = CSharpNames.Spell(name);
            if (!spelled.TryGetValue(spelling, out string? other))
            {
                spelled.Add(spelling, name);
            }
            else if (reported.Add(declared))
            {
                diagnostics.Report(DiagnosticCatalog.NamesMeet, PlaceOf(network, declared), name, other, spelling);
            }
        }

        return reported;
    }

    // A derivative stands in the source as what it is by.
    private static string Declared(EquationSystem system, Tensor result) =>
        system.Derivatives.Where(d => d.Value == result).Select(d => d.By.Name).FirstOrDefault() ?? result.Name;

    private static SourceSpan PlaceOf(BoundNetwork network, string name) => network.Places.TryGetValue(name, out SourceSpan place) ? place : default;
}
