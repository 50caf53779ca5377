using System;
using System.Collections.Generic;
using Xunit;

namespace SymBackprop.Cli.Tests.Commands;

/// <summary>Every pass can be watched.</summary>
public class DumpTests
{
    private const string Network = "network N(n)\ninput x[n]\nweight w[n], b\nE = softplus(dot(w, x) + b)";

    private static readonly Dictionary<Pass, string> Signs = new()
    {
        [Pass.Parse] = "softplus(dot(w, x) + b)",
        [Pass.Bind] = "weight w[n]",
        [Pass.Lower] = "sum(",
        [Pass.Stabilise] = "E = softplus(",
        [Pass.Differentiate] = "dE_dw[",
        [Pass.Simplify] = "dE_dw[",
        [Pass.Schedule] = "kernel ErrorAndGradient(x[n], w[n], b)",
        [Pass.Emit] = "public static double ErrorAndGradient(",
    };

    public static TheoryData<Pass, string> Passes
    {
        get
        {
            var data = new TheoryData<Pass, string>();
            foreach (Pass pass in Enum.GetValues<Pass>())
            {
                data.Add(pass, "derive");
                data.Add(pass, "emit");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Dump_PrintsWhatThePassGave(Pass pass, string command)
    {
        (int code, string output, string error) = Sbp.Run([command, Network, "--dump", pass.ToString().ToLowerInvariant()]);

        Assert.Equal((0, ""), (code, error));
        string plain = Sbp.Run([command, Network]).Out;
        string dumped = output[..output.LastIndexOf(plain[..20], StringComparison.Ordinal)];
        Assert.Contains(Signs[pass], dumped, StringComparison.Ordinal);
        Assert.DoesNotContain("System.Collections", dumped, StringComparison.Ordinal);
    }
}
