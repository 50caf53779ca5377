using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Numbers;

namespace SymBackprop.Scheduling;

/// <summary>How many operations of each kind a kernel runs, as polynomials in its sizes.</summary>
/// <remarks>The kinds are <c>addition</c> (subtractions too), <c>negation</c>, <c>multiplication</c>, <c>division</c>, <c>comparison</c> and the functions' names; copies are free.</remarks>
internal sealed record OperationTally(ImmutableSortedDictionary<string, SizePolynomial> Counts)
{
    public const string Addition = "addition";
    public const string Negation = "negation";
    public const string Multiplication = "multiplication";
    public const string Division = "division";
    public const string Comparison = "comparison";

    public SizePolynomial this[string kind] => Counts.TryGetValue(kind, out SizePolynomial? count) ? count : SizePolynomial.Zero;

    public static OperationTally Of(ImmutableArray<Statement> body)
    {
        var counts = new Dictionary<string, SizePolynomial>();
        Count(body, counts);
        return new(counts.Where(c => !c.Value.IsZero).ToImmutableSortedDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal));
    }

    /// <summary>Returns how many operations one expression takes.</summary>
    public static int OfExpression(Expr expr)
    {
        var counts = new Dictionary<string, SizePolynomial>();
        Count(expr, counts);
        return counts.Values.Sum(c => (int)c.AsConstant!.Value.Numerator);
    }

    private static void Count(ImmutableArray<Statement> body, Dictionary<string, SizePolynomial> counts)
    {
        foreach (Statement statement in body)
        {
            switch (statement)
            {
                case Loop loop:
                    var inner = new Dictionary<string, SizePolynomial>();
                    Count(loop.Body, inner);
                    SizePolynomial lower = SizePolynomial.Of(loop.Range.Lower[0]);
                    SizePolynomial upper = SizePolynomial.Of(loop.Range.Upper[0]);
                    foreach (KeyValuePair<string, SizePolynomial> count in inner)
                    {
                        Bump(counts, count.Key, count.Value.SumOver(new IndexVariable(loop.Variable), lower, upper));
                    }

                    break;
                case Assignment a:
                    Count(a.Value, counts);
                    if (a.Update != Update.Set)
                    {
                        Bump(counts, a.Update switch { Update.Add => Addition, Update.Multiply => Multiplication, _ => Comparison });
                    }

                    break;
                case KeepBest k:
                    Count(k.Value, counts);
                    Bump(counts, Comparison);
                    break;
            }
        }
    }

    private static void Count(Expr expr, Dictionary<string, SizePolynomial> counts)
    {
        switch (expr)
        {
            case Add a:
                Bump(counts, Addition, a.Terms.Length - 1);
                foreach (Expr term in a.Terms)
                {
                    // A term's minus sign is the subtraction itself.
                    Count(term is Multiply { Factors: [Constant { Value.Sign: < 0 } c, ..] } m ? Positive(m, c) : term, counts);
                }

                break;
            case Multiply m:
                CountProduct(m.Factors, counts);
                break;
            case Power { Exponent: Constant { Value: var n } } when n.IsInteger:
                CountProduct([expr], counts);
                break;
            case Power p:
                Bump(counts, "pow");
                Count(p.Base, counts);
                Count(p.Exponent, counts);
                break;
            case Call c:
                // A function with a definition is what its definition is: a sigmoid is an addition, a division and an exp.
                if (FunctionCatalog.Get(c.Function).Definition is { } definition)
                {
                    Count(definition, counts);
                }
                else
                {
                    Bump(counts, c.Function);
                }

                foreach (Expr argument in c.Arguments)
                {
                    Count(argument, counts);
                }

                break;
            case Select s:
                Count(s.Condition, counts);
                Count(s.Then, counts);
                Count(s.Otherwise, counts);
                break;
        }
    }

    private static Expr Positive(Multiply product, Constant first) =>
        first.Value == Rational.MinusOne
            ? product.Factors.Length == 2 ? product.Factors[1] : new Multiply(product.Factors.RemoveAt(0))
            : new Multiply(product.Factors.SetItem(0, new Constant(-first.Value)));

    private static void CountProduct(ImmutableArray<Expr> factors, Dictionary<string, SizePolynomial> counts)
    {
        // −∞ and 2·π are numbers.
        if (factors.All(f => f is Constant or NamedConstant))
        {
            return;
        }

        int above = 0;
        int below = 0;
        foreach (Expr factor in factors)
        {
            if (factor is Constant { Value: var c } && c == Rational.MinusOne)
            {
                Bump(counts, Negation);
                continue;
            }

            if (factor is not Power { Exponent: Constant { Value: var n } } power || !n.IsInteger)
            {
                above++;
                Count(factor, counts);
                continue;
            }

            Count(power.Base, counts);
            int size = (int)System.Numerics.BigInteger.Min(System.Numerics.BigInteger.Abs(n.Numerator), 1000);
            if (size > IntegerPowers.Largest)
            {
                Bump(counts, "pow");
            }
            else
            {
                Bump(counts, Multiplication, IntegerPowers.Multiplications(size));
            }

            _ = n.Sign < 0 ? below++ : above++;
        }

        Bump(counts, Multiplication, Math.Max(0, above - 1) + Math.Max(0, below - 1));
        Bump(counts, Division, below > 0 ? 1 : 0);
    }

    private static void Count(Condition condition, Dictionary<string, SizePolynomial> counts)
    {
        foreach (Expr operand in ExprInterner.ExpressionsOf(condition))
        {
            Count(operand, counts);
        }

        Bump(counts, Comparison);
    }

    private static void Bump(Dictionary<string, SizePolynomial> counts, string kind, int by = 1) => Bump(counts, kind, SizePolynomial.Of(by));

    private static void Bump(Dictionary<string, SizePolynomial> counts, string kind, SizePolynomial by)
    {
        if (!by.IsZero)
        {
            counts[kind] = counts.TryGetValue(kind, out SizePolynomial? before) ? before + by : by;
        }
    }
}
