using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>Writes scalar expressions of the language.</summary>
internal static class Code
{
    private static readonly SourceSpan Nowhere = new(0, 0);

    public static ExpressionSyntax Zero { get; } = Number(0);

    public static ExpressionSyntax One { get; } = Number(1);

    public static NameSyntax Name(string name) => new(Nowhere, name);

    public static ExpressionSyntax Number(Rational value)
    {
        if (value.Sign < 0)
        {
            return Negate(Number(-value));
        }

        return value.IsInteger
            ? new NumberSyntax(Nowhere, value, value.ToString())
            : Divide(new NumberSyntax(Nowhere, value.Numerator, new Rational(value.Numerator).ToString()), new NumberSyntax(Nowhere, value.Denominator, new Rational(value.Denominator).ToString()));
    }

    /// <summary>Writes a combination of indices and sizes.</summary>
    public static ExpressionSyntax Index(IndexExpr index)
    {
        ExpressionSyntax Term(IndexAtom atom, long coefficient) =>
            System.Math.Abs(coefficient) == 1 ? Name(((SizeSymbol)atom).Name) : Multiply(Number(System.Math.Abs(coefficient)), Name(((SizeSymbol)atom).Name));
        List<(bool, ExpressionSyntax)> terms = [.. index.Terms.OrderBy(t => t.Coefficient < 0).Select(t => (t.Coefficient < 0, Term(t.Atom, t.Coefficient)))];
        if (index.Constant != 0 || terms.Count == 0)
        {
            terms.Add((index.Constant < 0 && terms.Count > 0, Number(terms.Count > 0 ? System.Math.Abs(index.Constant) : index.Constant)));
        }

        return Add(terms);
    }

    public static ExpressionSyntax Negate(ExpressionSyntax operand) => new NegateSyntax(Nowhere, operand);

    public static ExpressionSyntax Add(ExpressionSyntax left, ExpressionSyntax right, bool isSubtracted = false) =>
        new SumSyntax(Nowhere, [new TermSyntax(false, left), new TermSyntax(isSubtracted, right)]);

    public static ExpressionSyntax Add(IEnumerable<(bool IsSubtracted, ExpressionSyntax Value)> terms)
    {
        var list = terms.ToList();
        ExpressionSyntax first = list[0].IsSubtracted ? Negate(list[0].Value) : list[0].Value;
        return list.Count == 1 ? first : new SumSyntax(Nowhere, [new TermSyntax(false, first), .. list.Skip(1).Select(t => new TermSyntax(t.IsSubtracted, t.Value))]);
    }

    public static ExpressionSyntax Multiply(ExpressionSyntax left, ExpressionSyntax right) =>
        new ProductSyntax(Nowhere, [new FactorSyntax(ProductOperator.Multiply, left), new FactorSyntax(ProductOperator.Multiply, right)]);

    public static ExpressionSyntax Divide(ExpressionSyntax left, ExpressionSyntax right) =>
        new ProductSyntax(Nowhere, [new FactorSyntax(ProductOperator.Multiply, left), new FactorSyntax(ProductOperator.Divide, right)]);

    public static ExpressionSyntax Power(ExpressionSyntax @base, ExpressionSyntax exponent) => new PowerSyntax(Nowhere, @base, exponent, false);

    public static ExpressionSyntax Call(string function, params ExpressionSyntax[] arguments) => new CallSyntax(Nowhere, Name(function), [.. arguments]);

    public static ExpressionSyntax Entry(string name, IEnumerable<ExpressionSyntax> subscripts)
    {
        ImmutableArray<ExpressionSyntax> all = [.. subscripts];
        return all.IsEmpty ? Name(name) : new SubscriptSyntax(Nowhere, Name(name), all);
    }

    public static ExpressionSyntax If(ExpressionSyntax condition, ExpressionSyntax then, ExpressionSyntax otherwise) => new ConditionalSyntax(Nowhere, condition, then, otherwise);

    public static ExpressionSyntax Compare(ComparisonOperator comparison, ExpressionSyntax left, ExpressionSyntax right) => new ComparisonSyntax(Nowhere, comparison, left, right);

    /// <summary>A reduction over indices from 0 to each size − 1, or between bounds of its own.</summary>
    public static ExpressionSyntax Reduce(string function, IEnumerable<(string Index, ExpressionSyntax Low, ExpressionSyntax High)> indices, ExpressionSyntax body) =>
        new CallSyntax(Nowhere, Name(function), [.. indices.Select(i => new BinderSyntax(Nowhere, Name(i.Index), i.Low, i.High)), body]);

    public static EquationSyntax Equation(string target, IEnumerable<string> indices, ExpressionSyntax body, IEnumerable<(string Index, ExpressionSyntax High)> ranges) => new(
        Nowhere,
        Name(target),
        [.. indices.Select(Name)],
        body,
        [.. ranges.Select(r => new BinderSyntax(Nowhere, Name(r.Index), Zero, r.High))]);

    /// <summary>Returns the names that an expression mentions and does not bind itself.</summary>
    public static ImmutableHashSet<string> Names(ExpressionSyntax expression)
    {
        if (expression is NameSyntax name)
        {
            return [name.Text];
        }

        ImmutableHashSet<string> names = [.. Children(expression).SelectMany(Names)];
        return expression is CallSyntax call ? names.Except(call.Arguments.OfType<BinderSyntax>().Select(b => b.Index.Text)) : names;
    }

    /// <summary>Returns the names of the open functions that an expression calls.</summary>
    public static IEnumerable<string> Calls(ExpressionSyntax expression)
    {
        var pending = new Stack<ExpressionSyntax>([expression]);
        while (pending.Count > 0)
        {
            ExpressionSyntax next = pending.Pop();
            if (next is CallSyntax call && AbstractFunction.Parse(call.Function.Text) is { } function)
            {
                yield return function.Name;
            }

            foreach (ExpressionSyntax child in Children(next))
            {
                pending.Push(child);
            }
        }
    }

    /// <summary>Returns whether an expression differentiates.</summary>
    public static bool HasDerivative(ExpressionSyntax expression) => (expression is CallSyntax call && call.Function.Text == "d") || Children(expression).Any(HasDerivative);

    /// <summary>Writes other expressions in place of names; sums of numbers become numbers.</summary>
    public static ExpressionSyntax Replace(ExpressionSyntax expression, System.Func<NameSyntax, ExpressionSyntax> map) => expression switch
    {
        NameSyntax n => map(n),
        SumSyntax s => Folded((SumSyntax)Rebuild(s, e => Replace(e, map))),
        _ => Rebuild(expression, e => Replace(e, map)),
    };

    /// <summary>Returns an expression with other parts; bound names stay.</summary>
    public static ExpressionSyntax Rebuild(ExpressionSyntax expression, System.Func<ExpressionSyntax, ExpressionSyntax> at) => expression switch
    {
        NegateSyntax n => n with { Operand = at(n.Operand) },
        NotSyntax n => n with { Operand = at(n.Operand) },
        SumSyntax s => s with { Terms = [.. s.Terms.Select(t => t with { Value = at(t.Value) })] },
        ProductSyntax p => p with { Factors = [.. p.Factors.Select(f => f with { Value = at(f.Value) })] },
        PowerSyntax p => p with { Base = at(p.Base), Exponent = at(p.Exponent) },
        CallSyntax c => c with { Arguments = [.. c.Arguments.Select(at)] },
        BinderSyntax b => b with { Low = at(b.Low), High = at(b.High) },
        SubscriptSyntax s => s with { Operand = at(s.Operand), Subscripts = [.. s.Subscripts.Select(at)] },
        ConditionalSyntax c => c with { Condition = at(c.Condition), Then = at(c.Then), Else = at(c.Else) },
        ComparisonSyntax c => c with { Left = at(c.Left), Right = at(c.Right) },
        LogicalSyntax l => l with { Operands = [.. l.Operands.Select(at)] },
        _ => expression,
    };

    // i + 1 − 1 is i: positions carry where indices and axes begin.
    private static ExpressionSyntax Folded(SumSyntax sum)
    {
        if (!sum.Terms.Any(t => t.Value is NumberSyntax or SumSyntax or NegateSyntax { Operand: NumberSyntax }))
        {
            return sum;
        }

        List<TermSyntax> terms = [.. sum.Terms.SelectMany(t => t.Value is SumSyntax inner ? inner.Terms.Select(u => u with { IsSubtracted = u.IsSubtracted != t.IsSubtracted }) : [t]).Select(t => t.Value is NegateSyntax { Operand: NumberSyntax n } ? new TermSyntax(!t.IsSubtracted, n) : t)];
        Rational constant = terms.Where(t => t.Value is NumberSyntax).Aggregate(Rational.Zero, (c, t) => t.IsSubtracted ? c - ((NumberSyntax)t.Value).Value : c + ((NumberSyntax)t.Value).Value);
        List<(bool, ExpressionSyntax)> rest = [.. terms.Where(t => t.Value is not NumberSyntax).OrderBy(t => t.IsSubtracted).Select(t => (t.IsSubtracted, t.Value))];
        if (!constant.IsZero || rest.Count == 0)
        {
            rest.Add((constant.Sign < 0 && rest.Count > 0, Number(rest.Count > 0 ? Rational.Abs(constant) : constant)));
        }

        return Add(rest);
    }

    public static IEnumerable<ExpressionSyntax> Children(ExpressionSyntax expression) => expression switch
    {
        NegateSyntax n => [n.Operand],
        SumSyntax s => s.Terms.Select(t => t.Value),
        ProductSyntax p => p.Factors.Select(f => f.Value),
        PowerSyntax p => [p.Base, p.Exponent],
        CallSyntax c => c.Arguments,
        BinderSyntax b => [b.Low, b.High],
        SubscriptSyntax s => s.Subscripts.Prepend(s.Operand),
        ConditionalSyntax c => [c.Condition, c.Then, c.Else],
        ComparisonSyntax c => [c.Left, c.Right],
        LogicalSyntax l => l.Operands,
        NotSyntax n => [n.Operand],
        _ => [],
    };
}
