using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace SymBackprop.Tests.Shared;

/// <summary>Snapshot assertions with Verify's file conventions.</summary>
/// <remarks>
/// Snapshots/Class.Method[_parameters][#hint].verified.ext is committed, .received.ext is written beside it on a difference.
/// UPDATE_SNAPSHOTS=1 accepts, but never where CI=true.
/// </remarks>
internal static class Snapshot
{
    private static bool Accepts =>
        Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1" && Environment.GetEnvironmentVariable("CI") != "true";

    /// <summary>Compares with the file in the Snapshots folder beside the test's source.</summary>
    public static void Verify(
        string actual,
        string extension = "txt",
        string? parameters = null,
        string? hint = null,
        [CallerFilePath] string file = "",
        [CallerMemberName] string member = "")
    {
        string stem = Path.GetFileNameWithoutExtension(file) + "." + member
            + (parameters is null ? "" : "_" + parameters)
            + (hint is null ? "" : "#" + hint);
        VerifyFile(actual, Path.Combine(Path.GetDirectoryName(file)!, "Snapshots"), stem, extension);
    }

    /// <summary>Compares with <paramref name="stem"/>.verified.<paramref name="extension"/> in any folder, such as one of the corpus.</summary>
    public static void VerifyFile(string actual, string folder, string stem, string extension)
    {
        string verified = Path.Combine(folder, $"{stem}.verified.{extension}");
        string received = Path.Combine(folder, $"{stem}.received.{extension}");
        actual = Normalize(actual);
        string? expected = File.Exists(verified) ? Normalize(File.ReadAllText(verified)) : null;
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Accepts ? verified : received, actual, new UTF8Encoding(false));
        if (Accepts)
        {
            File.Delete(received);
            return;
        }

        throw new XunitException(expected is null
            ? $"No snapshot {stem}.verified.{extension}; the text was written beside its place. Accept with UPDATE_SNAPSHOTS=1.\n{actual}"
            : $"Snapshot {stem}.verified.{extension} differs (- verified, + received). Accept with UPDATE_SNAPSHOTS=1.\n{Difference(expected, actual)}");
    }

    /// <summary>Compares every generated source and the list of diagnostics, each with a file of its own.</summary>
    public static void Verify(
        GeneratorDriverRunResult result,
        string? parameters = null,
        [CallerFilePath] string file = "",
        [CallerMemberName] string member = "")
    {
        var texts = result.Results.SelectMany(r => r.GeneratedSources)
            .OrderBy(s => s.HintName, StringComparer.Ordinal)
            .Select(s => (Text: s.SourceText.ToString(), Extension: "cs", Hint: Path.ChangeExtension(s.HintName, null)))
            .ToList();
        if (!result.Diagnostics.IsEmpty)
        {
            IEnumerable<string> lines = result.Diagnostics.Select(d => d.ToString()).OrderBy(d => d, StringComparer.Ordinal);
            texts.Add((string.Join("\n", lines), "txt", "diagnostics"));
        }

        var problems = new List<string>();
        foreach ((string text, string extension, string hint) in texts)
        {
            try
            {
                Verify(text, extension, parameters, hint, file, member);
            }
            catch (XunitException e)
            {
                problems.Add(e.Message);
            }
        }

        if (problems.Count > 0)
        {
            throw new XunitException(string.Join("\n", problems));
        }
    }

    private static string Normalize(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n").TrimEnd('\n') + "\n";

    private static string Difference(string expected, string actual)
    {
        var text = new StringBuilder();
        foreach (DiffPiece line in new InlineDiffBuilder(new Differ()).BuildDiffModel(expected, actual).Lines)
        {
            if (line.Type != ChangeType.Unchanged)
            {
                text.Append(line.Type == ChangeType.Inserted ? "+ " : "- ").Append(line.Text).Append('\n');
            }
        }

        return text.ToString();
    }
}
