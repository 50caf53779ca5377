using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>Proves positions to stay on their axes, and puts guards around those that can leave them.</summary>
internal sealed class PositionGuards(IReadOnlyList<IndexVariable> indices)
{
    private const string Marker = "inside#";
    private const string WholeMarker = "covers#";

    private readonly Dictionary<string, int> _numbers = [];

    /// <summary>Gets a value indicating whether entries of a sum were left out that lie beyond an axis.</summary>
    public bool HasPadding { get; private set; }

    /// <summary>Gets the conditions under which positions without a summed index stay on their axes.</summary>
    public List<ExpressionSyntax> Interior { get; } = [];

    /// <summary>Marks a value that is read at a position of an axis.</summary>
    /// <param name="position">The position, counted from 0.</param>
    /// <param name="extent">The axis's size.</param>
    /// <param name="value">The entry.</param>
    /// <param name="isPure">Whether the position is an index alone, that is said to run over the axis.</param>
    public static ExpressionSyntax Mark(ExpressionSyntax position, ExpressionSyntax extent, ExpressionSyntax value, bool isPure) =>
        Code.Call(isPure ? WholeMarker : Marker, position, extent, value);

    /// <summary>Returns an equation's body with guards in the place of marks.</summary>
    /// <param name="body">The body.</param>
    /// <param name="ranges">The equation's indices with their last values.</param>
    public ExpressionSyntax Write(ExpressionSyntax body, IEnumerable<(string Index, ExpressionSyntax Last)> ranges)
    {
        if (!HasMark(body))
        {
            return body;
        }

        ImmutableList<IndexExpr> facts = [];
        foreach ((string index, ExpressionSyntax last) in ranges)
        {
            facts = With(facts, index, Code.Zero, last);
        }

        return Write(body, facts);
    }

    private static bool HasMark(ExpressionSyntax expression) => expression is CallSyntax { Function.Text: Marker or WholeMarker } || Code.Children(expression).Any(HasMark);

    private ExpressionSyntax Write(ExpressionSyntax expression, ImmutableList<IndexExpr> facts)
    {
        switch (expression)
        {
            case CallSyntax { Function.Text: Marker or WholeMarker } mark:
                return Guarded(mark, facts);
            case CallSyntax call when call.Arguments.Any(a => a is BinderSyntax):
                ImmutableList<IndexExpr> inside = call.Arguments.OfType<BinderSyntax>().Aggregate(facts, (known, b) => With(known, b.Index.Text, b.Low, b.High));
                return call with { Arguments = [.. call.Arguments.Select(a => a is BinderSyntax ? a : Write(a, inside))] };
            case ConditionalSyntax choice:
                return choice with
                {
                    Condition = Write(choice.Condition, facts),
                    Then = Write(choice.Then, facts.AddRange(Facts(choice.Condition, isTrue: true))),
                    Else = Write(choice.Else, facts.AddRange(Facts(choice.Condition, isTrue: false))),
                };
            default:
                return Code.Rebuild(expression, e => Write(e, facts));
        }
    }

    private ExpressionSyntax Guarded(CallSyntax mark, ImmutableList<IndexExpr> facts)
    {
        (ExpressionSyntax position, ExpressionSyntax extent) = (mark.Arguments[0], mark.Arguments[1]);
        IndexExpr? at = Affine(position);
        IndexExpr? above = at is not null && Affine(extent) is { } size ? size - 1 - at : null;
        bool staysAbove = at is not null && LinearProver.IsNonNegative(at, facts);
        bool staysBelow = above is not null && LinearProver.IsNonNegative(above, facts);
        if (staysAbove && staysBelow)
        {
            return Write(mark.Arguments[2], facts);
        }

        if (mark.Function.Text == WholeMarker)
        {
            throw JudgingException.Unsupported("the ranges of indices differ from the sizes of what they subscript, and the document does not say how the sizes are related");
        }

        // Nothing may follow from entries that never exist.
        if (at is null || above is null || !at.Terms.Any(t => t.Coefficient > 0) || LinearProver.IsNonNegative(IndexExpr.Zero - at - 1, [.. facts, above]) || LinearProver.IsNonNegative(IndexExpr.Zero - above - 1, facts))
        {
            throw JudgingException.Unsupported("a position that lies beyond its axis");
        }

        ImmutableHashSet<string> names = Code.Names(position);
        if (indices.Any(i => i.BoundBy is { } kind && kind != ReduceKind.Sum && names.Contains(i.Name)))
        {
            throw JudgingException.Unsupported("a product, a maximum or a minimum over positions that can lie beyond their axis");
        }

        bool isSummed = indices.Any(i => i.BoundBy == ReduceKind.Sum && names.Contains(i.Name));
        HasPadding |= isSummed;
        ExpressionSyntax result = Write(mark.Arguments[2], facts.Add(at).Add(above));
        if (!staysBelow)
        {
            result = Guard(Code.Compare(ComparisonOperator.LessOrEqual, position, Code.Add(extent, Code.One, isSubtracted: true)), result, isSummed);
        }

        return staysAbove ? result : Guard(Code.Compare(ComparisonOperator.GreaterOrEqual, position, Code.Zero), result, isSummed);
    }

    private ExpressionSyntax Guard(ExpressionSyntax condition, ExpressionSyntax value, bool isSummed)
    {
        if (!isSummed)
        {
            Interior.Add(condition);
        }

        return Code.If(condition, value, Code.Zero);
    }

    private ImmutableList<IndexExpr> With(ImmutableList<IndexExpr> facts, string index, ExpressionSyntax low, ExpressionSyntax high)
    {
        _numbers[index] = _numbers.Count;
        IndexExpr variable = IndexExpr.Variable(_numbers[index]);
        IndexExpr? from = Affine(low);
        IndexExpr? to = Affine(high);
        return facts.AddRange(from is null ? [] : [variable - from]).AddRange(to is null ? [] : [to - variable]);
    }

    private IEnumerable<IndexExpr> Facts(ExpressionSyntax condition, bool isTrue)
    {
        if (condition is not ComparisonSyntax { Left: var l, Right: var r, Operator: var comparison } || Affine(l) is not { } left || Affine(r) is not { } right)
        {
            return [];
        }

        IndexExpr d = left - right;
        IndexExpr opposite = IndexExpr.Zero - d;
        return (comparison, isTrue) switch
        {
            (ComparisonOperator.Equal, true) or (ComparisonOperator.NotEqual, false) => [d, opposite],
            (ComparisonOperator.GreaterOrEqual, true) or (ComparisonOperator.Less, false) => [d],
            (ComparisonOperator.LessOrEqual, true) or (ComparisonOperator.Greater, false) => [opposite],
            (ComparisonOperator.Greater, true) or (ComparisonOperator.LessOrEqual, false) => [d - 1],
            (ComparisonOperator.Less, true) or (ComparisonOperator.GreaterOrEqual, false) => [opposite - 1],
            _ => [],
        };
    }

    // Indices are variables, all other names sizes.
    private IndexExpr? Affine(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case NumberSyntax { Value: { IsInteger: true } value } when Rational.Abs(value) < 1_000_000:
                return IndexExpr.Of((long)value.Numerator);
            case NameSyntax name:
                return _numbers.TryGetValue(name.Text, out int number) ? IndexExpr.Variable(number) : IndexExpr.Size(name.Text);
            case NegateSyntax negated:
                return Affine(negated.Operand) is { } operand ? IndexExpr.Zero - operand : null;
            case SumSyntax sum:
                IndexExpr? total = IndexExpr.Zero;
                foreach (TermSyntax term in sum.Terms)
                {
                    total = total is not null && Affine(term.Value) is { } value ? term.IsSubtracted ? total - value : total + value : null;
                }

                return total;
            case ProductSyntax { Factors: [{ Value: NumberSyntax factor }, { Operator: ProductOperator.Multiply, Value: var other }] }:
                return Affine(factor) is { } f && Affine(other) is { } o ? o * f.Constant : null;
            default:
                return null;
        }
    }
}
