using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Scheduling;

/// <summary>Replaces indices and accesses in expressions, which stay as they are written otherwise: no sorting, sums and products flat.</summary>
/// <param name="index">Replaces an index variable, or null.</param>
/// <param name="access">Replaces an access whose indices are replaced already, or null.</param>
internal sealed class ExprRewriter(Func<int, IndexExpr?> index, Func<Access, Expr?>? access = null)
{
    public Expr Rewrite(Expr expr) => expr switch
    {
        Access a => Access(a),
        IndexValue v => new IndexValue(Rewrite(v.Index)),
        Add a => Sum(a.Terms.Select(Rewrite)),
        Multiply m => Product(m.Factors.Select(Rewrite)),
        Power p => new Power(Rewrite(p.Base), Rewrite(p.Exponent)),
        Call c => new Call(c.Function, [.. c.Arguments.Select(Rewrite)]),
        Select s => new Select(Rewrite(s.Condition), Rewrite(s.Then), Rewrite(s.Otherwise)),
        Reduce r => new Reduce(r.Kind, [.. r.Indices.Select(Rewrite)], Rewrite(r.Body)),
        _ => expr,
    };

    public IndexExpr Rewrite(IndexExpr expr) => expr.SubstituteVariables(index);

    public IndexRange Rewrite(IndexRange range) => new([.. range.Lower.Select(Rewrite)], [.. range.Upper.Select(Rewrite)]);

    public BoundIndex Rewrite(BoundIndex bound) => new(Rewrite(bound.Variable).AsVariable ?? bound.Id, Rewrite(bound.Range), bound.Name);

    public Condition Rewrite(Condition condition) => condition switch
    {
        Compare c => new Compare(c.Comparison, Rewrite(c.Left), Rewrite(c.Right)),
        IndexCompare c => new IndexCompare(c.Comparison, Rewrite(c.Left), Rewrite(c.Right)),
        And a => new And([.. a.Parts.Select(Rewrite)]),
        Or o => new Or([.. o.Parts.Select(Rewrite)]),
        Not n => new Not(Rewrite(n.Operand)),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };

    public Access Rewritten(Access a) => a.Indices.IsEmpty ? a : new Access(a.Tensor, [.. a.Indices.Select(Rewrite)]);

    /// <summary>Builds a flat sum; −(a − b) becomes b − a.</summary>
    public static Expr Sum(IEnumerable<Expr> terms)
    {
        ImmutableArray<Expr> flat = [.. terms.SelectMany(Terms).Where(t => t is not Constant { Value.IsZero: true })];

        // 1 − x rather than −x + 1.
        int positive = flat.Length < 2 || !IsNegative(flat[0]) ? 0 : Math.Max(0, flat.ToList().FindIndex(t => !IsNegative(t)));
        if (positive > 0)
        {
            flat = flat.RemoveAt(positive).Insert(0, flat[positive]);
        }

        return flat.Length switch
        {
            0 => new Constant(Rational.Zero),
            1 => flat[0],
            _ => new Add(flat),
        };
    }

    /// <summary>Builds a flat product with its constant in front.</summary>
    public static Expr Product(IEnumerable<Expr> factors)
    {
        Rational constant = Rational.One;
        ImmutableArray<Expr>.Builder flat = ImmutableArray.CreateBuilder<Expr>();
        foreach (Expr factor in factors.SelectMany(f => f is Multiply m ? (IEnumerable<Expr>)m.Factors : [f]))
        {
            if (factor is Constant c && (constant.BitLength + c.Value.BitLength) < ExprInterner.ConstantBits)
            {
                constant *= c.Value;
            }
            else
            {
                flat.Add(factor);
            }
        }

        if (flat.Count == 0 || constant.IsZero)
        {
            return new Constant(constant);
        }

        if (!constant.IsOne)
        {
            flat.Insert(0, new Constant(constant));
        }

        return flat.Count == 1 ? flat[0] : new Multiply(flat.ToImmutable());
    }

    public static Expr Negate(Expr expr) => expr is Add a ? Sum(a.Terms.Select(Negate)) : Product([new Constant(Rational.MinusOne), expr]);

    private static bool IsNegative(Expr term) => term is Constant { Value.Sign: < 0 } or Multiply { Factors: [Constant { Value.Sign: < 0 }, ..] };

    private static IEnumerable<Expr> Terms(Expr term) => term switch
    {
        Add a => a.Terms,
        Multiply { Factors: [Constant { Value: var c }, Add inner] } when c == Rational.MinusOne => inner.Terms.Select(Negate),
        _ => [term],
    };

    private Expr Access(Access a)
    {
        Access rewritten = Rewritten(a);
        return access?.Invoke(rewritten) ?? rewritten;
    }
}
