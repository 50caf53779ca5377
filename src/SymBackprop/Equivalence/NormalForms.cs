using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equivalence.Normal;
using SymBackprop.Expressions;

namespace SymBackprop.Equivalence;

/// <summary>Whether the normal forms of two sides are equal.</summary>
/// <param name="IsEqual">Whether they are.</param>
/// <param name="IsTooLarge">Whether the steps ran out.</param>
/// <param name="Assumptions">What was assumed of signs beyond what the sides' being defined says.</param>
internal sealed record ProofResult(bool IsEqual, bool IsTooLarge, ImmutableArray<string> Assumptions);

/// <summary>Compares two sides by normal form, case by case where a choice asks for the sign of something.</summary>
internal static class NormalForms
{
    // The signs of more values than these are not told apart.
    private const int MostCases = 4;
    private const int Passes = 3;

    public static ProofResult Compare(ComparedSide left, ComparedSide right, StepBudget budget)
    {
        try
        {
            return new(IsEqual(left, right, budget, ImmutableDictionary<string, Term>.Empty), false, []);
        }
        catch (TooLargeException)
        {
            return new(false, true, []);
        }
        catch (global::System.Exception e) when (e is UnsupportedException or UndefinedException)
        {
            return new(false, false, []);
        }
    }

    private static bool IsEqual(ComparedSide left, ComparedSide right, StepBudget budget, ImmutableDictionary<string, Term> fixedValues)
    {
        var context = new NormalContext(budget);
        if (IsZero(context, left, right, budget, fixedValues, []))
        {
            return true;
        }

        // The choices that were met without a case; each case may meet others.
        ImmutableArray<(Term Value, bool NeedsZero)> open = [.. context.Open];
        if (open.IsEmpty || open.Length > MostCases)
        {
            return false;
        }

        for (int signs = 0; signs < 1 << open.Length; signs++)
        {
            ImmutableArray<(Term, int)> cases = [.. open.Select((o, i) => (o.Value, (signs & (1 << i)) == 0 ? 1 : -1))];
            context.Forget();
            if (!IsZero(context, left, right, budget, fixedValues, cases))
            {
                return false;
            }
        }

        return open.Where(o => o.NeedsZero).All(o => Solved(o.Value) is { } name && fixedValues.Count < 2
            && IsEqual(left, right, budget, fixedValues.SetItem(name, Term.Zero)));
    }

    // A value that is 0 where one given number is; null where the edge of a choice is a longer equation.
    private static string? Solved(Term value) => value.Factors is [({ Kind: KernelKind.Symbol, Indices.IsEmpty: true } symbol, _)] ? symbol.Name : null;

    private static bool IsZero(
        NormalContext context, ComparedSide left, ComparedSide right, StepBudget budget, ImmutableDictionary<string, Term> fixedValues, ImmutableArray<(Term Value, int Sign)> cases)
    {
        ImmutableArray<BoundIndex> axes = [.. left.Root.Shape.Extents.Select((e, i) => new BoundIndex(context.NewIndex(), IndexRange.Extent(e), "i" + i))];
        foreach ((Term value, int sign) in cases)
        {
            context.Take(value, sign);
        }

        // What is known of signs in the first pass splits roots and logarithms in the next.
        int facts = -1;
        for (int pass = 0; pass < Passes && facts != context.FactCount; pass++)
        {
            facts = context.FactCount;
            var first = new NormalConverter(left, context, budget, fixedValues);
            var second = new NormalConverter(right, context, budget, fixedValues);
            first.Assume();
            second.Assume();
            Term difference = context.Subtract(first.Root(axes), second.Root(axes));
            if (context.Contracted(difference).IsZero)
            {
                return true;
            }
        }

        return false;
    }
}
