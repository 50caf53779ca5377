using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>A way to write something in C# better than the plain way.</summary>
/// <param name="Name">A kebab-case phrase.</param>
internal sealed record EmissionPattern(string Name)
{
    /// <summary>Gets a network whose code differs by the pattern; its tests run it with and without.</summary>
    public string Example { get; init; } = string.Empty;

    /// <summary>Gets a network like it, whose code is the same without the pattern.</summary>
    public string Counterexample { get; init; } = string.Empty;

    /// <summary>Gets what makes another expression of one, or answers null where the pattern does not fit.</summary>
    public Func<Expr, Expr?>? Expression { get; init; }

    /// <summary>Gets what writes a statement and answers whether the pattern fits.</summary>
    public Func<Statement, StatementWriter, bool>? Statement { get; init; }
}

/// <summary>Every pattern, in order of trial; the plain forms come last and always fit.</summary>
internal static class EmissionPatterns
{
    public static ImmutableArray<EmissionPattern> All { get; } =
    [
        new("small-power")
        {
            Expression = SmallPower,
            Example = "network N; weight w; E = w^3 + 1/w^2",
            Counterexample = "network N; weight w, v; E = w^(1/3) + w^v",
        },
        new("clear")
        {
            Statement = Clear,
            Example = "network N(n); input x[n]; weight w[n]; E = sum(i in 0..n-2, x[i]*w[i+1]^2)",
            Counterexample = "network N(n); input x[n]; weight w[n]; E = sum(i, x[i]*w[i]^2)",
        },
        new("subtract")
        {
            Statement = Subtract,
            Example = "network N(n); input x[n]; weight w[n]; E = sum(i in 0..n-2, (x[i] - w[i+1])^2)",
            Counterexample = "network N(n); input x[n]; weight w[n]; E = sum(i in 0..n-2, (x[i] + w[i+1])^2)",
        },
        new("plain") { Expression = e => e, Statement = PlainStatement },
    ];

    /// <summary>Gets all patterns.</summary>
    public static EmissionPatternSet Default { get; } = new(All);

    // Math.Pow(x, 2) costs 34 times as much as x * x. The scheduler has named the bases and split larger exponents.
    private static Expr? SmallPower(Expr expr) =>
        expr is Power { Base: Access or IndexValue or NamedConstant, Exponent: Constant { Value: var n } } p && n.IsInteger && Numbers.Rational.Abs(n) is var size && size > 1 && size <= IntegerPowers.Largest
            ? n.Sign > 0
                ? new Multiply([.. Enumerable.Repeat(p.Base, (int)n.Numerator)])
                : new Power(new Multiply([.. Enumerable.Repeat(p.Base, (int)-n.Numerator)]), new Constant(-1))
            : null;

    // Loops that only set neighbouring numbers to 0.
    private static bool Clear(Statement statement, StatementWriter writer)
    {
        var loops = new List<Loop>();
        Statement inner = statement;
        while (inner is Loop { Body: [var only] } loop)
        {
            loops.Add(loop);
            inner = only;
        }

        if (loops.Count == 0 || inner is not Assignment { Update: Update.Set, Value: Constant { Value.IsZero: true } } assignment
            || writer.Names.PlaceOf(assignment.Target.Tensor) is not { Axes.IsEmpty: false } place)
        {
            return false;
        }

        // The loops must be the last axes, in order and in full.
        int first = place.Axes.Length - loops.Count;
        for (int i = 0; i < loops.Count; i++)
        {
            int axis = first + i < 0 ? -1 : place.Axes[first + i];
            if (axis < 0 || assignment.Target.Indices[axis].AsVariable != loops[i].Variable
                || loops[i].Range.FullExtent is not { } extent || !extent.Equals(assignment.Target.Tensor.Shape.Extents[axis]))
            {
                return false;
            }
        }

        string name = writer.Names.Of(assignment.Target.Tensor);
        if (first == 0 && writer.Names.PackOf(assignment.Target.Tensor) is null)
        {
            writer.Output.Line($"{name}.Clear();");
            return true;
        }

        Access start = new(assignment.Target.Tensor, [.. assignment.Target.Indices.Select((index, a) => loops.Any(l => index.AsVariable == l.Variable) ? IndexExpr.Zero : index)]);
        string position = writer.Printer.Place(start);
        string length = writer.Printer.Indices.Text(SizePolynomial.Product(loops.Select(l => l.Range.FullExtent!)));
        writer.Output.Line($"{name}.Slice({position.Substring(name.Length + 1, position.Length - name.Length - 2)}, {length}).Clear();");
        return true;
    }

    private static bool Subtract(Statement statement, StatementWriter writer)
    {
        if (statement is not Assignment { Update: Update.Add, Value: Multiply { Factors: [Constant { Value.Sign: < 0 }, ..] } value } assignment)
        {
            return false;
        }

        writer.Assign(assignment, "-=", ExprRewriter.Negate(value));
        return true;
    }

    private static bool PlainStatement(Statement statement, StatementWriter writer)
    {
        writer.Plain(statement);
        return true;
    }
}

/// <summary>The patterns in use.</summary>
internal sealed class EmissionPatternSet(IEnumerable<EmissionPattern> patterns)
{
    private readonly ImmutableArray<EmissionPattern> _expressions = [.. patterns.Where(p => p.Expression is not null)];

    public ImmutableArray<EmissionPattern> Statements { get; } = [.. patterns.Where(p => p.Statement is not null)];

    /// <summary>Returns an expression in the form in which C# has it best, inside out.</summary>
    public Expr Rewrite(Expr expr)
    {
        Expr inner = expr switch
        {
            Add a => ExprRewriter.Sum(a.Terms.Select(Rewrite)),
            Multiply m => ExprRewriter.Product(m.Factors.Select(Rewrite)),
            Power p => new Power(Rewrite(p.Base), p.Exponent),
            Call c => new Call(c.Function, [.. c.Arguments.Select(Rewrite)]),
            Select s => new Select(Rewrite(s.Condition), Rewrite(s.Then), Rewrite(s.Otherwise)),
            _ => expr,
        };
        return _expressions.Select(p => p.Expression!(inner)).First(e => e is not null)!;
    }

    private Condition Rewrite(Condition condition) => condition switch
    {
        Compare c => new Compare(c.Comparison, Rewrite(c.Left), Rewrite(c.Right)),
        And a => new And([.. a.Parts.Select(Rewrite)]),
        Or o => new Or([.. o.Parts.Select(Rewrite)]),
        Not n => new Not(Rewrite(n.Operand)),
        _ => condition,
    };
}
