using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace SymBackprop.Tests.Architecture;

/// <summary>The compiler is a function of its arguments: no state between calls, nothing of the machine, nothing of its culture.</summary>
public class StateTests
{
    private static readonly string[] OfTheMachine =
    [
        "System.Console", "System.Environment", "System.AppContext", "System.Guid", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.StreamWriter",
        "System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.TimeZoneInfo", "System.Random", "System.Net.Http.HttpClient",
    ];

    private static readonly string[] Parsers = ["Parse", "TryParse", "ToString"];

    private static readonly string[] Comparisons = ["StartsWith", "EndsWith", "IndexOf", "LastIndexOf", "Compare", "ToLower", "ToUpper"];

    [Fact]
    public void StaticFields_AreReadOnly() =>
        AssertNone(Members<FieldDeclarationSyntax>()
            .Where(f => f.Field.Modifiers.Any(SyntaxKind.StaticKeyword) && !f.Field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword))
            .Select(f => Place(f.Tree, f.Field)));

    [Fact]
    public void StaticProperties_HaveNoSetter() =>
        AssertNone(Members<PropertyDeclarationSyntax>()
            .Where(p => p.Field.Modifiers.Any(SyntaxKind.StaticKeyword) && p.Field.AccessorList?.Accessors.Any(a => a.IsKind(SyntaxKind.SetAccessorDeclaration)) == true)
            .Select(p => Place(p.Tree, p.Field)));

    // A collection that is filled where it is declared may be of any type, if nobody changes it.
    [Fact]
    public void StaticCollections_AreNeverChanged()
    {
        string[] changing = ["Add", "AddRange", "Clear", "Dequeue", "Enqueue", "ExceptWith", "GetOrAdd", "Insert", "Pop", "Push", "Remove", "RemoveAll", "RemoveAt", "Sort", "TryAdd", "UnionWith"];

        AssertNone(Nodes<MemberAccessExpressionSyntax>()
            .Where(a => a.Node.Parent is InvocationExpressionSyntax && changing.Contains(a.Node.Name.Identifier.Text))
            .Where(a => IsStaticMember(a.Model.GetSymbolInfo(a.Node.Expression).Symbol) && !IsImmutable(a.Model.GetTypeInfo(a.Node.Expression).Type))
            .Select(a => Place(a.Tree, a.Node)));
        AssertNone(Nodes<AssignmentExpressionSyntax>()
            .Where(a => a.Node.Left is ElementAccessExpressionSyntax element && IsStaticMember(a.Model.GetSymbolInfo(element.Expression).Symbol))
            .Select(a => Place(a.Tree, a.Node)));
    }

    [Fact]
    public void NothingOfTheMachine_IsRead() =>
        AssertNone(Nodes<SimpleNameSyntax>()
            .Where(n => n.Model.GetSymbolInfo(n.Node).Symbol is { } symbol && OfTheMachine.Contains(symbol.ContainingType?.ToDisplayString() ?? symbol.ToDisplayString()) && !IsSeededRandom(symbol))
            .Select(n => Place(n.Tree, n.Node)));

    [Fact]
    public void Numbers_AreReadAndWrittenWithAStatedCulture() =>
        AssertNone(Nodes<InvocationExpressionSyntax>()
            .Where(i => i.Model.GetSymbolInfo(i.Node).Symbol is IMethodSymbol method && Parsers.Contains(method.Name) && IsNumber(method.ContainingType)
                && !method.Parameters.Any(p => p.Type.Name == nameof(IFormatProvider)))
            .Select(i => Place(i.Tree, i.Node)));

    [Fact]
    public void Strings_AreComparedOrdinally() =>
        AssertNone(Nodes<InvocationExpressionSyntax>()
            .Where(i => i.Model.GetSymbolInfo(i.Node).Symbol is IMethodSymbol method && Comparisons.Contains(method.Name) && method.ContainingType.SpecialType == SpecialType.System_String
                && method.Parameters.FirstOrDefault()?.Type.SpecialType != SpecialType.System_Char && !method.Parameters.Any(p => p.Type.Name == nameof(StringComparison)))
            .Select(i => Place(i.Tree, i.Node)));

    // "{x}" writes a fraction with the culture's point.
    [Fact]
    public void Interpolations_HoldNoFractions() =>
        AssertNone(Nodes<InterpolationSyntax>()
            .Where(i => i.Model.GetTypeInfo(i.Node.Expression).Type is { } type && IsNumber(type)
                && (type.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.None))
            .Select(i => Place(i.Tree, i.Node)));

    private static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double || type.ToDisplayString() == "System.Numerics.BigInteger";

    private static bool IsStaticMember(ISymbol? symbol) => symbol is { IsStatic: true } and (IFieldSymbol or IPropertySymbol);

    private static bool IsImmutable(ITypeSymbol? type) => type?.ToDisplayString().Contains("Immutable", StringComparison.Ordinal) == true;

    // Its constructor is asked for a seed by the banned symbols of the project.
    private static bool IsSeededRandom(ISymbol symbol) =>
        (symbol.ContainingType ?? symbol as INamedTypeSymbol)?.Name == nameof(Random) && symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true };

    private static IEnumerable<(SyntaxTree Tree, T Field)> Members<T>()
        where T : MemberDeclarationSyntax =>
        Sources.Instance.Written.SelectMany(t => t.GetRoot().DescendantNodes().OfType<T>().Select(f => (t, f)));

    private static IEnumerable<(SyntaxTree Tree, SemanticModel Model, T Node)> Nodes<T>()
        where T : SyntaxNode
    {
        foreach (SyntaxTree tree in Sources.Instance.Written)
        {
            SemanticModel model = Sources.Instance.ModelOf(tree);
            foreach (T node in tree.GetRoot().DescendantNodes().OfType<T>())
            {
                yield return (tree, model, node);
            }
        }
    }

    private static string Place(SyntaxTree tree, SyntaxNode node) => $"{tree.FilePath}({tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}): {node}";

    private static void AssertNone(IEnumerable<string> found)
    {
        string[] all = [.. found];
        Assert.True(all.Length == 0, string.Join("\n", all.Take(40)));
    }
}
