using System;
using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Emission.CSharp;

/// <summary>The texts of the checks that emitted methods begin with.</summary>
internal static class CheckHelpers
{
    private static readonly IReadOnlyDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["Apart"] = """
            internal static void Apart<T>(global::System.ReadOnlySpan<T> result, global::System.ReadOnlySpan<T> other, string resultName, string otherName)
            {
                if (global::System.MemoryExtensions.Overlaps(result, other))
                {
                    throw new global::System.ArgumentException($"'{resultName}' and '{otherName}' overlap in memory.", resultName);
                }
            }
            """,
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

    /// <summary>Gets the names of all checks.</summary>
    public static IEnumerable<string> Names => Texts.Keys;

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
                foreach (string line in Texts[name].Replace("\r\n", "\n").Split('\n'))
                {
                    output.Line(line);
                }
            }
        }
    }
}
