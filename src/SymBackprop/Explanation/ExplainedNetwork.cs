using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>A network with its named values written entry by entry, and who depends on whom.</summary>
internal sealed class ExplainedNetwork
{
    private readonly Dictionary<Tensor, ExplainedTensor> _tensors = [];
    private readonly Dictionary<Tensor, List<ExplainedTensor>> _users = [];

    public ExplainedNetwork(BoundNetwork network, ExplainedFunctions functions)
    {
        Network = network;
        Functions = functions;
        Form = new IndexForm(functions, network.IndexCount);
        foreach (BoundTensor tensor in network.Tensors)
        {
            ImmutableArray<DefinedPiece> pieces = [.. tensor.Pieces.Select(p => Definitions.Open(tensor.Tensor, p, Form))];
            var explained = new ExplainedTensor(tensor.Tensor, pieces, tensor.Span);
            _tensors.Add(tensor.Tensor, explained);
            foreach (Tensor mentioned in explained.Mentions)
            {
                if (!_users.TryGetValue(mentioned, out List<ExplainedTensor>? users))
                {
                    _users.Add(mentioned, users = []);
                }

                users.Add(explained);
            }
        }
    }

    public BoundNetwork Network { get; }

    public ExplainedFunctions Functions { get; }

    public IndexForm Form { get; }

    /// <summary>Gets the named values in order of dependence.</summary>
    public IEnumerable<ExplainedTensor> Tensors => Network.Tensors.Select(t => _tensors[t.Tensor]);

    /// <summary>Gets all names that an index must not take.</summary>
    public HashSet<string> Names => [.. Network.Givens.Select(g => g.Name), .. Network.Tensors.Select(t => t.Tensor.Name), .. Network.Sizes];

    /// <summary>Returns the named values that mention a tensor, in order of dependence.</summary>
    public IReadOnlyList<ExplainedTensor> UsersOf(Tensor tensor) => _users.TryGetValue(tensor, out List<ExplainedTensor>? users) ? users : [];

    public ExplainedTensor? this[Tensor tensor] => _tensors.TryGetValue(tensor, out ExplainedTensor? found) ? found : null;

    /// <summary>Returns all named values that depend on some tensors, themselves included.</summary>
    public HashSet<Tensor> DependentsOf(params IEnumerable<Tensor> tensors)
    {
        HashSet<Tensor> result = [.. tensors];
        var pending = new Queue<Tensor>(result);
        while (pending.Count > 0)
        {
            foreach (ExplainedTensor user in UsersOf(pending.Dequeue()).Where(u => result.Add(u.Tensor)))
            {
                pending.Enqueue(user.Tensor);
            }
        }

        return result;
    }

    /// <summary>Returns all tensors that a named value depends on, itself included.</summary>
    public HashSet<Tensor> SourcesOf(Tensor tensor)
    {
        var result = new HashSet<Tensor> { tensor };
        foreach (ExplainedTensor candidate in Tensors.Reverse().Where(t => result.Contains(t.Tensor)))
        {
            result.UnionWith(candidate.Mentions);
        }

        return result;
    }

    /// <summary>Returns fresh indices for a tensor's axes, named as the source names them where it does.</summary>
    public ImmutableArray<BoundIndex> IndicesOf(Tensor tensor)
    {
        IReadOnlyList<string> names = tensor.Shape.IsScalar ? [] : NamesFor(tensor);
        return [.. tensor.Shape.Extents.Select((extent, axis) => Form.Fresh(new BoundIndex(0, IndexRange.Extent(extent), names[axis])))];
    }

    private IReadOnlyList<string> NamesFor(Tensor tensor)
    {
        IEnumerable<(ImmutableArray<IndexExpr> Indices, DefinedPiece Piece)> places =
            (this[tensor]?.Pieces ?? []).Select(p => (p.Targets, p))
            .Concat(UsersOf(tensor).SelectMany(t => t.Pieces).SelectMany(p => p.Body.Nodes().OfType<Access>()
                .Where(a => ReferenceEquals(a.Tensor, tensor)).Select(a => (a.Indices, p))));
        foreach ((ImmutableArray<IndexExpr> indices, DefinedPiece piece) in places)
        {
            ImmutableArray<string> names = [.. indices.Select(i => i.AsVariable is { } id ? NameIn(piece, id) : string.Empty)];
            if (names.All(n => n.Length > 0) && names.Distinct().Count() == names.Length)
            {
                return names;
            }
        }

        return [.. tensor.Shape.Extents.Select(_ => string.Empty)];
    }

    private static string NameIn(DefinedPiece piece, int id) => piece.Indices
        .Concat(piece.Body.Nodes().OfType<Reduce>().SelectMany(r => r.Indices))
        .FirstOrDefault(i => i.Id == id)?.Name ?? string.Empty;
}

/// <summary>A named value: its pieces, and the tensors that they mention in order of first mention.</summary>
internal sealed record ExplainedTensor(Tensor Tensor, ImmutableArray<DefinedPiece> Pieces, SourceSpan Span)
{
    public ImmutableArray<Tensor> Mentions { get; } =
        [.. Pieces.SelectMany(p => p.Body.Nodes().OfType<Access>()).Select(a => a.Tensor).Distinct()];
}
