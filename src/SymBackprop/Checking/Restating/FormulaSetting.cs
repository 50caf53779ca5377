namespace SymBackprop.Checking.Restating;

/// <summary>What the text around a formula says of it.</summary>
/// <param name="Section">Counts the headings before it that begin something of their own.</param>
/// <param name="Title">Counts the lines before it that stand by themselves as a title does.</param>
/// <param name="Item">Counts the items of lists and rows of tables before it.</param>
/// <param name="Block">The display that it stands in.</param>
/// <param name="Words">The sentence that leads to it, the words in it, and what follows it at once.</param>
internal sealed record FormulaSetting(int Section, int Title, int Item, int Block, string Words)
{
    public static FormulaSetting None { get; } = new(0, 0, 0, 0, string.Empty);
}
