using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Simplification;

/// <summary>What is known of conditions where an expression stands.</summary>
internal static class Guards
{
    /// <summary>Returns the conditions that must all hold.</summary>
    public static ImmutableArray<Condition> PartsOf(Condition condition) => condition is And all ? all.Parts : [condition];

    /// <summary>Says whether a condition follows from the ranges and conditions around it.</summary>
    public static bool IsImplied(Condition condition, Scope scope)
    {
        HashSet<Condition>? known = scope.Guards.IsEmpty ? null : [.. scope.Guards.SelectMany(g => PartsOf(g))];
        return PartsOf(condition).All(p => known?.Contains(p) == true || (p is IndexCompare c && IndexArithmetic.Decide(c, scope.Indices) == true));
    }

    /// <summary>Says whether a condition compares indices only.</summary>
    public static bool IsIndexOnly(Condition condition) => condition switch
    {
        IndexCompare => true,
        And a => a.Parts.All(IsIndexOnly),
        Or o => o.Parts.All(IsIndexOnly),
        Not n => IsIndexOnly(n.Operand),
        _ => false,
    };
}
