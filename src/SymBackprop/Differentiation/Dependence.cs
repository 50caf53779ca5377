using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Differentiation;

/// <summary>Which tensors lie between a derivative's top and bottom.</summary>
internal sealed class Dependence
{
    private readonly Dictionary<Tensor, List<Equation>> _pieces = [];
    private readonly List<Tensor> _order = [];

    public Dependence(IEnumerable<Equation> equations)
    {
        foreach (Equation equation in equations)
        {
            if (!_pieces.TryGetValue(equation.Target, out List<Equation>? pieces))
            {
                _pieces.Add(equation.Target, pieces = []);
                _order.Add(equation.Target);
            }

            pieces.Add(equation);
        }
    }

    public IReadOnlyList<Equation> PiecesOf(Tensor tensor) => _pieces.TryGetValue(tensor, out List<Equation>? pieces) ? pieces : [];

    /// <summary>Returns the tensors through which <paramref name="of"/> depends on any of <paramref name="by"/>, definitions before uses, both ends included.</summary>
    public ImmutableArray<Tensor> Between(Tensor of, IEnumerable<Tensor> by)
    {
        HashSet<Tensor> dependent = [.. by];
        foreach (Tensor tensor in _order)
        {
            if (_pieces[tensor].Any(p => ReadBy(p).Any(dependent.Contains)))
            {
                dependent.Add(tensor);
            }
        }

        HashSet<Tensor> needed = [of];
        for (int i = _order.Count - 1; i >= 0; i--)
        {
            if (needed.Contains(_order[i]))
            {
                needed.UnionWith(_pieces[_order[i]].SelectMany(ReadBy));
            }
        }

        IEnumerable<Tensor> givens = by.Where(b => !_pieces.ContainsKey(b));
        return [.. givens.Concat(_order).Where(t => dependent.Contains(t) && needed.Contains(t)).Distinct()];
    }

    /// <summary>Returns the tensors through whose values an equation has a derivative.</summary>
    public static IEnumerable<Tensor> ReadBy(Equation equation)
    {
        if (equation.OwnPartials is { } own)
        {
            return own.Select(p => p.Access.Tensor);
        }

        if (equation.Body is Reduce { Kind: ReduceKind.ArgMax or ReduceKind.ArgMin })
        {
            return [];
        }

        var found = new List<Tensor>();
        var pending = new Stack<Expr>([equation.Body]);
        while (pending.Count > 0)
        {
            Expr next = pending.Pop();
            if (next is Access { Tensor.IsInteger: false } access)
            {
                found.Add(access.Tensor);
            }

            foreach (Expr operand in next.Operands)
            {
                pending.Push(operand);
            }
        }

        return found;
    }
}
