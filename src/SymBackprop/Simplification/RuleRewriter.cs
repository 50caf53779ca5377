using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Lowering;
using SymBackprop.Numbers;

namespace SymBackprop.Simplification;

/// <summary>Applies the rules of the catalogue to one body.</summary>
internal sealed class RuleRewriter
{
    private readonly ExprInterner _interner;
    private readonly Definitions _definitions;
    private readonly Uses _uses;
    private readonly PatternMatcher _matcher;
    private readonly Dictionary<object, List<(RewriteRule Rule, Expr Pattern)>> _rules = [];

    public RuleRewriter(ExprInterner interner, Definitions definitions, Uses uses)
    {
        _interner = interner;
        _definitions = definitions;
        _uses = uses;
        _matcher = new PatternMatcher(interner, definitions);
        foreach (RewriteRule rule in RuleCatalog.All)
        {
            Expr pattern = interner.Intern(rule.Pattern);
            object kind = KindOf(pattern);
            if (!_rules.TryGetValue(kind, out List<(RewriteRule Rule, Expr Pattern)>? sameKind))
            {
                _rules.Add(kind, sameKind = []);
            }

            sameKind.Add((rule, pattern));
        }
    }

    /// <summary>Rewrites an expression at all places where a rule applies, once; returns it unchanged where none does.</summary>
    /// <param name="expr">The expression.</param>
    /// <param name="scope">Where it stands.</param>
    /// <param name="target">The tensor that it is part of.</param>
    /// <param name="applied">Takes the rules that were applied.</param>
    public Expr Rewrite(Expr expr, Scope scope, Tensor target, ICollection<RewriteRule> applied)
    {
        if (LoweredAtom(expr))
        {
            return expr;
        }

        if (_rules.TryGetValue(KindOf(expr), out List<(RewriteRule Rule, Expr Pattern)>? rules))
        {
            foreach ((RewriteRule rule, Expr pattern) in rules)
            {
                foreach (Match match in _matcher.Matches(rule, pattern, expr, scope))
                {
                    Expr replacement = Replacement(rule, match, expr);
                    if (!ReferenceEquals(replacement, expr) && IsWorthwhile(rule, match, expr, replacement, scope, target))
                    {
                        applied.Add(rule);
                        return replacement;
                    }
                }
            }
        }

        return expr switch
        {
            Reduce r => _interner.Reduce(r.Kind, r.Indices, Rewrite(r.Body, scope.With(r.Indices), target, applied)),
            Select s => _interner.Select(
                s.Condition,
                Rewrite(s.Then, scope.When(s.Condition), target, applied),
                Rewrite(s.Otherwise, scope.When(_interner.Negate(s.Condition)), target, applied)),
            _ => RewriteOperands(expr, scope, target, applied),
        };
    }

    private Expr RewriteOperands(Expr expr, Scope scope, Tensor target, ICollection<RewriteRule> applied)
    {
        int before = applied.Count;
        ImmutableArray<Expr> operands = [.. expr.Operands.Select(o => Rewrite(o, scope, target, applied))];
        if (applied.Count == before)
        {
            return expr;
        }

        var next = new Queue<Expr>(operands);
        return _interner.Rebuild(expr, _ => next.Dequeue());
    }

    private static bool LoweredAtom(Expr expr) => expr is Constant or NamedConstant or IndexValue or Access or DerivativeRequest;

    private static object KindOf(Expr expr) => expr switch
    {
        Call c => c.Function,
        Reduce r => r.Kind,
        _ => expr.GetType(),
    };

    private Expr Replacement(RewriteRule rule, Match match, Expr expr)
    {
        Expr replacement = Instantiate(rule.Replacement, match);
        return expr switch
        {
            Add => _interner.Add([replacement, .. match.Rest]),
            Multiply => _interner.Multiply([replacement, .. match.Rest]),
            _ => replacement,
        };
    }

    private Expr Instantiate(Expr replacement, Match match) => replacement switch
    {
        Hole h => match.Holes[h.Name],
        Reduce r => _interner.Reduce(r.Kind, match.Indices[r.Indices[0].Id], Instantiate(r.Body, match)),
        _ => _interner.Rebuild(replacement, o => Instantiate(o, match)),
    };

    // A tensor that the pattern was seen through is saved only if nothing else needs it.
    private bool IsWorthwhile(RewriteRule rule, Match match, Expr before, Expr after, Scope scope, Tensor target)
    {
        if (rule.Stabilises || (rule.CancelsInDifference && CancelsIn(_uses.OnlyUserOf(target), target, match)))
        {
            return true;
        }

        double saved = OperationCost.Of(before).Weight;
        HashSet<Tensor> dying = [target];
        foreach (Access access in match.Through)
        {
            bool dies = _uses.OnlyUser(access.Tensor) is { } user && dying.Contains(user);
            if (dies)
            {
                dying.Add(access.Tensor);
            }

            // What runs over fewer indices costs next to nothing here.
            if (dies && access.RunsOverAll(scope.Indices))
            {
                saved += OperationCost.Of(_definitions.Find(access.Tensor)!.Body).Weight;
            }
        }

        return OperationCost.Of(after).Weight + (Nested(after) - Nested(before)) * TestsOf(scope) <= saved;
    }

    // Below a guard whatever becomes a tensor of its own asks again.
    private static double TestsOf(Scope scope) => scope.Guards.Sum(g => OperationCost.Of(g).Weight);

    private static int Nested(Expr expr) => expr.Nodes().Count(n => !ReferenceEquals(n, expr) && n is Call or Select or Reduce);

    // a + b − (f(a) + b) is a − f(a): the one use of the value takes the other away from it.
    private static bool CancelsIn(Equation? user, Tensor target, Match match) => user is not null && LoweredForm.IsAtom(match.Holes["a"]) && user.Body.Nodes().OfType<Add>().Any(sum =>
    {
        int Sign(Expr term, IEnumerable<Tensor> tensors) =>
            term is Access a ? tensors.Contains(a.Tensor) ? 1 : 0
            : term is Multiply { Factors: [Constant { Value: var c }, Access b] } && tensors.Contains(b.Tensor) ? c == Rational.MinusOne ? -1 : 0
            : 0;
        int ofValue = sum.Terms.Sum(t => Sign(t, [target]));
        return ofValue != 0 && sum.Terms.Sum(t => Sign(t, match.Through.Select(a => a.Tensor))) == -ofValue;
    });
}
