using System;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Catalogs;
using Xunit;

namespace SymBackprop.Tests.Syntax;

public class SyntaxPageTests
{
    public static TheoryData<string> Ids =>
        [.. DiagnosticCatalog.All.Select(d => d.Id).Where(id => string.CompareOrdinal(id, "SBP1000") < 0)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_ShowsTheFaultAtItsPlace_AndTheRepair(string id)
    {
        DiagnosticDescriptor descriptor = DiagnosticCatalog.All.Single(d => d.Id == id);
        DiagnosticPage page = DiagnosticPage.Of(id);

        Diagnostic fault = Parsing.Fault(page.Bad);

        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page.Text, StringComparison.Ordinal);
        Assert.Equal(id, fault.Descriptor.Id);
        Assert.True(page.Place is null || page.Place == fault.Span, $"{page.Place} marked, {fault.Span} found");
        Assert.NotEmpty(Parsing.Good(page.Good).Networks);
    }
}
