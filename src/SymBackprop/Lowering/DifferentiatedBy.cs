using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Interpretation;

namespace SymBackprop.Lowering;

/// <summary>Finds the tensors by which a network takes derivatives, at its end or inside.</summary>
/// <remarks>A derivative by a named value counts the uses of that name: an equal expression that does not mention it must stay apart.</remarks>
internal static class DifferentiatedBy
{
    public static HashSet<Tensor> In(BoundNetwork network)
    {
        HashSet<Tensor> found = [.. network.Requests.SelectMany(r => r.By)];
        var functions = new HashSet<BoundFunction>();
        var pending = new Stack<BoundExpr>(network.Tensors.SelectMany(t => t.Pieces).Select(p => p.Body));
        while (pending.Count > 0)
        {
            BoundExpr next = pending.Pop();
            IEnumerable<BoundExpr> inside = BoundChildren.Of(next);
            switch (next)
            {
                case BoundDerivative derivative:
                    found.Add(derivative.By);
                    break;
                case BoundConditional choice:
                    inside = inside.Concat(ComparedIn(choice.Condition));
                    break;
                case BoundUserCall call when functions.Add(call.Function):
                    inside = inside.Append(call.Function.Body).Concat(call.Function.OwnDerivative is { } own ? [own] : []);
                    break;
            }

            foreach (BoundExpr child in inside)
            {
                pending.Push(child);
            }
        }

        return found;
    }

    private static IEnumerable<BoundExpr> ComparedIn(BoundCondition condition) => condition switch
    {
        BoundComparison c => [c.Left, c.Right],
        BoundLogical l => l.Parts.SelectMany(ComparedIn),
        BoundNot n => ComparedIn(n.Operand),
        _ => [],
    };
}
