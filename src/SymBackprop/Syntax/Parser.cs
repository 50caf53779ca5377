using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Threading;
using SymBackprop.Diagnostics;

namespace SymBackprop.Syntax;

/// <summary>Reads a text: from characters to networks of statements.</summary>
/// <remarks>Every node has a place in the original text, and one unreadable statement does not hide the next.</remarks>
internal static class Parser
{
    /// <summary>Longer texts are refused, in UTF-16 units.</summary>
    public const int LongestText = 1 << 20;

    public static FileSyntax Parse(SourceText source, DiagnosticBag diagnostics, CancellationToken cancellation = default)
    {
        var errors = new SyntaxErrors(diagnostics);
        var whole = new SourceSpan(0, source.Text.Length);
        if (source.Text.Length > LongestText)
        {
            string length = source.Text.Length.ToString(CultureInfo.InvariantCulture);
            string longest = LongestText.ToString(CultureInfo.InvariantCulture);
            errors.Report(DiagnosticCatalog.TextTooLong, new SourceSpan(LongestText, LongestText), length, longest);
            return new FileSyntax(whole, []);
        }

        NormalizedText text = TextNormalizer.Normalize(source.Text, errors);
        List<StatementTokens> statements = StatementReader.Read(Tokenizer.Tokenize(text), errors);
        if (statements.Count == 0 && errors.Count == 0)
        {
            errors.Report(DiagnosticCatalog.EmptyText, new SourceSpan(0, 0));
        }

        return new FileSyntax(whole, Networks(statements, errors, cancellation));
    }

    private static ImmutableArray<NetworkSyntax> Networks(List<StatementTokens> statements, SyntaxErrors errors, CancellationToken cancellation)
    {
        ImmutableArray<NetworkSyntax>.Builder networks = ImmutableArray.CreateBuilder<NetworkSyntax>();
        var parser = new StatementParser(errors);
        int place = 0;
        while (place < statements.Count)
        {
            int first = place;
            NameSyntax? name = null;
            ImmutableArray<NameSyntax> sizes = [];
            ImmutableArray<StatementSyntax>.Builder body = ImmutableArray.CreateBuilder<StatementSyntax>();
            if (statements[place].IsHeader)
            {
                (name, sizes) = parser.Header(statements[place]);
                place++;
            }

            for (; place < statements.Count && !statements[place].IsHeader; place++)
            {
                cancellation.ThrowIfCancellationRequested();
                body.Add(parser.Statement(statements[place]));
            }

            SourceSpan span = statements[first].Span.To(statements[place - 1].Span);
            networks.Add(new NetworkSyntax(span, name, sizes, body.ToImmutable()));
        }

        return networks.ToImmutable();
    }
}
