using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;

namespace SymBackprop.Interpretation;

/// <summary>The definitions of a network's named values, and which tensors they mention.</summary>
internal sealed class Dependencies
{
    private readonly ImmutableArray<BoundTensor> _definitions;
    private readonly Dictionary<Tensor, BoundTensor> _definitionOf;
    private readonly Dictionary<Tensor, HashSet<Tensor>> _mentions;
    private readonly ILookup<Tensor, Tensor> _mentionedBy;

    public Dependencies(BoundNetwork network)
    {
        _definitions = network.Tensors;
        _definitionOf = network.Tensors.ToDictionary(t => t.Tensor);
        _mentions = network.Tensors.ToDictionary(t => t.Tensor, t => new HashSet<Tensor>(t.Pieces.SelectMany(BoundChildren.TensorsIn)));
        _mentionedBy = _mentions.SelectMany(m => m.Value.Select(v => (Mentioned: v, By: m.Key))).ToLookup(p => p.Mentioned, p => p.By);
    }

    public BoundTensor DefinitionOf(Tensor tensor) =>
        _definitionOf.TryGetValue(tensor, out BoundTensor? definition) ? definition : throw new InvalidOperationException($"'{tensor}' has no definition.");

    /// <summary>Returns the named values behind an expression, in the order of the network.</summary>
    public ImmutableArray<Tensor> Behind(BoundExpr expr)
    {
        HashSet<Tensor> found = Closure(BoundChildren.TensorsIn(expr), t => _mentions.TryGetValue(t, out HashSet<Tensor>? mentions) ? mentions : []);
        return [.. _definitions.Select(d => d.Tensor).Where(found.Contains)];
    }

    /// <summary>Returns a tensor and all whose values change with it.</summary>
    public HashSet<Tensor> On(Tensor tensor) => Closure([tensor], t => _mentionedBy[t]);

    private static HashSet<Tensor> Closure(IEnumerable<Tensor> start, Func<Tensor, IEnumerable<Tensor>> next)
    {
        var found = new HashSet<Tensor>(start);
        var open = new Stack<Tensor>(found);
        while (open.Count > 0)
        {
            foreach (Tensor tensor in next(open.Pop()).Where(found.Add))
            {
                open.Push(tensor);
            }
        }

        return found;
    }
}
