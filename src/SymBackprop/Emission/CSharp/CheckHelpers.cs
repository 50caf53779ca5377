using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SymBackprop.Emission.CSharp;

/// <summary>The texts of the checks that emitted methods begin with.</summary>
internal static class CheckHelpers
{
    private const string ApartName = "Apart";

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
                foreach (string line in (name.StartsWith(ApartName, StringComparison.Ordinal) ? Apart(name) : Texts[name]).Replace("\r\n", "\n").Split('\n'))
                {
                    output.Line(line);
                }
            }
        }
    }

    // Apart3 compares a result with three other spans.
    private static string Apart(string name)
    {
        int count = int.Parse(name.Substring(ApartName.Length), CultureInfo.InvariantCulture);
        int[] numbers = [.. Enumerable.Range(1, count)];
        string parameters = string.Concat(numbers.Select(n => $", global::System.ReadOnlySpan<T> other{n}, string name{n}"));
        string tests = string.Join("\n        : ", numbers.Select(n => $"global::System.MemoryExtensions.Overlaps(result, other{n}) ? name{n}"));
        return $$"""
            internal static void Apart<T>(global::System.ReadOnlySpan<T> result, string name{{parameters}})
            {
                string? other = {{tests}}
                    : null;
                if (other is not null)
                {
                    throw new global::System.ArgumentException($"'{name}' and '{other}' overlap in memory.", name);
                }
            }
            """;
    }
}
