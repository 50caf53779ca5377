using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>What is known to hold, and not to hold, where an expression is evaluated.</summary>
/// <remarks>Conditions are compared as they are written: <c>not x &lt; 1</c> and <c>x ≥ 1</c> differ where x is NaN.</remarks>
internal sealed class KnownConditions
{
    private readonly ImmutableHashSet<string> _holding;
    private readonly ImmutableHashSet<string> _failing;

    private KnownConditions(ImmutableHashSet<string> holding, ImmutableHashSet<string> failing) => (_holding, _failing) = (holding, failing);

    public static KnownConditions None { get; } = new([], []);

    /// <summary>Returns what is known where the condition holds, too.</summary>
    public KnownConditions When(Condition condition) => condition switch
    {
        And a => a.Parts.Aggregate(this, (known, part) => known.When(part)),
        Not n => Unless(n.Operand),
        _ => new(_holding.Add(Key(condition)), _failing),
    };

    /// <summary>Returns what is known where the condition fails, too.</summary>
    public KnownConditions Unless(Condition condition) => condition switch
    {
        Or o => o.Parts.Aggregate(this, (known, part) => known.Unless(part)),
        Not n => When(n.Operand),
        _ => new(_holding, _failing.Add(Key(condition))),
    };

    /// <summary>Says whether the condition holds for sure.</summary>
    public bool Implies(Condition condition) => Left(condition) is And { Parts.IsEmpty: true };

    /// <summary>Returns what is left to ask: an empty And where the condition holds for sure, an empty Or where it fails.</summary>
    public Condition Left(Condition condition)
    {
        if (_holding.Count + _failing.Count == 0)
        {
            return condition;
        }

        string whole = Key(condition);
        if (_holding.Contains(whole) || _failing.Contains(whole))
        {
            return _holding.Contains(whole) ? new And([]) : new Or([]);
        }

        switch (condition)
        {
            case And a:
                ImmutableArray<Condition> all = [.. a.Parts.Select(Left).Where(p => p is not And { Parts.IsEmpty: true })];
                return all.FirstOrDefault(p => p is Or { Parts.IsEmpty: true }) ?? (all.Length == 1 ? all[0] : new And(all));
            case Or o:
                ImmutableArray<Condition> any = [.. o.Parts.Select(Left).Where(p => p is not Or { Parts.IsEmpty: true })];
                return any.FirstOrDefault(p => p is And { Parts.IsEmpty: true }) ?? (any.Length == 1 ? any[0] : new Or(any));
            case Not n:
                return Left(n.Operand) switch
                {
                    And { Parts.IsEmpty: true } => new Or([]),
                    Or { Parts.IsEmpty: true } => new And([]),
                    var operand => new Not(operand),
                };
            default:
                return condition;
        }
    }

    private static string Key(Condition condition) => new ExpressionPrinter().Text(condition);
}
