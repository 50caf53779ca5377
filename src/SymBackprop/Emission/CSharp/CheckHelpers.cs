using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SymBackprop.Emission.CSharp;

/// <summary>The texts of the checks that emitted methods begin with.</summary>
internal static class CheckHelpers
{
    private const string ApartName = "Apart";
    private const int MaximumPairs = 400;

    private static readonly IReadOnlyDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["FloorDivide"] = """
            internal static int FloorDivide(int value, int divisor) => value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor);
            """,
        ["Length"] = """
            internal static global::System.ReadOnlySpan<T> Length<T>(global::System.ReadOnlySpan<T> span, long expected, string name, string shape)
            {
                if (span.Length != expected)
                {
                    throw Mismatch(span.Length, expected, name, shape);
                }

                return span.Slice(0, (int)expected);
            }

            internal static global::System.Span<T> Length<T>(global::System.Span<T> span, long expected, string name, string shape)
            {
                if (span.Length != expected)
                {
                    throw Mismatch(span.Length, expected, name, shape);
                }

                return span.Slice(0, (int)expected);
            }

            private static global::System.ArgumentException Mismatch(int found, long expected, string name, string shape) =>
                new(global::System.FormattableString.Invariant($"'{name}' must hold {expected} numbers for {shape}, but it holds {found}."), name);
            """,
        ["Modulus"] = """
            internal static int Modulus(int value, int divisor)
            {
                int rest = value % divisor;
                return rest < 0 ? rest + divisor : rest;
            }
            """,
        ["Size"] = """
            internal static int Size(int value, string name)
            {
                if (value < 0)
                {
                    throw new global::System.ArgumentException(global::System.FormattableString.Invariant($"The lengths make the size '{name}' {value}, which is negative."));
                }

                return value;
            }
            """,
        ["Workspace"] = """
            internal static global::System.Span<T> Workspace<T>(global::System.Span<T> workspace, int expected)
            {
                if (workspace.Length < expected)
                {
                    throw new global::System.ArgumentException(
                        global::System.FormattableString.Invariant($"'workspace' must hold at least {expected} numbers, but it holds {workspace.Length}."), nameof(workspace));
                }

                return workspace.Slice(0, expected);
            }
            """,
    };

    public static void Write(SourceWriter output, IEnumerable<string> names)
    {
        output.Documentation("<summary>Checks of arguments.</summary>");
        using (output.Block("internal static class SbpCheck"))
        {
            bool first = true;
            foreach (string name in names.OrderBy(n => n, StringComparer.Ordinal))
            {
                if (!first)
                {
                    output.Blank();
                }

                first = false;
                foreach (string line in (name.StartsWith(ApartName, StringComparison.Ordinal) ? ApartText(name) : Texts[name]).Replace("\r\n", "\n").Split('\n'))
                {
                    output.Line(line);
                }
            }
        }
    }

    /// <summary>Returns the name of the check that the first spans, which are results, overlap none of the others.</summary>
    public static string Apart(int results, int spans) => FormattableString.Invariant($"{ApartName} {results} {spans}");

    /// <summary>Whether each result is compared with every span: of very many, neighbours only are, or the checks would outgrow the work.</summary>
    public static bool ComparesAll(int results, int spans) => results * spans <= MaximumPairs;

    private static string ApartText(string name)
    {
        int[] counts = [.. name.Split(' ').Skip(1).Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
        (int results, int spans) = (counts[0], counts[1]);
        bool all = ComparesAll(results, spans);
        string parameters = string.Concat(Enumerable.Range(1, spans).Select(n => $", global::System.ReadOnlySpan<T> s{n}"));
        string tests = string.Join("\n        : ", Enumerable.Range(1, results)
            .SelectMany(i => Enumerable.Range(i + 1, all ? spans - i : Math.Min(1, spans - i)).Select(j => $"global::System.MemoryExtensions.Overlaps(s{i}, s{j}) ? ({i - 1}, {j - 1})")));
        return $$"""
            // The first {{results}} of the spans are results.
            internal static void Apart{{results}}<T>(string names{{parameters}})
            {
                (int First, int Second) pair = {{tests}}
                    : (-1, -1);
                if (pair.First >= 0)
                {
                    string[] each = names.Split(new[] { ", " }, global::System.StringSplitOptions.None);
                    throw new global::System.ArgumentException($"'{each[pair.First]}' and '{each[pair.Second]}' overlap in memory.", each[pair.First]);
                }
            }
            """;
    }
}
