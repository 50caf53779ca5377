using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>How the samples x_i stand in a matrix X.</summary>
internal enum SampleLayout
{
    /// <summary>Nothing is taken of X.</summary>
    None,
    Rows,
    Columns,
}

/// <summary>Finds matrices without a definition beside vectors of the same letter with one index: X has the rows x_i^T, as the matrix of samples usually does.</summary>
internal static class SampleMatrices
{
    /// <summary>Returns the key of the samples of a matrix, or null.</summary>
    public static string? Of(string key, DocumentContext context, IReadOnlyDictionary<string, int> ranks) => key is [>= 'A' and <= 'Z'] && key.ToLowerInvariant() is var lower
        && ranks.TryGetValue(key, out int matrix) && matrix == 2 && ranks.TryGetValue(lower, out int samples) && samples == 2
        && context.Uses.TryGetValue(lower, out QuantityUse? use) && use.Indices == 1 && context.Uses[key].Indices == 0 && context.Find(lower, int.MaxValue) is null && context.Find(key, int.MaxValue) is null ? lower : null;

    public static bool In(Relation relation, DocumentContext context, ImmutableDictionary<string, int> ranks) => new[] { (relation.Left.Node!, relation.LeftRoles), (relation.Right.Node!, relation.Roles) }
        .Any(s => MathWalk.Operands(s.Item1).Any(n => Of(s.Item2.Resolve(n, _ => false).Key, context, ranks) is not null));
}
