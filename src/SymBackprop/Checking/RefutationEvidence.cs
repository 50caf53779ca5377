using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking;

/// <summary>Decides which differences refute a line, and which may be the reading's fault.</summary>
/// <remarks>
/// A known slip that puts a line right shows that the line was understood; so does it that most of the document holds as it was read.
/// Without either, the line may be wrong, or may be meant otherwise. Where little is left to be read, in numbers and in displayed lines of scalars with everything defined, every difference refutes.
/// </remarks>
internal sealed class RefutationEvidence(DocumentContext context, IEnumerable<Relation> relations)
{
    private const string Unexplained = "no single slip was found that explains it";
    private const string Doubt = "so that it may be wrong, or meant otherwise than it was read";

    private const string Transposed = "transpose-order-shape";

    // Where sums have no sign, which letters are summed over is a reading, too: slips in indices may be its fault.
    private static readonly ImmutableHashSet<string> OfIndices = ["index-slip", "wrong-left-side", "lost-sum-over-outputs", "jacobian-as-vector"];

    private readonly bool _hasImpliedSums = relations.SelectMany(r => r.Nodes).Any(n => n is ReduceNode { IsImplied: true });

    // One or two lines that stay open say little of the rest.
    private const int FewOpen = 2;

    // Lines that could be meant otherwise than they were read.
    private readonly HashSet<int> _interpreted = [];

    /// <summary>Returns a refuted line's report, as undecided where no slip explains it and the reading may be to blame.</summary>
    public RelationReport Settled(int number, RelationReport refuted, Relation relation, Judgement judgement)
    {
        bool isCertain = IsCertain(relation, judgement);
        if (!isCertain)
        {
            _interpreted.Add(number);
        }

        // What is added to a side whose shapes do not fit adds nothing.
        return judgement.Comparison is null && refuted.Mistake?.Kind is "partial-for-total" or "dependence-ignored" ? Undecided(refuted with { Mistake = null }, Unexplained)
            : _hasImpliedSums && refuted.Mistake is { Kind: var kind } && OfIndices.Contains(kind) ? Undecided(refuted with { Mistake = null }, "sums without a sign may be meant otherwise")
            : refuted.Mistake?.Kind == Transposed && judgement.Network?.Inputs.FirstOrDefault(IsOddMatrix) is { } odd ? Undecided(refuted, $"{NameMarks.Shown(odd.Name)} would be a matrix") with { Mistake = null }
            : refuted is { Mistake: not null } or { FollowsFrom: not null } ? refuted
            : isCertain ? refuted with { Reason = $"{refuted.Reason}; {Unexplained}" }
            : Undecided(refuted, Unexplained);
    }

    /// <summary>Leaves undecided what was refuted in a document of which clearly more stays open than was understood.</summary>
    public void Weigh(List<RelationReport> reports)
    {
        int understood = reports.Count(r => r.IsHolding);
        int open = reports.Count(r => r.Verdict is RelationVerdict.Unknown or RelationVerdict.Unread);
        if (open <= understood + FewOpen)
        {
            return;
        }

        foreach (int number in _interpreted.Where(i => reports[i].Verdict == RelationVerdict.Refuted))
        {
            reports[number] = Undecided(reports[number], "most lines of the document stay open") with { Mistake = null, FollowsFrom = null };
        }
    }

    private static RelationReport Undecided(RelationReport refuted, string because) => refuted with { Verdict = RelationVerdict.Unknown, Reason = $"{refuted.Reason}; {because}, {Doubt}" };

    private bool IsCertain(Relation relation, Judgement judgement) => judgement switch
    {
        // Shapes that do not fit, where the document says what they are. Those of derivatives depend on their layout, too.
        { Comparison: null } => context.Declared.Count > 0 && !relation.Formula.IsInline && !relation.Nodes.Any(n => n is DerivativeNode or GradientNode or SymbolNode { Primes: > 0 }),
        { Network: { } network, Comparison.LeftValue.Extents.IsEmpty: true } => network.Inputs.IsEmpty || (IsPlain(network) && !relation.Formula.IsInline && !HasOwnSizes(relation)),
        _ => false,
    };

    // N_1/N = N_1/(N_1 + N_2), where sums run to N and nothing says what it is.
    private bool HasOwnSizes(Relation relation)
    {
        HashSet<string> left = [.. MathWalk.Operands(relation.Left.Node!).Select(s => s.Name)];
        HashSet<string> right = [.. MathWalk.Operands(relation.Right.Node!).Select(s => s.Name)];
        return left.Except(right).Any() && right.Except(left).Any() && left.Union(right).Except(left.Intersect(right)).Any(context.SizeNames.Contains);
    }

    // A small letter for a matrix, of which nothing says so: the shapes are forced by the line itself.
    private bool IsOddMatrix(KnownShape input) => input.Shape.Extents.Length == 2 && char.IsLower(input.Name[0]) && context.Uses.TryGetValue(input.Name, out QuantityUse? use) && use.Indices < 2
        && !context.Declared.ContainsKey(input.Name) && !context.SaidAxes.ContainsKey(input.Name);

    // Nothing but scalars, and no function or error of which the document says only that it is there.
    private static bool IsPlain(JudgedNetwork network) => network.Inputs.All(i => i.Shape.Extents.IsEmpty) && network.Doubts.OpenFunctions.IsEmpty && !network.HasOpenErrors;
}
