using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>What some statements mention, in order of first appearance.</summary>
internal sealed class PartContents
{
    private readonly HashSet<Tensor> _seen = [];
    private readonly List<Tensor> _tensors = [];
    private readonly List<string> _sizes = [];

    public PartContents(ImmutableArray<Statement> body) => Visit(body);

    public IReadOnlyList<Tensor> Tensors => _tensors;

    /// <summary>Gets the tensors that are written, each with how its first write meets what is there.</summary>
    public Dictionary<Tensor, Update> Written { get; } = [];

    public IEnumerable<string> Sizes => _sizes.Distinct();

    private void Visit(ImmutableArray<Statement> body)
    {
        foreach (Statement statement in body)
        {
            switch (statement)
            {
                case Loop loop:
                    Add(loop.Range.Bounds);
                    Visit(loop.Body);
                    break;
                case Assignment a:
                    Add(a.Target);
                    Write(a.Target.Tensor, a.Update);
                    Add(a.Value);
                    break;
                case KeepBest k:
                    Add(k.Position);
                    Write(k.Position.Tensor, Update.Set);
                    Add(k.Value);
                    break;
            }
        }
    }

    private void Write(Tensor tensor, Update update)
    {
        if (!Written.ContainsKey(tensor))
        {
            Written.Add(tensor, update);
        }
    }

    private void Add(Expr expr)
    {
        foreach (Tensor tensor in expr.Tensors().Where(_seen.Add))
        {
            _tensors.Add(tensor);
        }

        Add(expr.IndexExprs());
    }

    private void Add(IEnumerable<IndexExpr> indices)
    {
        foreach (IndexExpr index in indices)
        {
            _sizes.AddRange(index.Atoms().OfType<SizeSymbol>().Select(s => s.Name));
            foreach (Tensor tensor in index.GatheredTensors().Where(_seen.Add))
            {
                _tensors.Add(tensor);
            }
        }
    }
}
