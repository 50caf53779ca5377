using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Numbers;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Prints scheduled expressions as C#.</summary>
internal sealed class CSharpPrinter(KernelNames names, Precision precision, EmissionPatternSet patterns, ISet<string> helpers) : ExpressionPrinter
{
    /// <summary>Gets what writes indices as integers.</summary>
    public IndexWriter Indices => field ??= new IndexWriter(names.Of, gather => AccessText(new Access(gather.Tensor, gather.Indices.Items)), name => helpers.Add(name));

    public string Math => precision == Precision.Double ? "global::System.Math." : "global::System.MathF.";

    public string Type => precision == Precision.Double ? "double" : "float";

    /// <summary>Prints a value, by the patterns where one fits.</summary>
    public string Value(Expr expr) => Text(patterns.Rewrite(expr));

    public string Holds(Condition condition) => Text(condition, Tightness.Or);

    public string Place(Access access) => AccessText(access);

    protected override (string Text, Tightness Tightness)? Literal(Rational value) => (CSharpNumber.Literal(value, precision), Tightness.Atom);

    protected override string Integer(BigInteger value) => CSharpNumber.Literal(value, precision);

    protected override (string Text, Tightness Tightness) IndexNumber(IndexExpr index) => ($"({Type}){Indices.Factor(index)}", Tightness.Power);

    protected override string Named(KnownNumber number) => number == KnownNumber.Infinity ? Type + ".PositiveInfinity" : Math + (number == KnownNumber.Pi ? "PI" : "E");

    protected override string? NegativeOf(KnownNumber number) => number == KnownNumber.Infinity ? Type + ".NegativeInfinity" : null;

    protected override string AccessText(Access access)
    {
        Place place = names.PlaceOf(access.Tensor);
        string name = names.Of(access.Tensor);
        string? position = place.Axes.IsEmpty
            ? null
            : Indices.Position([.. place.Axes.Select(a => access.Tensor.Shape.Extents[a])], [.. place.Axes.Select(a => access.Indices[a])]);
        position = names.PackOf(access.Tensor) is { } pack ? Indices.Behind(pack.Offset(access.Tensor), position) : position;
        return position is null ? name : $"{name}[{position}]";
    }

    protected override string Product(IReadOnlyList<string> factors) => string.Join(" * ", factors);

    protected override (string Text, Tightness Tightness) Quotient(Func<Tightness, string> numerator, Func<Tightness, string> denominator) =>
        (numerator(Tightness.Product) + " / " + denominator(Tightness.Power), Tightness.Product);

    protected override (string Text, Tightness Tightness) PowerText(Expr @base, Expr exponent) =>
        ($"{Math}Pow({Text(@base)}, {Text(exponent)})", Tightness.Atom);

    protected override string CallText(Call call)
    {
        ScalarFunction function = FunctionCatalog.Get(call.Function);
        string method = Math + function.Native;
        if (function.Native is null)
        {
            helpers.Add((precision == Precision.Double ? "double " : "float ") + function.Helper);
            method = "global::SymBackprop.SbpMath." + function.Helper;
        }

        return $"{method}({string.Join(", ", call.Arguments.Select(Text))})";
    }

    protected override (string Text, Tightness Tightness) SelectText(Select select) =>
        ($"{Text(select.Condition, Tightness.Or)} ? {Text(select.Then)} : {Text(select.Otherwise)}", Tightness.Conditional);

    protected override string ComparedIndex(IndexExpr index) => Indices.Text(index);

    // C# warns of x == x, which asks whether x is a number.
    protected override (string Text, Tightness Tightness) ComparisonText(Comparison comparison, string left, string right) => comparison switch
    {
        _ when left != right => base.ComparisonText(comparison, left, right),
        Comparison.NotEqual => ($"{Type}.IsNaN({left})", Tightness.Atom),
        Comparison.Less or Comparison.Greater => ("false", Tightness.Atom),
        _ => ($"!{Type}.IsNaN({left})", Tightness.Not),
    };

    protected override Tightness NotOperand => Tightness.Atom;

    protected override (string And, string Or, string Not) LogicalWords => ("&&", "||", "!");

    protected override (string Text, Tightness Tightness) ReduceText(Reduce reduce) => throw new InvalidOperationException("A reduction is a loop before it is C#.");
}
