using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Reading;

/// <summary>Finds out from a whole document how single letters stand: alone, before digits, with which subscripts.</summary>
internal sealed class LetterSurvey
{
    private readonly HashSet<string> _alone = [];
    private readonly HashSet<string> _numbered = [];
    private readonly HashSet<string> _pairs = [];
    private readonly HashSet<string> _indexed = [];
    private readonly HashSet<string> _primed = [];
    private readonly HashSet<string> _subscripted = [];
    private readonly HashSet<string> _between = [];
    private readonly HashSet<string> _computed = [];
    private readonly Dictionary<string, HashSet<string>> _below = [];

    /// <summary>Puts what the letters show into a lexicon.</summary>
    public static Lexicon Read(IEnumerable<IEnumerable<LatexNode>> formulas, Lexicon lexicon)
    {
        var survey = new LetterSurvey();
        foreach (IEnumerable<LatexNode> formula in formulas)
        {
            survey.Look(formula);
        }

        return lexicon with
        {
            NumberedNames = [.. survey._numbered.Where(n => !survey._alone.Contains(n))],
            PairedSubscripts = [.. survey._pairs],
            Indexed = [.. survey._indexed],
            Between = [.. survey._between.Where(p => p.All(l => survey.IsQuantity(l.ToString())) && p.Any(l => survey._subscripted.Contains(l.ToString()) || survey._computed.Contains(l.ToString())))],
            Gated = [.. survey._below.Where(b => b.Value.Count(survey._computed.Contains) > 1).Select(b => b.Key)],
            PrimeVariable = survey._primed.Count == 1 ? survey._primed.First() : null,
        };
    }

    /// <summary>Returns the letter that a token is, or null.</summary>
    public static string? LetterOf(LatexNode node) => node switch
    {
        LatexCharacter c when Letters.IsLetter(c.Text) => c.Text,
        LatexCommand { Arguments.IsEmpty: true } c => Letters.Of(c.Name),
        _ => null,
    };

    private void Look(IEnumerable<LatexNode> nodes)
    {
        List<Element> elements = Element.From(nodes);
        for (int i = 0; i < elements.Count; i++)
        {
            Element e = elements[i];
            foreach (IEnumerable<LatexNode> inner in Inside(e))
            {
                Look(inner);
            }

            if (e.Is("\\sum", "∑", "\\prod") && e.Sub is not null)
            {
                _indexed.UnionWith(e.Sub.Items.Select(LetterOf).OfType<string>());
            }

            if (WordLength(elements, i) is > 0 and var length)
            {
                i += length - 1;
                continue;
            }

            LookAtPrime(elements, i);
            if (IsComputed(elements, i))
            {
                _computed.Add(LetterOf(e.Core)!);
            }

            if (LetterOf(e.Core) is { } based && e.Sub is { } sub)
            {
                // W_{xh} beside x_t and h_t: from x to h.
                string[] letters = [.. sub.Items.Where(n => n is not LatexSpace).Select(n => n is LatexCharacter { Text.Length: 1 } c && char.IsLetter(c.Text[0]) ? c.Text : string.Empty)];
                _subscripted.UnionWith(letters.Length == 2 ? [] : [based]);
                if (letters is [{ Length: 1 } single])
                {
                    _below[based] = _below.TryGetValue(based, out HashSet<string>? known) ? known : [];
                    _below[based].Add(single);
                }

                _between.UnionWith(letters.Length == 2 && letters.All(l => l.Length == 1) ? [string.Concat(letters)] : []);
            }

            if (LetterOf(e.Core) is { } letter)
            {
                LookAtLetter(elements, i, letter);
            }
        }
    }

    private bool IsQuantity(string letter) => !_indexed.Contains(letter) && (_subscripted.Contains(letter) || _computed.Contains(letter) || (_alone.Contains(letter) && letter[0] is not (>= 'i' and <= 't')));

    // g = tanh(…): the letter is a value.
    private static bool IsComputed(List<Element> elements, int at) => at == 0 && elements.Count > 4 && LetterOf(elements[0].Core) is not null && !elements[0].HasScripts && elements[1].Is("=")
        && (elements[2].Core is LatexCommand called ? elements[3].Is("(") && (FunctionWords.Of(called.Name) is not null || called.Name == "sigma") : WordLength(elements, 2) is > 0 and var length && elements.Count > 2 + length && elements[2 + length].Is("("));

    // The letters of sigmoid, exp and kin in plain text stand for nothing by themselves.
    private static int WordLength(List<Element> elements, int at)
    {
        string letters = string.Empty;
        int longest = 0;
        for (int i = at; i < elements.Count && elements[i].Core is LatexCharacter { Text.Length: 1 } c && char.IsLetter(c.Text[0]) && (i == at || (elements[i].Gap == Gap.None && !elements[i - 1].HasScripts)); i++)
        {
            letters += c.Text;
            longest = letters.Length > 2 && FunctionWords.IsWord(letters) ? letters.Length : longest;
        }

        return longest;
    }

    private void LookAtLetter(List<Element> elements, int at, string letter)
    {
        Element e = elements[at];
        if (e.Sub is not null)
        {
            var items = e.Sub.Items.Where(x => x is not (LatexSpace or LatexCharacter { Text: "," })).ToList();
            if (items.Count >= 2 && items.TrueForAll(x => x is LatexCharacter c && Letters.IsLetter(c.Text)))
            {
                _indexed.Add(letter);
                _pairs.Add($"{letter}_{string.Concat(items.Select(x => ((LatexCharacter)x).Text))}");
            }
        }

        if (e.HasScripts)
        {
            return;
        }

        bool isNumbered = letter is not ("d" or "e" or "π") && at + 1 < elements.Count && IsNumberBehind(elements, at);
        _ = isNumbered ? _numbered.Add(letter) : _alone.Add(letter);
    }

    /// <summary>Returns whether a number of one or two digits follows a letter, directly or, behind a command, after space.</summary>
    public static bool IsNumberBehind(List<Element> elements, int at)
    {
        int digits = DigitsBehind(elements, at);
        return digits is 1 or 2 && !(at + digits + 2 < elements.Count && elements[at + digits + 1].Is(".") && IsDigit(elements[at + digits + 2]));
    }

    /// <summary>Returns how many digits follow a letter as its number.</summary>
    public static int DigitsBehind(List<Element> elements, int at)
    {
        int count = 0;
        while (at + count + 1 < elements.Count && IsDigit(elements[at + count + 1])
            && (elements[at + count + 1].Gap == Gap.None || (count == 0 && elements[at].Core is LatexCommand && elements[at + 1].Gap == Gap.Space))
            && (count == 0 || !elements[at + count].HasScripts))
        {
            count++;
        }

        return count;
    }

    private static bool IsDigit(Element e) => e.Core is LatexCharacter { Text: [>= '0' and <= '9'] };

    // The x of f'(x) and of d/dx.
    private void LookAtPrime(List<Element> elements, int at)
    {
        Element e = elements[at];
        if (e.Primes > 0 && at + 1 < elements.Count && elements[at + 1].Core is LatexDelimited { Items: [LatexCharacter only] } && Letters.IsLetter(only.Text))
        {
            _primed.Add(only.Text);
        }

        if (e.Primes > 0 && at + 3 < elements.Count && elements[at + 1].Is("(") && elements[at + 3].Is(")") && !elements[at + 2].HasScripts && LetterOf(elements[at + 2].Core) is { } argument)
        {
            _primed.Add(argument);
        }

        if (e.Core is LatexCommand { Name: "frac" or "dfrac" or "tfrac", Arguments: [{ Items: [LatexCharacter { Text: "d" }] }, var by] }
            && by.Items.Where(x => x is not LatexSpace).ToList() is [LatexCharacter { Text: "d" }, var variable] && LetterOf(variable) is { } name)
        {
            _primed.Add(name);
        }
    }

    private static IEnumerable<IEnumerable<LatexNode>> Inside(Element e)
    {
        IEnumerable<IEnumerable<LatexNode>> core = e.Core switch
        {
            LatexCommand c when !Letters.IsFont(c.Name) => c.Arguments.Select(a => (IEnumerable<LatexNode>)a.Items),
            LatexGroup g => [g.Items],
            LatexDelimited d => [d.Items],
            LatexEnvironment v => v.Rows.SelectMany(r => r.Cells).Select(c => (IEnumerable<LatexNode>)c.Items),
            _ => [],
        };
        return e.Super is null ? core : core.Append(e.Super.Items);
    }
}
