using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Restating;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking;

/// <summary>A definition from outside: LaTeX, or as the language writes it.</summary>
internal static class GivenDefinition
{
    public static ImmutableArray<Formula> Formulas(string definition)
    {
        (string before, string behind) = Frame(definition);
        return [.. DocumentReader.Read(new SourceText("definition", before + definition + behind)).Parts.OfType<Formula>()];
    }

    /// <summary>Returns why a text defines nothing, or null where it says what a name means.</summary>
    public static Diagnostic? Problem(SourceText definition)
    {
        ImmutableArray<Formula> formulas = Formulas(definition.Text);
        ImmutableArray<ReadFormula> read = Survey.Read(formulas, FixedReadings.None).Formulas;
        if (read.SelectMany(f => f.Statements).SelectMany(s => s.Sides).Select(s => s.Error).FirstOrDefault(e => e is not null) is { } error)
        {
            int shift = Frame(definition.Text).Before.Length;
            int start = Math.Min(Math.Max(0, error.Span.Start - shift), definition.Text.Length);
            int end = Math.Min(Math.Max(start, error.Span.End - shift), definition.Text.Length);
            return new Diagnostic(DiagnosticCatalog.UnreadDefinition, new SourceSpan(start, end), [definition.Text, error.Expected, error.Found], []);
        }

        return !read.IsEmpty && SaysSomething(ContextBuilder.Build(read, ProseReadings.None.Kinds, FixedReadings.None))
            ? null
            : new Diagnostic(DiagnosticCatalog.UnreadDefinition, new SourceSpan(0, definition.Text.Length), [definition.Text, "a name or a function, '=', and what it means", $"'{definition.Text}'"], []);
    }

    // What a name means, or what names fulfil: labels that sum to 1.
    private static bool SaysSomething((DocumentContext Context, ImmutableArray<Relation> Relations, ImmutableArray<ReadingQuestion>) read) =>
        read.Context.Conditions.Count > 0 || read.Relations.Any(r => r.Settled == RelationVerdict.Definition);

    private static (string Before, string Behind) Frame(string definition) => definition.IndexOf('\\') >= 0 || definition.IndexOf('{') >= 0 ? ("$$", "$$") : ("```\n", "\n```\n");
}
