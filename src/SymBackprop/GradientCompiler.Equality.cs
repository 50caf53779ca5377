using System.Collections.Immutable;
using System.Threading;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;
using SymBackprop.Lowering;
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

        try
        {
            ComparedSide compared = Lowered(first.Network, leftValue, passes);
            ComparedSide other = Lowered(second.Network, rightValue, passes);
            EqualityResult result = EquivalenceChecker.Compare(compared, other, new EquivalenceOptions { Points = points }, cancellation);
            return new EqualityOutcome(first.Diagnostics, second.Diagnostics, result);
        }
        catch (WorkLimitException)
        {
            return new EqualityOutcome(first.Diagnostics, second.Diagnostics, new(Verdict.Unknown, "too large", 0, ImmutableDictionary<string, NumberArray>.Empty, null, null, []));
        }
    }

    private static ComparedSide Lowered(BoundNetwork network, Tensor value, PassWatch passes) =>
        ComparedSide.Of(passes.Saw(Pass.Lower, Lowerer.Lower(network with { Requests = [] }, passes.Meter())), value, network);

    private sealed class Side
    {
        public Side(SourceText source, CompilerOptions options, PassWatch passes)
        {
            var request = new CompilationRequest(source, options, cancellation: passes.Cancellation);
            FileSyntax file = passes.Saw(Pass.Parse, request.Parse());
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
