using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reading;

/// <content>Functions with names, and arguments without brackets.</content>
internal sealed partial class NotationReader
{
    // The reader stands behind the word.
    private MathNode FunctionWord(string word, Element e, SourceSpan span)
    {
        string language = FunctionWords.Of(word)!;
        if (language is "max" or "min" or "sum" or "prod" && e.Sub is not null)
        {
            _at = _elements.IndexOf(e);
            return BigOperator(language);
        }

        var symbol = new SymbolNode(span.To(e.Span), word, [], [], e.Primes, false);
        MathNode? logBase = null;
        if (e.Sub is { } sub)
        {
            if (language == "log")
            {
                logBase = Inside(sub.Items, sub.Span.End);
            }
            else
            {
                (string suffix, ImmutableArray<MathNode> indices) = Subscripts(sub);
                symbol = symbol with { Subscripts = indices, Name = suffix.Length == 0 ? word : word + suffix };
            }
        }

        MathNode? power = null;
        if (e.Super is { } super)
        {
            if (super.Items.Where(i => i is not LatexSpace).ToList() is [LatexCharacter { Text: "-" }, LatexCharacter { Text: "1" }])
            {
                // sin^{-1} is the inverse function.
                string inverse = FunctionWords.Of("arc" + word) is { } known ? known : throw new ReadingException(super.Span, "a positive power", "an inverse function that is not known");
                symbol = symbol with { Name = inverse };
            }
            else if (TransposeSign.IsTranspose(super))
            {
                throw new ReadingException(super.Span, "an argument", "a transpose");
            }
            else
            {
                power = Inside(super.Items, super.Span.End);
            }
        }

        MathNode result;
        if (OpensBracket(_at) && Current.Gap != Gap.Wide)
        {
            MathNode application = Application(symbol);
            result = application;
        }
        else if (AtEnd || !(BeginsFactor() || Current.Is("-")) || (Current.Gap == Gap.Wide))
        {
            // The function itself: ∂tanh/∂x, δTanh.
            return power is null && logBase is null && e.Super is null ? symbol : throw Unexpected("an argument");
        }
        else
        {
            MathNode argument = BareArgument();
            result = new ApplyNode(span.To(argument.Span), symbol, [argument]);
        }

        if (logBase is not null)
        {
            result = new FractionNode(result.Span, result, new ApplyNode(logBase.Span, symbol with { Primes = 0 }, [logBase]));
        }

        return power is null ? result : new PowerNode(result.Span, result, power);
    }

    // \log y_j, \sin 2x, \exp -x: names and numbers side by side, up to an operator, a bracket or a function.
    private MathNode BareArgument()
    {
        bool isNegative = Current.Is("-") && TakeSign() is true;
        var factors = new List<MathFactor> { new(Times.Juxtaposed, Factor()) };
        while (!AtEnd && BeginsFactor() && !OpensBracket(_at) && ContinuesArgument(Current))
        {
            factors.Add(new MathFactor(Times.Juxtaposed, Factor()));
        }

        MathNode argument = factors.Count == 1 ? factors[0].Value : new ProductNode(factors[0].Value.Span.To(factors[factors.Count - 1].Value.Span), [.. factors]);
        return isNegative ? new SumNode(argument.Span, [new MathTerm(true, argument)]) : argument;
    }

    private static bool ContinuesArgument(Element e) => e.Core switch
    {
        LatexCharacter c => Letters.IsLetter(c.Text) || IsDigit(c.Text),
        LatexCommand c => Letters.Of(c.Name) is not null || Letters.Accent(c.Name) is not null || (Letters.IsFont(c.Name) && FunctionWords.Of(string.Concat(c.Arguments.SelectMany(a => a.Items).Select(Plain))) is null),
        LatexGroup => true,
        _ => false,
    };
}
