using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SymBackprop.Tests.Shared;

/// <summary>Lists what others may use of some code, one line a member.</summary>
internal static class ApiListing
{
    private static readonly SymbolDisplayFormat Form = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Returns the types of an assembly that are at least as visible as stated, with their members.</summary>
    public static string Of(IAssemblySymbol assembly, Accessibility least = Accessibility.Public, Func<INamedTypeSymbol, bool>? where = null)
    {
        IEnumerable<INamedTypeSymbol> types = AllTypes(assembly.GlobalNamespace).Where(t => IsVisible(t, least) && where?.Invoke(t) != false);
        string text = string.Join("\n", types.OrderBy(t => t.ToDisplayString(), StringComparer.Ordinal).Select(t => Describe(t)));
        return text.Replace("System.Collections.Immutable.", "", StringComparison.Ordinal);
    }

    private static bool IsVisible(INamedTypeSymbol type, Accessibility least) =>
        type.DeclaredAccessibility >= least && (type.ContainingType is null || IsVisible(type.ContainingType, least));

    private static string Describe(INamedTypeSymbol type)
    {
        string modifiers = type.TypeKind is TypeKind.Enum or TypeKind.Interface ? "" : type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed && !type.IsValueType ? "sealed " : "";
        string bases = string.Join(", ", new[] { type.BaseType }.OfType<INamedTypeSymbol>().Where(b => b.SpecialType is SpecialType.None).Concat(type.Interfaces.Where(i => i.Name != "IEquatable")).Select(b => b.ToDisplayString()));
        IEnumerable<string> members = type.GetMembers()
            .Where(m => m.DeclaredAccessibility == Accessibility.Public && !IsRow(m) && !m.IsImplicitlyDeclared && m is not IMethodSymbol { AssociatedSymbol: not null } and not INamedTypeSymbol && !IsWrittenForRecords(m))
            .Select(m => "    " + m.ToDisplayString(Form))
            .Order(StringComparer.Ordinal);
        return $"{modifiers}{type.ToDisplayString(Form)}{(bases.Length > 0 ? " : " + bases : "")}\n{string.Concat(members.Select(m => m + "\n"))}";
    }

    // The rows of a catalogue come and go by their own tests.
    private static bool IsRow(ISymbol member) => member is IFieldSymbol { IsStatic: true, IsReadOnly: true } field && field.ContainingType.Name.EndsWith("Catalog", StringComparison.Ordinal);

    // What the C# compiler adds to every record.
    private static bool IsWrittenForRecords(ISymbol member) => member.ContainingType.IsRecord
        && (member.Name is "Equals" or "GetHashCode" or "ToString" or "op_Equality" or "op_Inequality" or "<Clone>$" or "Deconstruct" or "PrintMembers" or "EqualityContract");

    private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetTypeMembers().SelectMany(t => t.GetTypeMembers())).Concat(space.GetNamespaceMembers().SelectMany(AllTypes));
}
