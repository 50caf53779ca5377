using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>The units that write a tensor, those of single entries found by their entry: a tensor may have thousands.</summary>
internal sealed class WriterTable
{
    private readonly List<UnitNode> _all = [];
    private readonly List<UnitNode> _general = [];
    private readonly Dictionary<IndexList, List<UnitNode>> _byEntry = [];

    /// <summary>Gets how many of them add to what is there.</summary>
    public int Accumulations { get; private set; }

    public void Add(UnitNode node)
    {
        _all.Add(node);
        Accumulations += node.Unit.Update == Update.Set && node.Unit.Arg is null ? 0 : 1;
        ImmutableArray<IndexExpr> targets = node.Unit.Targets;
        if (targets.IsEmpty || !targets.All(t => t.IsConstant))
        {
            _general.Add(node);
            return;
        }

        var key = new IndexList(targets);
        if (!_byEntry.TryGetValue(key, out List<UnitNode>? known))
        {
            _byEntry.Add(key, known = []);
        }

        known.Add(node);
    }

    /// <summary>Returns the units that may write what an access reads.</summary>
    public IEnumerable<UnitNode> Of(ImmutableArray<IndexExpr> indices)
    {
        if (indices.IsEmpty || !indices.All(i => i.IsConstant))
        {
            return _all;
        }

        return _byEntry.TryGetValue(new IndexList(indices), out List<UnitNode>? known) ? _general.Concat(known) : _general;
    }
}
