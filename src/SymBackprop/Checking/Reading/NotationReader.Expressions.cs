using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;
using SymBackprop.Numbers;

namespace SymBackprop.Checking.Reading;

/// <content>Sums, products, brackets.</content>
internal sealed partial class NotationReader
{
    private MathNode Sum()
    {
        SourceSpan start = Here;
        var terms = new List<MathTerm>();
        bool isSubtracted = TakeSign() ?? false;
        terms.Add(new MathTerm(isSubtracted, Frobenius()));
        while (!AtEnd && !StopsSum() && TakeSign() is { } sign)
        {
            terms.Add(new MathTerm(sign, Frobenius()));
        }

        return terms.Count == 1 && !isSubtracted ? terms[0].Value : new SumNode(start.To(terms[terms.Count - 1].Value.Span), [.. terms]);
    }

    private bool StopsSum() => Sign() is { Kind: RelationKind.Assign };

    private bool? TakeSign()
    {
        bool? sign = null;
        while (!AtEnd && (Current.Is("+", "-", "\\mp", "−") || (Current.Core is LatexLineBreak && IsUnfinished())))
        {
            if (Current.Core is LatexLineBreak)
            {
                _at++;
                continue;
            }

            if (Sign() is { Kind: RelationKind.Assign })
            {
                break;
            }

            if (Current.HasScripts)
            {
                throw Unexpected("a term");
            }

            sign = Current.Is("+") ? sign ?? false : !(sign ?? false);
            _at++;
        }

        return sign;
    }

    // A : B binds less than products do.
    private MathNode Frobenius()
    {
        MathNode left = Term();
        while (!AtEnd && Current.Is(":") && Sign() is null && _at + 1 < _elements.Count)
        {
            _at++;
            MathNode right = Term();
            left = new ProductNode(left.Span.To(right.Span), [new MathFactor(Times.Juxtaposed, left), new MathFactor(Times.Frobenius, right)]);
        }

        return left;
    }

    private MathNode Term()
    {
        var factors = new List<MathFactor> { new(Times.Juxtaposed, Factor()) };
        while (!AtEnd)
        {
            if (Current.Core is LatexLineBreak && IsUnfinished())
            {
                _at++;
                continue;
            }

            if (TimesSign() is { } sign)
            {
                _at++;
                while (!AtEnd && Current.Core is LatexLineBreak)
                {
                    _at++;
                }

                bool isNegative = !AtEnd && Current.Is("-", "+") && TakeSign() is true;
                MathNode factor = Factor();
                factors.Add(new MathFactor(sign, isNegative ? new SumNode(factor.Span, [new MathTerm(true, factor)]) : factor));
            }
            else if (BeginsFactor())
            {
                factors.Add(new MathFactor(Times.Juxtaposed, Factor()));
            }
            else
            {
                break;
            }
        }

        return factors.Count == 1 ? factors[0].Value : new ProductNode(factors[0].Value.Span.To(factors[factors.Count - 1].Value.Span), [.. factors]);
    }

    private Times? TimesSign()
    {
        if (Sign() is not null)
        {
            return null;
        }

        return Current.Text switch
        {
            "\\cdot" or "·" or "⋅" or "\\bullet" or "•" or "*" or "\\ast" or "∗" => Times.Dot,
            "\\times" or "×" => Times.Cross,
            "\\odot" or "⊙" or "\\circ" or "∘" or "\\circledast" => Times.Hadamard,
            "\\otimes" or "⊗" => Times.Outer,
            "/" or "\\div" or "÷" or "∕" => Times.Over,
            _ => null,
        };
    }

    private bool BeginsFactor()
    {
        Element e = Current;
        if (e.Gap == Gap.Wide || IsSeparator(e) || Sign() is not null)
        {
            return false;
        }

        return e.Core switch
        {
            LatexCharacter c => c.Text is "(" or "[" or "{" or "∂" or "∇" or "√" or "∑" or "∏" or "Σ" or "…" || (c.Text == "|" && _bars == 0) || (c.Text == "‖" && _bars == 0)
                || IsDigit(c.Text) || Letters.IsLetter(c.Text) || c.Text is "½" or "∞",
            LatexCommand { Name: "}" or "rbrace" or "rangle" or "rvert" or "rVert" or "rfloor" or "rceil" or ")" or "]" } => false,
            LatexCommand { Name: "|" or "Vert" or "vert" or "mid" } => _bars == 0,
            LatexError => true,
            _ => true,
        };
    }

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
            throw Unexpected("an operator");
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
            case LatexCharacter { Text: "∂" }:
            case LatexCommand { Name: "partial" }:
                return SlashDerivative() ?? OperatorWithSubscript();
            case LatexCharacter { Text: "∇" }:
            case LatexCommand { Name: "nabla" }:
                return Nabla();
            case LatexCharacter { Text: "…" or "⋯" }:
            case LatexCommand { Name: "ldots" or "dots" or "cdots" or "dotsc" or "dotsb" or "vdots" or "ddots" }:
                _at++;
                return new EllipsisNode(e.Span);
            case LatexCharacter { Text: "." } when _at + 2 < _elements.Count && _elements[_at + 1].Is(".") && _elements[_at + 2].Is("."):
                _at += 3;
                return new EllipsisNode(e.Span.To(_elements[_at - 1].Span));
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

    private MathNode Number()
    {
        int start = _at;
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
        while (!AtEnd && Current.Is(",", ";", "|", "\\mid"))
        {
            _at++;
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

        if (delimited.Open is "\\lfloor" or "\\lceil" or "\\langle" or "<" or "." || delimited.Close is "." or "|")
        {
            throw new ReadingException(delimited.Span, "round, square or curly brackets", delimited.Open + delimited.Close);
        }

        return WithScripts(new BracketNode(delimited.Span, "(", ListInside(delimited.Items, delimited.Span.End)), e);
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

    private MathNode Environment(LatexEnvironment environment)
    {
        string name = environment.Name.TrimEnd('*');
        ImmutableArray<LatexRow> rows = [.. environment.Rows.Where(r => r.Cells.Any(c => c.Items.Any(i => i is not LatexSpace)))];
        bool isCases = name is "cases" or "dcases" or "rcases" || (name == "array" && rows.Length > 0 && rows.All(r => r.Cells.Length == 2 && HasRelation(r.Cells[1])));
        if (isCases)
        {
            return new CasesNode(environment.Span, [.. rows.Select(Case)]);
        }

        if (name.EndsWith("matrix", System.StringComparison.Ordinal) || name == "array")
        {
            return new MatrixNode(environment.Span, [.. rows.Select(r => r.Cells.Select(c => Inside(c.Items, c.Span.End)).ToImmutableArray())]);
        }

        if (name is "aligned" or "split" or "gathered" or "alignedat" && rows.Length == 1)
        {
            return Inside(rows[0].Cells.SelectMany(c => c.Items), environment.Span.End);
        }

        throw new ReadingException(environment.Span, "an expression", $"the environment {environment.Name}");
    }

    private static bool HasRelation(LatexGroup cell) =>
        cell.Items.Any(i => i is LatexCharacter { Text: "=" or "<" or ">" or "≠" } or LatexCommand { Name: "neq" or "ne" or "le" or "leq" or "ge" or "geq" } || (i is LatexWord w && w.Text.Trim().StartsWith("otherwise", System.StringComparison.Ordinal)));

    private MathCase Case(LatexRow row)
    {
        List<Element> first = Element.From(row.Cells[0].Items);
        while (first.Count > 0 && first[first.Count - 1].Is(",", ";", "."))
        {
            first.RemoveAt(first.Count - 1);
        }

        var value = new NotationReader(_lexicon, first, row.Cells[0].Span.End);
        MathNode node = value.Sum();
        List<Element> second = row.Cells.Length > 1 ? Element.From(row.Cells.Skip(1).SelectMany(c => c.Items)) : [];
        if (!value.AtEnd)
        {
            second = [.. first.Skip(value._at), .. second];
        }

        return new MathCase(node, new NotationReader(_lexicon, second, row.Span.End).Condition());
    }

    private MathRelation? Condition()
    {
        while (!AtEnd && (Current.Core is LatexWord || Current.Is(",", ".", "\\text")))
        {
            _at++;
        }

        if (AtEnd)
        {
            return null;
        }

        MathNode left = Sum();
        if (AtEnd || Sign() is not { } sign)
        {
            throw Unexpected("a relation");
        }

        _at += sign.Length;
        MathNode right = Sum();
        return AtEnd || IsSeparator(Current) ? new MathRelation(left, sign.Text, right) : throw Unexpected("the end of the condition");
    }
}
