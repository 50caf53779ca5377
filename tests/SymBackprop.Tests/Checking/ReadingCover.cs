using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Checking.Documents;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>Checks that no token of a document is lost: each is in a reading that depends on it, or in a report.</summary>
internal static class ReadingCover
{
    // What stands between statements, and not in them.
    private static readonly ImmutableHashSet<string> Separators =
    [
        ",", ";", ".", "?", "⇒", "⟹", "⇔", "∴", "∀", "\\\\", "\\implies", "\\Rightarrow", "\\Longrightarrow", "\\iff", "\\Leftrightarrow", "\\Longleftrightarrow", "\\therefore", "\\because", "\\land", "\\wedge",
        "\\forall", "\\qquad", "\\colon",
    ];

    /// <summary>Checks the whole of a document, and a number of its letters and digits by changing them.</summary>
    public static DerivationReport Check(string text, Random random, int changes)
    {
        ImmutableArray<Formula> formulas = [.. DocumentCover.Check(text).Parts.OfType<Formula>()];
        ImmutableArray<ReadFormula> read = Survey.Read(formulas, FixedReadings.None).Formulas;
        DerivationReport report = GradientCompiler.Check(new SourceText("test.md", text));
        foreach (ReadFormula formula in read)
        {
            AssertCovered(text, formula);
            AssertReported(text, formula, report);
        }

        LatexCharacter[] tokens = [.. read.SelectMany(Tokens)];
        for (int i = 0; i < changes && tokens.Length > 0; i++)
        {
            AssertRead(text, tokens[random.Next(tokens.Length)], read);
        }

        Assert.All(report.Relations, r => Assert.InRange(r.Span.End, r.Span.Start, text.Length));
        return report;
    }

    private static void AssertCovered(string text, ReadFormula formula)
    {
        foreach (Element element in Element.From(formula.Formula.Items).Where(e => e.Core is not LatexWord && !Separators.Contains(e.Text)))
        {
            bool isCovered = formula.Statements.Any(s => s.Span.Start <= element.Span.Start && element.Span.End <= s.Span.End);
            Assert.True(isCovered, $"'{text[element.Span.Start..element.Span.End]}' at {element.Span.Start} is in no statement of {text}");
        }
    }

    private static void AssertReported(string text, ReadFormula formula, DerivationReport report)
    {
        foreach (MathSide side in formula.Statements.SelectMany(s => s.Sides).Where(s => s.Error is not null))
        {
            bool isReported = report.Relations.Any(r => r.Formula == formula.Formula.Number && r.Verdict == RelationVerdict.Unread);
            Assert.True(isReported, $"what could not be read at {side.Span.Start} is not reported: {text}");
        }
    }

    // Letters, digits and signs of sides that were read, each for itself.
    internal static IEnumerable<LatexCharacter> Tokens(ReadFormula formula)
    {
        SourceSpan[] sides = [.. formula.Statements.SelectMany(s => s.Sides).Where(s => s.Node is not null && !MathWalk.All(s.Node).Any(n => n is OpaqueNode)).Select(s => s.Span)];
        return formula.Formula.Items.SelectMany(Characters).Where(c => c.Span.Length == 1 && Changed(c.Text) is not null && sides.Any(s => s.Start <= c.Span.Start && c.Span.End <= s.End));
    }

    private static IEnumerable<LatexCharacter> Characters(LatexNode node) => node switch
    {
        LatexCharacter c => [c],
        LatexGroup g => g.Items.SelectMany(Characters),
        LatexCommand c => c.Arguments.SelectMany(Characters).Concat(c.Option is null ? [] : Characters(c.Option)),
        LatexScripted s => new[] { s.Base, s.Sub, s.Super }.OfType<LatexNode>().SelectMany(Characters),
        LatexDelimited d => d.Items.SelectMany(Characters),
        LatexEnvironment e => e.Rows.SelectMany(r => r.Cells).SelectMany(Characters),
        _ => [],
    };

    private static string? Changed(string text) => text switch
    {
        "+" => "-",
        "-" => "+",
        [>= '0' and <= '8'] => ((char)(text[0] + 1)).ToString(),
        [>= 'a' and <= 'z'] => text == "q" ? "u" : "q",
        [>= 'A' and <= 'Z'] => text == "Q" ? "U" : "Q",
        _ => null,
    };

    internal static void AssertRead(string text, LatexCharacter token, ImmutableArray<ReadFormula> read)
    {
        string other = text[..token.Span.Start] + Changed(token.Text) + text[token.Span.End..];
        ImmutableArray<ReadFormula> changed = Survey.Read(DocumentReader.Read(new SourceText("test.md", other)).Parts.OfType<Formula>(), FixedReadings.None).Formulas;
        Assert.True(ReadingDump.Of(read) != ReadingDump.Of(changed), $"'{token.Text}' at {token.Span.Start} says nothing in: {text}");
    }
}
