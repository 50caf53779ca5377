using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Scheduling;

/// <summary>Names what integer powers multiply: x⁶ becomes t = x³, t², and the base of a power is a name.</summary>
internal static class PowerExpander
{
    public static ImmutableArray<Statement> Expand(ImmutableArray<Statement> body)
    {
        ImmutableArray<Statement>.Builder result = ImmutableArray.CreateBuilder<Statement>();
        foreach (Statement statement in body)
        {
            switch (statement)
            {
                case Loop loop:
                    result.Add(loop with { Body = Expand(loop.Body) });
                    break;
                default:
                    var names = new Dictionary<string, Access>();
                    Statement expanded = SubexpressionWalker.WithValue(statement, v => Expand(v, statement.Section, result, names));
                    result.Add(expanded);
                    break;
            }
        }

        return result.ToImmutable();
    }

    // What stands in a branch of a choice stays: it must not be computed where the branch is not taken.
    private static Expr Expand(Expr expr, Section section, ImmutableArray<Statement>.Builder lines, Dictionary<string, Access> names) => expr switch
    {
        Power { Exponent: Constant { Value: var n } } p when n.IsInteger && Rational.Abs(n) > 1 && Rational.Abs(n) <= IntegerPowers.Largest =>
            Powered(Expand(p.Base, section, lines, names), (int)n.Numerator, section, lines, names),
        Add a => Changed(a, a.Terms, section, lines, names) is { } terms ? ExprRewriter.Sum(terms) : a,
        Multiply m => Changed(m, m.Factors, section, lines, names) is { } factors ? ExprRewriter.Product(factors) : m,
        Power p => new Power(Expand(p.Base, section, lines, names), p.Exponent),
        Call c => Changed(c, c.Arguments, section, lines, names) is { } arguments ? new Call(c.Function, arguments) : c,
        _ => expr,
    };

    private static ImmutableArray<Expr>? Changed(
        Expr expr, ImmutableArray<Expr> operands, Section section, ImmutableArray<Statement>.Builder lines, Dictionary<string, Access> names)
    {
        _ = expr;
        ImmutableArray<Expr> changed = [.. operands.Select(o => Expand(o, section, lines, names))];
        return changed.SequenceEqual(operands) ? null : changed;
    }

    private static Expr Powered(Expr @base, int exponent, Section section, ImmutableArray<Statement>.Builder lines, Dictionary<string, Access> names)
    {
        if (@base is not (Access or IndexValue or NamedConstant))
        {
            @base = Name(@base, section, lines, names);
        }

        int size = System.Math.Abs(exponent);
        Expr power = size <= 3 ? new Power(@base, new Constant(size)) : Squared(@base, size, section, lines, names);
        return exponent > 0 ? power
            : power is Power { Base: var b, Exponent: Constant { Value: var n } } ? new Power(b, new Constant(-n))
            : new Power(Name(power, section, lines, names), new Constant(-1));
    }

    // x²ⁿ = (xⁿ)², x²ⁿ⁺¹ = (xⁿ)²·x
    private static Expr Squared(Expr @base, int exponent, Section section, ImmutableArray<Statement>.Builder lines, Dictionary<string, Access> names)
    {
        int half = exponent / 2;
        Expr root = half <= 3 ? new Power(@base, new Constant(half)) : Squared(@base, half, section, lines, names);
        Expr square = new Power(Name(root, section, lines, names), new Constant(2));
        return exponent % 2 == 0 ? square : ExprRewriter.Product([square, @base]);
    }

    private static Access Name(Expr expr, Section section, ImmutableArray<Statement>.Builder lines, Dictionary<string, Access> names)
    {
        string key = SubexpressionWalker.Key(expr);
        if (!names.TryGetValue(key, out Access? name))
        {
            (Assignment line, name) = SubexpressionWalker.Named(expr, section);
            lines.Add(line);
            names.Add(key, name);
        }

        return name;
    }
}
