using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;
using Xunit;

namespace SymBackprop.Tests.Syntax;

/// <summary>Parses in one line.</summary>
internal static class Parsing
{
    public static (FileSyntax File, ImmutableArray<Diagnostic> Diagnostics) Parse(string text)
    {
        var bag = new DiagnosticBag();
        FileSyntax file = Parser.Parse(new SourceText("test.sbp", text), bag);
        return (file, bag.ToImmutable());
    }

    /// <summary>Parses a text without faults.</summary>
    public static FileSyntax Good(string text)
    {
        (FileSyntax file, ImmutableArray<Diagnostic> diagnostics) = Parse(text);
        Assert.True(diagnostics.IsEmpty, text + ": " + string.Join(", ", diagnostics.Select(d => $"{d.Descriptor.Id} {d.Span} {d.Message}")));
        return file;
    }

    public static ExpressionSyntax Expression(string text) =>
        Assert.IsType<FormulaSyntax>(Assert.Single(Assert.Single(Good(text).Networks).Statements)).Body;

    /// <summary>Parses a text with one fault and returns it.</summary>
    public static Diagnostic Fault(string text)
    {
        ImmutableArray<Diagnostic> diagnostics = Parse(text).Diagnostics;
        Assert.True(diagnostics.Length == 1, text + ": " + string.Join(", ", diagnostics.Select(d => $"{d.Descriptor.Id} {d.Span} {d.Message}")));
        return diagnostics[0];
    }
}
