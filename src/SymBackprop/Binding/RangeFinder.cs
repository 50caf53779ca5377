using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Binding;

/// <summary>Finds how far indices run from how they were used, once what they range over is bound.</summary>
internal static class RangeFinder
{
    /// <summary>Gives every symbol that has none a range: that of the axes it subscripts alone, else the largest in which all accesses fit.</summary>
    /// <param name="context">Takes the reports.</param>
    /// <param name="symbols">The symbols that end here, outermost first.</param>
    /// <param name="outside">The environment around them.</param>
    /// <param name="isObscured">Whether a reported error may hide how they are used.</param>
    /// <returns>Whether all have a range now.</returns>
    public static bool Close(BindingContext context, IReadOnlyList<IndexSymbol> symbols, IndexEnvironment outside, bool isObscured)
    {
        foreach (IndexSymbol symbol in symbols.Where(s => s.Range is null && s.Axis is not null))
        {
            symbol.Range = IndexRange.Extent(symbol.Axis!.Extent);
        }

        bool isComplete = true;
        foreach (IndexSymbol symbol in symbols.Reverse().Where(s => s.Range is null))
        {
            symbol.Range = Fitting(symbol, outside);
            isComplete &= symbol.Range is not null;
            if (symbol.Range is null && !isObscured)
            {
                context.Report(DiagnosticCatalog.UnknownRange, symbol.Span, symbol.Name);
            }
        }

        return isComplete;
    }

    // 0 ≤ c·i + rest ≤ extent − 1 for all values of the other indices, solved for i.
    private static IndexRange? Fitting(IndexSymbol symbol, IndexEnvironment outside)
    {
        List<IndexExpr> lower = [IndexExpr.Zero];
        List<IndexExpr> upper = [];
        foreach (IndexSymbol.Access access in symbol.Offsets.Where(a => !a.Environment.IsGuarded(symbol)))
        {
            long c = access.Position.CoefficientOf(new IndexVariable(symbol.Id));
            IndexExpr rest = access.Position - (symbol.Variable * c);
            IndexExpr? least = Extreme(rest, access.Environment, outside, symbol, least: true);
            IndexExpr? most = Extreme(rest, access.Environment, outside, symbol, least: false);
            if (c == 0 || least is null || most is null)
            {
                return null;
            }

            if (c > 0)
            {
                lower.Add((IndexExpr.Zero - least).CeilingDivide(c));
                upper.Add((access.Extent - 1 - most).FloorDivide(c));
            }
            else
            {
                lower.Add((most - access.Extent + 1).CeilingDivide(-c));
                upper.Add(least.FloorDivide(-c));
            }
        }

        return upper.Count == 0 ? null : new IndexRange(Tightest(lower, isLower: true), Tightest(upper, isLower: false));
    }

    // Every other index at the end of its range that makes the expression least (or greatest); null where one has none, or belongs outside.
    private static IndexExpr? Extreme(IndexExpr e, IndexEnvironment environment, IndexEnvironment outside, IndexSymbol symbol, bool least)
    {
        List<IndexSymbol> inside = [.. environment.Symbols.Except(outside.Symbols)];
        while (e.Terms.Select(t => t.Atom).OfType<IndexVariable>().FirstOrDefault() is { } variable)
        {
            IndexRange? range = inside.Find(s => s.Id == variable.Id)?.Range;
            if (range is null)
            {
                return null;
            }

            ImmutableArray<IndexExpr> ends = (e.CoefficientOf(variable) > 0) == least ? range.Lower : range.Upper;
            if (ends.Any(end => end.Mentions(variable.Id) || end.Mentions(symbol.Id)))
            {
                return null;
            }

            e = e.Substitute(a => a.Equals(variable) ? ends[0] : null);
        }

        return e.Variables().Any() ? null : e;
    }

    private static ImmutableArray<IndexExpr> Tightest(List<IndexExpr> bounds, bool isLower)
    {
        List<IndexExpr> kept = [];
        foreach (IndexExpr bound in bounds)
        {
            bool Implies(IndexExpr strong, IndexExpr weak) => LinearProver.IsNonNegative(isLower ? strong - weak : weak - strong, []);
            if (!kept.Exists(k => Implies(k, bound)))
            {
                kept.RemoveAll(k => Implies(bound, k));
                kept.Add(bound);
            }
        }

        return [.. kept];
    }
}
