using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Functions by name: each name stands for one function for each number and ranks of arguments.</summary>
internal sealed class FunctionTable
{
    private readonly Dictionary<string, List<FunctionDefinition>> _functions = [];
    private readonly List<FunctionDefinition> _order = [];

    public IReadOnlyList<FunctionDefinition> All => _order;

    public IEnumerable<string> Names => _functions.Keys;

    public IReadOnlyList<FunctionDefinition> Named(string name) => _functions.TryGetValue(name, out List<FunctionDefinition>? list) ? list : [];

    /// <summary>Adds a function; returns the one with the same name and ranks of parameters if there is one already.</summary>
    public FunctionDefinition? Add(FunctionDefinition function)
    {
        if (!_functions.TryGetValue(function.Name, out List<FunctionDefinition>? overloads))
        {
            _functions.Add(function.Name, overloads = []);
        }

        if (overloads.Find(o => o.Ranks.SequenceEqual(function.Ranks)) is { } same)
        {
            return same;
        }

        overloads.Add(function);
        _order.Add(function);
        return null;
    }
}

/// <summary>A function as written, in a network's file or in the layer library.</summary>
internal sealed class FunctionDefinition(FunctionSyntax syntax, bool isLayer)
{
    public string Name => Syntax.Name.Text;

    public FunctionSyntax Syntax { get; } = syntax;

    public bool IsLayer { get; } = isLayer;

    public ImmutableArray<int> Ranks { get; } = [.. syntax.Parameters.Select(p => p.Shape.Length)];

    /// <summary>Gets or sets the user's own derivative.</summary>
    public FunctionSyntax? Derivative { get; set; }

    /// <summary>Returns the names that the function itself gives a meaning: parameters, sizes of their shapes, indices of the result.</summary>
    public ImmutableHashSet<string> OwnNames() =>
    [
        .. Syntax.Parameters.Select(p => p.Name.Text),
        .. Syntax.Parameters.SelectMany(p => p.Shape).SelectMany(e => NameUses.Of(e, []).Values).Select(n => n.Text),
        .. Syntax.ResultIndices.Select(i => i.Text),
    ];
}
