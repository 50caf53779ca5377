using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Finds the matrices whose parts <c>W_i</c> may be columns, and <c>W_{ik}</c> the entries of those.</summary>
internal sealed class MatrixColumns(DocumentContext context, ImmutableArray<Relation> relations, ImmutableDictionary<string, int> ranks)
{
    private readonly Dictionary<string, bool> _known = [];

    /// <summary>Returns the matrices of a relation that stand with one index somewhere, and of whose parts no line says that they are rows.</summary>
    public ImmutableHashSet<string> In(Relation relation) => [.. Subscripted(relation).Where(q => q.Indices.Length <= 2).Select(q => q.Key).Distinct().Where(IsOpen)];

    // A line that conforms for rows alone settles it.
    private bool IsOpen(string key)
    {
        if (!_known.TryGetValue(key, out bool isOpen))
        {
            ImmutableArray<Relation> ofParts = [.. relations.Where(r => r is { Left.Node: not null, Right.Node: not null } && Subscripted(r).Any(q => q.Key == key && q.Indices.Length == 1))];
            _known.Add(key, isOpen = !ofParts.IsEmpty && ofParts.All(r => Conforms(r, key) || !Conforms(r, null)));
        }

        return isOpen;
    }

    private bool Conforms(Relation relation, string? columns) => new[] { false, true }
        .Any(layout => RelationSides.Shapes(context, relation, new ReadingChoice(layout, Conventions: true, Instances: true) { Columns = columns is null ? [] : [columns] }, ranks) is not null);

    private IEnumerable<Quantity> Subscripted(Relation relation) => new[] { (relation.Left.Node!, relation.LeftRoles), (relation.Right.Node!, relation.Roles) }
        .SelectMany(s => MathWalk.All(s.Item1).OfType<SymbolNode>().Select(n => s.Item2.Resolve(n, _ => false)))
        .Where(q => q.Indices.Length > 0 && ranks.TryGetValue(q.Key, out int rank) && rank == 2);
}
