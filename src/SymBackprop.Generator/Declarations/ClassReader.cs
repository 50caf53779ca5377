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
    /// <summary>Returns the declaration; a failure of ours becomes one of its errors.</summary>
    public static ClassDeclaration Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        try
        {
            return ReadType(context, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var place = Place.Of(context.TargetNode);
            var nothing = new Argument("", place, []);
            return new(null, "", nothing, nothing, nothing, place, [Messages.Of(failure, place)]);
        }
    }

    private static ClassDeclaration ReadType(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
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
        bool isRepeated = !Argument.IsFirst(attribute, type, syntax);
        if (errors.Count == 0 && (type.IsStatic || type.IsAbstract || type.IsRecord || type.IsGenericType))
        {
            errors.Add(Messages.At(name, DiagnosticCatalog.NetworkClass, type.Name));
        }

        NetworkRequest? request = errors.Count > 0 || isRepeated ? null : new NetworkRequest
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
        return new(request, HintName.Of(type), file, network, Argument.Named(attribute, attributeSyntax, "Derivation"), name, errors.ToImmutableArray());
    }

    private static Precision ReadPrecision(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == "Precision").Value.Value is int and 1 ? Precision.Single : Precision.Double;
}
