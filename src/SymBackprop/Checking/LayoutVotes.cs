using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Judging;

namespace SymBackprop.Checking;

/// <summary>Holds a document to one layout of gradients: ∂E/∂w is a column in every line, or a row in every line.</summary>
/// <remarks>Jacobians have no vote: gradients as columns beside <c>∂z/∂x = W</c> are usual.</remarks>
internal sealed class LayoutVotes(RelationJudge judge)
{
    private readonly List<(int Number, Relation Relation, bool IsNumerator)> _votes = [];

    /// <summary>Notes a line that holds.</summary>
    public void Add(int number, Relation relation, Judgement judgement)
    {
        if (judgement.Network is { HasGradientsOnly: true })
        {
            _votes.Add((number, relation, judgement.Choice.NumeratorLayout));
        }
    }

    /// <summary>Returns the lines that hold only in the layout which fewer lines need, and why that is no proof.</summary>
    public IEnumerable<(int Number, string Reason)> Outvoted()
    {
        List<int> rows = [.. _votes.Where(v => v.IsNumerator).Select(v => v.Number)];
        List<int> columns = rows.Count == 0 ? [] : [.. _votes.Where(v => !v.IsNumerator && !judge.Holds(v.Relation, numeratorLayout: true)).Select(v => v.Number)];
        if (columns.Count == 0)
        {
            return [];
        }

        return columns.Count >= rows.Count
            ? rows.Select(n => (n, "holds only if the derivative by a column is a row (numerator layout); elsewhere in the document it is a column"))
            : columns.Select(n => (n, "holds only if the derivative by a column is a column (denominator layout); elsewhere in the document it is a row"));
    }
}
