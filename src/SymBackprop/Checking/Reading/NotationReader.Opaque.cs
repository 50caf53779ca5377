using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reading;

/// <content>Inner products, indicators, and what has no value in the language: expectations, arg max, sets.</content>
internal sealed partial class NotationReader
{
    // \arg\max_x f(x), \argmin_w L
    private MathNode ArgMax()
    {
        Element e = Current;
        _at++;
        if (!AtEnd && Current.Is("\\max", "\\min", "\\sup", "\\inf"))
        {
            _at++;
        }

        // \arg\min_c -2x
        TakeSign();
        SourceSpan end = AtEnd ? e.Span : Term().Span;
        return new OpaqueNode(e.Span.To(end), "arg max and arg min");
    }

    // ⟨a, b⟩: the sum of the products of entries.
    private MathNode Inner()
    {
        Element open = Current;
        _at++;
        ImmutableArray<MathNode> entries = Entries();
        if (AtEnd || !Current.Is("\\rangle", "⟩"))
        {
            throw Unexpected("'\\rangle'");
        }

        Element close = Current;
        _at++;
        return InnerProduct(open.Span.To(close.Span), entries, close);
    }

    private MathNode InnerProduct(SourceSpan span, ImmutableArray<MathNode> entries, Element close) => entries.Length == 2
        ? WithScripts(new BracketNode(span, "(", [new ProductNode(span, [new MathFactor(Times.Juxtaposed, entries[0]), new MathFactor(Times.Frobenius, entries[1])])]), close)
        : new OpaqueNode(span, entries.Length == 1 ? "averages" : "lists");

    /// <summary>Returns what <c>𝔼_{x∼p}[…]</c> is, or null; the reader stands behind the letter.</summary>
    private MathNode? Expectation(string letter, Element e)
    {
        if (letter is not ("𝔼" or "ℙ") && !(letter is "E" or "Var" or "Cov" or "KL" or "P" && e.Sub is { } sub && sub.Items.Any(i => i is LatexCommand { Name: "sim" or "in" } or LatexCharacter { Text: "∼" or "~" or "∈" })))
        {
            return null;
        }

        if (AtEnd || !(OpensBracket(_at) || letter is "𝔼"))
        {
            return null;
        }

        int start = _at;
        SkipBalanced();
        return new OpaqueNode(e.Span.To(_elements[System.Math.Max(start, _at - 1)].Span), "expectations");
    }

    // To behind the bracket that opens here; one token where none does.
    private void SkipBalanced()
    {
        int depth = 0;
        do
        {
            depth += Current.Is("(", "[", "\\{", "\\lbrace", "{") ? 1 : Current.Is(")", "]", "\\}", "\\rbrace", "}") ? -1 : 0;
            _at++;
        }
        while (depth > 0 && !AtEnd);
    }

    /// <summary>Returns what <c>1_{z > 0}</c> is; null where no relation stands below.</summary>
    private CasesNode? IndicatorBelow(Element e)
    {
        if (e.Sub is null || e.Super is not null || e.Primes > 0)
        {
            return null;
        }

        List<Element> below = Element.From(e.Sub.Items);
        below = below.Count > 2 && below[0].Is("\\{", "\\lbrace", "{", "[", "(") && below[below.Count - 1].Is("\\}", "\\rbrace", "}", "]", ")") ? below.GetRange(1, below.Count - 2) : below is [{ Core: LatexDelimited d }] ? Element.From(d.Items) : below;
        var reader = new NotationReader(_lexicon, below, e.Sub.Span.End);
        return reader.HasSignAhead() ? reader.Chosen(e.Span) : null;
    }

    // One where the condition holds that is all there is to read; zero elsewhere.
    private CasesNode? Chosen(SourceSpan span)
    {
        try
        {
            return Condition() is { Sign: not ("\\in" or "∈") } condition && AtEnd
                ? new CasesNode(span, [new MathCase(new NumberNode(span, 1, -1), condition), new MathCase(new NumberNode(span, 0, -1), null)])
                : null;
        }
        catch (ReadingException)
        {
            return null;
        }
    }

    /// <summary>Returns what <c>𝟏[i = j]</c> is, one where the relation holds and zero elsewhere; null where no such thing follows.</summary>
    private MathNode? Indicator(SourceSpan start)
    {
        if (AtEnd || !(Current.Is("[", "(", "\\{", "{") || Current.Core is LatexDelimited))
        {
            return null;
        }

        int save = _at;
        int first = _at;
        SkipBalanced();
        List<Element> inside = _elements[first].Core is LatexDelimited d ? Element.From(d.Items) : _elements.GetRange(first + 1, System.Math.Max(0, _at - first - 2));
        if (new NotationReader(_lexicon, inside, _elements[_at - 1].Span.End).Chosen(start.To(_elements[_at - 1].Span)) is { } indicator)
        {
            return indicator;
        }

        // No relation inside: ones times a bracket.
        _at = save;
        return null;
    }

    // [x > 0], Iverson's bracket: a relation stands in it.
    private bool IsIverson()
    {
        int save = _at;
        SkipBalanced();
        List<Element> inside = _elements[save].Core is LatexDelimited d ? Element.From(d.Items) : _elements.GetRange(save + 1, System.Math.Max(0, _at - save - 2));
        _at = save;
        return inside.Count > 0 && new NotationReader(_lexicon, inside, _elements[save].Span.End).HasSignAhead();
    }

    // f(·): the place of an argument.
    private bool IsPlaceholder() => !Current.HasScripts && (_at == 0 || _elements[_at - 1].Is("(", "[", ",")) && (_at + 1 == _elements.Count || _elements[_at + 1].Is(")", "]", ","));

    private OpaqueNode Rounded()
    {
        int start = _at;
        int depth = 0;
        do
        {
            depth += Current.Is("\\lfloor", "\\lceil", "⌊", "⌈") ? 1 : Current.Is("\\rfloor", "\\rceil", "⌋", "⌉") ? -1 : 0;
            _at++;
        }
        while (depth > 0 && !AtEnd);
        return depth == 0 ? new OpaqueNode(_elements[start].Span.To(_elements[_at - 1].Span), "roundings to whole numbers") : throw Unexpected("'\\rfloor' or '\\rceil'");
    }
}
