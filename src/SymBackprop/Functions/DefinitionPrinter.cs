using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using SymBackprop.Expressions;

namespace SymBackprop.Functions;

/// <summary>Prints a definition of the catalogue as a C# expression, in double or float.</summary>
internal sealed class DefinitionPrinter(bool single) : ExpressionPrinter
{
    private string Math => single ? "global::System.MathF." : "global::System.Math.";

    protected override string Integer(BigInteger value) => base.Integer(value) + (single ? "f" : ".0");

    protected override string Named(KnownNumber number) =>
        number == KnownNumber.Infinity ? (single ? "float" : "double") + ".PositiveInfinity" : Math + (number == KnownNumber.Pi ? "PI" : "E");

    protected override string Product(IReadOnlyList<string> factors) => string.Join(" * ", factors);

    protected override (string Text, Tightness Tightness) Quotient(
        System.Func<Tightness, string> numerator, System.Func<Tightness, string> denominator) =>
        (numerator(Tightness.Product) + " / " + denominator(Tightness.Power), Tightness.Product);

    protected override (string Text, Tightness Tightness) PowerText(Expr @base, Expr exponent) =>
        ($"{Math}Pow({Text(@base)}, {Text(exponent)})", Tightness.Atom);

    protected override string CallText(Call call)
    {
        ScalarFunction function = FunctionCatalog.Get(call.Function);
        string method = function.Native is null ? function.Helper! : Math + function.Native;
        return $"{method}({string.Join(", ", call.Arguments.Select(Text))})";
    }

    protected override (string Text, Tightness Tightness) SelectText(Select select) =>
        ($"{Text(select.Condition)} ? {Text(select.Then)} : {Text(select.Otherwise)}", Tightness.Conditional);

    protected override (string And, string Or, string Not) LogicalWords => ("&&", "||", "!");
}
