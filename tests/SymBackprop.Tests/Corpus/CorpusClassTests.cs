using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using SymBackprop.Tests.Emission.CSharp;
using Xunit;

namespace SymBackprop.Tests.Corpus;

/// <summary>The class of every network of the corpus: it compiles as a strict project would have it, and runs where nothing may be looked up.</summary>
public class CorpusClassTests
{
    // What a trimmed or ahead-of-time compiled program cannot rely on, and what a kernel must not do.
    private static readonly string[] Forbidden =
    [
        "Activator", "Assembly", "Reflection", "GetType", "GetMethod", "GetProperty", "GetField", "Invoke", "MakeGenericType", "Emit", "Expression",
        "dynamic", "Console", "DateTime", "Environment", "Thread", "Task", "unsafe", "stackalloc[]", "CurrentCulture",
    ];

    public static TheoryData<string> Names => [.. CorpusNetwork.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Class_NeedsNoReflection(string name)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(Emit(name).Text).GetRoot();

        Assert.Empty(root.DescendantNodes().OfType<SimpleNameSyntax>().Select(n => n.Identifier.Text).Intersect(Forbidden));
        Assert.Empty(root.DescendantNodes().OfType<TypeOfExpressionSyntax>());
        Assert.DoesNotContain(root.DescendantTokens(), t => t.IsKind(SyntaxKind.UnsafeKeyword));

        // What is static computes; it allocates nothing and keeps nothing.
        Assert.Empty(root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.Modifiers.Any(SyntaxKind.StaticKeyword))
            .SelectMany(m => m.DescendantNodes()).Where(n => n is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or ObjectCreationExpressionSyntax or LambdaExpressionSyntax)
            .Select(n => n.ToString()));
        Assert.DoesNotContain(root.DescendantNodes().OfType<FieldDeclarationSyntax>(), f => f.Modifiers.Any(SyntaxKind.StaticKeyword) && !f.Modifiers.Any(SyntaxKind.ReadOnlyKeyword));
    }

    [Fact]
    public void Classes_CompileWithoutWarnings()
    {
        EmissionResult[] all = [.. CorpusNetwork.All.Keys.Select(Emit)];
        string helpers = GradientCompiler.EmitHelpers([.. all.SelectMany(e => e.Helpers).Distinct().Order(System.StringComparer.Ordinal)]);

        CompiledCode.Compile([.. all.Select(e => e.Text), helpers]);
    }

    private static EmissionResult Emit(string name)
    {
        CorpusNetwork network = CorpusNetwork.All[name];
        string className = "N" + string.Concat(name.Where(char.IsLetterOrDigit));
        EmissionResult emission = GradientCompiler.EmitNetwork(
            new SourceText(name + ".sbp", network.Text),
            new() { Namespace = "Corpus", ClassName = className, Declaration = $"public sealed partial class {className}" });
        Assert.Empty(emission.Diagnostics.Where(d => d.Diagnostic.Descriptor.Severity == Severity.Error).Select(d => d.Diagnostic.Message));
        return emission;
    }
}
