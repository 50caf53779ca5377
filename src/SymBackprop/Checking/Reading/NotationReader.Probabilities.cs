using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reading;

/// <content>Probabilities of events: <c>P(y^{(i)} = k \mid x^{(i)}; \theta)</c>.</content>
internal sealed partial class NotationReader
{
    private const string Open = "·";

    /// <summary>Returns the probability of an event, a name with the event's indices; null where no event stands in the bracket.</summary>
    /// <remarks>An event that is no equality with an index or a number has no value in the language.</remarks>
    private MathNode? Probability(SymbolNode function)
    {
        if (function.Name is not ("P" or "p" or "q" or "Pr") || function.Primes > 0 || AtEnd || !OpensBracket(_at) || Current.HasScripts && Current.Core is not LatexDelimited)
        {
            return null;
        }

        int first = _at;
        SkipBalanced();
        Element close = _elements[_at - 1];
        List<Element> inside = _elements[first].Core is LatexDelimited d ? Element.From(d.Items) : _elements.GetRange(first + 1, System.Math.Max(0, _at - first - 2));
        SourceSpan span = function.Span.To(close.Span);
        var reader = new NotationReader(_lexicon, inside, close.Span.End);
        if (!reader.HasSignAhead())
        {
            _at = first;
            return null;
        }

        return WithScripts(reader.Event(function, span) ?? (MathNode)new OpaqueNode(span, "probabilities"), close);
    }

    private bool HasSignAhead()
    {
        int depth = 0;
        bool isFound = false;
        for (; !AtEnd; _at++)
        {
            depth += Current.Is("(", "[", "\\{", "{") ? 1 : Current.Is(")", "]", "\\}", "}") ? -1 : 0;
            isFound |= depth == 0 && Sign() is not null;
        }

        _at = 0;
        return isFound;
    }

    private SymbolNode? Event(SymbolNode function, SourceSpan span)
    {
        var indices = new List<SymbolNode>(function.Subscripts.OfType<SymbolNode>());
        string text = string.Empty;
        string written = string.Empty;
        while (!AtEnd)
        {
            MathNode part = Sum();
            text += Part(part);
            written += MathPrinter.Print(part);
            if (!AtEnd && Sign() is { } sign)
            {
                if (sign.Text != "=" || part is not SymbolNode)
                {
                    return null;
                }

                _at += sign.Length;
                MathNode value = Sum();
                bool isIndex = value is SymbolNode { Name: [>= 'i' and <= 't'] or "c", Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } and var letter && Index((SymbolNode)letter);
                text += "=" + (isIndex ? Open : MathPrinter.Print(value));
                written += " = " + MathPrinter.Print(value);
            }

            if (!AtEnd)
            {
                if (!Current.Is(",", ";", "|", "\\mid", "\\vert"))
                {
                    return null;
                }

                text += Current.Is("|", "\\mid", "\\vert") ? "|" : Current.Text;
                written += Current.Is("|", "\\mid", "\\vert") ? @" \mid " : Current.Text + " ";
                _at++;
            }
        }

        return new SymbolNode(span, $"{function.Name}({text})", [.. indices], [], 0, false) { Written = $"{MathPrinter.Print(function)}({written})" };

        // Indices of what the event speaks of are the probability's own, once each.
        string Part(MathNode part)
        {
            if (part is not SymbolNode symbol)
            {
                return MathPrinter.Print(part);
            }

            ImmutableArray<SymbolNode> scripts = [.. symbol.Superscripts.Concat(symbol.Subscripts).OfType<SymbolNode>()];
            foreach (SymbolNode script in scripts)
            {
                Index(script);
            }

            return scripts.IsEmpty ? MathPrinter.Print(symbol) : symbol.Name + Open;
        }

        bool Index(SymbolNode letter)
        {
            if (indices.TrueForAll(i => i.Name != letter.Name))
            {
                indices.Add(letter);
            }

            return true;
        }
    }
}
