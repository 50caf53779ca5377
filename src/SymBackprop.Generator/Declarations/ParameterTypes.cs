using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymBackprop.Emission.CSharp;

namespace SymBackprop.Generator.Declarations;

/// <summary>Reads the types that an attribute's method may use.</summary>
internal static class ParameterTypes
{
    /// <summary>Returns how a parameter passes its value and in which type, or null for types and modifiers that have no meaning here.</summary>
    public static (ParameterKind Kind, Precision? Element)? Read(IParameterSymbol parameter, ParameterSyntax syntax)
    {
        // A default value is allowed: it binds the caller only.
        bool hasModifier = syntax.Modifiers.Count > (parameter.RefKind == RefKind.Out ? 1 : 0);
        if (hasModifier)
        {
            return null;
        }

        if (Element(parameter.Type) is { } scalar)
        {
            return parameter.RefKind switch
            {
                RefKind.None => (ParameterKind.Number, scalar),
                RefKind.Out => (ParameterKind.NumberOut, scalar),
                _ => null,
            };
        }

        if (parameter.RefKind != RefKind.None)
        {
            return null;
        }

        if (parameter.Type.SpecialType == SpecialType.System_Int32)
        {
            return (ParameterKind.Size, Precision.Double);
        }

        return parameter.Type is INamedTypeSymbol { TypeArguments.Length: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } span
            && span.ContainingType is null
            && Element(span.TypeArguments[0]) is { } element
            ? span.Name switch
            {
                "ReadOnlySpan" => (ParameterKind.Tensor, element),
                "Span" => (ParameterKind.TensorOut, element),
                _ => null,
            }
            : null;
    }

    /// <summary>Returns the precision that a type is, or null.</summary>
    public static Precision? Element(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Double => Precision.Double,
        SpecialType.System_Single => Precision.Single,
        _ => null,
    };
}
