using System.Collections.Generic;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Binding;

/// <summary>Proves that every access stays within its axis.</summary>
internal static class AccessVerifier
{
    /// <summary>Verifies what was noted since the last call; reports each access that is not proven.</summary>
    public static void Verify(BindingContext context)
    {
        foreach (IndexSymbol.Access access in context.Unproven)
        {
            // An index without a range was reported; nothing can be said of what it subscripts.
            if (access.Environment.Symbols.All(s => s.Range is not null))
            {
                Verify(context, access);
            }
        }

        context.Unproven.Clear();
    }

    private static void Verify(BindingContext context, IndexSymbol.Access access)
    {
        List<IndexExpr> facts = access.Environment.Facts();
        if (context.Extents.IsUnknown(access.Extent))
        {
            if (Greatest(access) is { } greatest)
            {
                context.Extents.Need(access.Extent, greatest + 1);
            }

            return;
        }

        bool staysAbove = LinearProver.IsNonNegative(access.Position, facts);
        bool staysBelow = staysAbove && LinearProver.IsNonNegative(access.Extent - 1 - access.Position, facts);
        if (!staysBelow)
        {
            string hint = access.Position.Variables().Any()
                ? "give a range in which it stays inside, or guard it: if … then … else 0"
                : access.Extent.IsConstant ? "positions count from 0" : "declare a longer axis";
            context.Report(
                DiagnosticCatalog.AccessLeavesAxis,
                access.PositionSpan,
                context.Text(access.Position),
                access.Tensor,
                context.Text(access.Extent),
                hint);
        }
    }

    private static IndexExpr? Greatest(IndexSymbol.Access access)
    {
        IndexExpr e = access.Position;
        while (e.Terms.Select(t => t.Atom).OfType<IndexVariable>().FirstOrDefault() is { } variable)
        {
            IndexRange range = access.Environment.Symbols.First(s => s.Id == variable.Id).Range!;
            IndexExpr end = e.CoefficientOf(variable) > 0 ? range.Upper[0] : range.Lower[0];
            if (end.Mentions(variable.Id))
            {
                return null;
            }

            e = e.Substitute(a => a.Equals(variable) ? end : null);
        }

        return e;
    }
}
