using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using Xunit;

namespace SymBackprop.Tests.Catalogs;

/// <summary>The networks on the pages of the diagnostics go through all passes: the first fails as its page says, the second does not.</summary>
public class DiagnosticPageTests
{
    public static TheoryData<string> Ids => [.. DiagnosticCatalog.All.Select(d => d.Id).Where(id => File.Exists(DiagnosticPage.PathOf(id)) && DiagnosticPage.Of(id).Bad.Length > 0)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void FaultyExample_IsReportedAtTheMarkedPlace(string id)
    {
        DiagnosticPage page = DiagnosticPage.Of(id);

        // A fault of scheduling may show in several of a class's methods.
        Diagnostic fault = Assert.Single(Compile(page.Bad).DistinctBy(d => (d.Descriptor, d.Span)));

        Assert.Equal(id, fault.Descriptor.Id);
        bool canBeMarked = fault.Span.Length > 0 && !page.Text.Contains(@"\u{repeat", StringComparison.Ordinal);
        Assert.True(page.Place == fault.Span || (page.Place is null && !canBeMarked), $"{page.Place} marked, {fault.Span} found, of {page.Bad.Length} characters");
        Assert.All(new[] { fault.Message, fault.Expected, fault.Found, fault.Hint }, text => Assert.DoesNotMatch(@"\{\d\}|^$|\?\d", text));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void RepairedExample_CompilesWithoutAWord(string id) => Assert.Empty(Compile(DiagnosticPage.Of(id).Good).Select(d => d.Message));

    private static IEnumerable<Diagnostic> Compile(string text)
    {
        var source = new SourceText("page.sbp", text);
        CompilationResult result = GradientCompiler.Compile(source);
        if (result.Network is null || !Regex.IsMatch(text, @"^\s*network\b", RegexOptions.Multiline))
        {
            return result.Diagnostics.Select(d => d.Diagnostic);
        }

        var request = new NetworkRequest { ClassName = result.Network.Name, Declaration = "partial class " + result.Network.Name };
        return GradientCompiler.EmitNetwork(source, request).Diagnostics.Select(d => d.Diagnostic);
    }
}
