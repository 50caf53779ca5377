using System.Collections.Immutable;
using System.Text;

namespace SymBackprop.Diagnostics;

/// <summary>How much a diagnostic matters.</summary>
public enum Severity
{
    /// <summary>The result stands, but the user should look.</summary>
    Warning,

    /// <summary>There is no result.</summary>
    Error,
}

/// <summary>One entry of the diagnostic catalogue.</summary>
/// <param name="Id">SBP and four digits, never reused.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">A few words, the heading of its page.</param>
/// <param name="Message">One sentence with places {0}, {1}, … for what the call site passes.</param>
/// <param name="Expected">What should stand there, with the same places; empty if nothing sensible can be said.</param>
/// <param name="Found">What stands there, with the same places.</param>
/// <param name="Hint">An instruction, with the same places.</param>
public sealed record DiagnosticDescriptor(string Id, Severity Severity, string Title, string Message, string Expected, string Found, string Hint);

/// <summary>A second place that explains a diagnostic.</summary>
/// <param name="Span">The place.</param>
/// <param name="Label">What stands there.</param>
public sealed record RelatedPlace(SourceSpan Span, string Label);

/// <summary>Something to tell the user about a source text.</summary>
/// <param name="Descriptor">The catalogue's entry.</param>
/// <param name="Span">The smallest thing that the user can change.</param>
/// <param name="Arguments">What fills the descriptor's places.</param>
/// <param name="Related">Further places.</param>
public sealed record Diagnostic(
    DiagnosticDescriptor Descriptor,
    SourceSpan Span,
    ImmutableArray<string> Arguments,
    ImmutableArray<RelatedPlace> Related)
{
    /// <summary>Gets the sentence that says what is wrong.</summary>
    public string Message => Fill(Descriptor.Message);

    /// <summary>Gets what should stand there.</summary>
    public string Expected => Fill(Descriptor.Expected);

    /// <summary>Gets what stands there.</summary>
    public string Found => Fill(Descriptor.Found);

    /// <summary>Gets what to do.</summary>
    public string Hint => Fill(Descriptor.Hint);

    // One pass over the template: what an argument holds is no place.
    private string Fill(string template)
    {
        var text = new StringBuilder();
        for (int at = 0; at < template.Length; at++)
        {
            bool isPlace = template[at] == '{' && at + 2 < template.Length && template[at + 2] == '}' && char.IsDigit(template[at + 1]);
            int argument = isPlace ? template[at + 1] - '0' : -1;
            if (argument >= 0 && argument < Arguments.Length)
            {
                text.Append(Arguments[argument]);
                at += 2;
            }
            else
            {
                text.Append(template[at]);
            }
        }

        return text.ToString();
    }
}
