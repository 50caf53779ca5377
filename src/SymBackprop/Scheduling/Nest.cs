using System.Collections.Generic;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Nodes one after another, inside a loop or at the top.</summary>
internal sealed class Block(LoopNode? loop)
{
    public LoopNode? Loop { get; } = loop;

    public List<NestNode> Nodes { get; } = [];

    /// <summary>Gets the loops by the range that they run over, in the order of their making.</summary>
    public Dictionary<IndexRange, List<LoopNode>> Loops { get; } = [];

    public void Append(NestNode node)
    {
        node.Position = Nodes.Count;
        Nodes.Add(node);
        Register(node);
    }

    /// <summary>Puts a node before another.</summary>
    public void Insert(NestNode node, NestNode before)
    {
        Nodes.Insert(before.Position, node);
        Renumber(before.Position);
        Register(node);
    }

    /// <summary>Moves a node forwards, before another.</summary>
    public void Move(NestNode node, NestNode before)
    {
        int to = before.Position;
        Nodes.RemoveAt(node.Position);
        Nodes.Insert(to, node);
        Renumber(to);
    }

    private void Renumber(int from)
    {
        for (int i = from; i < Nodes.Count; i++)
        {
            Nodes[i].Position = i;
        }
    }

    private void Register(NestNode node)
    {
        if (node is LoopNode loop)
        {
            if (!Loops.TryGetValue(loop.Range, out List<LoopNode>? known))
            {
                Loops.Add(loop.Range, known = []);
            }

            known.Add(loop);
        }
    }
}

/// <summary>A loop or a unit in its place.</summary>
internal abstract class NestNode(Block parent)
{
    public Block Parent { get; } = parent;

    public int Position { get; set; }

    /// <summary>Gets the nodes of the same block that must stand before this one.</summary>
    public HashSet<NestNode> After { get; } = [];

    /// <summary>Returns the node of a block that this one is or lies in, or null.</summary>
    public NestNode? AncestorIn(Block block)
    {
        NestNode? node = this;
        while (node is not null && node.Parent != block)
        {
            node = node.Parent.Loop;
        }

        return node;
    }
}

/// <summary>A loop under construction.</summary>
internal sealed class LoopNode : NestNode
{
    public LoopNode(Block parent, int variable, string name, IndexRange range)
        : base(parent)
    {
        Variable = variable;
        Name = name;
        Range = range;
        Body = new Block(this);
    }

    public int Variable { get; }

    public string Name { get; }

    public IndexRange Range { get; }

    public Block Body { get; }

    public bool IsSequential { get; set; }

    public bool IsDescending { get; set; }

    /// <summary>Gets what to do right before the loop: what is summed up in a register starts at 0.</summary>
    public List<Statement> Opening { get; } = [];

    /// <summary>Gets what to do right after the loop: what it summed up in a register goes to its place.</summary>
    public List<Statement> Closing { get; } = [];
}

/// <summary>A unit whose indices are the loops around it.</summary>
internal sealed class UnitNode(Block parent, Unit unit) : NestNode(parent)
{
    public Unit Unit { get; } = unit;

    /// <summary>Gets or sets the outermost loop that reduces, if the target's own indices all lie outside it.</summary>
    public LoopNode? Accumulation { get; set; }

    /// <summary>Gets or sets the unit that this one prepares the target for.</summary>
    public UnitNode? Prepares { get; set; }
}
