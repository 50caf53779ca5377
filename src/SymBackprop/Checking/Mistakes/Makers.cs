using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reading;
using static SymBackprop.Checking.Mistakes.MistakeCase;

namespace SymBackprop.Checking.Mistakes;

/// <summary>Makes each mistake in a line that is right.</summary>
internal static class Makers
{
    public static IEnumerable<MathNode> Sign(MistakeCase line) => FactorSlips.Sign(line).Select(s => s.Right);

    public static IEnumerable<MathNode> Index(MistakeCase line) => PlaceSlips.Index(line).Select(s => s.Right);

    public static IEnumerable<MathNode> ConstantFactor(MistakeCase line) => FactorSlips.ConstantFactor(line).Take(4).Select(s => s.Right);

    public static IEnumerable<MathNode> WrongFunction(MistakeCase line) => FunctionSlips.WrongFunction(line).Select(s => s.Right);

    public static IEnumerable<MathNode> Transpose(MistakeCase line) => Rewritten(line.Written, ShapeSlips.Toggle);

    public static IEnumerable<MathNode> ProductRule(MistakeCase line) => RuleSlips.ProductRule(line).Select(s => s.Left);

    public static IEnumerable<MathNode> PowerRule(MistakeCase line) => Rewritten(line.Written, node => node is PowerNode { Exponent: NumberNode { Value.IsInteger: true } n } p ? [p with { Exponent = Number(n.Value + 1) }] : []);

    public static IEnumerable<MathNode> ProductForSum(MistakeCase line) => Rewritten(line.Written, node => node is SumNode { Terms: [{ IsSubtracted: false, Value: var a }, { IsSubtracted: false, Value: var b }] } ? [Times(a, b)] : []);
}
