using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp.Networks;

/// <summary>A weight of an instance: its field, its property, its gradient's.</summary>
/// <param name="Tensor">The weight.</param>
/// <param name="Member">The property's name.</param>
/// <param name="Field">The field's name, or the part of a field that holds many.</param>
/// <param name="Gradient">The tensor ∂E/∂weight, or null.</param>
/// <param name="GradientField">Where that is kept.</param>
/// <param name="Initializer">How it starts, or null for the rule.</param>
internal sealed record WeightMember(Tensor Tensor, string Member, string Field, Tensor? Gradient, string GradientField, Initializer? Initializer)
{
    public string GradientMember => CSharpNames.Spell(Gradient!.Name);

    /// <summary>Gets a value indicating whether the weight shares an array with others.</summary>
    public bool IsPacked { get; init; }

    /// <summary>Gets a value indicating whether its gradient shares an array with others.</summary>
    public bool IsGradientPacked { get; init; }
}

/// <summary>A static method of the class, and the instance method on top of it.</summary>
/// <param name="Kernel">What it computes.</param>
/// <param name="Form">The static method.</param>
internal sealed record NetworkMethod(Kernel Kernel, KernelForm Form)
{
    public string LengthName => Form.Name + "WorkspaceLength";
}

/// <summary>The array that holds many weights, or their gradients.</summary>
internal sealed record PackField(TensorPack Pack, string Name);

/// <summary>All that the class of a network consists of.</summary>
internal sealed record NetworkModel
{
    public required BoundNetwork Network { get; init; }

    public required EquationSystem System { get; init; }

    public required NetworkRequest Request { get; init; }

    public required ImmutableArray<WeightMember> Weights { get; init; }

    /// <summary>Gets the arrays of weights and gradients that are too many for fields of their own.</summary>
    public required ImmutableArray<PackField> PackFields { get; init; }

    public required ImmutableArray<NetworkMethod> Methods { get; init; }

    /// <summary>Gets the fields of the sizes that the weights' shapes mention: what the constructor takes.</summary>
    public required IReadOnlyDictionary<string, string> SizeFields { get; init; }

    public IEnumerable<string> FixedSizes => Network.Sizes.Where(SizeFields.ContainsKey);

    public required string WorkspaceField { get; init; }

    public string Type => Request.Precision == Precision.Double ? "double" : "float";

    /// <summary>Gets a value indicating whether there is anything to keep between calls.</summary>
    public bool HasInstance => !Weights.IsEmpty;

    /// <summary>Returns the weight or gradient field that a kernel's parameter stands for, or null.</summary>
    public string? FieldOf(FormParameter parameter) => parameter.Tensor is not { } tensor
        ? PackFields.FirstOrDefault(f => f.Pack == parameter.Pack)?.Name
        : Weights.FirstOrDefault(w => w.Tensor == tensor)?.Field ?? Weights.FirstOrDefault(w => w.Gradient == tensor)?.GradientField;
}
