using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using SymBackprop.Checking.Reading;
using SymBackprop.Equivalence;
using SymBackprop.Numbers;

namespace SymBackprop.Checking.Judging;

/// <summary>Decides whether both sides of a numerical relation agree within the last digits that were written.</summary>
/// <remarks>
/// A decimal that stands alone as a result is ± half a unit of its last digit; later lines may carry it. The effect of each such decimal on a side is
/// found by moving it, so that nothing is assumed about how it enters.
/// </remarks>
internal sealed class Rounding(DocumentContext context, IReadOnlyCollection<Relation> relations)
{
    // First order only: moving a decimal by half a unit changes a side nearly linearly.
    private const double Slack = 1.05;

    private readonly HashSet<Rational> _results = [.. relations.Where(r => r.Settled is null).SelectMany(r => new[] { r.Left.Node, r.Right.Node }).OfType<MathNode>().SelectMany(Lone).Where(n => n.Decimals > 0).Select(n => n.Value)];

    /// <summary>Returns whether the sides of a relation without free names agree in this sense.</summary>
    public bool Agrees(Relation relation, ReadingChoice choice, IReadOnlyDictionary<string, int> ranks, NumberArray left, NumberArray right, CancellationToken cancellation)
    {
        double[] bound = [.. left.Values.Zip(right.Values, (l, r) => Math.Max(Math.Abs(l), Math.Abs(r)) * 1e-12)];
        bool hasDecimal = false;
        foreach (NumberNode decimals in Decimals(relation))
        {
            hasDecimal = true;
            Rational half = Rational.Half * Rational.FromDecimal("1", -decimals.Decimals);
            MathNode Moved(MathNode node) => MathWalk.Map(node, n => n is NumberNode x && x.Span == decimals.Span ? x with { Value = x.Value + half } : n);
            Relation moved = relation with { Left = relation.Left with { Node = Moved(relation.Left.Node!) }, Right = relation.Right with { Node = Moved(relation.Right.Node!) } };
            (ImmutableArray<double> Left, ImmutableArray<double> Right)? values = Values(moved, choice, ranks, cancellation);
            if (values is not { } found || found.Left.Length != bound.Length || found.Right.Length != bound.Length)
            {
                return false;
            }

            for (int i = 0; i < bound.Length; i++)
            {
                bound[i] += Slack * (Math.Abs(found.Left[i] - left.Values[i]) + Math.Abs(found.Right[i] - right.Values[i]));
            }
        }

        return hasDecimal && bound.Length > 0 && bound.Select((b, i) => Math.Abs(left.Values[i] - right.Values[i]) <= b).All(isWithin => isWithin);
    }

    private IEnumerable<NumberNode> Decimals(Relation relation)
    {
        foreach (MathNode side in new[] { relation.Left.Node!, relation.Right.Node! })
        {
            ImmutableArray<NumberNode> lone = [.. Lone(side)];
            foreach (NumberNode number in MathWalk.All(side).OfType<NumberNode>().Where(n => n.Decimals > 0))
            {
                if (lone.Any(l => ReferenceEquals(l, number)) || IsCarried(number))
                {
                    yield return number;
                }
            }
        }
    }

    // A result, or a result with fewer digits, rounded or cut off.
    private bool IsCarried(NumberNode number)
    {
        Rational unit = Rational.FromDecimal("1", -number.Decimals);
        return _results.Contains(number.Value) || (number.Decimals > 2 && _results.Any(r => Rational.Abs(r - number.Value) < unit));
    }

    /// <summary>Returns what a worked number should have been, with as many decimals; null where the left side is no number.</summary>
    public string? Result(Relation relation, ReadingChoice choice, IReadOnlyDictionary<string, int> ranks, int decimals, CancellationToken cancellation) =>
        Values(relation, choice, ranks, cancellation) is { Left: [var value] } && !double.IsNaN(value) && !double.IsInfinity(value) ? value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

    private (ImmutableArray<double> Left, ImmutableArray<double> Right)? Values(Relation relation, ReadingChoice choice, IReadOnlyDictionary<string, int> ranks, CancellationToken cancellation)
    {
        try
        {
            return NetworkComparer.Values(RelationSides.Elaborate(context, relation, choice, ranks), cancellation);
        }
        catch (Exception e) when (e is JudgingException or TooLargeException)
        {
            return null;
        }
    }

    // A result, or a vector or matrix of results.
    private static IEnumerable<NumberNode> Lone(MathNode node) => node switch
    {
        NumberNode n => [n],
        BracketNode { Entries: [var only] } => Lone(only),
        SumNode { Terms: [{ Value: NumberNode n }] } => [n],
        MatrixNode matrix => matrix.Rows.SelectMany(r => r).SelectMany(Lone),
        _ => [],
    };
}
