using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>What the passes over statements' expressions have in common.</summary>
internal static class SubexpressionWalker
{
    private const string NamePrefix = "(";

    /// <summary>Returns whether the tensor is a name that <see cref="Named"/> gave.</summary>
    public static bool IsName(Tensor tensor) => tensor.Name.StartsWith(NamePrefix, System.StringComparison.Ordinal);

    /// <summary>Returns the operands that are evaluated whenever the whole is: not the branches of a choice.</summary>
    public static IEnumerable<Expr> AlwaysEvaluated(Expr expr) => expr is Select s ? FirstComparison(s.Condition) : expr.Operands;

    /// <summary>Returns the largest parts that are evaluated only sometimes.</summary>
    public static IEnumerable<Expr> SometimesEvaluated(Expr expr)
    {
        var pending = new Stack<Expr>([expr]);
        while (pending.Count > 0)
        {
            Expr next = pending.Pop();
            if (next is Select s)
            {
                ImmutableArray<Expr> first = FirstComparison(s.Condition);
                foreach (Expr sometimes in ExprInterner.ExpressionsOf(s.Condition).Where(e => !first.Contains(e)).Concat([s.Then, s.Otherwise]))
                {
                    yield return sometimes;
                }
            }

            foreach (Expr operand in AlwaysEvaluated(next))
            {
                pending.Push(operand);
            }
        }
    }

    /// <summary>Returns whether computing it takes an operation.</summary>
    public static bool IsCompound(Expr expr) => expr switch
    {
        Add or Call or Power => true,
        Multiply m => !(m.Factors.Length == 2 && m.Factors[0] is Constant { Value: var c } && c == Numbers.Rational.MinusOne),
        _ => false,
    };

    /// <summary>Replaces whatever the functions answer for, outermost first.</summary>
    /// <param name="expr">The expression.</param>
    /// <param name="replace">Answers for what is evaluated whenever the whole is.</param>
    /// <param name="replaceInBranch">Answers for the rest, and is told what is known there: branches of a choice, and all comparisons but the first.</param>
    public static Expr Replace(Expr expr, System.Func<Expr, Expr?> replace, System.Func<Expr, KnownConditions, Expr?> replaceInBranch)
    {
        if (replace(expr) is { } replaced)
        {
            return replaced;
        }

        if (expr is not Select s)
        {
            return WithOperands(expr, o => Replace(o, replace, replaceInBranch));
        }

        ImmutableArray<Expr> first = FirstComparison(s.Condition);
        return Branches(s, KnownConditions.None, e => first.Contains(e) ? Replace(e, replace, replaceInBranch) : InBranch(e, KnownConditions.None, replaceInBranch), replaceInBranch);
    }

    /// <summary>Returns the statement with another value.</summary>
    public static Statement WithValue(Statement statement, System.Func<Expr, Expr> change) => statement switch
    {
        Assignment a when change(a.Value) is var value && !ReferenceEquals(value, a.Value) => a with { Value = value },
        KeepBest k when change(k.Value) is var value && !ReferenceEquals(value, k.Value) => k with { Value = value },
        _ => statement,
    };

    public static Expr? ValueOf(Statement statement) => statement switch
    {
        Assignment a => a.Value,
        KeepBest k => k.Value,
        _ => null,
    };

    /// <summary>Returns a line that names an expression, and its name.</summary>
    public static (Assignment Line, Access Name) Named(Expr value, Section section)
    {
        // Equal keys must mean equal values, also of what is built from such names.
        var name = new Access(new Tensor(NamePrefix + Key(value) + ")", Shape.Scalar, TensorRole.Temporary), []);
        return (new Assignment(name, Update.Set, value, section) { IsDeclaration = true, Formula = new Formula(name, Update.Set, value, string.Empty) }, name);
    }

    /// <summary>Returns the same text for equal expressions, also with the terms or factors in another order.</summary>
    public static string Key(Expr expr, System.Func<int, string>? indexName = null) => expr switch
    {
        Add a => Joined("+", a.Terms, indexName),
        Multiply m => Joined("*", m.Factors, indexName),
        Power p => $"({Key(p.Base, indexName)}^{Key(p.Exponent, indexName)})",
        Call c => $"{c.Function}({string.Join(",", c.Arguments.Select(a => Key(a, indexName)))})",
        _ => ExpressionPrinter.Print(expr, indexName),
    };

    private static string Joined(string sign, ImmutableArray<Expr> operands, System.Func<int, string>? indexName) =>
        "(" + string.Join(sign, operands.Select(o => Key(o, indexName)).OrderBy(k => k, System.StringComparer.Ordinal)) + ")";

    private static Expr InBranch(Expr expr, KnownConditions known, System.Func<Expr, KnownConditions, Expr?> replace) =>
        replace(expr, known) ?? (expr is Select s ? Branches(s, known, e => InBranch(e, known, replace), replace) : WithOperands(expr, o => InBranch(o, known, replace)));

    private static Select Branches(Select s, KnownConditions known, System.Func<Expr, Expr> compared, System.Func<Expr, KnownConditions, Expr?> replace) => new(
        Replace(s.Condition, compared),
        InBranch(s.Then, known.When(s.Condition), replace),
        InBranch(s.Otherwise, known.Unless(s.Condition), replace));

    private static Expr WithOperands(Expr expr, System.Func<Expr, Expr> change)
    {
        ImmutableArray<Expr> operands = [.. expr.Operands.Select(change)];
        return operands.SequenceEqual(expr.Operands) ? expr : expr switch
        {
            Add => ExprRewriter.Sum(operands),
            Multiply => ExprRewriter.Product(operands),
            Power => new Power(operands[0], operands[1]),
            Call c => new Call(c.Function, operands),
            _ => expr,
        };
    }

    private static Condition Replace(Condition condition, System.Func<Expr, Expr> replace) => condition switch
    {
        Compare c => new Compare(c.Comparison, replace(c.Left), replace(c.Right)),
        And a => new And([.. a.Parts.Select(p => Replace(p, replace))]),
        Or o => new Or([.. o.Parts.Select(p => Replace(p, replace))]),
        Not n => new Not(Replace(n.Operand, replace)),
        _ => condition,
    };

    // Of several comparisons only the first is always made.
    private static ImmutableArray<Expr> FirstComparison(Condition condition) => condition switch
    {
        Compare c => [c.Left, c.Right],
        And { Parts: [var first, ..] } => FirstComparison(first),
        Or { Parts: [var first, ..] } => FirstComparison(first),
        Not n => FirstComparison(n.Operand),
        _ => [],
    };
}
