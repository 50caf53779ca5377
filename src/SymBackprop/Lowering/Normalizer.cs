using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Lowering;

/// <summary>Turns nested expressions into equations of the lowered form.</summary>
/// <remarks>
/// Afterwards a reduction stands only at the root of a body, and every call, choice and summed operand is a tensor of its own,
/// one for equal definitions. A value made under a condition is guarded by it, so that it is never evaluated outside.
/// </remarks>
internal sealed partial class Normalizer(EquationBuilder builder)
{
    public EquationBuilder Builder { get; } = builder;

    private ExprInterner Interner => Builder.Interner;

    /// <summary>Adds <c>tensor[subscripts, trailing indices] = value</c> for all indices of the scope.</summary>
    /// <param name="target">The tensor.</param>
    /// <param name="targets">Its index expressions over the scope's indices.</param>
    /// <param name="value">The value, nested as it may be.</param>
    /// <param name="scope">The indices that it runs over; no guards.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="ownPartials">Partials given by the user, over the scope's indices.</param>
    /// <param name="accumulates">Whether the piece adds to others of the tensor.</param>
    public void Define(Tensor target, ImmutableArray<IndexExpr> targets, Expr value, Scope scope, Origin origin, ImmutableArray<OwnPartial>? ownPartials = null, bool accumulates = false)
    {
        Expr body = Root(value, scope, origin);
        var frame = Frame.Of(scope.Indices, body);
        Expr placed = frame.Place(Interner, body);
        Tensor? known = placed is Access or Constant or DerivativeRequest ? null : Builder.Find(frame.Indices, target.Shape, placed);
        if (known is not null && ownPartials is null)
        {
            placed = Interner.Access(known, [.. frame.Indices.Select(i => i.Variable)]);
        }

        ImmutableArray<IndexExpr> placedTargets = [.. targets.Select(frame.Place)];
        Builder.Add(new Equation(target, placedTargets, frame.Indices, placed, origin)
        {
            Accumulates = accumulates,
            OwnPartials = ownPartials is { } own
                ? [.. own.Select(p => new OwnPartial((Access)frame.Place(Interner, p.Access), frame.Place(Interner, p.Partial)))]
                : null,
        });
    }

    /// <summary>Returns an expression that needs no equation of its own: a number, an index, or an access.</summary>
    public Expr Atom(Expr value, Scope scope, Origin origin)
    {
        if (IsAtom(value))
        {
            return value;
        }

        if (!scope.Atoms.TryGetValue(value, out Expr? atom))
        {
            Expr root = Root(value, scope, origin);
            atom = IsAtom(root) ? root : Materialize(root, scope, origin);
            scope.Atoms.Add(value, atom);
        }

        return atom;
    }

    /// <summary>Returns a sum of products of atoms.</summary>
    public Expr Polynomial(Expr value, Scope scope, Origin origin) => value switch
    {
        Add a => Interner.Add(a.Terms.Select(t => Monomial(t, scope, origin))),
        _ => Monomial(value, scope, origin),
    };

    private static bool IsAtom(Expr expr) => expr is Constant or NamedConstant or IndexValue or Access;

    private static bool IsFactor(Expr expr) => IsAtom(expr) || (expr is Power { Exponent: Constant { Value.IsInteger: true } } p && IsAtom(p.Base));

    /// <summary>Returns what may stand behind the equals sign.</summary>
    public Expr Body(Expr value, Scope scope, Origin origin)
    {
        Expr body = Root(value, scope, origin);
        return body is Add ? SplitProducts(body, scope, origin) : body;
    }

    private Expr Root(Expr value, Scope scope, Origin origin)
    {
        switch (value)
        {
            case Reduce r:
                return Reduction(r, scope, origin);
            case Call c:
                return Interner.Call(c.Function, [.. c.Arguments.Select(a => Atom(a, scope, origin))]);
            case Select s:
                Condition condition = Atoms(s.Condition, scope, origin);
                return Interner.Select(
                    condition,
                    Polynomial(s.Then, scope.When(condition), origin),
                    Polynomial(s.Otherwise, scope.When(Interner.Negate(condition)), origin));
            case Power p when !IsFactor(p) && !IsIntegerPower(p):
                return Interner.Call("pow", [Atom(p.Base, scope, origin), Atom(p.Exponent, scope, origin)]);
            case Add or Multiply or Power:
                return SplitProducts(Polynomial(value, scope, origin), scope, origin);
            case Hole:
                throw new InvalidOperationException("a hole is no value");
            default:
                return value;
        }
    }

    private static bool IsIntegerPower(Power power) => power.Exponent is Constant { Value.IsInteger: true };

    private Expr Monomial(Expr term, Scope scope, Origin origin) =>
        term is Multiply m ? Interner.Multiply(m.Factors.Select(f => Factor(f, scope, origin))) : Factor(term, scope, origin);

    private Expr Factor(Expr factor, Scope scope, Origin origin) => factor switch
    {
        Power p when IsIntegerPower(p) => Interner.Power(Atom(p.Base, scope, origin), p.Exponent),
        _ => Atom(factor, scope, origin),
    };

    /// <summary>Lowers the expressions that a condition compares.</summary>
    private Condition Atoms(Condition condition, Scope scope, Origin origin) => Interner.Rebuild(condition, e => Atom(e, scope, origin));

    private Expr Reduction(Reduce reduce, Scope scope, Origin origin)
    {
        Scope inner = scope.With(reduce.Indices);
        Expr body = reduce.Body;

        // ∏ needs its factors as a tensor: prefix and suffix products run over it.
        Expr lowered = reduce.Kind == ReduceKind.Product ? Atom(body, inner, origin) : reduce.Body is Select ? Root(body, inner, origin) : Polynomial(body, inner, origin);
        if (lowered is Select { Otherwise: not Constant { Value.IsZero: true } })
        {
            lowered = Atom(body, inner, origin);
        }

        if (reduce.Kind != ReduceKind.Sum)
        {
            return Interner.Reduce(reduce.Kind, reduce.Indices, SplitProducts(lowered, inner, origin));
        }

        (ImmutableArray<Expr> outside, Expr inside) = Hoist(lowered, reduce.Indices);
        Expr sum = FreeVariables(inside).Overlaps(reduce.Indices.Select(i => i.Id)) || !TryCount(reduce.Indices, out Expr count)
            ? Interner.Reduce(ReduceKind.Sum, reduce.Indices, SplitProducts(inside, inner, origin))
            : Times(inside, count);
        return outside.IsEmpty ? sum : SplitProducts(Interner.Multiply([.. outside, sum is Reduce ? Materialize(sum, scope, origin) : sum]), scope, origin);
    }

    // Σⱼ c·f(j) = c·Σⱼ f(j): factors that do not depend on the summed indices stand before the sum.
    private (ImmutableArray<Expr> Outside, Expr Inside) Hoist(Expr body, ImmutableArray<BoundIndex> indices)
    {
        if (body is not Multiply m)
        {
            return ([], body);
        }

        int[] summed = [.. indices.Select(i => i.Id)];
        ImmutableArray<Expr> outside = [.. m.Factors.Where(f => !FreeVariables(f).Overlaps(summed))];
        return outside.Length == m.Factors.Length ? ([], body) : (outside, Interner.Multiply(m.Factors.Except(outside)));
    }

    private Expr Times(Expr value, Expr count) => LoweredForm.AsGuard(value) is { } guard
        ? Interner.Select(guard.Condition, Times(guard.Then, count), Interner.Zero)
        : Interner.Multiply(value, count);

    /// <summary>Finds the number of values that the indices take together, if their ranges are plain.</summary>
    internal bool TryCount(ImmutableArray<BoundIndex> indices, out Expr count)
    {
        count = Interner.One;
        foreach (BoundIndex index in indices)
        {
            if (index.Range.Lower.Length != 1 || index.Range.Upper.Length != 1)
            {
                return false;
            }

            IndexExpr length = index.Range.Upper[0] - index.Range.Lower[0] + 1;
            if (length.Variables().Any() || !IndexArithmetic.IsNonNegative(length, []))
            {
                return false;
            }

            count = Interner.Multiply(count, Interner.IndexValue(length));
        }

        return true;
    }

    private ImmutableHashSet<int> FreeVariables(Expr expr) => Interner.FreeVariables(expr);
}
