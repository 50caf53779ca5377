using System;
using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Functions;

/// <summary>A row of the function catalogue: a scalar function, its partials, and how it is spelled.</summary>
/// <remarks>Partials and definition mention the holes x and y (the arguments) and, in partials, f (the function's own value).</remarks>
internal sealed class ScalarFunction(string name)
{
    private readonly Func<double[], double>? _value;
    private readonly OperationCost? _cost;

    public string Name { get; } = name;

    /// <summary>Gets other names that mean the same.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Gets the partial derivative by each argument.</summary>
    public required ImmutableArray<Expr> Partials { get; init; }

    public int Arity => Partials.Length;

    /// <summary>Gets the function in terms of others, good to the last digits everywhere; null where .NET or <see cref="Numbers.SbpMath"/> has it.</summary>
    public Expr? Definition { get; init; }

    /// <summary>Gets a value indicating whether a call is replaced by the definition before differentiation, since the derivative shares its parts.</summary>
    public bool IsExpanded { get; init; }

    /// <summary>Gets the function on doubles; follows from the definition where there is one.</summary>
    public Func<double[], double> Value
    {
        get => _value ?? (arguments => HoleEvaluator<double>.Evaluate(DoubleArithmetic.Instance, Definition!, arguments, double.NaN));
        init => _value = value;
    }

    /// <summary>Gets, for each argument, where the function is real and smooth, close enough to the origin for difference quotients.</summary>
    public ImmutableArray<SampleRange> Domain { get; init; } = [];

    /// <summary>Gets the points without a derivative, and what stands for it there.</summary>
    public ImmutableArray<Kink> Kinks { get; init; } = [];

    /// <summary>Gets what one call costs; follows from the definition where there is one.</summary>
    public OperationCost Cost
    {
        get => _cost ?? (Definition is null ? new OperationCost(20, 1) : OperationCost.Of(Definition));
        init => _cost = value;
    }

    /// <summary>Gets the method's name in both <c>System.Math</c> and <c>System.MathF</c>, where they have it.</summary>
    public string? Native { get; init; }

    /// <summary>Gets the name of the emitted helper, where .NET has no such method; its text is in <see cref="HelperCatalog"/>.</summary>
    public string? Helper => Native is not null ? null : HelperName ?? char.ToUpperInvariant(Name[0]) + Name.Substring(1);

    /// <summary>Gets the helper's name where it is not the function's own with a capital.</summary>
    public string? HelperName { get; init; }

    /// <summary>Gets the spelling in LaTeX: a command that takes the arguments in parentheses, or a template with #1 and #2.</summary>
    public string Latex
    {
        get => field ?? @"\operatorname{" + Name + "}";
        init;
    }

    /// <summary>Gets the spelling in Unicode text: a name that takes the arguments in parentheses, or a template with #1 and #2.</summary>
    public string Plain
    {
        get => field ?? Name;
        init;
    }

    public override string ToString() => Name;
}

/// <summary>A point without a derivative, and the partials that are used there.</summary>
internal sealed record Kink(ImmutableArray<double> At, ImmutableArray<double> Partials);
