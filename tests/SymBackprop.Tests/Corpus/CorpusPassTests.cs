using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using SymBackprop.Equations;
using SymBackprop.Scheduling;
using SymBackprop.Tests.Shared;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Corpus;

/// <summary>What the passes make of the networks of the corpus, as text beside each network.</summary>
/// <remarks>Of every network the derived equations and the code; of some that have little in common every pass after the parser, whose own tests print trees.</remarks>
public class CorpusPassTests
{
    // Nobody reads more than this when it changes: a network whose text is longer is too large for the corpus.
    private const int LongestText = 60_000;

    private static readonly Pass[] PassesOfAll = [Pass.Simplify, Pass.Emit];

    private static readonly Pass[] PassesOfSome = [Pass.Bind, Pass.Lower, Pass.Stabilise, Pass.Differentiate, Pass.Schedule];

    private static readonly string[] ShownInFull =
        ["attention", "conditions", "convolution", "curvature", "identity", "layer-norm", "max-pooling", "mlp", "own-functions", "tensor-contraction", "triangular"];

    public static TheoryData<string, string> Texts
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string name in CorpusNetwork.All.Keys)
            {
                foreach (Pass pass in PassesOf(name))
                {
                    data.Add(name, pass.ToString());
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Pass_Gives(string name, string pass)
    {
        CorpusNetwork network = CorpusNetwork.All[name];
        string text = Text(PassesOn(network)[Enum.Parse<Pass>(pass)]);

        Assert.InRange(text.Length, 1, LongestText);
        Snapshot.VerifyFile(text, network.Folder, Stem(pass), Extension(pass));
    }

    [Fact]
    public void EverySnapshot_IsOfAPass()
    {
        string corpus = Path.Combine(CaseFolder.RepositoryRoot(), "tests", "Corpus");
        HashSet<string> expected =
        [
            .. CorpusNetwork.All.Keys.Select(n => $"{n}/derivation.verified.txt"),
            .. CorpusNetwork.All.Keys.SelectMany(n => PassesOf(n).Select(p => $"{n}/{Stem(p.ToString())}.verified.{Extension(p.ToString())}")),
        ];

        Assert.Empty(Directory.GetFiles(corpus, "*.verified.*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(corpus, f).Replace('\\', '/')).Except(expected));
    }

    private static IEnumerable<Pass> PassesOf(string name) => PassesOfAll.Concat(ShownInFull.Contains(name) ? PassesOfSome : []).Order();

    private static Dictionary<Pass, object> PassesOn(CorpusNetwork network)
    {
        var results = new ResultKeeper();
        string className = string.Concat(network.Name.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        EmissionResult emission = GradientCompiler.EmitNetwork(
            new SourceText("network.sbp", network.Text),
            new() { Namespace = "Corpus", ClassName = className, Declaration = $"public sealed partial class {className}" },
            results);
        Assert.Empty(emission.Diagnostics.Where(d => d.Diagnostic.Descriptor.Severity == Severity.Error).Select(d => d.Diagnostic.Message));
        return results.Results;
    }

    private static string Text(object result) => result switch
    {
        BoundNetwork network => BoundPrinter.Print(network),
        Schedule schedule => SchedulePrinter.Print(schedule),
        EquationSystem system => system.ToString(),
        _ => (string)result,
    };

    private static string Stem(string pass) => pass.ToLowerInvariant();

    private static string Extension(string pass) => pass == nameof(Pass.Emit) ? "cs" : "txt";

    private sealed class ResultKeeper : IPassObserver
    {
        public Dictionary<Pass, object> Results { get; } = [];

        public void Saw(Pass pass, object result) => Results[pass] = result;
    }
}
