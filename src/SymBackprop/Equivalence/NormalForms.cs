using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equivalence.Normal;
using SymBackprop.Expressions;

namespace SymBackprop.Equivalence;

/// <summary>Whether the normal forms of two sides are equal.</summary>
/// <param name="IsEqual">Whether they are.</param>
/// <param name="IsTooLarge">Whether the steps ran out.</param>
/// <param name="Assumptions">The signs that were used and that follow from the sides' being defined.</param>
internal sealed record ProofResult(bool IsEqual, bool IsTooLarge, ImmutableArray<string> Assumptions);

/// <summary>Compares two sides by normal form, case by case where a choice asks for the sign of something.</summary>
internal sealed class NormalForms
{
    // The signs of more values than these are not told apart.
    private const int MostCases = 7;
    private const int MostSolved = 3;
    private const int Passes = 3;

    private readonly ComparedSide _left;
    private readonly ComparedSide _right;
    private readonly StepBudget _budget;
    private readonly NormalContext _context;
    private readonly ImmutableArray<BoundIndex> _axes;

    private NormalForms(ComparedSide left, ComparedSide right, StepBudget budget, bool usesDefinedness)
    {
        _left = left;
        _right = right;
        _budget = budget;
        _context = new NormalContext(budget) { UsesDefinedness = usesDefinedness };
        _axes = [.. left.Root.Shape.Extents.Select((e, i) => new BoundIndex(_context.NewIndex(), IndexRange.Extent(e), "ijklmnopqr"[i % 10].ToString()))];
    }

    public static ProofResult Compare(ComparedSide left, ComparedSide right, StepBudget budget)
    {
        try
        {
            var proof = new NormalForms(left, right, budget, usesDefinedness: true);
            if (!proof.IsEqual([], ImmutableDictionary<string, Term>.Empty))
            {
                return new(false, false, []);
            }

            ImmutableArray<string> signs = proof._context.Noted;
            return new(true, false, signs.IsEmpty || IsEqualWithoutSigns(left, right, budget) ? [] : signs);
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

    // Whether what follows from the sides' being defined was needed at all.
    private static bool IsEqualWithoutSigns(ComparedSide left, ComparedSide right, StepBudget budget)
    {
        try
        {
            return new NormalForms(left, right, budget, usesDefinedness: false).IsEqual([], ImmutableDictionary<string, Term>.Empty);
        }
        catch (global::System.Exception e) when (e is UnsupportedException or UndefinedException or TooLargeException)
        {
            return false;
        }
    }

    private bool IsEqual(ImmutableArray<(Term Value, int Sign)> cases, ImmutableDictionary<string, Term> solved)
    {
        _context.Forget();
        foreach ((Term value, int sign) in cases)
        {
            _context.Take(value, sign);
        }

        if (IsZero(solved) || _context.IsImpossible)
        {
            return true;
        }

        // A choice was met whose sign no case says.
        if (_context.Open.Count == 0 || cases.Length == MostCases)
        {
            return false;
        }

        (Term open, bool needsZero) = _context.Open[0];
        return IsEqual(cases.Add((open, 1)), solved)
            && IsEqual(cases.Add((open, -1)), solved)
            && (!needsZero || IsEqualOnEdge(open, cases, solved));
    }

    // A product is 0 where one of its factors is; there, one given number is told by the others.
    private bool IsEqualOnEdge(Term edge, ImmutableArray<(Term Value, int Sign)> cases, ImmutableDictionary<string, Term> solved)
    {
        foreach ((Kernel kernel, Fraction exponent) in edge.Factors)
        {
            if (exponent.Sign < 0 || NormalContext.IsNeverZero(kernel))
            {
                continue;
            }

            if (solved.Count == MostSolved || Solve(kernel) is not var (name, value) || !IsEqual(cases, solved.SetItem(name, value)))
            {
                return false;
            }
        }

        return true;
    }

    private (string Name, Term Value)? Solve(Kernel kernel)
    {
        if (kernel is { Kind: KernelKind.Symbol, Indices.IsEmpty: true })
        {
            return (kernel.Name, Term.Zero);
        }

        foreach (Term term in kernel.Terms)
        {
            if (term.Factors is [({ Kind: KernelKind.Symbol, Indices.IsEmpty: true } symbol, { IsOne: true })]
                && kernel.Terms.Count(t => NormalContext.Mentions(t, symbol)) == 1)
            {
                Term rest = _context.Add([.. kernel.Terms.Where(t => !ReferenceEquals(t, term))]);
                return (symbol.Name, _context.Divide(rest, _context.Number(-term.Coefficient)));
            }
        }

        return null;
    }

    private bool IsZero(ImmutableDictionary<string, Term> solved)
    {
        // What is known of signs in the first pass splits roots and logarithms in the next.
        int facts = -1;
        for (int pass = 0; pass < Passes && facts != _context.FactCount; pass++)
        {
            facts = _context.FactCount;
            var first = new NormalConverter(_left, _right, _context, _budget, solved);
            var second = new NormalConverter(_right, _left, _context, _budget, solved);
            first.Assume();
            second.Assume();
            if (_context.Contracted(_context.Subtract(first.Root(_axes), second.Root(_axes))).IsZero)
            {
                return true;
            }
        }

        return false;
    }
}
