using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Tests.Architecture;

/// <summary>Every place that tells the kinds of nodes apart, and what it leaves out: a new kind changes the list wherever it is forgotten.</summary>
/// <remarks>
/// A switch whose last arm throws must mean it: the snapshot shows each kind that it does not take. A switch with another last arm takes every kind; those are not listed.
/// </remarks>
public class NodeCoverageTests
{
    // The roots of the trees and graphs that passes go through.
    private static readonly string[] Families =
    [
        "SymBackprop.Expressions.Expr", "SymBackprop.Expressions.Condition", "SymBackprop.Expressions.IndexAtom", "SymBackprop.Binding.BoundExpr",
        "SymBackprop.Scheduling.Statement", "SymBackprop.Syntax.ExpressionSyntax", "SymBackprop.Syntax.StatementSyntax",
    ];

    [Fact]
    public void Families_Exist()
    {
        Assert.All(Families, f => Assert.True(Sources.Instance.Compilation.GetTypeByMetadataName(f) is { IsAbstract: true }, f));
        Assert.All(Families, f => Assert.True(Kinds(f).Length > 1, f));
    }

    [Fact]
    public void SwitchesThatThrow_NameWhatTheyLeaveOut()
    {
        string[] lines =
        [
            .. from tree in Sources.Instance.Written
               from arms in Switches(tree)
               let named = Named(tree, arms.Patterns)
               from family in Families
               let kinds = Kinds(family)
               where named.Count(n => kinds.Contains(n, SymbolEqualityComparer.Default)) > 1
               let missing = kinds.Where(k => !named.Any(n => IsOrDerives(k, n))).Select(k => k.Name).ToArray()
               select $"{tree.FilePath} {arms.Member} over {family.Split('.')[^1]}: {(missing.Length == 0 ? "all" : "not " + string.Join(", ", missing))}",
        ];

        Snapshot.Verify(string.Join("\n", lines.Order(StringComparer.Ordinal)));
    }

    private static INamedTypeSymbol[] Kinds(string family)
    {
        INamedTypeSymbol root = Sources.Instance.Compilation.GetTypeByMetadataName(family)!;
        return [.. AllTypes(Sources.Instance.Compilation.Assembly.GlobalNamespace).Where(t => !t.IsAbstract && IsOrDerives(t, root)).OrderBy(t => t.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(AllTypes));

    private static bool IsOrDerives(INamedTypeSymbol type, ITypeSymbol root)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t, root))
            {
                return true;
            }
        }

        return false;
    }

    // Switches whose default throws, or which have none.
    private static IEnumerable<(string Member, IEnumerable<SyntaxNode> Patterns)> Switches(SyntaxTree tree)
    {
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
        {
            string member = node.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() switch
            {
                MethodDeclarationSyntax m => m.Identifier.Text,
                PropertyDeclarationSyntax p => p.Identifier.Text,
                _ => "?",
            };
            switch (node)
            {
                case SwitchExpressionSyntax s when s.Arms.Last() is not { Pattern: DiscardPatternSyntax, Expression: not ThrowExpressionSyntax }:
                    yield return (member, s.Arms.Where(a => a.WhenClause is null).Select(a => a.Pattern));
                    break;
                case SwitchStatementSyntax s when s.Sections.SelectMany(x => x.Labels).OfType<DefaultSwitchLabelSyntax>().FirstOrDefault() is var last && (last is null || ((SwitchSectionSyntax)last.Parent!).Statements.FirstOrDefault() is ThrowStatementSyntax):
                    yield return (member, s.Sections.SelectMany(x => x.Labels).OfType<CasePatternSwitchLabelSyntax>().Where(l => l.WhenClause is null).Select(l => l.Pattern));
                    break;
            }
        }
    }

    // Only what takes every node of its kind: `Power p`, not `Power { Exponent: … } p`.
    private static List<ITypeSymbol> Named(SyntaxTree tree, IEnumerable<SyntaxNode> patterns)
    {
        var found = new List<ITypeSymbol>();
        foreach (SyntaxNode pattern in patterns.SelectMany(Alternatives))
        {
            SyntaxNode? name = pattern switch
            {
                DeclarationPatternSyntax d => d.Type,
                TypePatternSyntax t => t.Type,
                ConstantPatternSyntax c => c.Expression,
                _ => null,
            };
            if (name is not null && Sources.Instance.ModelOf(tree).GetSymbolInfo(name).Symbol is ITypeSymbol type)
            {
                found.Add(type);
            }
        }

        return found;
    }

    private static IEnumerable<SyntaxNode> Alternatives(SyntaxNode pattern) => pattern is BinaryPatternSyntax or
        ? Alternatives(or.Left).Concat(Alternatives(or.Right))
        : [pattern];
}
