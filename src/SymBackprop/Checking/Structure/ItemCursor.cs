using SymBackprop.Checking.Structure.Generated;

namespace SymBackprop.Checking.Structure;

/// <summary>A place in a row of items.</summary>
internal sealed class ItemCursor(LatexParser.ItemContext[] items, int start, int end)
{
    public int Index { get; set; } = start;

    public int Start { get; } = start;

    public int End { get; } = end;

    public bool IsAtEnd => Index >= End;

    public LatexParser.ItemContext Current => items[Index];

    public LatexParser.ItemContext this[int index] => items[index];

    public ItemCursor Within(int first, int last) => new(items, first, last);

    public LatexParser.ItemContext Next() => items[Index++];
}
