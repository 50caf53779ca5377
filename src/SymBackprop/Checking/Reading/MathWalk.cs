using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Reading;

/// <summary>Walks and rebuilds mathematics.</summary>
internal static class MathWalk
{
    public static IEnumerable<MathNode> Children(MathNode node) => node switch
    {
        SymbolNode s => s.Subscripts.Concat(s.Superscripts),
        ApplyNode a => a.Arguments.Prepend(a.Function),
        SumNode s => s.Terms.Select(t => t.Value),
        ProductNode p => p.Factors.Select(f => f.Value),
        FractionNode f => [f.Numerator, f.Denominator],
        PowerNode p => [p.Base, p.Exponent],
        TransposeNode t => [t.Operand],
        RootNode r => r.Degree is null ? [r.Operand] : [r.Degree, r.Operand],
        ReduceNode r => r.Indices.SelectMany(i => new[] { i.Low, i.High, i.Except }).OfType<MathNode>().Append(r.Body),
        DerivativeNode d => d.By.Prepend(d.Of).Concat(d.At),
        GradientNode g => g.By is null ? [g.Of] : [g.By, g.Of],
        DifferentialNode d => [d.Of],
        NormNode n => n.Kind is null ? [n.Operand] : [n.Operand, n.Kind],
        BracketNode b => b.Entries,
        MatrixNode m => m.Rows.SelectMany(r => r),
        CasesNode c => c.Rows.SelectMany(r => r.Condition is { } d ? new[] { r.Value, d.Left, d.Right } : [r.Value]),
        LimitNode l => [l.Target, l.Body],
        EntryNode e => e.Subscripts.Prepend(e.Operand),
        _ => [],
    };

    /// <summary>Returns a node and everything below, above first.</summary>
    public static IEnumerable<MathNode> All(MathNode node)
    {
        var pending = new Stack<MathNode>([node]);
        while (pending.Count > 0)
        {
            MathNode next = pending.Pop();
            yield return next;
            foreach (MathNode child in Children(next).Reverse())
            {
                pending.Push(child);
            }
        }
    }

    /// <summary>Returns the names that a node computes with, once each; letters in scripts are none.</summary>
    public static IEnumerable<SymbolNode> Operands(MathNode node)
    {
        var seen = new HashSet<string>();
        var pending = new Stack<MathNode>([node]);
        while (pending.Count > 0)
        {
            MathNode next = pending.Pop();
            if (next is SymbolNode symbol)
            {
                if (seen.Add(MathPrinter.Print(symbol)))
                {
                    yield return symbol;
                }

                continue;
            }

            foreach (MathNode child in Children(next).Reverse())
            {
                pending.Push(child);
            }
        }
    }

    /// <summary>Puts another node in the place of one, which is found by reference.</summary>
    public static MathNode Replace(MathNode root, MathNode old, MathNode @new) => ReferenceEquals(root, old)
        ? @new
        : Children(root).Any(c => Contains(c, old)) ? Rebuild(root, child => Replace(child, old, @new)) : root;

    private static bool Contains(MathNode root, MathNode node) => All(root).Any(n => ReferenceEquals(n, node));

    /// <summary>Rebuilds a node from below; what the function returns unchanged stays.</summary>
    public static MathNode Map(MathNode node, Func<MathNode, MathNode> map) => map(Rebuild(node, n => Map(n, map)));

    // The same node with other children.
    private static MathNode Rebuild(MathNode node, Func<MathNode, MathNode> at)
    {
        MathNode At(MathNode n) => at(n);
        ImmutableArray<MathNode> Each(ImmutableArray<MathNode> nodes) => [.. nodes.Select(At)];
        return node switch
        {
            SymbolNode s when !s.Subscripts.IsEmpty || !s.Superscripts.IsEmpty => s with { Subscripts = Each(s.Subscripts), Superscripts = Each(s.Superscripts) },
            ApplyNode a => a with { Function = At(a.Function) as SymbolNode ?? a.Function, Arguments = Each(a.Arguments) },
            SumNode s => s with { Terms = [.. s.Terms.Select(t => t with { Value = At(t.Value) })] },
            ProductNode p => p with { Factors = [.. p.Factors.Select(f => f with { Value = At(f.Value) })] },
            FractionNode f => f with { Numerator = At(f.Numerator), Denominator = At(f.Denominator) },
            PowerNode p => p with { Base = At(p.Base), Exponent = At(p.Exponent) },
            TransposeNode t => t with { Operand = At(t.Operand) },
            RootNode r => r with { Degree = r.Degree is null ? null : At(r.Degree), Operand = At(r.Operand) },
            ReduceNode r => r with { Indices = [.. r.Indices.Select(i => i with { Low = i.Low is null ? null : At(i.Low), High = i.High is null ? null : At(i.High), Except = i.Except is null ? null : At(i.Except) })], Body = At(r.Body) },
            DerivativeNode d => d with { Of = At(d.Of), By = Each(d.By), At = Each(d.At) },
            GradientNode g => g with { By = g.By is null ? null : At(g.By), Of = At(g.Of) },
            DifferentialNode d => d with { Of = At(d.Of) },
            NormNode n => n with { Operand = At(n.Operand) },
            BracketNode b => b with { Entries = Each(b.Entries) },
            MatrixNode m => m with { Rows = [.. m.Rows.Select(Each)] },
            CasesNode c => c with { Rows = [.. c.Rows.Select(r => new MathCase(At(r.Value), r.Condition is { } d ? new MathRelation(At(d.Left), d.Sign, At(d.Right)) : null))] },
            LimitNode l => l with { Target = At(l.Target), Body = At(l.Body) },
            EntryNode e => e with { Operand = At(e.Operand), Subscripts = Each(e.Subscripts) },
            _ => node,
        };
    }
}
