using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>What a kernel is asked to compute.</summary>
/// <param name="Name">How it is called, in words of the language: <c>ErrorAndGradient</c>, <c>Error</c>, an output's name.</param>
/// <param name="Results">The tensors that the caller gets.</param>
/// <param name="Returned">The scalar among them that is the return value, or null.</param>
internal sealed record KernelRequest(string Name, ImmutableArray<Tensor> Results, Tensor? Returned);

/// <summary>Statements that run one after another in a method of their own.</summary>
/// <remarks>What it needs of other parts it loads from a buffer, what others need it stores there.</remarks>
internal sealed record KernelPart(ImmutableArray<Statement> Body);

/// <summary>The loop nests that compute some tensors of a network.</summary>
/// <remarks>Every value is computed once, before its first use.</remarks>
internal sealed record Kernel
{
    public required KernelRequest Request { get; init; }

    /// <summary>Gets the given tensors that are read, in the order of the network.</summary>
    public required ImmutableArray<Tensor> Givens { get; init; }

    public required ImmutableArray<Statement> Body { get; init; }

    /// <summary>Gets the parts that <see cref="PartCall"/> runs; empty for a kernel that is one method.</summary>
    public ImmutableArray<KernelPart> Parts { get; init; } = [];

    public required IReadOnlyDictionary<Tensor, Place> Places { get; init; }

    /// <summary>Gets how tensors are called here: their own names, temporaries numbered in order of their first appearance.</summary>
    public required IReadOnlyDictionary<Tensor, string> Names { get; init; }

    /// <summary>Gets the mathematics for the documentation: named values, and derivatives in closed form where they are short.</summary>
    public required ImmutableArray<Formula> Mathematics { get; init; }

    /// <summary>Gets the names of the indices in <see cref="Mathematics"/>.</summary>
    public required IReadOnlyDictionary<int, string> IndexNames { get; init; }

    public required SizePolynomial WorkspaceLength { get; init; }

    public required OperationTally Operations { get; init; }

    /// <summary>Gets the assumptions that the network was simplified by.</summary>
    public ImmutableArray<string> Assumptions { get; init; } = [];
}

/// <summary>A network as loop nests: what to compute, in which order, in which loops, and where it is kept.</summary>
internal sealed record Schedule
{
    public required string Name { get; init; }

    public required ImmutableArray<string> Sizes { get; init; }

    /// <summary>Gets all tensors given from outside, in order of declaration.</summary>
    public required ImmutableArray<Tensor> Givens { get; init; }

    public required ImmutableArray<Kernel> Kernels { get; init; }

    public DetailLevel Level { get; init; }

    public override string ToString() => SchedulePrinter.Print(this);
}
