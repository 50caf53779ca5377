using System;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Catalogs;
using Xunit;

namespace SymBackprop.Tests.Binding;

public class BindingPageTests
{
    public static TheoryData<string> Ids =>
        [.. DiagnosticCatalog.All.Select(d => d.Id).Where(id => string.CompareOrdinal(id, "SBP1000") > 0 && string.CompareOrdinal(id, "SBP2000") < 0)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_ShowsTheFaultAtItsPlace_AndTheRepair(string id)
    {
        DiagnosticDescriptor descriptor = DiagnosticCatalog.All.Single(d => d.Id == id);
        DiagnosticPage page = DiagnosticPage.Of(id);
        var options = new BindingOptions { UnusedNamesAreErrors = id == DiagnosticCatalog.NotANameOfTheFormula.Id };

        Bound bad = Bound.Of(page.Bad, options);

        Assert.StartsWith($"# {id}: {descriptor.Title}\n", page.Text, StringComparison.Ordinal);
        Diagnostic fault = Assert.Single(bad.Diagnostics);
        Assert.Equal(id, fault.Descriptor.Id);
        Assert.True(page.Place is null || page.Place == fault.Span, $"{page.Place} marked, {fault.Span} found: {bad.Summary}");
        Assert.Empty(Bound.Of(page.Good, options).Summary);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Message_LeavesNoPlaceUnfilled(string id)
    {
        var options = new BindingOptions { UnusedNamesAreErrors = id == DiagnosticCatalog.NotANameOfTheFormula.Id };
        Diagnostic fault = Bound.Of(DiagnosticPage.Of(id).Bad, options).Diagnostics[0];

        Assert.All(new[] { fault.Message, fault.Expected, fault.Found, fault.Hint }, text => Assert.DoesNotMatch(@"\{\d\}|^$|\?\d", text));
    }
}
