using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Checking.Structure;

public class LatexCaseTests
{
    // The other bad ones have a structure; that they mean nothing is seen by who reads them.
    private static readonly HashSet<string> Broken = ["latex/bad-008", "latex/bad-031", "latex/bad-043"];

    [CaseFact]
    public void GoodFormulas_HaveAStructure()
    {
        foreach (string latex in CaseFolder.Lines("latex/good.jsonl").Select(c => (string)c["latex"]!))
        {
            ImmutableArray<LatexNode> nodes = Read(latex);

            Tiling.Check(latex, new SourceSpan(0, latex.Length), nodes);
            Assert.DoesNotContain("ERROR", LatexDump.Of(nodes));
        }
    }

    [CaseFact]
    public void BrokenFormulas_HaveAnErrorAtItsPlace()
    {
        foreach (var bad in CaseFolder.Lines("latex/bad.jsonl"))
        {
            string latex = (string)bad["latex"]!;
            ImmutableArray<LatexNode> nodes = Read(latex);

            Tiling.Check(latex, new SourceSpan(0, latex.Length), nodes);
            Assert.Equal(Broken.Contains((string)bad["id"]!), LatexDump.Of(nodes).Contains("ERROR"));
        }
    }

    private static ImmutableArray<LatexNode> Read(string latex) => LatexReader.Read(new SourceText("test", latex), new SourceSpan(0, latex.Length));
}
