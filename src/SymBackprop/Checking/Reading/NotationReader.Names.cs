using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;
using SymBackprop.Numbers;

namespace SymBackprop.Checking.Reading;

/// <content>Letters, words and fonts that make names.</content>
internal sealed partial class NotationReader
{
    private MathNode LettersOrDerivative()
    {
        if (Current.Is("d", "δ") && SlashDerivative() is { } derivative)
        {
            return derivative;
        }

        if (_lexicon.HasDifferentials && Differential() is { } differential)
        {
            return differential;
        }

        // A row of letters: only the last may have scripts.
        int count = 0;
        string letters = string.Empty;
        var ends = new List<int>();
        while (_at + count < _elements.Count && _elements[_at + count] is { Core: LatexCharacter c } next && IsRowLetter(c.Text, count) && (count == 0 || next.Gap == Gap.None))
        {
            letters += c.Text;
            ends.Add(letters.Length);
            count++;
            if (next.HasScripts)
            {
                break;
            }
        }

        int length = _lexicon.LongestAt(letters);
        int taken = Math.Max(1, ends.IndexOf(length) + 1);
        string name = letters.Substring(0, ends[taken - 1]);
        Element last = _elements[_at + taken - 1];
        SourceSpan span = Current.Span.To(last.Core.Span);
        if (taken > 1 && FunctionWords.Of(name) is not null && !_lexicon.LongNames.Contains(name) && (!FunctionWords.NeedsBracket(name) || OpensBracket(_at + taken)))
        {
            _at += taken;
            return FunctionWord(name, last, span);
        }

        _at += taken;
        if (name is "I" or "𝟙" && (last.HasScripts ? IndicatorBelow(last) : Indicator(span)) is { } indicator)
        {
            return indicator;
        }

        return (name == "ℙ" ? Probability(new SymbolNode(span, "P", [], [], 0, false)) : null) ?? Expectation(name, last) ?? Symbol(new SymbolNode(span, name, [], [], 0, false), last);
    }

    private bool IsRowLetter(string text, int position) => Letters.IsLetter(text)
        || (position > 0 && text == "." && _lexicon.LongNames.Any(n => n.IndexOf('.') >= 0) && Letters.IsLetter(_elements[Math.Min(_at + position + 1, _elements.Count - 1)].Text));

    private bool OpensBracket(int at) => at < _elements.Count && (_elements[at].Is("(", "[", "{", "\\{") || _elements[at].Core is LatexDelimited { Open: "(" or "[" or "\\{" });

    private static string? LoneName(ImmutableArray<LatexNode> items)
    {
        var letters = items.Where(i => i is not LatexSpace).ToList();
        return letters.Count > 1 && letters.TrueForAll(l => l is LatexCharacter c && Letters.IsLetter(c.Text))
            ? string.Concat(letters.Cast<LatexCharacter>().Select(c => c.Text)) is var name && char.IsUpper(name[0]) && name.Skip(1).All(char.IsLower) ? name : null
            : null;
    }

    private MathNode Word(LatexWord word)
    {
        Element e = Current;
        string text = word.Text.Trim();
        if (IsConnective(word.Text))
        {
            throw Unexpected("an expression");
        }

        if (text == "d" && SlashDerivative() is { } derivative)
        {
            return derivative;
        }

        _at++;
        if (text == "1" && word.Command.EndsWith("tt", System.StringComparison.Ordinal))
        {
            // A vector of ones, set like a digit on a terminal.
            return Symbol(new SymbolNode(word.Span, "𝟏", [], [], 0, true), e);
        }

        return FunctionWords.Of(text) is not null && !_lexicon.LongNames.Contains(text)
            ? FunctionWord(text, e, word.Span)
            : text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')
                ? Symbol(new SymbolNode(word.Span, text, [], [], 0, false), e)
                : throw new ReadingException(word.Span, "a name or an operator", $"the words '{text}'");
    }

    private MathNode Fonted(string font, LatexGroup content, Element e)
    {
        var items = content.Items.Where(i => i is not LatexSpace).ToList();
        if (items.Count == 0)
        {
            throw new ReadingException(content.Span, "a letter", "nothing");
        }

        if (items.TrueForAll(i => i is LatexCharacter c && (Letters.IsLetter(c.Text) || IsDigit(c.Text))))
        {
            string name = string.Concat(items.Cast<LatexCharacter>().Select(c => c.Text));
            if (Letters.IsScript(font))
            {
                name = Letters.Script(name, font);
            }

            if (items.TrueForAll(i => i is LatexCharacter c && IsDigit(c.Text)))
            {
                // 1 in bold: a vector of ones.
                return (font is "mathbb" || Letters.IsBold(font)) && name == "1" && (e.HasScripts ? IndicatorBelow(e) : Indicator(content.Span)) is { } indicator ? indicator
                    : font is "mathbb" || Letters.IsBold(font) || (font is "mathtt" or "texttt" && name == "1")
                    ? Symbol(new SymbolNode(content.Span, "𝟏", [], [], 0, true), e)
                    : WithScripts(new NumberNode(content.Span, Rational.FromDecimal(name, 0), -1), e);
            }

            if (((name == "ℙ" ? Probability(new SymbolNode(content.Span, "P", [], [], 0, false)) : null) ?? Expectation(name, e)) is { } expectation)
            {
                return expectation;
            }

            if (name is "I" or "𝕀" && (e.HasScripts ? IndicatorBelow(e) : Indicator(content.Span)) is { } chosen)
            {
                return chosen;
            }

            if (Letters.IsBold(font) && IsProductOfBold(name))
            {
                // \mathbf{XW}^T: matrices side by side, the script at the last.
                ImmutableArray<MathFactor> factors = [.. name.Select((c, i) => new MathFactor(Times.Juxtaposed, i < name.Length - 1 ? new SymbolNode(items[i].Span, c.ToString(), [], [], 0, true) : Symbol(new SymbolNode(items[i].Span, c.ToString(), [], [], 0, true), e)))];
                return new ProductNode(content.Span, factors);
            }

            return name == "d" && SlashAhead(e) is { } derivative ? derivative
                : FunctionWords.Of(name) is not null && items.Count > 1 ? FunctionWord(name, e, content.Span)
                : Symbol(new SymbolNode(content.Span, name, [], [], 0, Letters.IsBold(font)), e);
        }

        MathNode inside = Inside(content.Items, content.Span.End);
        return inside is SymbolNode symbol ? Symbol(symbol with { IsBold = symbol.IsBold || Letters.IsBold(font), Span = content.Span }, e) : WithScripts(inside, e);
    }

    // Names of matrices and vectors have one letter.
    private static bool IsProductOfBold(string name) => name.Length is 2 or 3 && name.All(char.IsLetter) && FunctionWords.Of(name) is null
        && (name.All(char.IsUpper) || (name.Length == 2 && name[0] == name[1]) || (name.Length == 2 && char.IsUpper(name[0]) && name[1] is >= 'u' and <= 'z'));

    // \mathrm{d}E/\mathrm{d}w: the reader stands behind the d.
    private MathNode? SlashAhead(Element e)
    {
        int save = _at;
        _at = _elements.IndexOf(e);
        MathNode? derivative = _at >= 0 ? SlashDerivative() : null;
        _at = derivative is null ? save : _at;
        return derivative;
    }

    private MathNode Accented(string mark, LatexGroup content, Element e, string command)
    {
        MathNode inside = Inside(content.Items, content.Span.End);
        return inside switch
        {
            SymbolNode s => Symbol(s with { Name = s.Name.IndexOf('_') is > 0 and var suffix ? Letters.WithAccent(s.Name.Substring(0, suffix), mark) + s.Name.Substring(suffix) : Letters.WithAccent(s.Name, mark), IsBold = s.IsBold || Letters.IsBold(command), Span = content.Span }, e),
            ProductNode p when p.Factors.All(f => f.Value is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true }) =>
                Symbol(new SymbolNode(content.Span, Letters.WithAccent(string.Concat(p.Factors.Select(f => ((SymbolNode)f.Value).Name)), mark), [], [], 0, false), e),
            _ => throw new ReadingException(content.Span, "a name under the accent", "an expression"),
        };
    }
}
