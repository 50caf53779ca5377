using System.Threading;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;

namespace SymBackprop.Checking.Judging;

/// <summary>How many steps a document may take: so many a formula, and so many altogether. Steps are the same on every machine.</summary>
internal sealed class JudgingBudget
{
    // About five seconds.
    private const long StepsOfFormula = 10_000_000;

    // About a minute and a half.
    private const long StepsOfDocument = 150_000_000;

    // What reading a relation in one way costs before anything is compared; and each equation and each part of one that this makes.
    private const long Reading = 8_000;
    private const long Equation = 100;
    private const int Part = 10;

    // About so long takes a node that lowering and differentiating build.
    private const int Node = 4;

    // How many axes names have is found out for the whole document at once.
    private const int Ranking = 2;

    private readonly StepBudget _document;
    private readonly long _ofFormula;

    /// <param name="share">A part of both limits, from above 0 to 1: a build waits less than a person who asks.</param>
    /// <param name="cancellation">Ends everything.</param>
    /// <param name="whole">The steps of which all these are part, or null.</param>
    public JudgingBudget(double share, CancellationToken cancellation, StepBudget? whole = null)
    {
        Cancellation = cancellation;
        _ofFormula = (long)(StepsOfFormula * share);
        _document = new StepBudget((long)(StepsOfDocument * share), whole, cancellation);
        Formula = new StepBudget(Ranking * _ofFormula, _document, cancellation);
    }

    public CancellationToken Cancellation { get; }

    /// <summary>Returns the steps for all other readings of a document together: as many as for the first.</summary>
    public static StepBudget ForOtherReadings(double share, CancellationToken cancellation) => new((long)(StepsOfDocument * share), cancellation: cancellation);

    /// <summary>Gets what is left for the relation at hand.</summary>
    public StepBudget Formula { get; private set; }

    /// <summary>Gets why nothing more is judged, or null.</summary>
    public string? Exhausted => _document.IsSpent ? "too large: the document took all its steps before this line"
        : Formula.IsSpent ? "too large"
        : null;

    public void StartRelation() => Formula = new StepBudget(_ofFormula, _document, Cancellation);

    /// <summary>Returns a counter of what lowering and differentiating build.</summary>
    public WorkMeter Meter() => new(Cancellation) { Also = steps => Formula.Spend(Node * (long)steps) };

    /// <summary>Takes the steps for a part of an expression.</summary>
    public void SpendPart() => Formula.Spend(Part);

    /// <summary>Takes the steps for one reading of a relation; false where none are left.</summary>
    public bool CanRead(int equations = 0)
    {
        Cancellation.ThrowIfCancellationRequested();
        try
        {
            Formula.Spend(equations == 0 ? Reading : Equation * equations);
            return true;
        }
        catch (TooLargeException)
        {
            return false;
        }
    }
}
