using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Emission.CSharp.Signatures;

/// <summary>Finds symbolic sizes from parameters of their own and from the lengths of spans.</summary>
internal static class SizeSolver
{
    /// <summary>Returns sources in an order in which each needs only earlier ones; sizes that nothing determines are left out.</summary>
    public static ImmutableArray<SizeSource> Solve(ImmutableArray<string> sizes, ImmutableArray<SignatureParameter> parameters)
    {
        var found = new List<SizeSource>();
        foreach (SizeParameter parameter in parameters.OfType<SizeParameter>())
        {
            found.Add(new SizeFromParameter(parameter.Size, parameter.Name));
        }

        var known = new HashSet<string>(found.Select(s => s.Size), StringComparer.Ordinal);
        while (known.Count < sizes.Length && Next(parameters, known) is { } next)
        {
            found.Add(next);
            known.Add(next.Size);
        }

        return [.. found];
    }

    private static SizeFromLength? Next(ImmutableArray<SignatureParameter> parameters, HashSet<string> known) =>
        parameters.Select(p => p switch
        {
            GivenParameter g => FromLength(g.Name, g.Tensor, known),
            DerivativeParameter d => FromLength(d.Name, d.Variable, known),
            _ => null,
        }).FirstOrDefault(s => s is not null);

    // length = Π extents: one extent with one unknown size, affine in it, can be solved.
    private static SizeFromLength? FromLength(string parameter, Tensor tensor, HashSet<string> known)
    {
        ImmutableArray<IndexExpr> extents = tensor.Shape.Extents;
        int[] open = [.. Enumerable.Range(0, extents.Length).Where(axis => Unknown(extents[axis], known).Any())];
        if (open.Length != 1)
        {
            return null;
        }

        IndexExpr extent = extents[open[0]];
        string[] unknown = [.. Unknown(extent, known).Distinct(StringComparer.Ordinal)];
        var symbol = new SizeSymbol(unknown[0]);
        long coefficient = extent.CoefficientOf(symbol);
        IndexExpr offset = extent - (IndexExpr.Of(symbol) * coefficient);
        return unknown.Length == 1 && coefficient > 0 && !Unknown(offset, known).Any()
            ? new(symbol.Name, parameter, coefficient, offset, extents.RemoveAt(open[0]))
            : null;
    }

    private static IEnumerable<string> Unknown(IndexExpr extent, HashSet<string> known) =>
        extent.Atoms().OfType<SizeSymbol>().Select(s => s.Name).Where(n => !known.Contains(n));
}
