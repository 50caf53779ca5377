using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Equivalence;

/// <summary>Writes left − right as one formula, so that what both sides share becomes the same nodes.</summary>
internal static class NetworkDifference
{
    /// <summary>Returns the formula, or null where a side is more than a formula with functions of its own.</summary>
    public static NetworkSyntax? Of(NetworkSyntax left, NetworkSyntax right)
    {
        if (Split(left) is not { } first || Split(right) is not { } second)
        {
            return null;
        }

        var names = new HashSet<string>(first.Others.OfType<FunctionSyntax>().Select(f => f.Name.Text));
        if (second.Others.OfType<FunctionSyntax>().Any(f => names.Contains(f.Name.Text)))
        {
            return null;
        }

        var span = new SourceSpan(0, 0);
        var difference = new SumSyntax(span, [new TermSyntax(false, first.Formula), new TermSyntax(true, second.Formula)]);
        return new NetworkSyntax(span, null, [], [.. first.Others, .. second.Others, new FormulaSyntax(span, difference)]);
    }

    private static (ExpressionSyntax Formula, ImmutableArray<StatementSyntax> Others)? Split(NetworkSyntax side) =>
        side.IsBare
        && side.Statements.OfType<FormulaSyntax>().ToList() is [var formula]
        && side.Statements.All(s => s is FormulaSyntax or FunctionSyntax or AssumeSyntax)
            ? (formula.Body, [.. side.Statements.Where(s => s is not FormulaSyntax)])
            : null;
}
