using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Emission.CSharp;

/// <summary>A parameter of a kernel's method.</summary>
/// <param name="Name">Its name, without @.</param>
/// <param name="Tensor">What it carries; null for a size, for the workspace and for several tensors together.</param>
/// <param name="Declaration">Type and name as declared, such as <c>out double dE_dw</c>.</param>
internal sealed record FormParameter(string Name, Tensor? Tensor, string Declaration)
{
    public bool IsWorkspace { get; init; }

    /// <summary>Gets the tensors that it carries together, or null.</summary>
    public TensorPack? Pack { get; init; }
}

/// <summary>The method around a kernel's statements.</summary>
internal sealed record KernelForm
{
    /// <summary>Gets modifiers, such as <c>public static</c>.</summary>
    public required string Modifiers { get; init; }

    /// <summary>Gets the method's name, without @.</summary>
    public required string Name { get; init; }

    public required ImmutableArray<FormParameter> Parameters { get; init; }

    /// <summary>Gets the first sentence of the documentation.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets the sizes' names in C#, without @.</summary>
    public required IReadOnlyDictionary<string, string> Sizes { get; init; }

    /// <summary>Gets where sizes come from, in order; sizes with a parameter of their own are not among them.</summary>
    public ImmutableArray<Signatures.SizeFromLength> SizeSources { get; init; } = [];

    /// <summary>Gets what is returned, or null.</summary>
    public Tensor? Returned { get; init; }

    public bool HasWorkspace { get; init; }

    /// <summary>Gets the name of the workspace's parameter, where there is one.</summary>
    public string WorkspaceName { get; init; } = "workspace";

    /// <summary>Gets names of the class that helpers of the method must not take.</summary>
    public required ISet<string> MemberNames { get; init; }
}
