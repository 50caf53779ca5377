using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Emission.Latex;

/// <summary>Prints expressions in LaTeX's mathematics.</summary>
internal class LatexPrinter(Func<int, string>? indexName = null) : ExpressionPrinter(indexName)
{
    public static new string Print(Expr expr, Func<int, string>? indexName = null) => new LatexPrinter(indexName).Text(expr);

    /// <summary>Returns how a tensor is called: an adjoint by what it is.</summary>
    public static string NameOf(Tensor tensor) => WithIndices(tensor, string.Empty);

    protected override string Named(KnownNumber number) => number switch
    {
        KnownNumber.Pi => @"\pi",
        KnownNumber.E => "e",
        _ => @"\infty",
    };

    protected override (string Text, Tightness Tightness)? Literal(Rational value) => DecimalText.Of(value) switch
    {
        null => null,
        (var digits, 0) => (digits, Tightness.Atom),
        ("1", var n) => ("10^{" + Integer(n) + "}", Tightness.Power),
        (var digits, var n) => (digits + @" \cdot 10^{" + Integer(n) + "}", Tightness.Product),
    };

    protected override string Parenthesize(string text) => @"\left(" + text + @"\right)";

    protected override string AccessText(Access access) => WithIndices(access.Tensor, string.Join(", ", access.Indices.Select(Text)));

    protected override string IndexName(int id) => LatexNames.Spell(base.IndexName(id));

    protected override string Product(IReadOnlyList<string> factors) => string.Join(@" \cdot ", factors);

    protected override (string Text, Tightness Tightness) Quotient(Func<Tightness, string> numerator, Func<Tightness, string> denominator) =>
        (@"\frac{" + numerator(Tightness.Conditional) + "}{" + denominator(Tightness.Conditional) + "}", Tightness.Product);

    protected override (string Text, Tightness Tightness) PowerText(Expr @base, Expr exponent) =>
        (Text(@base, Tightness.Atom) + "^{" + Text(exponent) + "}", Tightness.Power);

    protected override string CallText(Call call) => call switch
    {
        { Function: "d", Arguments: [var of, var by] } => Derivative(Text(of, Tightness.Atom), Text(by, Tightness.Atom)),
        _ when CallSpelling.Fill(call, f => f.Latex, Text, e => Text(e, Tightness.Atom)) is { } filled => filled,
        _ when AbstractFunction.Parse(call.Function) is { Orders.Length: > 1 } => AbstractFunctionName(AbstractFunction.Spell(call.Function)) + Parenthesize(string.Join(", ", call.Arguments.Select(Text))),
        _ => FunctionName(AbstractFunction.Spell(call.Function)) + Parenthesize(string.Join(", ", call.Arguments.Select(Text))),
    };

    protected override (string Text, Tightness Tightness) ReduceText(Reduce reduce)
    {
        string sign = reduce.Kind switch
        {
            ReduceKind.Sum => @"\sum",
            ReduceKind.Product => @"\prod",
            ReduceKind.ArgMax => @"\operatorname*{arg\,max}",
            ReduceKind.ArgMin => @"\operatorname*{arg\,min}",
            ReduceKind.LogSumExp => @"\operatorname*{logsumexp}",
            _ => "\\" + reduce.Kind.ToString().ToLowerInvariant(),
        };
        string under = string.Join(", ", reduce.Indices.Select(i => i.Range.FullExtent is null ? $"{IndexName(i.Id)} = {RangeText(i.Range)}" : IndexName(i.Id)));
        return reduce.Kind == ReduceKind.Sum
            ? (sign + "_{" + under + "} " + Text(reduce.Body, Tightness.Product), Tightness.Summation)
            : (sign + "_{" + under + "} " + Parenthesize(Text(reduce.Body)), Tightness.Atom);
    }

    protected override (string Text, Tightness Tightness) SelectText(Select select) => select switch
    {
        { Condition: IndexCompare { Comparison: Comparison.Equal } c, Then: Constant { Value.IsOne: true }, Otherwise: Constant { Value.IsZero: true } } =>
            (@"\delta_{" + Text(c.Left) + ", " + Text(c.Right) + "}", Tightness.Atom),
        _ => (@"\begin{cases} " + Text(select.Then) + @" & \text{if } " + Text(select.Condition) + @" \\ " + Text(select.Otherwise) + @" & \text{otherwise} \end{cases}", Tightness.Atom),
    };

    protected override string ComparisonSign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => @"\ne",
        Comparison.LessOrEqual => @"\le",
        Comparison.GreaterOrEqual => @"\ge",
        _ => base.ComparisonSign(comparison),
    };

    protected override (string And, string Or, string Not) LogicalWords => (@"\land", @"\lor", @"\lnot ");

    protected override string RangeText(IndexRange range) => Bounds(range.Lower, @"\max") + @" \ldots " + Bounds(range.Upper, @"\min");

    private static string Derivative(string of, string by) => @"\frac{\partial " + of + @"}{\partial " + by + "}";

    private static string FunctionName(string name)
    {
        string stem = name.TrimEnd('\'');
        string primes = name.Substring(stem.Length);
        string spelled = CallSpelling.Name(stem, f => f.Latex) ?? (stem.Length == 1 ? LatexNames.Spell(stem) : @"\operatorname{" + stem.Replace("_", @"\_") + "}");
        return spelled + primes;
    }

    // g_12: the second derivative of g, by its first argument and then its second.
    private static string AbstractFunctionName(string name)
    {
        int at = name.LastIndexOf('_');
        return at <= 0 ? FunctionName(name) : FunctionName(name.Substring(0, at)) + "_{" + name.Substring(at + 1) + "}";
    }

    private static string WithIndices(Tensor tensor, string indices)
    {
        if (tensor is { Role: TensorRole.Adjoint or TensorRole.Tangent, Of: { } of, By: { } by })
        {
            return tensor.Role == TensorRole.Adjoint
                ? Derivative(WithIndices(by, string.Empty), WithIndices(of, indices))
                : Derivative(WithIndices(of, indices), WithIndices(by, string.Empty));
        }

        (string stem, string subscript) = LatexNames.Split(tensor.Name);
        string all = string.Join(@",\,", new[] { subscript, indices }.Where(s => s.Length > 0));
        return all.Length == 0 ? stem : stem + "_{" + all + "}";
    }
}
