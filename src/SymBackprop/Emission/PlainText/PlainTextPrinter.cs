using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Emission.PlainText;

/// <summary>Prints expressions as people write them, in Unicode: ½(ŷ − y)², σ(w·x), Σⱼ Wᵢⱼ·xⱼ, ∂E/∂w.</summary>
internal class PlainTextPrinter(Func<int, string>? indexName = null) : ExpressionPrinter(indexName)
{
    public static new string Print(Expr expr, Func<int, string>? indexName = null) => new PlainTextPrinter(indexName).Text(expr);

    /// <summary>Returns how a tensor is called: an adjoint by what it is, digits at the end of a name as subscripts.</summary>
    public static string NameOf(Tensor tensor) => tensor switch
    {
        { Role: TensorRole.Adjoint or TensorRole.Tangent, Of: { } of, By: { } by } => tensor.Role == TensorRole.Adjoint
            ? Derivative(NameOf(by), NameOf(of))
            : Derivative(NameOf(of), NameOf(by)),
        _ => Glyphs.Name(tensor.Name),
    };

    protected override string Named(KnownNumber number) => number switch
    {
        KnownNumber.Pi => "π",
        KnownNumber.E => "e",
        _ => "∞",
    };

    protected override (string Text, Tightness Tightness)? Literal(Rational value) => DecimalText.Of(value) switch
    {
        null => null,
        (var digits, 0) => (digits, Tightness.Atom),
        ("1", var n) => ("10" + Glyphs.Superscript(Integer(n)), Tightness.Power),
        (var digits, var n) => (digits + "·10" + Glyphs.Superscript(Integer(n)), Tightness.Product),
    };

    protected override string AccessText(Access access) => NameOf(access.Tensor) + Subscripts(access.Indices, EndsInSubscript(access.Tensor));

    protected override string Product(IReadOnlyList<string> factors) =>
        factors.Count == 2 && Glued(factors[0], factors[1]) ? factors[0] + factors[1] : string.Join("·", factors);

    protected override (string Text, Tightness Tightness) Quotient(Func<Tightness, string> numerator, Func<Tightness, string> denominator) =>
        Glyphs.Fraction(numerator(Tightness.Product), denominator(Tightness.Power)) is { } glyph
            ? (glyph, Tightness.Atom)
            : base.Quotient(numerator, denominator);

    protected override (string Text, Tightness Tightness) PowerText(Expr @base, Expr exponent)
    {
        string below = Text(@base, Tightness.Atom);

        // (√x)², not √x².
        below = @base is Call && char.IsLetterOrDigit(below[below.Length - 1]) ? Parenthesize(below) : below;
        return exponent switch
        {
            Constant { Value: { IsInteger: true } n } => (below + Glyphs.Superscript(Integer(n.Numerator)), Tightness.Power),
            Access or NamedConstant or Constant => (below + "^" + Text(exponent, Tightness.Atom), Tightness.Power),
            _ => (below + "^" + Parenthesize(Text(exponent)), Tightness.Power),
        };
    }

    protected override string CallText(Call call) => call switch
    {
        { Function: "d", Arguments: [var of, var by] } => Derivative(Text(of, Tightness.Atom), Text(by, Tightness.Atom)),
        _ when CallSpelling.Fill(call, f => f.Plain, Text, e => Text(e, Tightness.Atom)) is { } filled => filled,
        _ => FunctionName(AbstractFunction.Spell(call.Function)) + "(" + string.Join(", ", call.Arguments.Select(Text)) + ")",
    };

    protected override string Sum(IReadOnlyList<(bool Negative, string Text)> terms) =>
        string.Concat(terms.Select((t, i) => i == 0 ? (t.Negative ? "−" : string.Empty) + t.Text : (t.Negative ? " − " : " + ") + t.Text));

    protected override string Minus => "−";

    protected override (string Text, Tightness Tightness) ReduceText(Reduce reduce)
    {
        string under = Under(reduce.Indices);
        return reduce.Kind == ReduceKind.Sum
            ? ("Σ" + under + " " + Text(reduce.Body, Tightness.Product), Tightness.Summation)
            : (Sign(reduce.Kind) + under + "(" + Text(reduce.Body) + ")", Tightness.Atom);
    }

    protected override (string Text, Tightness Tightness) SelectText(Select select) => select switch
    {
        { Condition: IndexCompare { Comparison: Comparison.Equal } c, Then: Constant { Value.IsOne: true }, Otherwise: Constant { Value.IsZero: true } } =>
            ("δ" + Subscripts([c.Left, c.Right], false), Tightness.Atom),
        { Otherwise: Constant { Value.IsZero: true } } => ("[" + Text(select.Condition) + "]·" + Text(select.Then, Tightness.Power), Tightness.Product),
        _ => base.SelectText(select),
    };

    protected override string ComparisonSign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "≠",
        Comparison.LessOrEqual => "≤",
        Comparison.GreaterOrEqual => "≥",
        _ => base.ComparisonSign(comparison),
    };

    private static string Derivative(string of, string by) => $"∂{of}/∂{by}";

    private static string FunctionName(string name) => name.TrimEnd('\'') is var stem ? (CallSpelling.Name(stem, f => f.Plain) ?? Glyphs.Name(stem)) + Primes(name) : name;

    private static string Primes(string name) => new('′', name.Length - name.TrimEnd('\'').Length);

    private static string Sign(ReduceKind kind) => kind == ReduceKind.Product ? "Π" : kind.ToString().ToLowerInvariant();

    private static bool EndsInSubscript(Tensor tensor) => NameOf(tensor) is var name && "₀₁₂₃₄₅₆₇₈₉".IndexOf(name[name.Length - 1]) >= 0;

    // ½(a − b) and 2(a − b), but 2·x.
    private static bool Glued(string number, string factor) =>
        factor[0] == '(' && number.All(c => char.IsDigit(c) || c == '½' || c == '⅓' || c == '⅔' || c == '¼' || c == '¾' || c == '⅛');

    private string Under(ImmutableArray<BoundIndex> indices)
    {
        string names = string.Concat(indices.Select(i => IndexName(i.Id)));
        bool isPlain = indices.All(i => i.Range.FullExtent is not null && IndexName(i.Id).Length == 1);
        return isPlain && Glyphs.Subscript(names) is { } subscripts
            ? subscripts
            : "[" + string.Join(", ", indices.Select(i => i.Range.FullExtent is null ? $"{IndexName(i.Id)}={RangeText(i.Range)}" : IndexName(i.Id))) + "]";
    }

    private string Subscripts(ImmutableArray<IndexExpr> indices, bool bracketed)
    {
        if (indices.IsEmpty)
        {
            return string.Empty;
        }

        ImmutableArray<string> texts = [.. indices.Select(Text)];
        return !bracketed && texts.All(t => t.Length == 1) && Glyphs.Subscript(string.Concat(texts)) is { } subscripts
            ? subscripts
            : "[" + string.Join(",", texts) + "]";
    }
}
