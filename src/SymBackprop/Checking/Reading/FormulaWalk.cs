using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Reading;

/// <summary>Walks and rewrites the formulas of a document.</summary>
internal static class FormulaWalk
{
    /// <summary>Returns all sides that could be read.</summary>
    public static IEnumerable<MathNode> Sides(IEnumerable<ReadFormula> formulas) => formulas.SelectMany(f => f.Statements).SelectMany(s => s.Sides).Select(s => s.Node).OfType<MathNode>();

    /// <summary>Returns all sides with everything below.</summary>
    public static IEnumerable<MathNode> Nodes(IEnumerable<ReadFormula> formulas) => Sides(formulas).SelectMany(MathWalk.All);

    /// <summary>Rewrites each side as a whole.</summary>
    public static ImmutableArray<ReadFormula> MapSides(ImmutableArray<ReadFormula> formulas, Func<MathNode, MathNode> map) =>
        [.. formulas.Select(f => f with { Statements = [.. f.Statements.Select(s => s with { Sides = [.. s.Sides.Select(side => side.Node is null ? side : side with { Node = map(side.Node) })] })] })];

    /// <summary>Rewrites each node, from below.</summary>
    public static ImmutableArray<ReadFormula> Map(ImmutableArray<ReadFormula> formulas, Func<MathNode, MathNode> map) => MapSides(formulas, node => MathWalk.Map(node, map));
}
