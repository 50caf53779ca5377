using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Differentiation;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Interpretation;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>One side of a comparison: a tensor of an equation system, its derivative requests resolved.</summary>
internal sealed class ComparedSide
{
    private readonly HashSet<Equation> _primal;

    private ComparedSide(EquationSystem system, Tensor root, IEnumerable<Equation> primal)
    {
        System = system;
        Root = root;
        _primal = [.. primal];
        Equations = Needed();
    }

    public EquationSystem System { get; }

    public Tensor Root { get; }

    /// <summary>Gets the equations that the root or an assumption needs, definitions before uses.</summary>
    public ImmutableArray<Equation> Equations { get; }

    /// <summary>Gets what the equations were lowered from, or null.</summary>
    public BoundNetwork? Source { get; private init; }

    /// <summary>Takes a tensor of a lowered system.</summary>
    /// <param name="primal">The system.</param>
    /// <param name="root">The tensor.</param>
    /// <param name="source">What the system was lowered from.</param>
    public static ComparedSide Of(EquationSystem primal, Tensor root, BoundNetwork? source = null) =>
        new(Differentiator.Differentiate(primal with { Orders = [] }), root, primal.Equations) { Source = source };

    /// <summary>Takes an expression over given tensors; derivatives are asked for in a lowered system instead.</summary>
    /// <param name="value">The expression, nested as it may be; its bound indices have numbers of their own.</param>
    /// <param name="axes">The indices that are free in it, each over the whole of its axis.</param>
    public static ComparedSide Of(Expr value, ImmutableArray<BoundIndex> axes)
    {
        var interner = new ExprInterner();
        Expr body = interner.Intern(value);
        ImmutableArray<Tensor> givens = [.. body.Tensors()];
        var shape = new Shape([.. axes.Select(a => a.Range.FullExtent ?? a.Range.Upper[0] + 1)]);
        var root = new Tensor("value", shape, TensorRole.Named);
        var equation = new Equation(root, [.. axes.Select(a => a.Variable)], axes, body, new Origin(default, "definition"));
        IEnumerable<IndexAtom> atoms = givens.SelectMany(g => g.Shape.Extents).Concat(body.IndexExprs()).Concat(shape.Extents).SelectMany(e => e.Atoms());
        var system = new EquationSystem
        {
            Name = "value",
            Interner = interner,
            Sizes = [.. atoms.OfType<SizeSymbol>().Select(s => s.Name).Distinct()],
            Givens = givens,
            Error = root,
            Equations = [equation],
        };
        return new(system, root, [equation]);
    }

    /// <summary>Returns whether an entry of the root has a value where nothing is simplified: lowering takes x²/x for x, and at 0 it is no number.</summary>
    public bool IsDefinedAsWritten(SamplePoint point, int entry)
    {
        if (Source is null)
        {
            return true;
        }

        try
        {
            IReadOnlyDictionary<string, DenseTensor> givens = point.Values.ToDictionary(v => v.Key, v => new DenseTensor(v.Value.Extents, [.. v.Value.Entries.Select(e => e.ToDouble())]));
            return !double.IsNaN(Interpreter.Start(Source, point.Sizes, givens).Whole(Root).Entries[entry]);
        }
        catch (global::System.Exception e) when (e is global::System.ArgumentException or global::System.InvalidOperationException or KeyNotFoundException)
        {
            // Functions of which nothing is known have no plain numbers.
            return true;
        }
    }

    /// <summary>Returns whether differentiation made an equation: where a choice in it is on the edge, there is no derivative.</summary>
    public bool IsDerived(Equation equation) => !_primal.Contains(equation);

    private ImmutableArray<Equation> Needed()
    {
        var needed = new HashSet<Tensor>(System.Assumptions.SelectMany(a => a.Left.Tensors().Concat(a.Right.Tensors()))) { Root };
        ILookup<Tensor, Equation> pieces = System.Equations.ToLookup(e => e.Target);
        var pending = new Stack<Tensor>(needed);
        while (pending.Count > 0)
        {
            foreach (Tensor used in pieces[pending.Pop()].SelectMany(e => e.UsedTensors))
            {
                if (needed.Add(used))
                {
                    pending.Push(used);
                }
            }
        }

        return [.. System.Equations.Where(e => needed.Contains(e.Target))];
    }
}
