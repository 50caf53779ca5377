using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Tests.Architecture;

public class PublicApiTests
{
    [Fact]
    public void PublicApi() => Snapshot.VerifyFile(ApiListing.Of(Sources.Instance.Compilation.Assembly), Sources.SnapshotsOf(nameof(Architecture)), "PublicApi", "txt");
}
