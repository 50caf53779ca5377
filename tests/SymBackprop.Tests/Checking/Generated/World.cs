using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Tests.Checking.Generated;

/// <summary>A definition: of a value, of its entries, or of a function of one parameter.</summary>
internal sealed record Meaning(Name Head, string? Parameter, Tree Body);

/// <summary>What a document is about: its free names with their axes, and its definitions in order.</summary>
internal sealed class World
{
    /// <summary>Gets the axes of each free name, as the names of their sizes.</summary>
    public Dictionary<string, ImmutableArray<string>> Axes { get; } = [];

    /// <summary>Gets the size over which an index letter runs.</summary>
    public Dictionary<string, string> Sizes { get; } = [];

    public List<Meaning> Meanings { get; } = [];

    public Meaning? Find(string id) => Meanings.LastOrDefault(m => m.Head.Id == id);

    public Name Free(string id, params string[] axes)
    {
        Axes[id] = [.. axes];
        return new Name(id);
    }

    public Name Let(string id, Tree body) => Let(new Name(id), body);

    public Name Let(Name head, Tree body)
    {
        Meanings.Add(new Meaning(head, null, body));
        return head;
    }

    public void LetFunction(string id, string parameter, Tree body) => Meanings.Add(new Meaning(new Name(id), parameter, body));
}
