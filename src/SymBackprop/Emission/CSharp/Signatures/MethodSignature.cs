using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Emission.CSharp.Signatures;

/// <summary>How a method of the user's carries the tensors of a formula: all that an emitter needs for its head, its checks and its sizes.</summary>
/// <param name="Request">The declaration.</param>
/// <param name="Parameters">What each parameter of the declaration stands for, in its order.</param>
/// <param name="Sizes">Where each symbolic size comes from; each needs only those before it.</param>
/// <param name="Returned">What is returned, or null.</param>
internal sealed record MethodSignature(
    MethodRequest Request,
    ImmutableArray<SignatureParameter> Parameters,
    ImmutableArray<SizeSource> Sizes,
    Returned? Returned);

/// <summary>What a parameter stands for.</summary>
internal abstract record SignatureParameter(string Name);

/// <summary>An input, target or weight: a number, or a span of its entries.</summary>
internal sealed record GivenParameter(string Name, Tensor Tensor) : SignatureParameter(Name);

/// <summary>The derivative of the value by a variable: <c>out</c>, or a span of the variable's shape.</summary>
internal sealed record DerivativeParameter(string Name, Tensor Variable) : SignatureParameter(Name);

/// <summary>Several of what comes in, or the derivatives by several variables, one behind another in a span.</summary>
internal sealed record PackParameter(string Name, ImmutableArray<Tensor> Members, bool IsResult) : SignatureParameter(Name);

/// <summary>A symbolic size.</summary>
internal sealed record SizeParameter(string Name, string Size) : SignatureParameter(Name);

/// <summary>Scratch memory that the caller gives.</summary>
internal sealed record WorkspaceParameter(string Name) : SignatureParameter(Name);

/// <summary>What a method returns.</summary>
internal abstract record Returned;

/// <summary>The formula's value.</summary>
internal sealed record ReturnedValue : Returned;

/// <summary>The derivative by a scalar variable.</summary>
internal sealed record ReturnedDerivative(Tensor Variable) : Returned;

/// <summary>Where a symbolic size comes from.</summary>
internal abstract record SizeSource(string Size);

/// <summary>A parameter of its own.</summary>
internal sealed record SizeFromParameter(string Size, string Parameter) : SizeSource(Size);

/// <summary>The length of a span: length = (Coefficient·size + Offset)·Π Others, where Others are extents whose sizes are known.</summary>
/// <remarks>Offset may mention sizes that are known. Where an extent of Others is 0, so is the size.</remarks>
internal sealed record SizeFromLength(string Size, string Parameter, long Coefficient, IndexExpr Offset, ImmutableArray<IndexExpr> Others)
    : SizeSource(Size);
