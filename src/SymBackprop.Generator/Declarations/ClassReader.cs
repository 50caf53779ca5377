using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Declarations;

/// <summary>Reads a class with the network attribute: C# symbols in, plain values out.</summary>
internal static class ClassReader
{
    public static ClassDeclaration Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        var type = (INamedTypeSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        var attributeSyntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(cancellation);
        var file = Argument.Positional(attribute, attributeSyntax, 0, "file");
        var network = Argument.Named(attribute, attributeSyntax, "Name");
        var name = Place.Of(syntax.Identifier);

        var errors = new List<Report>();
        EquatableArray<string> headers = EnclosingTypes.Headers(type, name, errors);
        if (errors.Count == 0 && (type.IsStatic || type.IsAbstract || type.IsRecord || type.IsGenericType))
        {
            errors.Add(Messages.At(name, DiagnosticCatalog.NetworkClass, type.Name));
        }

        NetworkRequest? request = errors.Count > 0 ? null : new NetworkRequest
        {
            Namespace = EnclosingTypes.Namespace(type),
            ContainingTypes = headers.Items.RemoveAt(headers.Count - 1),
            Declaration = headers[headers.Count - 1],
            ClassName = type.Name,
            NetworkName = network.Value,
            Precision = ReadPrecision(attribute),
            TakenNames = type.GetMembers()
                .Where(m => !m.IsImplicitlyDeclared && m.CanBeReferencedByName)
                .Select(m => m.Name)
                .Distinct(StringComparer.Ordinal)
                .OrderBy(n => n, StringComparer.Ordinal)
                .ToImmutableArray(),
        };
        return new(request, HintName.Of(type), file, network, name, errors.ToImmutableArray());
    }

    private static Precision ReadPrecision(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == "Precision").Value.Value is int and 1 ? Precision.Single : Precision.Double;
}
