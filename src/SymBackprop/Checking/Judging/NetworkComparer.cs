using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Equivalence;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>Binds a judged network and compares its two sides.</summary>
internal static class NetworkComparer
{
    private const int Points = 24;

    public static (EqualityResult? Result, string? Failure) Compare(JudgedNetwork network, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        (BoundNetwork? left, string? failure) = Bind(network, network.Left);
        (BoundNetwork? right, string? otherFailure) = Bind(network, network.Right);
        return left is null || right is null
            ? (null, failure ?? otherFailure)
            : (EqualityChecker.Check(left, right, Points), null);
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
