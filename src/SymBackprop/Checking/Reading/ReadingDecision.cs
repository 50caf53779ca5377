using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Reading;

/// <summary>What is decided about a document's notation, each for a symbol.</summary>
internal enum ReadingDecision
{
    /// <summary>Whether a name is applied to the bracket behind it.</summary>
    Applied,

    /// <summary>Whether a row of letters is one name.</summary>
    LongName,

    /// <summary>Whether a name's superscript letter numbers samples.</summary>
    Sample,

    /// <summary>Whether superscripts with a letter (of a name: with numbers) number layers.</summary>
    Layer,

    /// <summary>Whether a superscript T is an exponent.</summary>
    PowerOfT,

    /// <summary>Whether a letter before a name above and below a bar makes a derivative.</summary>
    PartialSign,

    /// <summary>Whether a subscript says "in this step".</summary>
    Step,

    /// <summary>Whether numbers below names count their entries.</summary>
    Entry,

    /// <summary>Whether primes transpose.</summary>
    PrimesTranspose,

    /// <summary>Whether an operator d/dx takes the bracket behind it alone.</summary>
    OperatorTakesBracket,

    /// <summary>Whether a derivative by a column lies down.</summary>
    NumeratorLayout,

    /// <summary>Whether derivatives by an argument go through all that depends on it.</summary>
    TotalDerivatives,
}

/// <summary>A decision that is made from outside.</summary>
internal readonly record struct FixedReading(ReadingDecision Decision, string Symbol, bool IsSo);

/// <summary>The decisions about a document's notation that are made from outside; all others follow from its use.</summary>
internal sealed class FixedReadings
{
    private readonly ImmutableArray<FixedReading> _all;

    private FixedReadings(ImmutableArray<FixedReading> all) => _all = all;

    public static FixedReadings None { get; } = new([]);

    public FixedReadings With(FixedReading? reading) => reading is { } one ? new([.. _all.Where(r => r.Decision != one.Decision || r.Symbol != one.Symbol), one]) : this;

    /// <summary>Returns what is decided from outside, or null.</summary>
    public bool? Of(ReadingDecision decision, string symbol = "")
    {
        foreach (FixedReading reading in _all.Where(r => r.Decision == decision && r.Symbol == symbol))
        {
            return reading.IsSo;
        }

        return null;
    }

    /// <summary>Returns the symbols for which a decision is made so or otherwise.</summary>
    public System.Collections.Generic.IEnumerable<string> Symbols(ReadingDecision decision, bool isSo) => _all.Where(r => r.Decision == decision && r.IsSo == isSo).Select(r => r.Symbol);
}

/// <summary>A decision that the document's use of its letters does not settle.</summary>
/// <param name="Symbol">What it is about, as it is written.</param>
/// <param name="Taken">The reading taken, as <c>w(x+1) is a product</c>.</param>
/// <param name="Other">The other reading.</param>
/// <param name="Because">Why it was taken.</param>
/// <param name="Otherwise">The decision that makes the other reading.</param>
internal sealed record ReadingQuestion(string Symbol, string Taken, string Other, string Because, FixedReading Otherwise)
{
    /// <summary>Returns the question where the other reading is taken after all.</summary>
    public ReadingQuestion Swapped() => this with { Taken = Other, Other = Taken, Because = "more lines hold so", Otherwise = Otherwise with { IsSo = !Otherwise.IsSo } };

    /// <summary>Gets a value indicating whether the other reading is as usual, so that it is the one meant where more lines hold under it.</summary>
    public bool MayBeMeant => Otherwise.Decision is not (ReadingDecision.Applied or ReadingDecision.PartialSign or ReadingDecision.PowerOfT);

    /// <summary>Gets the decision that makes the reading taken, where both are tried otherwise; null where the document's use makes it.</summary>
    public FixedReading? TakenSo { get; init; }
}
