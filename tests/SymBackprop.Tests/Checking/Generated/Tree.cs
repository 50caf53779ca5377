using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Tests.Checking.Generated;

/// <summary>What a formula says, before anybody writes it down: the truth that a reading is measured by.</summary>
internal abstract record Tree
{
    public virtual ImmutableArray<Tree> Parts => [];

    public virtual Tree With(ImmutableArray<Tree> parts) => this;

    /// <summary>Returns the tree and everything below.</summary>
    public IEnumerable<Tree> All() => Parts.SelectMany(p => p.All()).Prepend(this);

    /// <summary>Rebuilds from below.</summary>
    public Tree Map(Func<Tree, Tree> map) => map(Parts.IsEmpty ? this : With([.. Parts.Select(p => p.Map(map))]));

    /// <summary>Returns the trees that have one node replaced, for each node and replacement.</summary>
    public IEnumerable<Tree> Edited(Func<Tree, IEnumerable<Tree>> edits)
    {
        foreach (Tree edited in edits(this))
        {
            yield return edited;
        }

        for (int i = 0; i < Parts.Length; i++)
        {
            foreach (Tree part in Parts[i].Edited(edits))
            {
                yield return With(Parts.SetItem(i, part));
            }
        }
    }

    public static implicit operator Tree(int value) => new Num(value, 1);

    public static Tree operator +(Tree a, Tree b) => new Add([new(false, a), new(false, b)]);

    public static Tree operator -(Tree a, Tree b) => new Add([new(false, a), new(true, b)]);

    public static Tree operator -(Tree a) => new Add([new(true, a)]);

    public static Tree operator *(Tree a, Tree b) => new Mul([.. a is Mul m ? m.Factors : [a], .. b is Mul n ? n.Factors : [b]]);

    public static Tree operator /(Tree a, Tree b) => new Div(a, b);
}

/// <summary>A fraction of whole numbers.</summary>
internal sealed record Num(long Top, long Bottom) : Tree;

/// <summary>A name, spelled as LaTeX, at indices: none for the whole of it.</summary>
internal sealed record Name(string Id, ImmutableArray<string> Indices) : Tree
{
    public Name(string id)
        : this(id, [])
    {
    }

    public bool Is(Name other) => Id == other.Id && Indices.SequenceEqual(other.Indices);
}

internal readonly record struct Signed(bool IsNegative, Tree Value);

internal sealed record Add(ImmutableArray<Signed> Terms) : Tree
{
    public override ImmutableArray<Tree> Parts => [.. Terms.Select(t => t.Value)];

    public override Tree With(ImmutableArray<Tree> parts) => new Add([.. Terms.Zip(parts, (t, p) => t with { Value = p })]);
}

/// <summary>A product in order: of matrices as well as of numbers.</summary>
internal sealed record Mul(ImmutableArray<Tree> Factors) : Tree
{
    public override ImmutableArray<Tree> Parts => Factors;

    public override Tree With(ImmutableArray<Tree> parts) => new Mul(parts);
}

/// <summary>A product entry by entry.</summary>
internal sealed record Had(Tree Left, Tree Right) : Tree
{
    public override ImmutableArray<Tree> Parts => [Left, Right];

    public override Tree With(ImmutableArray<Tree> parts) => new Had(parts[0], parts[1]);
}

internal sealed record Div(Tree Top, Tree Bottom) : Tree
{
    public override ImmutableArray<Tree> Parts => [Top, Bottom];

    public override Tree With(ImmutableArray<Tree> parts) => new Div(parts[0], parts[1]);
}

internal sealed record Pow(Tree Base, int Exponent) : Tree
{
    public override ImmutableArray<Tree> Parts => [Base];

    public override Tree With(ImmutableArray<Tree> parts) => new Pow(parts[0], Exponent);
}

/// <summary>A well-known function, entry by entry.</summary>
internal sealed record Fn(string Function, Tree Argument) : Tree
{
    public override ImmutableArray<Tree> Parts => [Argument];

    public override Tree With(ImmutableArray<Tree> parts) => new Fn(Function, parts[0]);
}

/// <summary>A function that the document defines, with its primes.</summary>
internal sealed record Call(string Function, int Primes, Tree Argument) : Tree
{
    public override ImmutableArray<Tree> Parts => [Argument];

    public override Tree With(ImmutableArray<Tree> parts) => new Call(Function, Primes, parts[0]);
}

/// <summary>A sum over all values of an index.</summary>
internal sealed record Total(string Index, Tree Body) : Tree
{
    public override ImmutableArray<Tree> Parts => [Body];

    public override Tree With(ImmutableArray<Tree> parts) => new Total(Index, parts[0]);
}

internal sealed record Transposed(Tree Operand) : Tree
{
    public override ImmutableArray<Tree> Parts => [Operand];

    public override Tree With(ImmutableArray<Tree> parts) => new Transposed(parts[0]);
}

/// <summary>The sum of the squares of all entries.</summary>
internal sealed record SquaredNorm(Tree Operand) : Tree
{
    public override ImmutableArray<Tree> Parts => [Operand];

    public override Tree With(ImmutableArray<Tree> parts) => new SquaredNorm(parts[0]);
}

/// <summary>The derivative through all definitions: of a name (E), or of a tree (an operator before a bracket).</summary>
internal sealed record Slope(Tree Of, Name By) : Tree
{
    public override ImmutableArray<Tree> Parts => [Of, By];

    public override Tree With(ImmutableArray<Tree> parts) => new Slope(parts[0], parts[1] as Name ?? By);
}
