using System.IO;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Generator.Tests;

public class PublicApiTests
{
    // What the generator embeds: internal to each assembly, in one namespace.
    [Fact]
    public void PublicApi() => Snapshot.VerifyFile(
        ApiListing.Of(Harness.Start("class Empty { }").Output.Assembly, Accessibility.Internal, t => t.ContainingNamespace.Name == nameof(SymBackprop)),
        Folder(),
        "PublicApi",
        "txt");

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Snapshots");
}
