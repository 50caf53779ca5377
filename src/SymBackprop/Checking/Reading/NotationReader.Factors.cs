using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Numbers;

namespace SymBackprop.Checking.Reading;

/// <content>What stands between operators; numbers.</content>
internal sealed partial class NotationReader
{
    private static bool IsDigit(string text) => text.Length == 1 && text[0] is >= '0' and <= '9';

    private MathNode Factor()
    {
        while (!AtEnd && Current.Core is LatexLineBreak && IsUnfinished())
        {
            _at++;
        }

        if (AtEnd)
        {
            throw Unexpected("an expression");
        }

        int start = _at;
        MathNode node = Primary();

        // ** of plain text.
        if (_at + 1 < _elements.Count && Current.Is("*") && _elements[_at + 1].Is("*") && _elements[_at + 1].Gap == Gap.None)
        {
            _at += 2;
            bool isNegative = TakeSign() is true;
            MathNode exponent = Factor();
            node = new PowerNode(_elements[start].Span.To(exponent.Span), node, isNegative ? new SumNode(exponent.Span, [new MathTerm(true, exponent)]) : exponent);
        }

        while (!AtEnd && Current.Is("!"))
        {
            if (Current.HasScripts || (_at + 1 < _elements.Count && _elements[_at + 1] is { Gap: Gap.None } next && next.Is("=")))
            {
                throw Unexpected("an operator");
            }

            // What k! is between whole numbers is not said, so that it may be any function of k.
            MathNode of = node is BracketNode { Entries: [var only] } ? only : node;
            node = new ApplyNode(_elements[start].Span.To(Current.Span), new SymbolNode(Current.Span, "factorial", [], [], 0, false), [of]);
            _at++;
        }

        return node;
    }

    private MathNode Primary()
    {
        Element e = Current;
        switch (e.Core)
        {
            case LatexError error:
                throw new ReadingException(error.Span, error.Expected, error.Found);
            case LatexCharacter c when IsDigit(c.Text) || (c.Text == "." && _at + 1 < _elements.Count && IsDigit(_elements[_at + 1].Text)):
                return Number();
            case LatexCharacter { Text: "½" }:
                _at++;
                return WithScripts(new NumberNode(e.Span, Rational.Half, -1), e);
            case LatexCharacter { Text: "[" } or LatexDelimited { Open: "[" } when IsIverson():
                return Indicator(e.Span) ?? throw Unexpected("one relation between the brackets");
            case LatexCharacter { Text: "(" or "[" }:
                return Bracketed();
            case LatexCharacter { Text: "{" }:
                return CurlyBracketed();
            case LatexCharacter { Text: "|" or "‖" }:
            case LatexCommand { Name: "|" or "Vert" or "lVert" or "lvert" or "vert" }:
                return Bars();
            case LatexCharacter { Text: "√" }:
                _at++;
                MathNode radicand = Factor();
                return new RootNode(e.Span.To(radicand.Span), null, radicand);
            case LatexCharacter { Text: "∑" }:
                return BigOperator("sum");
            case LatexCharacter { Text: "∏" }:
                return BigOperator("prod");
            case LatexCharacter { Text: "Σ" } when e.Sub is not null && !_lexicon.LongNames.Contains("Σ") && e.Sub.Items.OfType<LatexCharacter>().Any():
                return BigOperator("sum");
            case LatexCharacter { Text: "Σ" } or LatexCommand { Name: "Sigma" } when !e.HasScripts && SumOfIndexed() is { } written:
                return written;
            case LatexCharacter { Text: "∂" }:
            case LatexCommand { Name: "partial" }:
                return SlashDerivative() ?? OperatorWithSubscript();
            case LatexCharacter { Text: "∇" }:
            case LatexCommand { Name: "nabla" }:
                return Nabla();
            case LatexCharacter { Text: "…" or "⋯" }:
            case LatexCommand { Name: "ldots" or "dots" or "cdots" or "dotsc" or "dotsb" or "dotsi" or "dotsm" or "dotso" or "vdots" or "ddots" }:
                _at++;
                return new EllipsisNode(e.Span);
            case LatexCharacter when IsDots():
                _at += 3;
                return new EllipsisNode(e.Span.To(_elements[_at - 1].Span));
            case LatexCommand { Name: "cdot" or "bullet" } or LatexCharacter { Text: "·" or "•" or "." } when IsPlaceholder():
                _at++;
                return new EllipsisNode(e.Span);
            case LatexCommand { Name: "lfloor" or "lceil" } or LatexCharacter { Text: "⌊" or "⌈" }:
                return Rounded();
            case LatexCharacter { Text: "∫" }:
            case LatexCommand { Name: "int" or "iint" or "oint" or "iiint" }:
                _at++;
                return new OpaqueNode(e.Span.To(AtEnd ? e.Span : Term().Span), "integrals");
            case LatexCommand { Name: "arg" or "argmax" or "argmin" }:
                return ArgMax();
            case LatexCommand { Name: "langle" }:
            case LatexCharacter { Text: "⟨" }:
                return Inner();
            case LatexCharacter { Text: "∞" }:
            case LatexCommand { Name: "infty" }:
                throw Unexpected("a finite value");
            case LatexCharacter c when Letters.IsLetter(c.Text):
                return LettersOrDerivative();
            case LatexGroup group:
                return Grouped(group);
            case LatexDelimited delimited:
                return Delimited(delimited);
            case LatexEnvironment environment:
                _at++;
                return WithScripts(Environment(environment), e);
            case LatexWord word:
                return Word(word);
            case LatexCommand command:
                return Command(command);
            default:
                throw Unexpected("an expression");
        }
    }

    // \Sigma w_j x_j: the letter for the sign, where what follows has an index to sum over, and where no matrix is called so.
    private MathNode? SumOfIndexed()
    {
        if (_lexicon.NamesSigma || _lexicon.LongNames.Contains("Σ") || _elements.Exists(e => e.HasScripts && e.Is("Σ", "\\Sigma")) || _at + 1 >= _elements.Count)
        {
            return null;
        }

        int save = _at;
        try
        {
            if (BigOperator("sum") is ReduceNode { Indices: [{ Name.Length: > 0 }, ..] } sum)
            {
                return sum;
            }
        }
        catch (ReadingException)
        {
            // A letter after all.
        }

        _at = save;
        return null;
    }

    private MathNode Number()
    {
        int start = _at;
        if (Current.Is("1") && !Current.HasScripts && _at + 1 < _elements.Count && (_elements[_at + 1].Is("\\{", "[", "{") || _elements[_at + 1] is { Gap: Gap.None } next && (next.Is("(") || next.Core is LatexDelimited { Open: "(" }) || _elements[_at + 1].Core is LatexDelimited { Open: "\\{" or "[" }))
        {
            _at++;
            if (Indicator(_elements[start].Span) is { } indicator)
            {
                return indicator;
            }

            _at = start;
        }

        if (Current.Is("1") && IndicatorBelow(Current) is { } below)
        {
            _at++;
            return below;
        }

        string digits = string.Empty;
        int decimals = -1;
        while (!AtEnd && (_at == start || Current.Gap == Gap.None))
        {
            string text = Current.Text;
            bool isPoint = text == "." && decimals < 0 && !Current.HasScripts && _at + 1 < _elements.Count && IsDigit(_elements[_at + 1].Text) && _elements[_at + 1].Gap == Gap.None;
            if (isPoint)
            {
                decimals = 0;
                _at++;
                continue;
            }

            if (!IsDigit(text))
            {
                break;
            }

            digits += text;
            decimals += decimals >= 0 ? 1 : 0;
            _at++;
            if (_elements[_at - 1].HasScripts)
            {
                break;
            }
        }

        int exponent = 0;
        if (!_elements[_at - 1].HasScripts && _at + 1 < _elements.Count && Current.Is("e", "E") && Current.Gap == Gap.None && !Current.HasScripts)
        {
            exponent = Exponent();
        }

        Element last = _elements[_at - 1];
        var number = new NumberNode(_elements[start].Span.To(last.Span), Rational.FromDecimal(digits, exponent - System.Math.Max(decimals, 0)), decimals < 0 ? -1 : decimals - exponent);
        return WithScripts(number, last);
    }

    // 1e-5 of plain text: digits must follow the e at once.
    private int Exponent()
    {
        int at = _at + 1;
        bool isNegative = _elements[at].Is("-");
        at += _elements[at].Is("-", "+") ? 1 : 0;
        int first = at;
        int value = 0;
        while (at < _elements.Count && IsDigit(_elements[at].Text) && _elements[at].Gap == Gap.None && !_elements[at].HasScripts && at - first < 4)
        {
            value = (value * 10) + (_elements[at].Text[0] - '0');
            at++;
        }

        if (at == first)
        {
            return 0;
        }

        _at = at;
        return isNegative ? -value : value;
    }
}
