using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Reading;

/// <content>Brackets, groups and bars.</content>
internal sealed partial class NotationReader
{
    private MathNode Inside(IEnumerable<LatexNode> nodes, int end)
    {
        var inner = new NotationReader(_lexicon, Element.From(nodes), end);
        MathNode node = inner.Sum();
        return inner.AtEnd ? node : throw inner.Unexpected("an operator or the end of the group");
    }

    private ImmutableArray<MathNode> ListInside(IEnumerable<LatexNode> nodes, int end)
    {
        var inner = new NotationReader(_lexicon, Element.From(nodes), end);
        ImmutableArray<MathNode> entries = inner.Entries();
        return inner.AtEnd ? entries : throw inner.Unexpected("a comma or the end of the bracket");
    }

    private ImmutableArray<MathNode> Entries()
    {
        var entries = new List<MathNode> { Sum() };
        while (!AtEnd && Current.Is(",", ";", "|", "\\mid", "\\|", "\\parallel", "‖"))
        {
            _at += Current.Is("|") && _at + 1 < _elements.Count && _elements[_at + 1].Is("|") ? 2 : 1;
            entries.Add(Sum());
        }

        return [.. entries];
    }

    // ( … ) or [ … ] of plain characters; the scripts stand at the closing one.
    private MathNode Bracketed()
    {
        Element open = Current;
        string close = open.Is("(") ? ")" : "]";
        if (open.HasScripts)
        {
            throw Unexpected("an expression");
        }

        _at++;
        int bars = _bars;
        _bars = 0;
        ImmutableArray<MathNode> entries = Entries();
        if (AtEnd || !Current.Is(close))
        {
            throw Unexpected($"'{close}'");
        }

        _bars = bars;
        Element end = Current;
        _at++;
        return WithScripts(new BracketNode(open.Span.To(end.Span), open.Text, entries), end);
    }

    private MathNode Delimited(LatexDelimited delimited)
    {
        Element e = Current;
        _at++;
        if (delimited.Open is "|" or "\\|" or "\\vert" or "\\Vert" or "\\lVert" or "\\lvert" or "‖")
        {
            bool isDouble = delimited.Open is "\\|" or "\\Vert" or "\\lVert" or "‖";
            MathNode inside = Inside(delimited.Items, delimited.Span.End);
            if (!isDouble && inside is NormNode { IsDouble: false, Kind: null } inner)
            {
                return WithNormScripts(new NormNode(e.Span, inner.Operand, true, null), e);
            }

            return WithNormScripts(new NormNode(e.Span, inside, isDouble, null), e);
        }

        if (delimited.Open is "\\langle" or "<")
        {
            return InnerProduct(delimited.Span, ListInside(delimited.Items, delimited.Span.End), e);
        }

        if (delimited is { Open: ".", Close: "|" } && e.Sub is not null)
        {
            if (SlopeAtPlace(delimited, e.Sub) is { } slope)
            {
                return slope;
            }

            return new OpaqueNode(e.Span, "values at a place");
        }

        if (delimited.Open is "\\lfloor" or "\\lceil")
        {
            return new OpaqueNode(e.Span, "roundings to whole numbers");
        }

        if (delimited.Open is "." || delimited.Close is "." or "|")
        {
            throw new ReadingException(delimited.Span, "round, square or curly brackets", delimited.Open + delimited.Close);
        }

        return WithScripts(new BracketNode(delimited.Span, "(", ListInside(delimited.Items, delimited.Span.End)), e);
    }

    // \left. \frac{\partial g}{\partial u} \right|_{u = z_i}: the slope of g there, as g'(z_i).
    private ApplyNode? SlopeAtPlace(LatexDelimited delimited, LatexGroup below)
    {
        List<Element> place = Element.From(below.Items);
        if (place.Count < 3 || !place[1].Is("=") || place[0].HasScripts)
        {
            return null;
        }

        try
        {
            return Inside(delimited.Items, delimited.Span.End) is DerivativeNode { By: [SymbolNode by] } slope && Whole([place[0]], below.Span.End) is SymbolNode variable && variable.Name == by.Name
                && (slope.Of is SymbolNode { Subscripts.IsEmpty: true, Primes: 0 } function ? function : slope.Of is ApplyNode { Arguments: [SymbolNode argument] } apply && argument.Name == by.Name ? apply.Function : null) is { } of
                ? new ApplyNode(delimited.Span.To(below.Span), of with { Primes = 1 }, [Whole(place.GetRange(2, place.Count - 2), below.Span.End)])
                : null;
        }
        catch (ReadingException)
        {
            return null;
        }
    }

    private MathNode Grouped(LatexGroup group)
    {
        Element e = Current;
        _at++;
        if (group.Items.All(i => i is LatexSpace))
        {
            // {}^T: nothing, with scripts of what stands before it.
            throw new ReadingException(group.Span, "an expression", "an empty group");
        }

        // {\bf x}
        if (group.Items.FirstOrDefault(i => i is not LatexSpace) is LatexCommand { Arguments.IsEmpty: true } font && Letters.IsFont(font.Name))
        {
            var letters = group.Items.SkipWhile(i => !ReferenceEquals(i, font)).Skip(1).ToImmutableArray();
            return Fonted(font.Name, new LatexGroup(group.Span, letters), e);
        }

        if (LoneName(group.Items) is { } name)
        {
            return Symbol(new SymbolNode(group.Span, name, [], [], 0, false), e);
        }

        MathNode inside = Inside(group.Items, group.Span.End);
        return inside is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } symbol
            ? Symbol(symbol with { Span = group.Span }, e)
            : inside is SymbolNode or ApplyNode or BracketNode or NumberNode ? WithScripts(inside, e) : WithScripts(new BracketNode(group.Span, "{", [inside]), e);
    }

    // |x|, ||x||, \|x\|: closed by the same bars.
    private MathNode Bars()
    {
        Element open = Current;
        string text = open.Text;
        bool isPair = text == "|" && _at + 1 < _elements.Count && _elements[_at + 1].Is("|") && _elements[_at + 1].Gap == Gap.None;
        _at += isPair ? 2 : 1;
        string close = text switch { "\\lVert" => "\\rVert", "\\lvert" => "\\rvert", _ => text };
        _bars++;
        MathNode operand = Sum();
        _bars--;
        bool closes = !AtEnd && Current.Is(close) && (!isPair || (_at + 1 < _elements.Count && _elements[_at + 1].Is("|")));
        if (!closes)
        {
            throw Unexpected($"'{close}'");
        }

        _at += isPair ? 2 : 1;
        Element end = _elements[_at - 1];
        bool isDouble = isPair || text is "\\|" or "\\Vert" or "\\lVert" or "‖";
        return WithNormScripts(new NormNode(open.Span.To(end.Span), operand, isDouble, null), end);
    }

    private MathNode WithNormScripts(NormNode norm, Element e)
    {
        MathNode? kind = e.Sub is null ? null : Inside(e.Sub.Items, e.Sub.Span.End);
        return WithScripts(norm with { Kind = kind }, e with { Sub = null });
    }
}
