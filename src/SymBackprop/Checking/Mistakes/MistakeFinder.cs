using System.Collections.Immutable;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Equivalence;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Finds the mistake of the catalogue that explains a refuted relation.</summary>
internal sealed class MistakeFinder(DocumentContext context, ImmutableDictionary<string, int> ranks, JudgingBudget budget)
{
    /// <summary>Suspicions beyond this are not looked at: a mistake that needs them is no plain one.</summary>
    private const int MostSuspicions = 400;

    private static readonly EquivalenceOptions Quick = new() { Points = 3, ProofSteps = 0, SampleSteps = 100_000 };

    public MistakeReport? Find(Relation relation, ReadingChoice choice)
    {
        var mistake = new MistakeCase(relation, context);
        int left = MostSuspicions;
        foreach (MistakeRow row in MistakeCatalog.All)
        {
            foreach (Suspicion suspicion in row.Suspicions(mistake))
            {
                if (--left < 0 || !budget.CanRead())
                {
                    return null;
                }

                if (Holds(relation, suspicion, choice))
                {
                    return new MistakeReport(row.Kind, row.Explanation, Corrected(mistake, suspicion));
                }
            }
        }

        return null;
    }

    // The right side; where the left one was wrong, the line.
    private static string Corrected(MistakeCase mistake, Suspicion suspicion) => ReferenceEquals(suspicion.Corrected, suspicion.Left) && !ReferenceEquals(suspicion.Left, mistake.Left)
        ? $"{MathPrinter.Print(suspicion.Left)} = {MathPrinter.Print(mistake.Written)}"
        : MathPrinter.Print(suspicion.Corrected);

    /// <summary>Returns whether a relation follows from a wrong one: it holds once the wrong right side stands for the left.</summary>
    public bool Follows(Relation relation, Relation wrong, ReadingChoice choice)
    {
        string from = MathPrinter.Print(wrong.Left.Node!);
        MathNode Put(MathNode node) => MathWalk.Map(node, n => n.GetType() == wrong.Left.Node!.GetType() && MathPrinter.Print(n) == from ? new BracketNode(n.Span, "(", [wrong.Right.Node!]) : n);
        MathNode left = Put(relation.Left.Node!);
        MathNode right = Put(relation.Right.Node!);
        bool hasChanged = MathPrinter.Print(left) != MathPrinter.Print(relation.Left.Node!) || MathPrinter.Print(right) != MathPrinter.Print(relation.Right.Node!);
        return hasChanged && Holds(relation, new Suspicion(left, right, right), choice);
    }

    private bool Holds(Relation relation, Suspicion suspicion, ReadingChoice choice)
    {
        Relation supposed = relation with { Left = relation.Left with { Node = suspicion.Left }, Right = relation.Right with { Node = suspicion.Right } };
        try
        {
            JudgedNetwork network = RelationJudge.Elaborate(context, supposed, choice with { Frozen = suspicion.Frozen }, ranks);
            return NetworkComparer.Compare(network, budget, Quick).Result is { Verdict: Verdict.Agrees or Verdict.Proved };
        }
        catch (JudgingException)
        {
            return false;
        }
    }
}
