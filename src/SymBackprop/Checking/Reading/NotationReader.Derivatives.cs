using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reading;

/// <content>Derivatives in all their forms.</content>
internal sealed partial class NotationReader
{
    private bool IsPartialSign(Element e) => IsDifferenceSign(e) && !(SignLetter(e) is { } letter && _lexicon.Fixed.Of(ReadingDecision.PartialSign, letter) == false);

    /// <summary>Returns the letter that makes a derivative before names above and below a bar, if it is none of ∂.</summary>
    public static string? SignLetter(Element e) => e.Is("d") ? "d" : e.Is("δ", "\\delta") ? "δ" : e.Is("Δ", "\\Delta") ? "Δ" : null;

    private static bool IsDifferenceSign(Element e) => e.Is("∂", "\\partial", "d", "δ", "\\delta", "Δ", "\\Delta")
        || e.Core is LatexWord { Text: "d" } || (e.Core is LatexCommand { Arguments.Length: 1 } c && Letters.IsFont(c.Name) && c.Arguments[0].Items is [LatexCharacter { Text: "d" }]);

    private bool IsTotalSign(Element e) => IsPartialSign(e) && !e.Is("∂", "\\partial", "δ", "\\delta", "Δ", "\\Delta");

    private static bool IsSurePartial(Element e) => e.Is("∂", "\\partial");

    /// <summary>Reads a fraction as a derivative, or returns null where it is a quotient. The reader stands behind it.</summary>
    private MathNode? FractionDerivative(LatexGroup numerator, LatexGroup denominator, SourceSpan span)
    {
        List<Element> top = Element.From(numerator.Items);
        List<Element> bottom = Element.From(denominator.Items);
        if (bottom.Count == 0 || top.Count == 0)
        {
            return null;
        }

        bool topSigned = IsPartialSign(top[0]);
        bool bottomSigned = IsPartialSign(bottom[0]) && bottom.Count > 1;
        bool isDerivative = (topSigned && bottomSigned) || IsSurePartial(top[0])

            // \frac{Co}{dw}: the sign above is left out.
            || (bottomSigned && bottom[0].Is("d", "∂", "\\partial") && !bottom[0].HasScripts && bottom.Count >= 2 && StartsName(bottom[1]) && bottom[1].Gap == Gap.None && IsName(top));
        if (!isDerivative || (topSigned && top.Count > 1 && !bottomSigned && !IsSurePartial(top[0])))
        {
            return null;
        }

        int order = topSigned ? Order(top[0]) : 1;
        ImmutableArray<MathNode> by = Denominator(bottomSigned ? bottom : [.. bottom.Prepend(top[0])], denominator.Span.End);
        if (by.IsEmpty)
        {
            return null;
        }

        if (order > 1 && by.Length == 1)
        {
            by = [.. Enumerable.Repeat(by[0], order)];
        }

        if (order > 1 && by.Length != order)
        {
            throw OtherOrder(top[0], by.Length, order);
        }

        List<Element> operand = topSigned ? [.. top.Skip(1)] : top;
        if (operand.Count > 0)
        {
            MathNode of = Whole(operand, numerator.Span.End);
            if (order == 1 && TransposedBy(by[0]) is { } inner)
            {
                return new TransposeNode(span, new DerivativeNode(span, of, [inner], EvaluatedAt(of)));
            }

            return new DerivativeNode(span, of, by, EvaluatedAt(of)) { IsTotal = IsTotalSign(top[0]) };
        }

        MathNode behind = Operand();
        return new DerivativeNode(span.To(behind.Span), behind, by, []) { IsTotal = IsTotalSign(top[0]) };
    }

    // The 2 of ∂²E.
    private int Order(Element sign) => sign.Super is not { } super ? 1
        : Inside(super.Items, super.Span.End) is NumberNode n && n.Value.IsInteger && n.Value > 0 && n.Value < 5 ? (int)n.Value.Numerator
        : throw new ReadingException(super.Span, "an order from 1 to 4", "another exponent");

    private static ReadingException OtherOrder(Element sign, int expected, int found) =>
        new(sign.Span, $"a derivative of order {expected.ToString(CultureInfo.InvariantCulture)}, as its denominator says", $"order {found.ToString(CultureInfo.InvariantCulture)}");

    private static MathNode? TransposedBy(MathNode by) => by is TransposeNode t ? t.Operand : null;

    // \frac{\partial f}{\partial x}(a, b): the derivative at a place. Only a function's.
    private ImmutableArray<MathNode> EvaluatedAt(MathNode of)
    {
        if (of is not SymbolNode { } symbol || !OpensBracket(_at) || Current.Gap == Gap.Wide || !_lexicon.IsFunction(Key(symbol)) || _lexicon.Functions is null || !Current.Is("(") && Current.Core is not LatexDelimited { Open: "(" })
        {
            return [];
        }

        // A product with a bracket, unless the bracket holds arguments as they are written.
        int save = _at;
        if (Application(symbol) is ApplyNode apply && (apply.Arguments.Length > 1 || apply.Arguments[0] is SymbolNode or EllipsisNode))
        {
            return apply.Arguments;
        }

        _at = save;
        return [];
    }

    private static bool StartsName(Element e) => e.Core is LatexCharacter c ? Letters.IsLetter(c.Text) && c.Text != "∂" : e.Core is LatexGroup or LatexWord || (e.Core is LatexCommand m && (Letters.Of(m.Name) is not null || Letters.IsFont(m.Name) || Letters.Accent(m.Name) is not null));

    private bool IsName(List<Element> elements)
    {
        var inner = new NotationReader(_lexicon, elements, elements[elements.Count - 1].Span.End);
        try
        {
            return inner.Sum() is SymbolNode or BracketNode { Open: "{", Entries: [SymbolNode] } && inner.AtEnd;
        }
        catch (ReadingException)
        {
            return false;
        }
    }

    // ∂w_1 ∂w_2, ∂w^2, dw: what is differentiated by, once for each order; empty where it is no such list.
    private ImmutableArray<MathNode> Denominator(List<Element> elements, int end)
    {
        var by = new List<MathNode>();
        int at = 0;
        while (at < elements.Count)
        {
            if (!IsPartialSign(elements[at]))
            {
                return [];
            }

            int start = ++at;
            while (at < elements.Count && (at == start || !IsPartialSign(elements[at])))
            {
                at++;
            }

            if (at == start)
            {
                return [];
            }

            MathNode node = Whole(elements.GetRange(start, at - start), end);
            while (node is BracketNode { Entries: [var only] })
            {
                node = only;
            }

            switch (node)
            {
                case PowerNode { Base: SymbolNode symbol, Exponent: NumberNode { Value: var count } } when count.IsInteger && count > 0 && count < 5 && by.Count == 0 && at == elements.Count && IsSecondOrder:
                    by.AddRange(Enumerable.Repeat<MathNode>(symbol, (int)count.Numerator));
                    break;
                case ProductNode { Factors: [{ Value: SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } letter }, { Sign: Times.Juxtaposed, Value: NumberNode { Value.IsInteger: true, Decimals: < 0 } digit }] }:
                    // dw1
                    by.Add(letter with { Name = $"{letter.Name}_{digit.Value}", Span = node.Span });
                    break;
                default:
                    by.Add(node);
                    break;
            }
        }

        return [.. by];
    }

    /// <summary>Gets or sets a value indicating whether the numerator's sign has an exponent, so that the denominator's is an order and no power.</summary>
    private bool IsSecondOrder { get; set; }

    private MathNode Whole(List<Element> elements, int end)
    {
        var inner = new NotationReader(_lexicon, elements, end);
        MathNode node = inner.Sum();
        return inner.AtEnd ? node : throw inner.Unexpected("the end");
    }

    // What an operator d/dx takes: the bracket that follows, or all that is left of the term.
    private MathNode Operand()
    {
        if (AtEnd || Sign() is not null)
        {
            return new SymbolNode(Here, BareOperators.Nothing, [], [], 0, false);
        }

        TimesSign();
        if (_lexicon.OperatorTakesBracket)
        {
            // The bracket behind it alone, or the function: d/dx f(x) × g(x) of f' g + g' f.
            int start = _at;
            bool isBracket = OpensBracket(_at);
            MathNode factor = Factor();
            if (isBracket || factor is ApplyNode)
            {
                return factor;
            }

            _at = start;
        }

        if (Current.Is("-"))
        {
            _at++;
            MathNode negated = Term();
            return new SumNode(negated.Span, [new MathTerm(true, negated)]);
        }

        return Term();
    }

    /// <summary>Reads <c>dE/dw</c>, <c>∂E/∂w</c> on one line; null, and nowhere moved, where it is none.</summary>
    private MathNode? SlashDerivative()
    {
        int save = _at;
        Element sign = Current;
        if (!IsPartialSign(sign) || sign.Sub is not null || sign.Primes > 0 || _at + 2 >= _elements.Count)
        {
            return null;
        }

        int slash = FindSlash(_at + 1);
        if (slash < 0 || slash + 2 > _elements.Count || !IsPartialSign(_elements[slash + 1]) || slash + 2 >= _elements.Count)
        {
            return null;
        }

        bool isSure = false;
        try
        {
            int order = Order(sign);
            MathNode? of = slash == _at + 1 ? null : Whole(_elements.GetRange(_at + 1, slash - _at - 1), _elements[slash].Span.Start);
            _at = slash + 2;
            MathNode by = NameOnly();
            if (order > 1 && by is PowerNode { Base: SymbolNode, Exponent: NumberNode { Value: { IsInteger: true } said } } && said != order)
            {
                isSure = true;
                throw OtherOrder(sign, (int)said.Numerator, order);
            }

            MathNode[] all = by is PowerNode { Base: SymbolNode b, Exponent: NumberNode } && order > 1 ? [.. Enumerable.Repeat<MathNode>(b, order)] : [.. Enumerable.Repeat(by, order)];
            if (of is null)
            {
                return new DerivativeNode(sign.Span.To(by.Span), Operand(), [.. all], []);
            }

            ImmutableArray<MathNode> at = EvaluatedAt(of);
            return new DerivativeNode(sign.Span.To(_elements[_at - 1].Span), of, [.. all], at) { IsTotal = IsTotalSign(sign) };
        }
        catch (ReadingException) when (!isSure)
        {
            _at = save;
            return null;
        }
    }

    // The name behind the second sign; a bracket directly behind it is not its argument.
    private MathNode NameOnly()
    {
        Element e = Current;
        if (e.Is("(") || e.Core is LatexDelimited)
        {
            return Factor() is BracketNode { Entries: [var only] } ? only : throw Unexpected("a name");
        }

        var functions = _lexicon with { Functions = [] };
        var inner = new NotationReader(functions, _elements, _end) { _at = _at };
        MathNode node = inner.Primary();
        _at = inner._at;
        return node is SymbolNode or PowerNode or TransposeNode ? node : throw Unexpected("a name");
    }

    // d NAME / d NAME or d ( … ) / d NAME: only names, scripts and one bracket may stand between.
    private const int LongestNumerator = 200;

    private int FindSlash(int from)
    {
        int depth = 0;
        for (int i = from; i < System.Math.Min(_elements.Count, from + LongestNumerator); i++)
        {
            Element e = _elements[i];
            if (e.Is("(", "["))
            {
                depth++;
            }
            else if (e.Is(")", "]"))
            {
                depth--;
                if (depth < 0)
                {
                    return -1;
                }
            }
            else if (depth == 0 && e.Is("/"))
            {
                return i;
            }
            else if (depth == 0 && (e.Is("+", "-", "*", ",", "\\cdot", "\\times", ":") || e.Core is LatexLineBreak || SignAt(i) || (e.Gap == Gap.Wide && i > from)))
            {
                return -1;
            }
        }

        return -1;
    }

    private bool SignAt(int at)
    {
        int save = _at;
        _at = at;
        bool isSign = Sign() is not null;
        _at = save;
        return isSign;
    }
}
