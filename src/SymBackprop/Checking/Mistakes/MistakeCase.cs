using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Numbers;

namespace SymBackprop.Checking.Mistakes;

/// <summary>A relation as it should have been, or as it would be after a slip: if it holds, that was the mistake.</summary>
/// <param name="Left">The left side to compare.</param>
/// <param name="Right">The right side to compare.</param>
/// <param name="Corrected">What the line should have been.</param>
/// <param name="Frozen">A quantity whose dependence is ignored in the comparison.</param>
internal sealed record Suspicion(MathNode Left, MathNode Right, MathNode Corrected, string Frozen = "");

/// <summary>A refuted relation: the left side is taken as true, the right side as written.</summary>
internal sealed class MistakeCase
{
    public MistakeCase(Relation relation, DocumentContext context)
    {
        Relation = relation;
        Context = context;
        (Of, By) = (relation.Left.Node is DerivativeNode or GradientNode or ApplyNode { Function.Primes: 1 } ? relation.Left.Node : relation.ChainStart) switch
        {
            DerivativeNode { By: [var by] } d => (d.Of, by),
            ApplyNode { Function.Primes: 1, Arguments: [var argument] } a => (a with { Function = a.Function with { Primes = 0 } }, argument),
            GradientNode { Of: ApplyNode { Arguments: [var argument] } apply, By: null } => (apply, argument),
            GradientNode { By: { } by } g => (g.Of, by),
            _ => (relation.Left.Node is SymbolNode { Primes: 1 } primed ? primed with { Primes = 0 } : (MathNode?)null, null),
        };
        Bodies = [.. Unfold()];
    }

    public Relation Relation { get; }

    public DocumentContext Context { get; }

    public MathNode Left => Relation.Left.Node!;

    public MathNode Written => Relation.Right.Node!;

    /// <summary>Gets what the left side differentiates, if it does.</summary>
    public MathNode? Of { get; }

    public MathNode? By { get; }

    /// <summary>Gets what is differentiated, the meaning of its names, the meaning of theirs, and so on.</summary>
    public ImmutableArray<MathNode> Bodies { get; }

    /// <summary>Gets the definitions between what is differentiated and what by.</summary>
    public List<Definition> Between { get; } = [];

    /// <summary>Supposes that the line should have been another.</summary>
    public Suspicion Corrected(MathNode right) => new(Left, right, right);

    /// <summary>Supposes that a wrong rule was applied to the left side, with the right one beside it.</summary>
    public Suspicion Slip(MathNode wrong, MathNode right) => new(wrong, Written, right);

    /// <summary>Writes every node of the written side anew, one at a time.</summary>
    public IEnumerable<Suspicion> EachNode(System.Func<MathNode, IEnumerable<MathNode>> edits) => Rewritten(Written, edits).Select(Corrected);

    /// <summary>Writes every node of the written side anew, one at a time, but for what stands in scripts.</summary>
    public IEnumerable<Suspicion> EachValue(System.Func<MathNode, IEnumerable<MathNode>> edits)
    {
        var scripts = new HashSet<MathNode>(MathWalk.All(Written).OfType<SymbolNode>().SelectMany(s => s.Subscripts.Concat(s.Superscripts)).SelectMany(MathWalk.All), ByReference.Instance);
        return EachNode(node => scripts.Contains(node) ? [] : edits(node));
    }

    /// <summary>Gets the names that the written side computes with: none in scripts, and none in derivatives, where they only say of what and by what.</summary>
    public IEnumerable<SymbolNode> Operands
    {
        get
        {
            var elsewhere = new HashSet<MathNode>(MathWalk.All(Written).SelectMany(n => n switch
            {
                SymbolNode s => s.Subscripts.Concat(s.Superscripts).SelectMany(MathWalk.All),
                ApplyNode a => [a.Function],
                DerivativeNode { Of: SymbolNode } d => MathWalk.All(d).Skip(1),
                _ => [],
            }), ByReference.Instance);
            return MathWalk.All(Written).OfType<SymbolNode>().Where(s => !elsewhere.Contains(s));
        }
    }

    /// <summary>Writes every name that the written side computes with anew, one at a time.</summary>
    public IEnumerable<Suspicion> EachOperand(System.Func<SymbolNode, IEnumerable<MathNode>> edits)
    {
        var operands = new HashSet<MathNode>(Operands, ByReference.Instance);
        return EachNode(node => node is SymbolNode s && operands.Contains(s) ? edits(s) : []);
    }

    /// <summary>Returns the written side with one name for another wherever it computes with it.</summary>
    public MathNode Exchanged(string written, MathNode other)
    {
        var operands = new HashSet<MathNode>(Operands.Where(s => MathPrinter.Print(s) == written), ByReference.Instance);
        return operands.Aggregate(Written, (all, one) => MathWalk.Replace(all, one, other));
    }

    public static IEnumerable<MathNode> Rewritten(MathNode root, System.Func<MathNode, IEnumerable<MathNode>> edits)
    {
        foreach (MathNode node in MathWalk.All(root).Distinct(ByReference.Instance))
        {
            foreach (MathNode edited in edits(node))
            {
                yield return MathWalk.Replace(root, node, edited);
            }
        }
    }

    public static MathNode Negated(MathNode node) => new SumNode(node.Span, [new MathTerm(true, node)]);

    public static MathNode Times(MathNode left, MathNode right) => new ProductNode(left.Span, [new MathFactor(Reading.Times.Juxtaposed, Grouped(left)), new MathFactor(Reading.Times.Juxtaposed, Grouped(right))]);

    public static MathNode Number(Rational value) => new NumberNode(default, value, -1);

    private static MathNode Grouped(MathNode node) => node is SumNode ? new BracketNode(node.Span, "(", [node]) : node;

    private IEnumerable<MathNode> Unfold()
    {
        if (Of is null)
        {
            yield break;
        }

        var seen = new HashSet<string>();
        var pending = new Queue<MathNode>([Of]);
        foreach (Definition way in Ways())
        {
            if (seen.Add(way.Name.Key))
            {
                Between.Add(way);
                pending.Enqueue(way.Body);
            }
        }

        while (pending.Count > 0 && seen.Count < 40)
        {
            MathNode body = pending.Dequeue();
            yield return body;
            foreach (MathNode node in MathWalk.All(body).Where(n => n is SymbolNode or PowerNode or ApplyNode))
            {
                if (PathSums.KeyOf(node is ApplyNode call ? call.Function : node, Relation.LeftRoles) is { } key && seen.Add(key) && Context.Find(key, Relation.Order) is { } definition)
                {
                    Between.Add(definition);
                    pending.Enqueue(node is ApplyNode apply && definition.IsFunction && definition.Parameters.Length == apply.Arguments.Length ? At(definition, apply.Arguments) : definition.Body);
                }
            }
        }
    }

    // p(x) = σ(f(x)) at x_i is σ(f(x_i)).
    private static MathNode At(Definition function, ImmutableArray<MathNode> arguments)
    {
        var values = new Dictionary<string, MathNode>();
        for (int i = 0; i < arguments.Length; i++)
        {
            values[function.Parameters[i].Name] = SlipParts.Grouped(arguments[i]);
        }

        return MathWalk.Map(function.Body, n => n is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } s && values.TryGetValue(s.Name, out MathNode? value) ? value : n);
    }

    // Of an error without a definition, what depends on the variable lies between: the last of it first.
    private IEnumerable<Definition> Ways()
    {
        if (By is not SymbolNode by || Of is not SymbolNode error || Context.Find(Relation.LeftRoles.Resolve(error, _ => false).Key, int.MaxValue) is not null)
        {
            return [];
        }

        var names = new HashSet<string> { by.Name };
        var ways = new List<Definition>();
        foreach (Definition definition in Context.Definitions.Where(d => !d.IsFunction && MathWalk.Operands(d.Body).Any(s => names.Contains(s.Name))))
        {
            names.Add(definition.Name.Base);
            ways.Insert(0, definition);
        }

        return ways;
    }

    internal sealed class ByReference : IEqualityComparer<MathNode>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals(MathNode? x, MathNode? y) => ReferenceEquals(x, y);

        public int GetHashCode(MathNode obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
