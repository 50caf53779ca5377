using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Declarations;

/// <summary>Reads a method with an attribute of ours: C# symbols in, plain values out.</summary>
internal static class MethodReader
{
    /// <summary>Returns the declaration; a failure of ours becomes one of its errors.</summary>
    public static MethodDeclaration Read(GeneratorAttributeSyntaxContext context, bool withValue, CancellationToken cancellation)
    {
        try
        {
            return ReadMethod(context, withValue, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var place = Place.Of(context.TargetNode);
            var nothing = new Argument("", place, []);
            return new(null, nothing, nothing, nothing, nothing, place, [], [Messages.Of(failure, place)]);
        }
    }

    private static MethodDeclaration ReadMethod(GeneratorAttributeSyntaxContext context, bool withValue, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var syntax = (MethodDeclarationSyntax)context.TargetNode;
        var method = (IMethodSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        var attributeSyntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(cancellation);
        bool isRepeated = !Argument.IsFirst(attribute, method, syntax);
        var formula = Argument.Positional(attribute, attributeSyntax, 0, "formula");
        var withRespectTo = Argument.Positional(attribute, attributeSyntax, 1, "wrt");
        var shapes = Argument.Named(attribute, attributeSyntax, "Shapes");

        var errors = new List<Report>();
        CheckMethod(syntax, method, errors);
        EquatableArray<string> containing = EnclosingTypes.Headers(method.ContainingType, Place.Of(syntax.Identifier), errors);
        Precision? precision = null;
        ImmutableArray<MethodParameter> parameters = ReadParameters(syntax, method, ref precision, errors);
        ReturnKind returns = ReadReturn(syntax, method, ref precision, errors);

        var request = new MethodRequest
        {
            Namespace = EnclosingTypes.Namespace(method),
            ContainingTypes = containing,
            Modifiers = string.Join(" ", syntax.Modifiers.Select(m => m.Text)),
            Name = method.Name,
            Returns = returns,
            Precision = precision ?? Precision.Double,
            Parameters = parameters,
            WithValue = withValue,
            WithRespectTo = withRespectTo.Value,
            Shapes = shapes.Value,
            TakenNames = TakenNames(method),
        };
        return new(
            errors.Count == 0 && !isRepeated ? new MethodJob(formula.Value, request, HintName.Of(method)) : null,
            formula,
            withRespectTo,
            shapes,
            Argument.Named(attribute, attributeSyntax, "Derivation"),
            Place.Of(syntax.Identifier),
            syntax.ParameterList.Parameters.Select(Place.Of).ToImmutableArray(),
            errors.ToImmutableArray());
    }

    private static void CheckMethod(MethodDeclarationSyntax syntax, IMethodSymbol method, List<Report> errors)
    {
        bool isPartial = syntax.Modifiers.Any(SyntaxKind.PartialKeyword);
        if (!isPartial || !method.IsStatic || syntax.Body is not null || syntax.ExpressionBody is not null)
        {
            errors.Add(Messages.At(Place.Of(syntax.Identifier), DiagnosticCatalog.MethodMustBeStaticPartial, method.Name));
        }
        else if (method.IsGenericMethod)
        {
            errors.Add(Messages.At(Place.Of(syntax.TypeParameterList!), DiagnosticCatalog.GenericMethod, method.Name));
        }
        else if (method.GetAttributes().Count(a => a.AttributeClass?.ToDisplayString() is AttributeSources.Gradient or AttributeSources.ValueAndGradient) > 1)
        {
            errors.Add(Messages.At(Place.Of(syntax.Identifier), DiagnosticCatalog.TwoFormulas, method.Name));
        }
    }

    private static ImmutableArray<MethodParameter> ReadParameters(
        MethodDeclarationSyntax syntax, IMethodSymbol method, ref Precision? precision, List<Report> errors)
    {
        ImmutableArray<MethodParameter>.Builder parameters = ImmutableArray.CreateBuilder<MethodParameter>();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            ParameterSyntax place = syntax.ParameterList.Parameters[parameter.Ordinal];
            if (ParameterTypes.Read(parameter, place) is not (ParameterKind kind, { } element))
            {
                errors.Add(Messages.At(Place.Of(place), DiagnosticCatalog.ParameterType, parameter.Name, place.ToString()));
                continue;
            }

            if (kind != ParameterKind.Size)
            {
                Agree(element, ref precision, parameter.Name, Place.Of(place), errors);
            }

            parameters.Add(new(parameter.Name, kind));
        }

        return parameters.ToImmutable();
    }

    private static ReturnKind ReadReturn(MethodDeclarationSyntax syntax, IMethodSymbol method, ref Precision? precision, List<Report> errors)
    {
        if (method.ReturnsVoid)
        {
            return ReturnKind.Nothing;
        }

        if (method.RefKind == RefKind.None && ParameterTypes.Element(method.ReturnType) is { } element)
        {
            Agree(element, ref precision, method.Name, Place.Of(syntax.ReturnType), errors);
        }
        else
        {
            errors.Add(Messages.At(Place.Of(syntax.ReturnType), DiagnosticCatalog.ReturnType, method.Name, syntax.ReturnType.ToString()));
        }

        return ReturnKind.Number;
    }

    private static void Agree(Precision found, ref Precision? precision, string name, Place place, List<Report> errors)
    {
        precision ??= found;
        if (precision != found)
        {
            errors.Add(Messages.At(place, DiagnosticCatalog.MixedPrecision, name, Spelling(precision.Value), Spelling(found)));
        }
    }

    private static string Spelling(Precision precision) => precision == Precision.Double ? "double" : "float";

    // Only names that begin like the method's can meet those of its helpers.
    private static EquatableArray<string> TakenNames(IMethodSymbol method) =>
        method.ContainingType.GetMembers()
            .Where(m => m.Name.Length > method.Name.Length && m.Name.StartsWith(method.Name, StringComparison.Ordinal) && m.CanBeReferencedByName)
            .Select(m => m.Name)
            .Distinct()
            .OrderBy(n => n, StringComparer.Ordinal)
            .ToImmutableArray();
}
