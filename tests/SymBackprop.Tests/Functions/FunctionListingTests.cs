using System.Linq;
using SymBackprop.Functions;
using Xunit;

namespace SymBackprop.Tests.Functions;

public class FunctionListingTests
{
    [Fact]
    public void Listing_HoldsEveryFunction() =>
        Assert.Equal(FunctionCatalog.All.Select(f => f.Name), FunctionListing.All.Select(f => f.Name));

    [Fact]
    public void Listing_SpellsFormulasInTheLanguage()
    {
        FunctionListing sigmoid = FunctionListing.All.Single(f => f.Name == "sigmoid");
        FunctionListing max = FunctionListing.All.Single(f => f.Name == "max");

        Assert.Equal("1/(1 + exp(-x))", sigmoid.Definition);
        Assert.Equal(["f*(1 - f)"], sigmoid.Partials);
        Assert.Equal("SbpMath.Sigmoid", sigmoid.Emission);
        Assert.Equal("max(x, y)", max.Signature);
        Assert.Equal(["if x >= y then 1 else 0", "if x >= y then 0 else 1"], max.Partials);
        Assert.Equal(["at (1, 1): 1, 0"], max.Kinks);
        Assert.Equal("Math.Max", max.Emission);
    }
}
