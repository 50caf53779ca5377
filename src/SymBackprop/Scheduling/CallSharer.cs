using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Reads a function's value where an equation before has computed it, also over more or other entries of a longer axis.</summary>
/// <remarks>With a[i] = cos(x[i]) for i in 0..n−3, the cos(x[j]) of a tangent over all n entries, where j ≤ n−3, is a[j].</remarks>
internal sealed class CallSharer
{
    private readonly Dictionary<string, (Definition Definition, ImmutableArray<int> Variables)> _computed = [];

    public static List<Definition> Share(List<Definition> definitions)
    {
        HashSet<Tensor> several = [.. definitions.GroupBy(d => d.Target).Where(g => g.Count() > 1).Select(g => g.Key)];
        var sharer = new CallSharer();
        var result = new List<Definition>(definitions.Count);
        foreach (Definition definition in definitions)
        {
            bool isOwn = definition is { Value: Call, Reduction: null, Guard.IsEmpty: true, IsScatter: false, IsRecurrent: false, CoversTarget: true }
                && !several.Contains(definition.Target) && !definition.Free.IsEmpty;
            (string key, ImmutableArray<int> variables) = isOwn ? KeyOf(definition.Value) : (string.Empty, []);
            if (isOwn && variables.Length == definition.Free.Length && !sharer._computed.ContainsKey(key))
            {
                sharer._computed.Add(key, (definition, variables));
                result.Add(definition);
            }
            else
            {
                result.Add(definition.IsRecurrent || sharer._computed.Count == 0 ? definition : definition with { Value = sharer.Rewrite(definition.Value, definition) });
            }
        }

        return result;
    }

    private Expr Rewrite(Expr expr, Definition user)
    {
        if (!HasCall(expr))
        {
            return expr;
        }

        if (expr is Call call && KeyOf(call) is var (key, variables) && _computed.TryGetValue(key, out (Definition Definition, ImmutableArray<int> Variables) known)
            && Entry(known.Definition, known.Variables.Zip(variables, (from, to) => (from, to)).ToDictionary(p => p.from, p => p.to), user) is { } entry)
        {
            return entry;
        }

        return expr switch
        {
            Add a => ExprRewriter.Sum(a.Terms.Select(t => Rewrite(t, user))),
            Multiply m => ExprRewriter.Product(m.Factors.Select(f => Rewrite(f, user))),
            Power p => new Power(Rewrite(p.Base, user), Rewrite(p.Exponent, user)),
            Call c => new Call(c.Function, [.. c.Arguments.Select(a => Rewrite(a, user))]),
            Select s => new Select(s.Condition, Rewrite(s.Then, user), Rewrite(s.Otherwise, user)),
            _ => expr,
        };
    }

    // Equal for calls that differ in the names of their indices only; with the indices in order of first appearance.
    private static (string Key, ImmutableArray<int> Variables) KeyOf(Expr call)
    {
        var variables = new List<int>();
        string key = ExpressionPrinter.Print(call, v =>
        {
            if (!variables.Contains(v))
            {
                variables.Add(v);
            }

            return "#" + variables.IndexOf(v);
        });
        return (key, [.. variables.Where(v => IndexVariables.FreeIn(call).Contains(v))]);
    }

    // Null where the user's indices may run where nothing is computed.
    private static Access? Entry(Definition definition, Dictionary<int, int> map, Definition user)
    {
        BoundIndex[] indices = [.. user.Indices.Select(i => i with { Range = Narrowed(i, user.Guard) })];
        foreach (BoundIndex index in definition.Free)
        {
            IndexExpr at = IndexExpr.Variable(map[index.Id]);
            var rewriter = new ExprRewriter(v => map.TryGetValue(v, out int to) ? IndexExpr.Variable(to) : null);
            if (indices.All(i => i.Id != map[index.Id])
                || !index.Range.Lower.All(l => IndexArithmetic.IsNonNegative(at - rewriter.Rewrite(l), indices))
                || !index.Range.Upper.All(u => IndexArithmetic.IsNonNegative(rewriter.Rewrite(u) - at, indices)))
            {
                return null;
            }
        }

        return new Access(definition.Target, [.. definition.Targets.Select(t => IndexExpr.Variable(map[t.AsVariable!.Value]))]);
    }

    private static IndexRange Narrowed(BoundIndex index, ImmutableArray<IndexCompare> guard) => guard.Aggregate(index.Range, (range, compare) =>
    {
        bool isLeft = compare.Left.AsVariable == index.Id;
        if ((!isLeft && compare.Right.AsVariable != index.Id) || (isLeft ? compare.Right : compare.Left).Mentions(index.Id))
        {
            return range;
        }

        IndexExpr other = isLeft ? compare.Right : compare.Left;
        return compare.Comparison switch
        {
            Comparison.Equal => new(range.Lower.Add(other), range.Upper.Add(other)),
            Comparison.Less => isLeft ? range with { Upper = range.Upper.Add(other - 1) } : range with { Lower = range.Lower.Add(other + 1) },
            Comparison.LessOrEqual => isLeft ? range with { Upper = range.Upper.Add(other) } : range with { Lower = range.Lower.Add(other) },
            Comparison.Greater => isLeft ? range with { Lower = range.Lower.Add(other + 1) } : range with { Upper = range.Upper.Add(other - 1) },
            Comparison.GreaterOrEqual => isLeft ? range with { Lower = range.Lower.Add(other) } : range with { Upper = range.Upper.Add(other) },
            _ => range,
        };
    });

    private static bool HasCall(Expr expr) => expr.Nodes().Any(n => n is Call);
}
