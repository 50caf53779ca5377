using System.Collections.Generic;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reading;

/// <content>Sums and products.</content>
internal sealed partial class NotationReader
{
    private MathNode Sum()
    {
        SourceSpan start = Here;
        var terms = new List<MathTerm>();
        bool isSubtracted = TakeSign() ?? false;
        bool isEither = TakeEitherSign();
        terms.Add(new MathTerm(isSubtracted, Frobenius()));
        while (!AtEnd && !StopsSum() && (TakeEitherSign() ? isEither = true : TakeSign()) is { } sign)
        {
            terms.Add(new MathTerm(sign, Frobenius()));
        }

        if (isEither)
        {
            return new OpaqueNode(start.To(terms[terms.Count - 1].Value.Span), EitherSign);
        }

        return terms.Count == 1 && !isSubtracted ? terms[0].Value : new SumNode(start.To(terms[terms.Count - 1].Value.Span), [.. terms]);
    }

    /// <summary>What f ± g is called.</summary>
    public const string EitherSign = "signs of either kind";

    // f ± g says two things at once.
    private bool TakeEitherSign()
    {
        if (AtEnd || !Current.Is("\\pm", "\\mp", "±", "∓") || Current.HasScripts)
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool StopsSum() => Sign() is { Kind: RelationKind.Assign };

    private bool? TakeSign()
    {
        bool? sign = null;
        while (!AtEnd && (Current.Is("+", "-", "−") || (Current.Core is LatexLineBreak && IsUnfinished())))
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
        while (!AtEnd && Current.Is(":") && Sign() is null && !IsSeparator(Current) && _at + 1 < _elements.Count)
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
                while (sign == Times.Over && factors.Exists(f => f.Value is not NumberNode) && IsPartOfDivisor(factor))
                {
                    MathNode more = Factor();
                    factor = new ProductNode(factor.Span.To(more.Span), [.. factor is ProductNode p ? p.Factors : [new MathFactor(Times.Juxtaposed, factor)], new MathFactor(Times.Juxtaposed, more)]);
                }

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

    // (x − μ)²/2σ²: a number with a letter at it is one divisor; ½x² is no such thing.
    private bool IsPartOfDivisor(MathNode divisor) => !AtEnd && Current.Gap == Gap.None && !_lexicon.IsPlainText && (divisor is NumberNode { Decimals: < 0 } || divisor is ProductNode { Factors: [{ Value: NumberNode }, ..] })
        && LetterSurvey.LetterOf(Current.Core) is { } letter && letter is not ("d" or "∂") && !IsPartialSign(Current) && FunctionWords.Of(letter) is null;

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
            "." when IsLowDot() => Times.Dot,
            _ => null,
        };
    }

    // p(y | x): the bar that has no partner before the bracket closes is none of an absolute value.
    private bool HasSecondBar()
    {
        int depth = 0;
        int bars = 0;
        for (int i = _at; i < _elements.Count && depth >= 0; i++)
        {
            Element e = _elements[i];
            depth += e.Is("(", "[", "\\{") ? 1 : e.Is(")", "]", "\\}") ? -1 : 0;
            bars += depth == 0 && e.Text == Current.Text ? 1 : 0;
        }

        bool isDouble = _at + 1 < _elements.Count && _elements[_at + 1].Is("|") && _elements[_at + 1].Gap == Gap.None;
        return isDouble ? bars >= 4 : bars % 2 == 0;
    }

    // σ.(1-σ): between two factors, without space.
    private bool IsLowDot() => _at > 0 && _at + 1 < _elements.Count && !Current.HasScripts && Current.Gap == Gap.None && _elements[_at + 1] is { Gap: Gap.None } next
        && !next.Is(".", ",") && !IsDigit(next.Text) && next.Core is not (LatexWord or LatexLineBreak) && (next.Is("(", "[") || next.Core is LatexCommand or LatexDelimited or LatexGroup || LetterSurvey.LetterOf(next.Core) is not null)
        && !(next.Core is LatexCommand { Name: "implies" or "Rightarrow" or "therefore" or "qquad" });

    private bool BeginsFactor()
    {
        Element e = Current;
        if (e.Gap == Gap.Wide || IsSeparator(e) || Sign() is not null || RemarkLength() > 0)
        {
            return false;
        }

        if (e.Is("\\pm", "\\mp", "±", "∓"))
        {
            return false;
        }

        if (e.Is("|", "\\mid", "\\vert") && _bars == 0 && !HasSecondBar())
        {
            return false;
        }

        return e.Core switch
        {
            LatexCharacter c => c.Text is "(" or "[" or "{" or "∂" or "∇" or "√" or "∑" or "∏" or "Σ" or "…" || (c.Text == "|" && _bars == 0) || (c.Text == "‖" && _bars == 0)
                || IsDigit(c.Text) || Letters.IsLetter(c.Text) || c.Text is "½" or "∞" || (c.Text == "." && IsDots()),
            LatexCommand { Name: "}" or "rbrace" or "rangle" or "rvert" or "rVert" or "rfloor" or "rceil" or ")" or "]" } => false,
            LatexCommand { Name: "|" or "Vert" or "vert" or "mid" } => _bars == 0,
            LatexError => true,
            _ => true,
        };
    }
}
