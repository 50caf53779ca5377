using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Reading;

/// <content>Names with their scripts, applications.</content>
internal sealed partial class NotationReader
{
    /// <summary>Puts the scripts of a token into a name, and around it what is an operator; then takes arguments.</summary>
    private MathNode Symbol(SymbolNode symbol, Element e)
    {
        (symbol, e) = WithNumber(symbol, e);
        SymbolNode name = symbol with { Primes = symbol.Primes + e.Primes, Span = symbol.Span.To(e.Span) };
        if (e.Sub is not null)
        {
            (string suffix, ImmutableArray<MathNode> indices) = Subscripts(e.Sub, symbol.Name);
            name = name with { Name = name.Name + suffix, Subscripts = [.. name.Subscripts, .. indices] };
            (name, e) = WithLostBraces(name, e);
        }

        (SymbolNode named, MathNode? exponent, bool isTransposed) = e.Super is null ? (name, null, false) : Superscript(name, e.Super);
        if (StateWord() is { } state)
        {
            named = named with { Name = named.Name + "^" + state };
        }

        if (exponent is null && !isTransposed && Probability(named) is { } probability)
        {
            return probability;
        }

        // g(): the function itself.
        if (_at + 1 < _elements.Count && Current is { Gap: Gap.None, HasScripts: false } && Current.Is("(") && _elements[_at + 1] is { HasScripts: false } empty && empty.Is(")"))
        {
            _at += 2;
        }

        if (OpensBracket(_at) && Current.Gap != Gap.Wide && (_lexicon.IsFunction(Key(named)) || HoldsArgument(named)) && (Current.Gap == Gap.None || _lexicon.Functions is not null || named.Primes > 0 || Survey.IsFunctionLetter(named.Name)))
        {
            int bracket = _at;
            MathNode application = Application(named);
            if (!HoldsItself(application, named))
            {
                application = isTransposed ? new TransposeNode(application.Span, application) : application;
                return exponent is null ? application : new PowerNode(application.Span, application, exponent);
            }

            _at = bracket;
        }

        MathNode result = isTransposed ? new TransposeNode(named.Span, named) : named;
        return exponent is null ? result : new PowerNode(result.Span, result, exponent);
    }

    // t1 is t_1 where t stands nowhere alone; net1 is one name wherever it stands.
    private (SymbolNode Symbol, Element Element) WithNumber(SymbolNode symbol, Element e)
    {
        if (e.HasScripts || _at == 0 || !ReferenceEquals(_elements[_at - 1], e) || !symbol.Subscripts.IsEmpty
            || !(_lexicon.NumberedNames.Contains(symbol.Name) || (symbol.Name.Length > 1 && symbol.Name.All(c => c < 128 && char.IsLetter(c)) && _lexicon.LongNames.Contains(symbol.Name)))
            || !LetterSurvey.IsNumberBehind(_elements, _at - 1))
        {
            return (symbol, e);
        }

        int digits = LetterSurvey.DigitsBehind(_elements, _at - 1);
        string number = string.Concat(_elements.Skip(_at).Take(digits).Select(d => d.Text));
        Element last = _elements[_at + digits - 1];
        _at += digits;
        return (symbol with { Name = $"{symbol.Name}_{number}", Span = symbol.Span.To(last.Core.Span) }, last);
    }

    // w_jk beside w_{jk}: its braces were forgotten.
    private (SymbolNode Name, Element Element) WithLostBraces(SymbolNode name, Element e)
    {
        if (e.Sub is not { Span.Length: 1, Items: [LatexCharacter first] } || e.Super is not null || AtEnd || Current is not { Gap: Gap.None, Sub: null, Core: LatexCharacter second }
            || !ReferenceEquals(_elements[_at - 1], e) || !_lexicon.PairedSubscripts.Contains($"{name.Name}_{first.Text}{second.Text}"))
        {
            return (name, e);
        }

        Element last = Current;
        _at++;
        return (name with { Span = name.Span.To(last.Span), Subscripts = [.. name.Subscripts, Single(second)], Primes = name.Primes + last.Primes }, last);
    }

    // q_i(δ_ij − q_j): values of the function multiplied; nobody puts a function itself into it.
    private static bool HoldsItself(MathNode application, SymbolNode name)
    {
        if (application is not ApplyNode apply || name.Primes > 0)
        {
            return false;
        }

        var heads = new HashSet<MathNode>(apply.Arguments.SelectMany(MathWalk.All).OfType<ApplyNode>().Select(a => (MathNode)a.Function), NodeIdentity.Comparer);
        return apply.Arguments.SelectMany(MathWalk.All).OfType<SymbolNode>().Any(s => s.Name == name.Name && s.Primes == 0 && !heads.Contains(s));
    }

    // h(x) beside h: with that argument alone.
    private bool HoldsArgument(SymbolNode symbol) => _lexicon.WithArgument.TryGetValue(Key(symbol), out string? argument)
        && (Current.Core is LatexDelimited d
            ? d.Items.Where(i => i is not LatexSpace).ToList() is [LatexCharacter inside] && inside.Text == argument
            : _at + 2 < _elements.Count && _elements[_at + 1].Is(argument) && !_elements[_at + 1].HasScripts && _elements[_at + 2].Is(")"));

    // w (new): part of the name.
    private string? StateWord()
    {
        if (AtEnd || !Current.Is("("))
        {
            return null;
        }

        string word = string.Empty;
        int at = _at + 1;
        while (at < _elements.Count && _elements[at] is { HasScripts: false, Core: LatexCharacter c } && Letters.IsLetter(c.Text))
        {
            word += c.Text;
            at++;
        }

        if (at < _elements.Count && _elements[at] is { HasScripts: false } end && end.Is(")") && word is "new" or "old" or "next" or "current" or "updated" or "previous")
        {
            _at = at + 1;
            return word;
        }

        return null;
    }

    /// <summary>Returns what tells names apart: the letters and the layer.</summary>
    public static string Key(SymbolNode symbol) => symbol.Name;

    private MathNode Application(SymbolNode function)
    {
        Element bracket = Current;
        ImmutableArray<MathNode> arguments;
        if (bracket.Core is LatexDelimited d)
        {
            _at++;
            arguments = ListInside(d.Items, d.Span.End);
        }
        else
        {
            string[] close = bracket.Is("(") ? [")"] : bracket.Is("[") ? ["]"] : ["}", "\\}", "\\rbrace"];
            _at++;
            int bars = _bars;
            _bars = 0;
            arguments = Entries();
            if (AtEnd || !Current.Is(close))
            {
                throw Unexpected($"'{close[0]}'");
            }

            _bars = bars;
            bracket = Current;
            _at++;
        }

        var apply = new ApplyNode(function.Span.To(bracket.Span), function, arguments);
        return WithScripts(apply, bracket);
    }
}
