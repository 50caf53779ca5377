using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Architecture;

/// <summary>Data goes one way: a layer uses those before it, and what is to judge another layer shares nothing with it.</summary>
public class LayeringTests
{
    // The folder that every layer may use.
    private const string Polyfills = "Polyfills";

    // A judge and what it judges.
    public static TheoryData<string, string> Strangers => new()
    {
        { "Equivalence", "Simplification" },
        { "Equivalence", "Lowering" },
        { "Interpretation", "Lowering" },
        { "Interpretation", "Simplification" },
        { "Interpretation", "Differentiation" },
        { "Simplification", "Equivalence" },
        { "Emission", "Differentiation" },
        { "Emission", "Simplification" },
        { "Differentiation", "Simplification" },
    };

    private static IReadOnlyList<string> Order { get; } = ReadOrder();

    [Fact]
    public void NothingFailsToBind()
    {
        Diagnostic[] errors = [.. Sources.Instance.Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];

        Assert.True(errors.Length == 0, string.Join("\n", errors.Take(10).Select(e => e.ToString())));
    }

    [Fact]
    public void Folders_AreTheLayersOfTheArchitecture()
    {
        string[] folders = [.. Sources.Instance.Trees.Select(t => Sources.LayerOf(t.FilePath)).Where(f => f.Length > 0 && f != Polyfills).Distinct().Order(StringComparer.Ordinal)];

        Assert.Subset(Order.ToHashSet(), folders.ToHashSet());
    }

    [Fact]
    public void Namespaces_AreFolders()
    {
        foreach (SyntaxTree tree in Sources.Instance.Written.Where(t => Sources.LayerOf(t.FilePath) != Polyfills))
        {
            string expected = string.Join('.', ["SymBackprop", .. tree.FilePath.Split('/').SkipLast(1)]);
            Assert.All(tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>(), n => Assert.Equal(expected, n.Name.ToString()));
        }
    }

    [Fact]
    public void Layers_UseOnlyThoseBeforeThem()
    {
        var problems = new List<string>();
        foreach (SyntaxTree tree in Sources.Instance.Written)
        {
            string layer = Sources.LayerOf(tree.FilePath);
            if (layer.Length == 0)
            {
                continue;
            }

            foreach ((INamedTypeSymbol type, int line) in Sources.Instance.TypesUsedBy(tree))
            {
                string used = Sources.LayerOf(type)!;
                if (used != layer && used != Polyfills && Rank(type, used) > Rank(layer))
                {
                    problems.Add($"{tree.FilePath}({line}): {layer} uses {type.ToDisplayString()}");
                }
            }
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems.Distinct()));
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public void Judges_ShareNothingWithWhatTheyJudge(string layer, string other)
    {
        IEnumerable<string> uses =
            from tree in Sources.Instance.Written
            where Sources.LayerOf(tree.FilePath) == layer
            from use in Sources.Instance.TypesUsedBy(tree)
            where Sources.LayerOf(use.Type) == other
            select $"{tree.FilePath}({use.Line}): {use.Type.Name}";

        Assert.Empty(uses);
    }

    // The one sentence of the documentation that says it.
    private static List<string> ReadOrder()
    {
        string text = File.ReadAllText(Path.Combine(CaseFolder.RepositoryRoot(), "docs", "architecture.md"));
        return [.. Regex.Match(text, @"^Numbers <[\s\S]*?< GradientCompiler$", RegexOptions.Multiline).Value.Split('<', StringSplitOptions.TrimEntries)];
    }

    private static int Rank(string layer) => Order.Contains(layer) ? Order.ToList().IndexOf(layer) : throw new InvalidOperationException(layer);

    // A type of the root (an array of numbers, options) stands where the last of the layers does that its own files use.
    private static int Rank(INamedTypeSymbol type, string layer) => layer.Length > 0
        ? Rank(layer)
        : type.DeclaringSyntaxReferences
            .SelectMany(r => Sources.Instance.TypesUsedBy(r.SyntaxTree))
            .Select(u => Sources.LayerOf(u.Type)!)
            .Where(l => l.Length > 0 && l != Polyfills)
            .Select(Rank)
            .DefaultIfEmpty(0)
            .Max();
}
