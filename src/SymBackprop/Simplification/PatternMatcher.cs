using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Simplification;

/// <summary>Finds a rule's pattern in interned expressions, looking through tensors to their definitions.</summary>
internal sealed class PatternMatcher(ExprInterner interner, Definitions definitions)
{
    // A pattern has few terms; a sum of very many is not worth the search.
    private const int MostOperands = 32;

    /// <summary>Returns all ways in which a rule's pattern matches.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="pattern">Its pattern, interned.</param>
    /// <param name="expr">What it may match; an access itself is not looked through, since its own equation is.</param>
    /// <param name="scope">Where the expression stands.</param>
    public IEnumerable<Match> Matches(RewriteRule rule, Expr pattern, Expr expr, Scope scope) => (pattern, expr) switch
    {
        (Add p, Add e) => MatchOperands(new(rule, scope, IsProduct: false, AllowRest: !rule.Whole), p.Terms, e.Terms, Match.Empty),
        (Multiply p, Multiply e) => MatchOperands(new(rule, scope, IsProduct: true, AllowRest: !rule.Whole), p.Factors, e.Factors, Match.Empty),
        (_, Access) => [],
        _ => Matches(rule, pattern, expr, Match.Empty, scope),
    };

    private IEnumerable<Match> Matches(RewriteRule rule, Expr pattern, Expr expr, Match match, Scope scope)
    {
        switch (pattern, expr)
        {
            case (Hole hole, _):
                return match.Holes.TryGetValue(hole.Name, out Expr? bound)
                    ? (IsSame(bound, expr, scope) ? [match] : [])
                    : Admits(rule, hole, expr, match) ? [match with { Holes = match.Holes.Add(hole.Name, expr) }] : [];
            case (Constant or NamedConstant, _):
                return ReferenceEquals(pattern, expr) ? [match] : [];
            case (Add p, Add e):
                return MatchOperands(new(rule, scope, IsProduct: false, AllowRest: false), p.Terms, e.Terms, match);
            case (Multiply p, Multiply e):
                return MatchOperands(new(rule, scope, IsProduct: true, AllowRest: false), p.Factors, e.Factors, match);
            case (Power p, Power e):
                return Matches(rule, p.Exponent, e.Exponent, match, scope).SelectMany(m => Matches(rule, p.Base, e.Base, m, scope));
            case (not Hole, Access) when !IsPossible(pattern, expr):
                return [];
            case (Call p, Call e) when p.Function == e.Function && p.Arguments.Length == e.Arguments.Length:
                return MatchArguments(rule, p, e, match, scope);
            case (Reduce p, Reduce e) when p.Kind == e.Kind:
                return Matches(rule, p.Body, e.Body, match with { Indices = match.Indices.SetItem(p.Indices[0].Id, e.Indices) }, scope.With(e.Indices));
            case (_, Access access) when definitions.View(access, scope) is { } view:
                return Matches(rule, pattern, view, match with { Through = match.Through.Add(access) }, scope);
            default:
                return [];
        }
    }

    // Whether the roots agree, as far as can be told without substituting anything.
    private bool IsPossible(Expr pattern, Expr expr)
    {
        if (pattern is Hole)
        {
            return true;
        }

        return (pattern, expr is Access access ? definitions.Core(access.Tensor) ?? expr : expr) switch
        {
            (Call p, Call e) => p.Function == e.Function,
            (Reduce p, Reduce e) => p.Kind == e.Kind,
            (Constant or NamedConstant, _) => ReferenceEquals(pattern, expr),
            var (_, core) => pattern.GetType() == core.GetType(),
        };
    }

    private IEnumerable<Match> MatchArguments(RewriteRule rule, Call pattern, Call call, Match match, Scope scope)
    {
        IEnumerable<Match> found = [match];
        for (int i = 0; i < pattern.Arguments.Length; i++)
        {
            int argument = i;
            found = found.SelectMany(m => Matches(rule, pattern.Arguments[argument], call.Arguments[argument], m, scope));
        }

        return found;
    }

    // The same value, also where one is seen as the negation that the other has a name for.
    private bool IsSame(Expr bound, Expr expr, Scope scope) =>
        ReferenceEquals(bound, expr)
        || (bound is Access a && expr is not Access && ReferenceEquals(definitions.View(a, scope), expr))
        || (expr is Access b && bound is not Access && ReferenceEquals(definitions.View(b, scope), bound));

    private bool Admits(RewriteRule rule, Hole hole, Expr expr, Match match) => rule.Conditions.All(c => c.Hole != hole.Name || (c.Kind switch
    {
        HoleKind.Integer => expr is Constant { Value.IsInteger: true },
        _ => !match.Indices.Values.Any(indices => interner.FreeVariables(expr).Overlaps(indices.Select(i => i.Id))),
    }));

    private IEnumerable<Match> MatchOperands(Operands place, ImmutableArray<Expr> patterns, ImmutableArray<Expr> operands, Match match)
    {
        if (operands.Length > MostOperands || operands.Length < patterns.Length || !patterns.All(p => operands.Any(o => IsPossible(p, o))))
        {
            return [];
        }

        // What is most particular first, a hole that takes all the rest last.
        ImmutableArray<Expr> ordered = [.. patterns.OrderBy(p => Rank(place.Rule, p, match))];
        return MatchOperands(place, ordered, 0, operands, match);
    }

    private static int Rank(RewriteRule rule, Expr pattern, Match match) => pattern switch
    {
        Constant or NamedConstant => 0,
        Hole h when match.Holes.ContainsKey(h.Name) => 2,
        Hole h => rule.Conditions.Any(c => c.Hole == h.Name) ? 3 : 4,
        _ => 1,
    };

    private IEnumerable<Match> MatchOperands(Operands place, ImmutableArray<Expr> patterns, int from, ImmutableArray<Expr> operands, Match match)
    {
        if (from == patterns.Length)
        {
            return place.AllowRest || operands.IsEmpty ? [match with { Rest = operands }] : [];
        }

        bool isLast = from == patterns.Length - 1;
        if (patterns[from] is Hole hole && (isLast || place.Rule.Conditions.Any(c => c.Hole == hole.Name)))
        {
            return MatchAbsorbing(place, hole, patterns, from, operands, match);
        }

        return Enumerable.Range(0, operands.Length).SelectMany(i => Matches(place.Rule, patterns[from], operands[i], match, place.Scope)
            .SelectMany(m => MatchOperands(place, patterns, from + 1, operands.RemoveAt(i), m)));
    }

    // A hole among terms or factors takes all that it may.
    private IEnumerable<Match> MatchAbsorbing(Operands place, Hole hole, ImmutableArray<Expr> patterns, int from, ImmutableArray<Expr> operands, Match match)
    {
        ImmutableArray<Expr> taken = [.. operands.Where(o => Admits(place.Rule, hole, o, match))];
        return taken.IsEmpty
            ? []
            : Matches(place.Rule, hole, place.IsProduct ? interner.Multiply(taken) : interner.Add(taken), match, place.Scope)
                .SelectMany(m => MatchOperands(place, patterns, from + 1, [.. operands.Except(taken)], m));
    }

    /// <summary>Where terms or factors are matched.</summary>
    private sealed record Operands(RewriteRule Rule, Scope Scope, bool IsProduct, bool AllowRest);
}
