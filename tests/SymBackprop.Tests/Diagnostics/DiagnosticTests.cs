using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Diagnostics;

public class DiagnosticTests
{
    [Fact]
    public void PlacesInArguments_AreText()
    {
        var descriptor = new DiagnosticDescriptor("SBP0000", Severity.Error, "", "{1} before {0} and {2}{", "", "", "");

        var diagnostic = new Diagnostic(descriptor, default, ["{1}", "{0}"], []);

        Assert.Equal("{0} before {1} and {2}{", diagnostic.Message);
    }
}
