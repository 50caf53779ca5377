using SymBackprop.Numbers;

namespace SymBackprop.Checking.Reading;

/// <summary>A layer, a step or a sample as people number it: a letter and an offset, <c>L-1</c>, or a number alone.</summary>
internal readonly record struct Place(string Letter, int Offset)
{
    /// <summary>Returns what a script says, or null where it is no place.</summary>
    public static Place? Of(MathNode node) => node switch
    {
        SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } s => new Place(s.Name, 0),
        NumberNode n when Small(n.Value) is { } value => new Place(string.Empty, value),
        BracketNode { Entries: [var only] } => Of(only),
        SumNode { Terms: [{ IsSubtracted: false, Value: SymbolNode { Subscripts.IsEmpty: true, Primes: 0 } s }, { Value: NumberNode n } second] } when Small(n.Value) is { } offset =>
            new Place(s.Name, second.IsSubtracted ? -offset : offset),
        SumNode { Terms: [{ IsSubtracted: false, Value: NumberNode a }, { Value: NumberNode b } second] } when Small(a.Value) is { } first && Small(b.Value) is { } then =>
            new Place(string.Empty, second.IsSubtracted ? first - then : first + then),
        _ => null,
    };

    public Place Shift(int by) => this with { Offset = Offset + by };

    public override string ToString() => Letter.Length == 0 ? Offset.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : Offset == 0 ? Letter
        : Letter + (Offset > 0 ? "+" : "-") + System.Math.Abs(Offset).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int? Small(Rational value) => value.IsInteger && value > -1000 && value < 1000 ? (int)value.Numerator : null;
}
