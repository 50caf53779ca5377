using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Binding;

/// <summary>The indices bound around a place and the conditions that hold there, innermost first.</summary>
internal sealed class IndexEnvironment
{
    private readonly IndexEnvironment? _outer;
    private readonly IndexSymbol? _symbol;
    private readonly ImmutableArray<GuardFact> _facts;

    private IndexEnvironment(IndexEnvironment? outer, IndexSymbol? symbol, ImmutableArray<GuardFact> facts)
    {
        _outer = outer;
        _symbol = symbol;
        _facts = facts;
    }

    public static IndexEnvironment Empty { get; } = new(null, null, []);

    public IEnumerable<IndexSymbol> Symbols => Chain().Select(e => e._symbol).OfType<IndexSymbol>();

    public IndexEnvironment With(IndexSymbol symbol) => new(this, symbol, []);

    public IndexEnvironment When(ImmutableArray<GuardFact> facts) => facts.IsEmpty ? this : new(this, null, facts);

    public IndexSymbol? Find(string name) => Symbols.FirstOrDefault(s => s.Name == name);

    /// <summary>Returns what is 0 or more here: from the ranges of the indices and from the conditions.</summary>
    public List<IndexExpr> Facts()
    {
        List<IndexExpr> facts = [];
        foreach (IndexSymbol symbol in Symbols.Where(s => s.Range is not null))
        {
            facts.AddRange(symbol.Range!.Lower.Select(l => symbol.Variable - l));
            facts.AddRange(symbol.Range.Upper.Select(u => u - symbol.Variable));
        }

        List<GuardFact> guards = [.. Chain().SelectMany(e => e._facts)];
        facts.AddRange(guards.Where(g => !g.IsNonZero).Select(g => g.Expr));

        // e ≠ 0 and e ≥ 0 give e ≥ 1.
        foreach (GuardFact guard in guards.Where(g => g.IsNonZero))
        {
            foreach (IndexExpr side in new[] { guard.Expr, IndexExpr.Zero - guard.Expr })
            {
                if (LinearProver.IsNonNegative(side, facts))
                {
                    facts.Add(side - 1);
                }
            }
        }

        return facts;
    }

    /// <summary>Returns whether a condition between here and the symbol's binder mentions the symbol.</summary>
    public bool IsGuarded(IndexSymbol symbol) =>
        Chain().TakeWhile(e => e._symbol != symbol).Any(e => e._facts.Any(f => f.Expr.Mentions(symbol.Id)));

    private IEnumerable<IndexEnvironment> Chain()
    {
        for (IndexEnvironment? e = this; e is not null; e = e._outer)
        {
            yield return e;
        }
    }
}

/// <summary>What a condition says: expr ≥ 0, or expr ≠ 0.</summary>
internal readonly record struct GuardFact(IndexExpr Expr, bool IsNonZero);
