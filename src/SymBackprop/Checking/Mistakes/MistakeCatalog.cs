using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Mistakes;

/// <summary>The mistakes that are recognised, the more particular ones first. One row is all it takes to add one.</summary>
/// <remarks>
/// A row supposes what the line should have been, from what was written; or which wrong rule makes what was written, from the left side. Where several
/// rows fit, the first is named: 1 + σ is a slip of the sigmoid's derivative before it is one of a sign.
/// </remarks>
internal static class MistakeCatalog
{
    public static ImmutableArray<MistakeRow> All { get; } =
    [
        new("sigmoid-derivative", "The derivative of the logistic function is σ(1 − σ): the value times one minus the value.", RuleSlips.SigmoidDerivative, Makers.SigmoidDerivative),
        new("quotient-rule", "(u/v)' is (u'v − uv')/v²: mind the order in the numerator, and the square below.", RuleSlips.QuotientRule, Makers.QuotientRule),
        new("product-rule", "(uv)' is u'v + uv': each factor is differentiated once, with the other one beside it.", RuleSlips.ProductRule, Makers.ProductRule),
        new("power-rule", "An exponent is off: the derivative of xⁿ is n·xⁿ⁻¹, the exponent becomes a factor and goes down by one; that of tanh is 1 − tanh².", RuleSlips.PowerRule, Makers.PowerRule),
        new("sign", "A sign is the wrong way round.", FactorSlips.Sign, Makers.Sign),
        new("wrong-argument", "One name stands where another belongs: σ' is taken at z, not at a = σ(z).", PlaceSlips.WrongArgument, Makers.WrongArgument) { Late = PlaceSlips.OtherName },
        new("index-slip", "An index or a layer is off.", IndexSlips.Index, Makers.Index) { Late = IndexSlips.Further },
        new("product-for-sum", "A product stands where the terms should be added.", FactorSlips.ProductForSum, Makers.ProductForSum),
        new("partial-for-total", "The total derivative was asked for, and the partial one was taken: what depends on the variable was held fixed.", PlaceSlips.PartialForTotal, Makers.PartialForTotal),
        new("dependence-ignored", "A quantity was held fixed that depends on what is differentiated by: its part of the derivative is missing.", PlaceSlips.DependenceIgnored, Makers.DependenceIgnored),
        new("jacobian-as-vector", "The derivative of a vector by a vector is a matrix, not a vector.", ShapeSlips.Jacobian, Makers.Jacobian),
        new("lost-inner-derivative", "The chain rule asks for the derivative of what stands inside, too.", FactorSlips.LostInnerDerivative, Makers.LostInnerDerivative) { Late = LostParts.Slope },
        new("lost-sum-over-outputs", "The quantity reaches the error along several ways: their contributions add up.", FactorSlips.LostSum, Makers.LostSum) { Late = LostParts.Term },
        new("constant-factor", "A constant factor is lost or too much.", FactorSlips.ConstantFactor, Makers.ConstantFactor),
        new("lost-chain-factor", "A factor of the chain rule is missing.", FactorSlips.LostChainFactor, Makers.LostChainFactor) { Late = LostParts.Value },
        new("wrong-left-side", "The right side is the derivative by another variable, or the derivative where the left side is not differentiated.", PlaceSlips.WrongLeftSide, Makers.WrongLeftSide),
        new("wrong-function", "Another function's value or derivative was taken.", FunctionSlips.WrongFunction, Makers.WrongFunction) { Late = m => FunctionSlips.LostFunction(m).Concat(FunctionSlips.LostOne(m)) },
        new("transpose-order-shape", "A transpose is missing or too much, or the factors stand in the wrong order.", ShapeSlips.Transpose, Makers.Transpose) { Late = ShapeSlips.Symmetric },
        new("extra-factor", "A factor is too much.", FactorSlips.ExtraFactor, Makers.ExtraFactor),
        new("extra-term", "A term is too much.", FactorSlips.ExtraTerm, Makers.ExtraTerm),
    ];
}
