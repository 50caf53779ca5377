using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Scheduling;

/// <summary>Finds what a kernel needs, values before derivatives, each definition after those that it reads.</summary>
internal static class DefinitionCollector
{
    public static List<Definition> Collect(EquationSystem system, ImmutableArray<Tensor> results, CancellationToken cancellation)
    {
        ILookup<Tensor, Equation> pieces = system.Equations.ToLookup(e => e.Target);
        HashSet<Tensor> live = Reach(pieces, results);
        HashSet<Tensor> forward = Reach(pieces, (system.Error is null ? [] : new[] { system.Error }).Concat(system.Outputs));

        ImmutableArray<Equation> needed = [.. system.Equations.Where(e => live.Contains(e.Target))];
        var definitions = new List<Definition>();
        foreach (EquationGroup group in EquationGroup.InOrder([.. needed.Where(e => forward.Contains(e.Target)), .. needed.Where(e => !forward.Contains(e.Target))]))
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyDictionary<Tensor, ImmutableHashSet<Tensor>> circles = group.IsRecurrent
                ? Circles.Find([.. group.Targets], t => pieces[t].SelectMany(e => e.UsedTensors))
                : ImmutableDictionary<Tensor, ImmutableHashSet<Tensor>>.Empty;
            foreach (Equation equation in group.IsRecurrent ? InStep(group, circles) : group.Equations)
            {
                Section section = forward.Contains(equation.Target) ? Section.Forward : Section.Backward;
                bool isStep = circles.TryGetValue(equation.Target, out ImmutableHashSet<Tensor>? circle) && equation.UsedTensors.Any(circle.Contains);
                definitions.AddRange(Expand(Definition.Of(equation, section, isStep ? circle! : [])));
            }
        }

        return definitions;
    }

    // What starts a recurrence first; in one step, what is read before what reads it.
    private static IEnumerable<Equation> InStep(EquationGroup group, IReadOnlyDictionary<Tensor, ImmutableHashSet<Tensor>> circles)
    {
        ILookup<Tensor, Equation> pieces = group.Equations.ToLookup(e => e.Target);
        bool IsStep(Equation equation) => circles.TryGetValue(equation.Target, out ImmutableHashSet<Tensor>? circle) && equation.UsedTensors.Any(circle.Contains);
        bool IsEarlierStep(Equation equation, Access access) => circles.TryGetValue(access.Tensor, out ImmutableHashSet<Tensor>? circle) && circle.Contains(equation.Target) && StepsAside(equation, access);
        var done = new HashSet<Equation>();
        var open = new Stack<(Equation Equation, bool Ready)>();
        var result = new List<Equation>();
        foreach (Equation equation in group.Equations.OrderBy(IsStep))
        {
            open.Push((equation, false));
            while (open.Count > 0)
            {
                (Equation next, bool ready) = open.Pop();
                if (ready)
                {
                    result.Add(next);
                }
                else if (done.Add(next))
                {
                    open.Push((next, true));
                    IEnumerable<Equation> read = next.Body.Nodes().OfType<Access>().Where(a => !IsEarlierStep(next, a)).SelectMany(a => pieces[a.Tensor]);
                    IEnumerable<Equation> starts = IsStep(next) ? circles[next.Target].SelectMany(t => pieces[t]).Where(e => !IsStep(e)) : [];
                    foreach (Equation before in read.Concat(starts))
                    {
                        open.Push((before, false));
                    }
                }
            }
        }

        return result;
    }

    private static bool StepsAside(Equation equation, Access access) => access.Tensor == equation.Target
        || access.Indices.Zip(equation.Targets, (i, t) => i - t).Any(step => step.IsConstant && step.Constant != 0);

    private static HashSet<Tensor> Reach(ILookup<Tensor, Equation> pieces, IEnumerable<Tensor> roots)
    {
        var reached = new HashSet<Tensor>();
        var open = new Stack<Tensor>(roots);
        while (open.Count > 0)
        {
            Tensor tensor = open.Pop();
            if (reached.Add(tensor))
            {
                foreach (Tensor used in pieces[tensor].SelectMany(e => e.UsedTensors))
                {
                    open.Push(used);
                }
            }
        }

        return reached;
    }

    // log Σₖ exp(aₖ) = m + log Σₖ exp(aₖ − m) with m = maxₖ aₖ; where m is infinite, so is the result.
    private static IEnumerable<Definition> Expand(Definition definition)
    {
        if (definition.Reduction != ReduceKind.LogSumExp)
        {
            return [definition];
        }

        var result = new List<Definition>();
        Tensor target = definition.Target;
        Expr term = definition.Value;
        if (term is not Access)
        {
            ImmutableArray<BoundIndex> indices = [.. definition.Indices];
            Tensor terms = Temporary(target, new Shape([.. indices.Select(i => UpperExtent(i, indices))]), "terms");
            result.Add(definition with
            {
                Target = terms,
                Targets = [.. indices.Select(i => i.Variable)],
                Free = indices,
                Reduced = [],
                Reduction = null,
                Value = term,
            });
            term = new Access(terms, [.. indices.Select(i => i.Variable)]);
        }

        ImmutableArray<IndexExpr> at = definition.Targets;
        Tensor largest = Temporary(target, target.Shape, "largest");
        Tensor total = Temporary(target, target.Shape, "total");
        Expr m = new Access(largest, at);
        result.Add(definition with { Target = largest, Reduction = ReduceKind.Max, Value = term });
        result.Add(definition with { Target = total, Reduction = ReduceKind.Sum, Value = new Call("exp", [term - m]) });
        Expr infinity = new NamedConstant(KnownNumber.Infinity);
        result.Add(definition with
        {
            Reduced = [],
            Reduction = null,
            Value = new Select(
                new Or([new Compare(Comparison.Equal, m, infinity), new Compare(Comparison.Equal, m, new Multiply([new Constant(Rational.MinusOne), infinity]))]),
                m,
                m + new Call("log", [new Access(total, at)])),
            Shown = m + new Call("log", [new Access(total, at)]),
            Meaning = new Reduce(ReduceKind.LogSumExp, definition.Reduced, definition.Value),
        });
        return result;
    }

    private static Tensor Temporary(Tensor target, Shape shape, string suffix) => new(target.Name + "_" + suffix, shape, TensorRole.Temporary);

    private static IndexExpr UpperExtent(BoundIndex index, ImmutableArray<BoundIndex> indices) =>
        index.Range.Upper.Select(u => IndexArithmetic.Maximum(u, indices)).First(m => m is not null)! + 1;
}
