using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;

namespace SymBackprop.Checking.Judging;

/// <summary>Labels that meet the logarithm of a softmax sum to 1: the y of <c>-\sum_k y_k \log p_k</c>.</summary>
/// <param name="Condition">What holds of the labels.</param>
/// <param name="Labels">Their name.</param>
/// <param name="Probabilities">What the logarithm is taken of.</param>
internal sealed record LabelConvention(DocumentCondition Condition, SymbolNode Labels, MathNode Probabilities)
{
    /// <summary>Gets a value indicating whether it holds whatever the probabilities are.</summary>
    public bool AlwaysHolds { get; init; }

    private static readonly NumberNode One = new(default, 1, -1);

    /// <summary>Finds such labels in a node: in a sum over the classes, or in a product of vectors.</summary>
    public static IEnumerable<LabelConvention> In(MathNode node, ScriptRoles roles)
    {
        if (node is ReduceNode { Kind: ReduceKind.Sum, Indices: [{ Name.Length: > 0 } index], Body: ProductNode terms } sum)
        {
            foreach (SymbolNode label in Symbols(terms).Where(s => s.Subscripts is [SymbolNode script] && script.Name == index.Name))
            {
                if (Logarithm(terms) is { } argument)
                {
                    yield return new LabelConvention(new DocumentCondition(sum with { Body = label }, One, roles, int.MaxValue), label, argument);
                }
            }
        }
        else if (node is ApplyNode { Function.Name: var function, Arguments: [var one, var other] } && FunctionWords.Of(function) == FunctionWords.CrossEntropy && OfCrossEntropy(one, other) is { Labels: SymbolNode labels, Probabilities: var probabilities })
        {
            yield return OfVector(labels, probabilities, roles);
        }
        else if (node is ProductNode { Factors: var factors } product && Vectors(factors).FirstOrDefault() is { } vector && Logarithm(product) is { } argument)
        {
            yield return OfVector(vector, argument, roles);
        }
    }

    /// <summary>Tells the labels of a cross-entropy from the probabilities: CE(y, ŷ) is as usual as CE(ŷ, y).</summary>
    public static (MathNode Labels, MathNode Probabilities) OfCrossEntropy(MathNode one, MathNode other) => IsEstimate(one) && !IsEstimate(other) ? (other, one) : (one, other);

    private static bool IsEstimate(MathNode node) => IsSoftmax(node) || (node is SymbolNode s && NameMarks.Plain(s.Name) != s.Name);

    private static LabelConvention OfVector(SymbolNode labels, MathNode probabilities, ScriptRoles roles) =>
        new(new DocumentCondition(new ReduceNode(default, ReduceKind.Sum, [new SumIndex(string.Empty, null, null, null)], labels), One, roles, int.MaxValue), labels, probabilities);

    // The y of y^T log p, y · log p and y : log p.
    private static IEnumerable<SymbolNode> Vectors(ImmutableArray<MathFactor> factors) => factors.Select(f => f.Value).OfType<TransposeNode>().Select(t => t.Operand).OfType<SymbolNode>()
        .Concat(factors.Zip(factors.Skip(1), (y, log) => log.Sign is Times.Frobenius or Times.Dot && log.Value is ApplyNode ? y.Value as SymbolNode : null).OfType<SymbolNode>().Where(s => s.Subscripts.IsEmpty && s.Superscripts.IsEmpty));

    /// <summary>Returns the y of <c>(1 − y) log(1 − p)</c>, or null.</summary>
    public static SymbolNode? Complement(ProductNode product) =>
        Logarithm(product) is { } argument && MathForms.OneMinusOf(argument) is not null ? product.Factors.Select(f => MathForms.OneMinusOf(f.Value)).OfType<SymbolNode>().FirstOrDefault(s => s.Primes == 0) : null;

    /// <summary>Returns whether a meaning is a softmax: by name, or as a quotient of exponentials.</summary>
    public static bool IsSoftmax(MathNode meaning) => MathWalk.All(meaning).Any(n => n is ApplyNode a && FunctionWords.Of(a.Function.Name) == "softmax"
        || (n is FractionNode { Denominator: ReduceNode { Body: var below }, Numerator: var above } && IsExponential(below) && IsExponential(above))
        || (n is FractionNode { Denominator: ProductNode { Factors: var total }, Numerator: var entry } && IsExponential(entry) && total.Any(f => IsExponential(f.Value)) && MathWalk.All(n).Any(x => x is SymbolNode { Name: "𝟏" })));

    private static bool IsExponential(MathNode node) => node is PowerNode { Base: SymbolNode { Name: "e" } } or ApplyNode { Function.Name: "exp" };

    private static IEnumerable<SymbolNode> Symbols(ProductNode product) => product.Factors.Select(f => f.Value).OfType<SymbolNode>();

    private static MathNode? Logarithm(ProductNode product) => product.Factors.Select(f => f.Value).OfType<ApplyNode>().FirstOrDefault(a => a.Function.Name is "log" or "ln" && a.Arguments.Length == 1)?.Arguments[0];
}
