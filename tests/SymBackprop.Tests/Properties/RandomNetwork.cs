using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Tests.Properties;

/// <summary>How far an index runs: its extent and its last value, as text.</summary>
internal sealed record Extent(string Text, string Last);

/// <summary>A name with its axes.</summary>
internal sealed record Value(string Name, ImmutableArray<Extent> Axes, bool IsGiven)
{
    public string Shape => string.Join(",", Axes.Select(a => a.Text));
}

/// <summary>A line of a random network: what stands before and after its term.</summary>
internal sealed record Line(string Left, Term Body, string Right)
{
    public override string ToString() => $"  {Left} = {Body}{Right}";
}

/// <summary>A well-typed network of the language.</summary>
internal sealed record RandomNetwork(string Header, ImmutableArray<Line> Lines, string Requests, IReadOnlyDictionary<string, long> Sizes)
{
    public override string ToString() => string.Join("\n", [Header, .. Lines.Select(l => l.ToString()), Requests]).TrimEnd();

    /// <summary>Returns networks with one line or term less.</summary>
    public IEnumerable<RandomNetwork> Smaller()
    {
        for (int i = 0; i < Lines.Length - 1; i++)
        {
            yield return this with { Lines = Lines.RemoveAt(i) };
        }

        for (int i = 0; i < Lines.Length; i++)
        {
            foreach (Term body in Lines[i].Body.Smaller())
            {
                yield return this with { Lines = Lines.SetItem(i, Lines[i] with { Body = body }) };
            }
        }
    }

    /// <summary>Returns a smallest network for which the test still fails.</summary>
    public static RandomNetwork Shrink(RandomNetwork network, Func<RandomNetwork, bool> fails, int attempts = 400)
    {
        bool isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            foreach (RandomNetwork candidate in network.Smaller())
            {
                if (attempts-- <= 0)
                {
                    return network;
                }

                if (fails(candidate))
                {
                    network = candidate;
                    isSmaller = true;
                    break;
                }
            }
        }

        return network;
    }
}
