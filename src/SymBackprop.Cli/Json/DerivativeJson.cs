using System.Linq;
using System.Text.Json;

namespace SymBackprop.Cli.Json;

/// <summary>Writes derivatives by name: <c>{"w": array}</c>, a Hessian as <c>{"w": {"x": array}}</c>.</summary>
internal static class DerivativeJson
{
    public static void Write(Utf8JsonWriter writer, string name, CompiledNetwork network, Evaluation evaluation, DerivativeKind kind)
    {
        writer.WriteStartObject(name);
        foreach (IGrouping<string, NetworkDerivative> by in network.Derivatives.Where(d => d.Kind == kind).GroupBy(d => d.By))
        {
            writer.WritePropertyName(by.Key);
            if (kind != DerivativeKind.Hessian)
            {
                NumberJson.Write(writer, evaluation.Derivative(by.First())!);
                continue;
            }

            writer.WriteStartObject();
            foreach (NetworkDerivative derivative in by)
            {
                writer.WritePropertyName(derivative.ThenBy!);
                NumberJson.Write(writer, evaluation.Derivative(derivative)!);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
