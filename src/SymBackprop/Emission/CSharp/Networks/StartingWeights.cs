using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp.Networks;

/// <summary>How weights start: as the source says, else matrices Glorot uniform, vectors and numbers 0.</summary>
internal static class StartingWeights
{
    public static bool IsRandom(WeightMember weight) => Distribution(weight) is "glorot" or "normal" or "uniform";

    /// <summary>Says how each weight starts.</summary>
    public static string Describe(ImmutableArray<WeightMember> weights) => SourceWriter.List([.. weights.Select(w => w.Tensor.Name + " " + Distribution(w) switch
    {
        "glorot" => "Glorot uniform",
        "normal" => $"normal with mean {w.Initializer!.Arguments[0]} and deviation {w.Initializer.Arguments[1]}",
        "uniform" => $"uniform from {w.Initializer!.Arguments[0]} to {w.Initializer.Arguments[1]}",
        _ => w.Initializer?.Arguments[0].ToString() ?? "0",
    })]);

    public static void Write(SourceWriter output, NetworkModel model, IndexWriter indices, string seed, ISet<string> helpers)
    {
        string[] sizes = [.. model.FixedSizes.Select(CSharpNames.Spell), seed];
        string random = CSharpNames.Unique("random", sizes);
        if (model.Weights.Any(IsRandom))
        {
            helpers.Add("class " + NetworkHelpers.Random);
            output.Line($"var {random} = new global::SymBackprop.SbpRandom({seed});");
        }
        else if (model.Weights.All(w => w.Member != "_") && model.Methods.All(m => m.Form.Name != "_"))
        {
            output.Line($"_ = {seed};");
        }

        foreach (WeightMember weight in model.Weights)
        {
            bool isScalar = weight.Tensor.Shape.IsScalar;
            string span = isScalar ? $"new global::System.Span<{model.Type}>(ref {weight.Field})" : weight.Field;
            switch (Distribution(weight))
            {
                case "glorot":
                    string limit = $"global::System.Math.Sqrt(6.0 / global::System.Math.Max(1.0, {Fans(weight.Tensor.Shape, indices)}))";
                    string name = CSharpNames.Unique("limit_" + CSharpNames.Spell(weight.Tensor.Name), sizes);
                    output.Line($"double {name} = {limit};");
                    output.Line($"{random}.Uniform({span}, -{name}, {name});");
                    break;
                case "normal" or "uniform":
                    string method = Distribution(weight) == "normal" ? "Normal" : "Uniform";
                    output.Line($"{random}.{method}({span}, {Number(weight, 0)}, {Number(weight, 1)});");
                    break;
                case "constant" when !weight.Initializer!.Arguments[0].IsZero:
                    string value = CSharpNumber.Literal(weight.Initializer.Arguments[0], model.Request.Precision);
                    output.Line(isScalar ? $"{weight.Field} = {value};" : weight.IsPacked ? $"{weight.Field}.Fill({value});" : $"global::System.Array.Fill({weight.Field}, {value});");
                    break;
            }
        }
    }

    private static string Distribution(WeightMember weight) =>
        weight.Initializer?.Distribution ?? (weight.Tensor.Shape.Rank >= 2 ? "glorot" : "constant 0");

    private static string Number(WeightMember weight, int argument) => CSharpNumber.Literal(weight.Initializer!.Arguments[argument], Precision.Double);

    // Glorot: ±√(6/(what goes in + what comes out)); further axes are the field that each pair sees.
    private static string Fans(Shape shape, IndexWriter indices)
    {
        ImmutableArray<IndexExpr> field = shape.Rank < 2 ? [] : shape.Extents.RemoveRange(0, 2);
        SizePolynomial inside = SizePolynomial.Product(shape.Rank < 2 ? shape.Extents : [shape.Extents[1], .. field]);
        SizePolynomial outside = SizePolynomial.Product(shape.Rank < 2 ? [IndexExpr.Of(1)] : [shape.Extents[0], .. field]);
        return indices.Text(inside + outside);
    }
}
