using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>Conditions: one node for equal conditions, decided where constants decide.</summary>
internal sealed partial class ExprInterner
{
    private readonly Dictionary<ConditionKey, Condition> _conditions = [];
    private readonly Dictionary<Condition, int> _conditionOrder = [];

    public Condition True => All([]);

    public Condition False => Any([]);

    public Condition Intern(Condition condition) => _conditionOrder.ContainsKey(condition) ? condition : Rebuild(condition, Intern);

    /// <summary>Builds a condition of the same kind from new expressions.</summary>
    public Condition Rebuild(Condition condition, Func<Expr, Expr> operand) => condition switch
    {
        Compare c => Compare(c.Comparison, operand(c.Left), operand(c.Right)),
        IndexCompare c => Compare(c.Comparison, c.Left, c.Right),
        And a => All(a.Parts.Select(p => Rebuild(p, operand))),
        Or o => Any(o.Parts.Select(p => Rebuild(p, operand))),
        Not n => Negate(Rebuild(n.Operand, operand)),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };

    public Condition Compare(Comparison comparison, Expr left, Expr right)
    {
        if (left is Constant a && right is Constant b)
        {
            return Holds(comparison, a.Value.CompareTo(b.Value)) ? True : False;
        }

        // No number is less than itself, and NaN is less than nothing. (x = x is left: it asks whether x is a number.)
        if (ReferenceEquals(left, right) && comparison is (Comparison.Less or Comparison.Greater))
        {
            return False;
        }

        return Node(new(ConditionKind.Compare, comparison, OrderOf(left), OrderOf(right), null, null, []), () => new Compare(comparison, left, right));
    }

    public Condition Compare(Comparison comparison, IndexExpr left, IndexExpr right)
    {
        IndexExpr difference = left - right;
        if (difference.IsConstant)
        {
            return Holds(comparison, difference.Constant.CompareTo(0)) ? True : False;
        }

        return Node(new(ConditionKind.IndexCompare, comparison, 0, 0, left, right, []), () => new IndexCompare(comparison, left, right));
    }

    /// <summary>Returns the condition that all parts hold; comparisons of indices alone come first, as they keep what the others read inside its tensor.</summary>
    public Condition All(IEnumerable<Condition> parts)
    {
        ImmutableArray<Condition> flat = [.. Flatten(parts, c => c is And a ? a.Parts : null).OrderBy(p => p is not IndexCompare c ? 2 : c.IndexExprs().Any(i => i.GatheredTensors().Any()) ? 1 : 0)];
        return flat.Any(IsFalse) ? False : flat.Length == 1 ? flat[0] : Node(new(ConditionKind.And, 0, 0, 0, null, null, Ids(flat)), () => new And(flat));
    }

    public Condition Any(IEnumerable<Condition> parts)
    {
        ImmutableArray<Condition> flat = Flatten(parts, c => c is Or o ? o.Parts : null);
        return flat.Any(IsTrue) ? True : flat.Length == 1 ? flat[0] : Node(new(ConditionKind.Or, 0, 0, 0, null, null, Ids(flat)), () => new Or(flat));
    }

    public Condition Negate(Condition operand) => operand switch
    {
        Not n => n.Operand,
        And { Parts.IsEmpty: true } => False,
        Or { Parts.IsEmpty: true } => True,

        // Integers are never NaN, so an index comparison has an opposite; a comparison of numbers has none.
        IndexCompare c => Compare(Opposite(c.Comparison), c.Left, c.Right),
        _ => Node(new(ConditionKind.Not, 0, _conditionOrder[operand], 0, null, null, []), () => new Not(operand)),
    };

    private static bool IsTrue(Condition condition) => condition is And { Parts.IsEmpty: true };

    private static bool IsFalse(Condition condition) => condition is Or { Parts.IsEmpty: true };

    private static bool Holds(Comparison comparison, int sign) => comparison switch
    {
        Comparison.Equal => sign == 0,
        Comparison.NotEqual => sign != 0,
        Comparison.Less => sign < 0,
        Comparison.LessOrEqual => sign <= 0,
        Comparison.Greater => sign > 0,
        _ => sign >= 0,
    };

    private static Comparison Opposite(Comparison comparison) => comparison switch
    {
        Comparison.Equal => Comparison.NotEqual,
        Comparison.NotEqual => Comparison.Equal,
        Comparison.Less => Comparison.GreaterOrEqual,
        Comparison.LessOrEqual => Comparison.Greater,
        Comparison.Greater => Comparison.LessOrEqual,
        _ => Comparison.Less,
    };

    private static ImmutableArray<Condition> Flatten(IEnumerable<Condition> parts, Func<Condition, ImmutableArray<Condition>?> inner) =>
        [.. parts.SelectMany(p => inner(p) ?? [p]).Distinct()];

    private ImmutableArray<int> Ids(ImmutableArray<Condition> parts) => [.. parts.Select(p => _conditionOrder[p])];

    private Condition Node(ConditionKey key, Func<Condition> create)
    {
        if (!_conditions.TryGetValue(key, out Condition? node))
        {
            node = create();
            _conditions.Add(key, node);
            _conditionOrder.Add(node, _conditionOrder.Count);
        }

        return node;
    }

    private enum ConditionKind
    {
        Compare,
        IndexCompare,
        And,
        Or,
        Not,
    }

    private sealed record ConditionKey(
        ConditionKind Kind, Comparison Comparison, int Left, int Right, IndexExpr? LeftIndex, IndexExpr? RightIndex, ImmutableArray<int> Parts)
    {
        public bool Equals(ConditionKey? other) =>
            other is not null && Kind == other.Kind && Comparison == other.Comparison && Left == other.Left && Right == other.Right
            && Equals(LeftIndex, other.LeftIndex) && Equals(RightIndex, other.RightIndex) && Parts.SequenceEqual(other.Parts);

        public override int GetHashCode()
        {
            int hash = unchecked((((((int)Kind * 31) + (int)Comparison) * 31) + Left) * 31) + Right;
            hash = unchecked((((hash * 31) + (LeftIndex?.GetHashCode() ?? 0)) * 31) + (RightIndex?.GetHashCode() ?? 0));
            return Parts.Aggregate(hash, (h, p) => unchecked((h * 31) + p));
        }
    }
}
