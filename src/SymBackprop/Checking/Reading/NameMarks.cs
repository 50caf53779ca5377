namespace SymBackprop.Checking.Reading;

/// <summary>What stands in names that a document spells alike but does not mean alike; not seen in print.</summary>
internal static class NameMarks
{
    /// <summary>Ends the names of values of the layer before.</summary>
    public const string Before = "\u200B";

    /// <summary>Stands before the letter in the names of values told apart by the letter of their neuron.</summary>
    public const string OfLetter = "\u200C";

    /// <summary>Returns a name as it is written.</summary>
    public static string Plain(string name)
    {
        int mark = name.IndexOf(OfLetter, System.StringComparison.Ordinal);
        return (mark < 0 ? name : name.Substring(0, mark)).TrimEnd(Before[0]);
    }

    /// <summary>Returns a name that a reader can tell from the others: w of the neurons k is <c>w_k</c>.</summary>
    public static string Shown(string name) => name.Replace(OfLetter, "_").Replace(Before, string.Empty);
}
