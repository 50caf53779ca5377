using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymBackprop.Diagnostics;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Declarations;

/// <summary>Repeats the headers of the types around a declaration.</summary>
internal static class EnclosingTypes
{
    /// <summary>Returns the namespace as C# writes it; empty for the global one.</summary>
    public static string Namespace(ISymbol symbol) =>
        symbol.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(Format) : "";

    /// <summary>Returns the headers of a type and those around it, outermost first; reports a type that cannot have a second part.</summary>
    public static EquatableArray<string> Headers(INamedTypeSymbol? type, Place place, List<Report> errors)
    {
        var headers = new List<string>();
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            headers.Insert(0, Header(t));
            if (t.IsFileLocal || !IsPartial(t))
            {
                errors.Add(Messages.At(place, DiagnosticCatalog.TypeMustBePartial, t.Name));
                break;
            }
        }

        return headers.ToImmutableArray();
    }

    /// <summary>Returns <c>partial class Box&lt;T&gt;</c>.</summary>
    public static string Header(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        string parameters = type.TypeParameters.IsEmpty ? "" : "<" + string.Join(", ", type.TypeParameters.Select(p => Variance(p) + Escape(p.Name))) + ">";
        return "partial " + keyword + " " + Escape(type.Name) + parameters;
    }

    private static SymbolDisplayFormat Format { get; } =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static string Variance(ITypeParameterSymbol parameter) => parameter.Variance switch
    {
        VarianceKind.In => "in ",
        VarianceKind.Out => "out ",
        _ => "",
    };

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    private static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.All(r => r.GetSyntax() is TypeDeclarationSyntax t && t.Modifiers.Any(SyntaxKind.PartialKeyword));
}
