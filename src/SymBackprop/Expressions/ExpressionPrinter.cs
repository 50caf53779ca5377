using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Numbers;

namespace SymBackprop.Expressions;

/// <summary>Prints expressions by precedence with no redundant parentheses; by itself in the ASCII form of the language.</summary>
/// <remarks>Each output format overrides the spellings; the structure (what is a difference, a quotient, a power) is decided here.</remarks>
internal class ExpressionPrinter(Func<int, string>? indexName = null)
{
    private readonly Dictionary<int, string> _bound = [];

    // The names of the free indices of what is being printed.
    private HashSet<string>? _around;

    /// <summary>How tightly a printed piece binds.</summary>
    protected enum Tightness
    {
        Conditional,
        Or,
        And,
        Not,
        Comparison,
        Sum,

        /// <summary>A reduction without brackets, as Σⱼ aⱼ·bⱼ: a term of a sum, never a factor.</summary>
        Summation,
        Product,
        Negation,
        Power,
        Atom,
    }

    public static string Print(Expr expr, Func<int, string>? indexName = null) => new ExpressionPrinter(indexName).Text(expr);

    /// <summary>Prints one expression.</summary>
    public string Text(Expr expr)
    {
        if (_around is not null)
        {
            return Text(expr, Tightness.Conditional);
        }

        _around = [.. IndexVariables.FreeIn(expr).Select(IndexName)];
        string text = Text(expr, Tightness.Conditional);
        _around = null;
        return text;
    }

    /// <summary>Prints one condition.</summary>
    public string Text(Condition condition) => Text(condition, Tightness.Or);

    public string Text(IndexExpr index) => IndexPrinter.Print(index, IndexName);

    protected string Text(Expr expr, Tightness least)
    {
        (string text, Tightness tightness) = Piece(expr);
        return tightness < least ? Parenthesize(text) : text;
    }

    protected virtual string Parenthesize(string text) => "(" + text + ")";

    /// <summary>Gets the sign of a negated number or product.</summary>
    protected virtual string Minus => "-";

    protected virtual string Integer(System.Numerics.BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Prints a number that is not negative in one piece, or returns null to have it printed as a quotient of integers.</summary>
    protected virtual (string Text, Tightness Tightness)? Literal(Rational value) => null;

    protected virtual string Named(KnownNumber number) => number switch
    {
        KnownNumber.Pi => "pi",
        KnownNumber.E => "e",
        _ => "infinity",
    };

    /// <summary>Prints the opposite of a constant, where it has a name of its own.</summary>
    protected virtual string? NegativeOf(KnownNumber number) => null;

    protected virtual string AccessText(Access access) =>
        access.Tensor.Name + (access.Indices.IsEmpty ? string.Empty : "[" + string.Join(",", access.Indices.Select(Text)) + "]");

    /// <summary>Prints the factors of a product, each already as tight as it must be.</summary>
    protected virtual string Product(IReadOnlyList<string> factors) => string.Join("*", factors);

    /// <summary>Prints the factors of a product that are not all of one kind.</summary>
    protected virtual string Product(IReadOnlyList<Expr> factors, IReadOnlyList<string> texts) => Product(texts);

    protected virtual (string Text, Tightness Tightness) Quotient(Func<Tightness, string> numerator, Func<Tightness, string> denominator) =>
        (numerator(Tightness.Product) + "/" + denominator(Tightness.Power), Tightness.Product);

    protected virtual (string Text, Tightness Tightness) PowerText(Expr @base, Expr exponent) =>
        (Text(@base, Tightness.Atom) + "^" + (IsNonNegativeInteger(exponent) ? Text(exponent) : Parenthesize(Text(exponent))), Tightness.Power);

    protected virtual string CallText(Call call) => AbstractFunction.Spell(call.Function) + "(" + string.Join(", ", call.Arguments.Select(Text)) + ")";

    protected virtual string Sum(IReadOnlyList<(bool Negative, string Text)> terms) =>
        string.Concat(terms.Select((t, i) => i == 0 ? (t.Negative ? "-" + t.Text : t.Text) : (t.Negative ? " - " : " + ") + t.Text));

    protected virtual (string Text, Tightness Tightness) ReduceText(Reduce reduce)
    {
        string kind = reduce.Kind switch
        {
            ReduceKind.Sum => "sum",
            ReduceKind.Product => "prod",
            _ => reduce.Kind.ToString().ToLowerInvariant(),
        };
        string binders = string.Concat(reduce.Indices.Select(i => $"{IndexName(i.Id)} in {RangeText(i.Range)}, "));
        return ($"{kind}({binders}{Text(reduce.Body)})", Tightness.Atom);
    }

    protected virtual (string Text, Tightness Tightness) SelectText(Select select) =>
        ($"if {Text(select.Condition)} then {Text(select.Then)} else {Text(select.Otherwise)}", Tightness.Conditional);

    protected virtual string ComparisonSign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "==",
        Comparison.NotEqual => "!=",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        _ => ">=",
    };

    /// <summary>Gets how tight the operand of a negated condition must be.</summary>
    protected virtual Tightness NotOperand => Tightness.Comparison;

    /// <summary>Prints one side of a comparison of indices.</summary>
    protected virtual string ComparedIndex(IndexExpr index) => Text(index);

    protected virtual (string Text, Tightness Tightness) ComparisonText(Comparison comparison, string left, string right) =>
        ($"{left} {ComparisonSign(comparison)} {right}", Tightness.Comparison);

    protected virtual (string And, string Or, string Not) LogicalWords => ("and", "or", "not ");

    protected virtual string RangeText(IndexRange range) => Bounds(range.Lower, "max") + ".." + Bounds(range.Upper, "min");

    protected virtual string IndexName(int id) =>
        _bound.TryGetValue(id, out string? name) ? name
        : indexName?.Invoke(id) ?? "i" + id.ToString(CultureInfo.InvariantCulture);

    protected static bool IsNonNegativeInteger(Expr expr) => expr is Constant { Value: var v } && v.IsInteger && v.Sign >= 0;

    protected string Bounds(ImmutableArray<IndexExpr> bounds, string combine) =>
        bounds.Length == 1 ? Text(bounds[0]) : combine + "(" + string.Join(", ", bounds.Select(Text)) + ")";

    private (string Text, Tightness Tightness) Piece(Expr expr) => expr switch
    {
        Constant c => Number(c.Value),
        NamedConstant n => (Named(n.Number), Tightness.Atom),
        IndexValue v => IndexNumber(v.Index),
        Access a => (AccessText(a), Tightness.Atom),
        Add a => (Sum(PositiveFirst([.. a.Terms.Select(Term)])), Tightness.Sum),
        Multiply { Factors: [Constant { Value: var c }, NamedConstant n] } when c == Rational.MinusOne && NegativeOf(n.Number) is { } name => (name, Tightness.Atom),
        Multiply m => ProductPiece(m.Factors),
        Power { Exponent: Constant { Value: var n } } p when n.Sign < 0 => ProductPiece([p]),
        Power p => PowerText(p.Base, p.Exponent),
        Call c => (CallText(c), Tightness.Atom),
        Reduce r => Scoped(r),
        Select s => SelectText(s),
        Hole h => (h.Name, Tightness.Atom),
        DerivativeRequest d => ($"d({d.Of.Name}, {d.By.Name})", Tightness.Atom),
        _ => throw new InvalidOperationException(expr.GetType().Name),
    };

    // A summed index whose name is taken around it, or stands free anywhere in the formula, becomes the next letter that is free.
    private (string Text, Tightness Tightness) Scoped(Reduce reduce)
    {
        HashSet<string> taken = [.. IndexVariables.FreeIn(reduce).Select(IndexName), .. _bound.Values, .. _around ?? []];
        foreach (BoundIndex index in reduce.Indices)
        {
            string name = index.Name;
            if (name.Length == 0 || !taken.Add(name))
            {
                name = "ijklmnpqrstuvabcdfgh".Select(c => c.ToString()).FirstOrDefault(taken.Add) ?? "i" + index.Id.ToString(CultureInfo.InvariantCulture);
            }

            _bound[index.Id] = name;
        }

        (string Text, Tightness Tightness) result = ReduceText(reduce);
        foreach (BoundIndex index in reduce.Indices)
        {
            _bound.Remove(index.Id);
        }

        return result;
    }

    /// <summary>Prints an index or a size as a number.</summary>
    protected virtual (string Text, Tightness Tightness) IndexNumber(IndexExpr index)
    {
        string text = Text(index);
        return (text, index.Terms.Length == 1 && index.Constant == 0 && index.Terms[0].Coefficient == 1 ? Tightness.Atom : Tightness.Sum);
    }

    private (string Text, Tightness Tightness) Number(Rational value)
    {
        if (value.Sign < 0)
        {
            (string text, Tightness tightness) = Number(-value);
            return (Minus + (tightness < Tightness.Product ? Parenthesize(text) : text), Tightness.Negation < tightness ? Tightness.Negation : tightness);
        }

        return Literal(value) ?? (value.IsInteger ? (Integer(value.Numerator), Tightness.Atom)
            : Quotient(_ => Integer(value.Numerator), _ => Integer(value.Denominator)));
    }

    private (bool Negative, string Text) Term(Expr term)
    {
        bool negative = IsNegative(term);
        return (negative, negative ? Text(Absolute(term), Tightness.Product) : Text(term, Tightness.Summation));
    }

    // 1 − y reads better than −y + 1.
    private static List<(bool Negative, string Text)> PositiveFirst(List<(bool Negative, string Text)> terms)
    {
        int positive = terms.FindIndex(t => !t.Negative);
        if (positive > 0)
        {
            (bool Negative, string Text) first = terms[positive];
            terms.RemoveAt(positive);
            terms.Insert(0, first);
        }

        return terms;
    }

    private static bool IsNegative(Expr term) =>
        term is Constant { Value.Sign: < 0 } || (term is Multiply m && m.Factors[0] is Constant { Value.Sign: < 0 });

    private static Expr Absolute(Expr term)
    {
        if (term is Constant c)
        {
            return new Constant(-c.Value);
        }

        var product = (Multiply)term;
        Rational first = -((Constant)product.Factors[0]).Value;
        ImmutableArray<Expr> rest = product.Factors.RemoveAt(0);
        return first.IsOne ? (rest.Length == 1 ? rest[0] : new Multiply(rest)) : new Multiply(rest.Insert(0, new Constant(first)));
    }

    // Factors with a negative constant exponent go below the line; a leading −1 becomes a sign.
    private (string Text, Tightness Tightness) ProductPiece(ImmutableArray<Expr> factors)
    {
        if (factors[0] is Constant { Value.Sign: < 0 } && factors.Length > 1)
        {
            return (Minus + Text(Absolute(new Multiply(factors)), Tightness.Product), Tightness.Negation);
        }

        var above = new List<Expr>();
        var below = new List<Expr>();
        foreach (Expr factor in factors)
        {
            switch (factor)
            {
                case Power { Exponent: Constant { Value: var n } } p when n.Sign < 0:
                    below.Add((-n).IsOne ? p.Base : new Power(p.Base, new Constant(-n)));
                    break;
                default:
                    above.Add(factor);
                    break;
            }
        }

        if (below.Count == 0)
        {
            return (FactorsText(above, Tightness.Product), Tightness.Product);
        }

        return Quotient(
            least => above.Count == 0 ? Integer(1) : above.Count == 1 ? Text(above[0], least) : Wrap(FactorsText(above, Tightness.Product), least),
            least => below.Count == 1 ? Text(below[0], least) : Wrap(FactorsText(below, Tightness.Product), least));
    }

    private string Wrap(string product, Tightness least) => Tightness.Product < least ? Parenthesize(product) : product;

    private string FactorsText(List<Expr> factors, Tightness first) => factors.Count == 1
        ? Text(factors[0], first)
        : Product(factors, [.. factors.Select((f, i) => f is Constant { Value.IsInteger: false } && i > 0 ? Parenthesize(Text(f)) : Text(f, i == 0 ? first : LeastOf(f, i == factors.Count - 1)))]);

    // Nothing follows the last factor that a sum without brackets could take in.
    private static Tightness LeastOf(Expr factor, bool isLast) => isLast && factor is Reduce ? Tightness.Summation : Tightness.Power;

    protected string Text(Condition condition, Tightness least)
    {
        (string text, Tightness tightness) = condition switch
        {
            Compare c => ComparisonText(c.Comparison, Text(c.Left, Tightness.Sum), Text(c.Right, Tightness.Sum)),
            IndexCompare c => ($"{ComparedIndex(c.Left)} {ComparisonSign(c.Comparison)} {ComparedIndex(c.Right)}", Tightness.Comparison),
            And a => (string.Join($" {LogicalWords.And} ", a.Parts.Select(p => Text(p, Tightness.Not))), Tightness.And),
            Or o => (string.Join($" {LogicalWords.Or} ", o.Parts.Select(p => Text(p, Tightness.And))), Tightness.Or),
            Not n => (LogicalWords.Not + Text(n.Operand, NotOperand), Tightness.Not),
            _ => throw new InvalidOperationException(condition.GetType().Name),
        };
        return tightness < least ? Parenthesize(text) : text;
    }
}
