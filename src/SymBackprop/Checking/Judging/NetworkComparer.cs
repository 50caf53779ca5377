using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;
using SymBackprop.Interpretation;
using SymBackprop.Lowering;
using SymBackprop.Numbers;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>Binds a judged network and compares its two sides.</summary>
internal static class NetworkComparer
{
    private const int Points = 24;

    public static (EqualityResult? Result, string? Failure) Compare(JudgedNetwork network, JudgingBudget budget, EquivalenceOptions? options = null)
    {
        if (!budget.CanRead(network.Statements.Length))
        {
            return (null, budget.Exhausted);
        }

        (BoundNetwork? left, string? failure) = Bind(network, network.Left);
        (BoundNetwork? right, string? otherFailure) = Bind(network, network.Right);
        if (left is null || right is null)
        {
            return (null, failure ?? otherFailure);
        }

        try
        {
            return (EquivalenceChecker.Compare(Side(left, budget), Side(right, budget), (options ?? new EquivalenceOptions { Points = Points }) with { Whole = budget.Formula }, budget.Cancellation), null);
        }
        catch (System.Exception e) when (e is TooLargeException or WorkLimitException)
        {
            return (null, budget.Exhausted ?? "too large");
        }
    }

    private static ComparedSide Side(BoundNetwork network, JudgingBudget budget) => ComparedSide.Of(Lowerer.Lower(network, budget.Meter()), network.Error!, network);

    /// <summary>Returns the numbers on both sides of a network without inputs; null where there are others.</summary>
    public static (ImmutableArray<double> Left, ImmutableArray<double> Right)? Values(JudgedNetwork network, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!network.Inputs.IsEmpty || Bind(network, network.Left).Network is not { Error: { } leftTensor } left || Bind(network, network.Right).Network is not { Error: { } rightTensor } right)
        {
            return null;
        }

        ImmutableArray<double> Entries(BoundNetwork bound, Tensor tensor) =>
            [.. Interpreter.Evaluate(bound, ImmutableDictionary<string, long>.Empty, ImmutableDictionary<string, DenseTensor>.Empty)[tensor.Name].Values];
        return (Entries(left, leftTensor), Entries(right, rightTensor));
    }

    private static (BoundNetwork? Network, string? Failure) Bind(JudgedNetwork network, string side)
    {
        var span = new SourceSpan(0, 0);
        var diagnostics = new DiagnosticBag();
        var syntax = new NetworkSyntax(span, null, [], [.. network.Statements, new FormulaSyntax(span, new NameSyntax(span, side))]);
        BoundNetwork bound = Binder.Bind(syntax, diagnostics, BindingOptions.None with { Shapes = network.Inputs });
        return diagnostics.HasErrors ? (null, diagnostics.ToImmutable().First(d => d.Descriptor.Severity == Severity.Error).Message) : (bound with { Requests = [] }, null);
    }
}
