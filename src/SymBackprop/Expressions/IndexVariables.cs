using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>Finds the index variables of an expression that no reduction inside binds, in order of first appearance.</summary>
internal static class IndexVariables
{
    public static IEnumerable<int> FreeIn(Expr expr)
    {
        HashSet<int> bound = [.. expr.Nodes().OfType<Reduce>().SelectMany(r => r.Indices).Select(i => i.Id)];
        return expr.IndexExprs().SelectMany(i => i.Variables()).Distinct().Where(v => !bound.Contains(v));
    }
}
