using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Binding;

/// <summary>The names of one network: values and sizes share one name space, functions have another.</summary>
internal sealed class SymbolTable
{
    private readonly Dictionary<string, ValueSymbol> _values = [];
    private readonly Dictionary<string, SourceSpan> _sizes = [];
    private readonly List<ValueSymbol> _valueOrder = [];
    private readonly List<string> _sizeOrder = [];

    /// <summary>Gets the values in order of declaration or first definition.</summary>
    public IReadOnlyList<ValueSymbol> Values => _valueOrder;

    public IReadOnlyList<string> Sizes => _sizeOrder;

    public FunctionTable Functions { get; } = new();

    /// <summary>Gets names that stand in a statement which could not be read: nothing more is said about them.</summary>
    public HashSet<string> Unreadable { get; } = [];

    public static KnownNumber? ConstantNamed(string name) => name switch
    {
        "e" => KnownNumber.E,
        "pi" or "π" => KnownNumber.Pi,
        _ => null,
    };

    public ValueSymbol? Value(string name) => _values.TryGetValue(name, out ValueSymbol? value) ? value : null;

    public bool IsSize(string name) => _sizes.ContainsKey(name);

    public SourceSpan SizeSpan(string name) => _sizes[name];

    public ValueSymbol Add(ValueSymbol value)
    {
        _values.Add(value.Name, value);
        _valueOrder.Add(value);
        return value;
    }

    public void AddSize(string name, SourceSpan span)
    {
        if (!_sizes.ContainsKey(name))
        {
            _sizes.Add(name, span);
            _sizeOrder.Add(name);
        }
    }

    /// <summary>Returns where each size and value is declared or first defined.</summary>
    public ImmutableDictionary<string, SourceSpan> Places() =>
        ImmutableDictionary.CreateRange(_sizes).SetItems(_valueOrder.Select(v => new KeyValuePair<string, SourceSpan>(v.Name, v.Span)));

    public IEnumerable<string> ValueNames => _valueOrder.Select(v => v.Name).Concat(_sizeOrder);
}
