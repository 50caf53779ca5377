using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Functions;

/// <summary>What an expression costs: weighted by how long an operation takes, and as a plain number of operations.</summary>
/// <remarks>The weights are cycles of scalar double code, with 1 for an addition. Constant parts cost nothing.</remarks>
internal readonly record struct OperationCost(double Weight, int Count)
{
    public static OperationCost One { get; } = new(1, 1);

    public static OperationCost Division { get; } = new(4, 1);

    public static OperationCost operator +(OperationCost a, OperationCost b) => new(a.Weight + b.Weight, a.Count + b.Count);

    public static OperationCost operator *(int times, OperationCost cost) => new(times * cost.Weight, times * cost.Count);

    /// <summary>Returns the cost of computing an expression once, each part anew; a reduction counts its body once.</summary>
    public static OperationCost Of(Expr expr) => IsConstant(expr) ? default : expr switch
    {
        Add a => Sum(a.Terms.Select(t => Of(Unsigned(t)))) + ((a.Terms.Length - 1) * One) + (a.Terms.All(IsNegation) ? One : default),
        Multiply m => OfProduct(m.Factors),
        Power p => OfProduct([p]),
        Call c => Sum(c.Arguments.Select(Of)) + FunctionCatalog.Get(c.Function).Cost,
        Reduce r => Of(r.Body) + One,
        Select s => Of(s.Condition) + Of(s.Then) + Of(s.Otherwise),
        _ => default,
    };

    public static OperationCost Of(Condition condition) => condition switch
    {
        Compare c => Of(c.Left) + Of(c.Right) + One,
        And a => Sum(a.Parts.Select(Of)),
        Or o => Sum(o.Parts.Select(Of)),
        Not n => Of(n.Operand),
        _ => One,
    };

    // Factors above and below the line; a leading −1 is a sign, 1/b a division, everything below the line one division.
    private static OperationCost OfProduct(ImmutableArray<Expr> factors)
    {
        ImmutableArray<Expr> rest = [.. factors.Where(f => !IsMinusOne(f))];
        int below = rest.Count(IsReciprocal);
        int above = rest.Length - below;
        OperationCost cost = Sum(rest.Select(OfFactor)) + ((factors.Length - rest.Length) * One);
        cost += System.Math.Max(above - 1, 0) * One;
        return below == 0 ? cost : cost + ((below - 1) * One) + Division;
    }

    private static OperationCost OfFactor(Expr factor) => factor switch
    {
        Power { Exponent: Constant { Value: { IsInteger: true } n } } p => Of(p.Base) + (Multiplications(n.Numerator) * One),
        Power { Exponent: Constant { Value: { } n } } p when Rational.Abs(n) == Rational.Half => Of(p.Base) + FunctionCatalog.Get("sqrt").Cost,
        Power p => Of(p.Base) + Of(p.Exponent) + FunctionCatalog.Power.Cost,
        _ => Of(factor),
    };

    // By repeated squaring: one multiplication a bit, and one more for each further bit that is set.
    private static int Multiplications(BigInteger exponent)
    {
        int count = -2;
        for (BigInteger rest = BigInteger.Abs(exponent); !rest.IsZero; rest >>= 1)
        {
            count += rest.IsEven ? 1 : 2;
        }

        return System.Math.Max(count, 0);
    }

    private static bool IsConstant(Expr expr) => expr is Constant or NamedConstant
        || (expr is Add or Multiply or Power or Call && expr.Operands.All(IsConstant));

    private static bool IsReciprocal(Expr factor) => factor is Power { Exponent: Constant { Value.Sign: < 0 } } && !IsConstant(factor);

    private static bool IsMinusOne(Expr factor) => factor is Constant c && c.Value == Rational.MinusOne;

    private static bool IsNegation(Expr term) => term is Multiply { Factors: [Constant c, ..] } && c.Value == Rational.MinusOne;

    // In a sum a term's sign is a subtraction; a sum of negated terms alone is negated once.
    private static Expr Unsigned(Expr term) => IsNegation(term) ? new Multiply(((Multiply)term).Factors.RemoveAt(0)) : term;

    private static OperationCost Sum(System.Collections.Generic.IEnumerable<OperationCost> costs) => costs.Aggregate(default(OperationCost), (a, b) => a + b);
}
