using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Differentiation;
using SymBackprop.Equations;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;
using SymBackprop.Lowering;
using SymBackprop.Simplification;
using SymBackprop.Syntax;

namespace SymBackprop;

/// <summary>Comparing formulas.</summary>
public static partial class GradientCompiler
{
    /// <summary>Says whether two formulas are equal wherever both are defined.</summary>
    /// <param name="left">A formula.</param>
    /// <param name="right">Another one over the same names.</param>
    /// <param name="options">Shapes and assumptions for both.</param>
    /// <param name="points">At how many random points to compare what cannot be proved.</param>
    /// <param name="observer">Sees what each pass gives.</param>
    /// <param name="cancellation">Is looked at between the passes.</param>
    public static EqualityOutcome Compare(
        SourceText left, SourceText right, CompilerOptions? options = null, int points = 64, IPassObserver? observer = null, CancellationToken cancellation = default)
    {
        CompilerOptions known = (options ?? new CompilerOptions()) with { Derivatives = [], WithRespectTo = [] };
        var passes = new PassWatch(observer, cancellation);
        var first = new Side(left, known, passes);
        var second = new Side(right, known, passes);
        if (first.Network?.Error is not { } leftValue || second.Network?.Error is not { } rightValue)
        {
            return new EqualityOutcome(first.Diagnostics, second.Diagnostics, null);
        }

        EqualityResult result = !leftValue.Shape.Equals(rightValue.Shape)
            ? Unknown($"the left side is {leftValue.Shape}, the right side {rightValue.Shape}")
            : Agree(first.Network, second.Network) is { } disagreement ? Unknown(disagreement)
            : IsSame(first, second, known, passes) ? Proved(first.Network, second.Network)
            : EqualityChecker.Check(first.Network, second.Network, points);
        return new EqualityOutcome(first.Diagnostics, second.Diagnostics, result);
    }

    // A name must mean the same on both sides.
    private static string? Agree(BoundNetwork left, BoundNetwork right)
    {
        foreach (Tensor given in left.Givens)
        {
            if (right.Givens.FirstOrDefault(g => g.Name == given.Name) is { } other && !other.Shape.Equals(given.Shape))
            {
                return $"'{given.Name}' is {given.Shape} on the left and {other.Shape} on the right";
            }
        }

        return null;
    }

    // Both sides in one formula: what is the same on both becomes the same nodes, and their difference 0.
    private static bool IsSame(Side left, Side right, CompilerOptions options, PassWatch passes)
    {
        if (NetworkDifference.Of(left.Syntax!, right.Syntax!) is not { } syntax)
        {
            return false;
        }

        var request = new CompilationRequest(new SourceText("difference", string.Empty), options);
        BoundNetwork network = request.Bind(syntax);
        if (request.HasErrors)
        {
            return false;
        }

        EquationSystem primal = passes.Saw(Pass.Lower, Lowerer.Lower(network with { Requests = [] }));
        EquationSystem resolved = passes.Saw(Pass.Differentiate, Differentiator.Differentiate(passes.Saw(Pass.Stabilise, Simplifier.Simplify(primal))));
        EquationSystem simplified = passes.Saw(Pass.Simplify, Simplifier.Simplify(resolved));
        return simplified.Equations.Where(e => ReferenceEquals(e.Target, simplified.Error)).All(e => e.Body is Constant { Value.IsZero: true });
    }

    private static EqualityResult Unknown(string reason) =>
        new(Verdict.Unknown, reason, 0, ImmutableDictionary<string, NumberArray>.Empty, null, null, []);

    private static EqualityResult Proved(BoundNetwork left, BoundNetwork right) => new(
        Verdict.Proved,
        "both sides are the same after simplification",
        0,
        ImmutableDictionary<string, NumberArray>.Empty,
        null,
        null,
        [.. left.Assumptions.Concat(right.Assumptions).Select(a => a.Text).Distinct()]);

    private sealed class Side
    {
        public Side(SourceText source, CompilerOptions options, PassWatch passes)
        {
            var request = new CompilationRequest(source, options);
            FileSyntax file = passes.Saw(Pass.Parse, request.WithAssumptions(Parser.Parse(source, request.Diagnostics)));
            Syntax = request.Select(file);
            BoundNetwork? network = Syntax is null ? null : request.Bind(Syntax);
            Network = request.HasErrors || network is null ? null : passes.Saw(Pass.Bind, network);
            Diagnostics = request.Failed().Diagnostics;
        }

        public NetworkSyntax? Syntax { get; }

        public BoundNetwork? Network { get; }

        public ImmutableArray<FieldDiagnostic> Diagnostics { get; }
    }
}

/// <summary>What became of a comparison.</summary>
/// <param name="LeftDiagnostics">Messages about the left side.</param>
/// <param name="RightDiagnostics">Messages about the right side.</param>
/// <param name="Result">The answer, or null where one side has errors.</param>
public sealed record EqualityOutcome(ImmutableArray<FieldDiagnostic> LeftDiagnostics, ImmutableArray<FieldDiagnostic> RightDiagnostics, EqualityResult? Result);
