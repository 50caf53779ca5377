using System.Collections.Immutable;

namespace SymBackprop.Generator;

/// <summary>The names of the pipeline's steps, by which tests see what was done again.</summary>
internal static class StepNames
{
    public const string Methods = "SymBackprop.Methods";
    public const string MethodJobs = "SymBackprop.MethodJobs";
    public const string MethodResults = "SymBackprop.MethodResults";
    public const string Classes = "SymBackprop.Classes";
    public const string Files = "SymBackprop.Files";
    public const string LocatedNetworks = "SymBackprop.LocatedNetworks";
    public const string NetworkJobs = "SymBackprop.NetworkJobs";
    public const string NetworkResults = "SymBackprop.NetworkResults";
    public const string Derivations = "SymBackprop.Derivations";
    public const string LocatedDerivations = "SymBackprop.LocatedDerivations";
    public const string DerivationJobs = "SymBackprop.DerivationJobs";
    public const string DerivationResults = "SymBackprop.DerivationResults";
    public const string Helpers = "SymBackprop.Helpers";
    public const string Reports = "SymBackprop.Reports";

    public static ImmutableArray<string> All { get; } =
        [Methods, MethodJobs, MethodResults, Classes, Files, LocatedNetworks, NetworkJobs, NetworkResults, Derivations, LocatedDerivations, DerivationJobs, DerivationResults, Helpers, Reports];
}
