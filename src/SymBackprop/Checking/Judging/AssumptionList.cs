using System.Collections.Generic;

namespace SymBackprop.Checking.Judging;

/// <summary>What a reading takes for granted, in order of use.</summary>
internal sealed class AssumptionList
{
    private readonly List<string> _items = [];

    public IReadOnlyList<string> Items => _items;

    /// <summary>Gets how often an operation was bent to fit: arrays multiplied entry by entry and the like.</summary>
    public int Strain { get; set; }

    public void Bend(string text)
    {
        Strain++;
        Assume(text);
    }

    public void Assume(string text)
    {
        if (!_items.Contains(text))
        {
            _items.Add(text);
        }
    }
}
