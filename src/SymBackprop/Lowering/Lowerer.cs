using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Lowering;

/// <summary>Lowers a bound network to equations in index notation.</summary>
/// <remarks>Layers, functions and matrix notation are gone afterwards; the bodies have the lowered form (see <see cref="Normalizer"/>).</remarks>
internal static class Lowerer
{
    public static EquationSystem Lower(BoundNetwork network, WorkMeter? meter = null)
    {
        var interner = new ExprInterner(meter ?? new WorkMeter());
        IEnumerable<string> names = network.Givens.Concat(network.Tensors.Select(t => t.Tensor)).Select(t => t.Name).Concat(network.Sizes);
        var normalizer = new Normalizer(new EquationBuilder(interner, names, DifferentiatedBy.In(network).Contains));
        var elements = new ElementLowerer(normalizer, network.IndexCount);

        foreach (BoundTensor tensor in network.Tensors)
        {
            foreach (BoundPiece piece in tensor.Pieces)
            {
                elements.LowerPiece(tensor.Tensor, piece);
            }
        }

        return new EquationSystem
        {
            Name = network.Name,
            Interner = interner,
            Sizes = network.Sizes,
            Givens = network.Givens,
            Error = network.Error,
            Outputs = network.Outputs,
            Orders = [.. network.Requests.Select(r => new DerivativeOrder(r.Kind, r.Of, r.By))],
            Assumptions = [.. network.Assumptions.Select(elements.LowerAssumption)],
            Equations = normalizer.Builder.Equations,
        };
    }
}
