using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;
using SymBackprop.Numbers;

namespace SymBackprop.Checking.Reading;

/// <content>Names and their scripts, applications.</content>
internal sealed partial class NotationReader
{
    private static readonly ImmutableHashSet<string> TransposeCommands = ["top", "intercal", "dagger", "transpose"];

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
        return Symbol(new SymbolNode(span, name, [], [], 0, false), last);
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
                return font is "mathbb" || Letters.IsBold(font)
                    ? Symbol(new SymbolNode(content.Span, "𝟏", [], [], 0, true), e)
                    : WithScripts(new NumberNode(content.Span, Rational.FromDecimal(name, 0), -1), e);
            }

            return name == "d" && SlashAhead(e) is { } derivative ? derivative
                : FunctionWords.Of(name) is not null && items.Count > 1 ? FunctionWord(name, e, content.Span)
                : Symbol(new SymbolNode(content.Span, name, [], [], 0, Letters.IsBold(font)), e);
        }

        MathNode inside = Inside(content.Items, content.Span.End);
        return inside is SymbolNode symbol ? Symbol(symbol with { IsBold = symbol.IsBold || Letters.IsBold(font), Span = content.Span }, e) : WithScripts(inside, e);
    }

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
            SymbolNode s => Symbol(s with { Name = Letters.WithAccent(s.Name, mark), IsBold = s.IsBold || Letters.IsBold(command), Span = content.Span }, e),
            ProductNode p when p.Factors.All(f => f.Value is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true }) =>
                Symbol(new SymbolNode(content.Span, Letters.WithAccent(string.Concat(p.Factors.Select(f => ((SymbolNode)f.Value).Name)), mark), [], [], 0, false), e),
            _ => throw new ReadingException(content.Span, "a name under the accent", "an expression"),
        };
    }

    /// <summary>Puts the scripts of a token into a name, and around it what is an operator; then takes arguments.</summary>
    private MathNode Symbol(SymbolNode symbol, Element e)
    {
        SymbolNode name = symbol with { Primes = symbol.Primes + e.Primes, Span = symbol.Span.To(e.Span) };
        if (e.Sub is not null)
        {
            (string suffix, ImmutableArray<MathNode> indices) = Subscripts(e.Sub);
            name = name with { Name = name.Name + suffix, Subscripts = [.. name.Subscripts, .. indices] };
        }

        (SymbolNode named, MathNode? exponent, bool isTransposed) = e.Super is null ? (name, null, false) : Superscript(name, e.Super);
        if (StateWord() is { } state)
        {
            named = named with { Name = named.Name + "^" + state };
        }

        if (OpensBracket(_at) && Current.Gap != Gap.Wide && (_lexicon.IsFunction(Key(named)) || HoldsArgument(named)) && (Current.Gap == Gap.None || _lexicon.Functions is not null || named.Primes > 0))
        {
            MathNode application = Application(named);
            application = isTransposed ? new TransposeNode(application.Span, application) : application;
            return exponent is null ? application : new PowerNode(application.Span, application, exponent);
        }

        MathNode result = isTransposed ? new TransposeNode(named.Span, named) : named;
        return exponent is null ? result : new PowerNode(result.Span, result, exponent);
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

    /// <summary>Puts scripts around what is no name.</summary>
    private MathNode WithScripts(MathNode node, Element e)
    {
        MathNode result = node;
        if (e.Sub is not null)
        {
            (string suffix, ImmutableArray<MathNode> indices) = Subscripts(e.Sub);
            result = indices.IsEmpty ? throw new ReadingException(e.Sub.Span, "an index", $"'{suffix}'") : new EntryNode(node.Span.To(e.Sub.Span), node, indices);
        }

        for (int i = 0; i < e.Primes; i++)
        {
            result = new TransposeNode(result.Span.To(e.Span), result);
        }

        if (e.Super is null)
        {
            return result;
        }

        if (IsTranspose(e.Super))
        {
            return new TransposeNode(result.Span.To(e.Super.Span), result);
        }

        (LatexGroup super, bool alsoTransposed) = WithoutTranspose(e.Super);
        var power = new PowerNode(result.Span.To(e.Super.Span), result, Inside(super.Items, super.Span.End));
        return alsoTransposed ? new TransposeNode(power.Span, power) : power;
    }

    private static bool IsTranspose(LatexGroup group)
    {
        var items = group.Items.Where(i => i is not LatexSpace).ToList();
        return items.Count == 1 && IsTransposeSign(items[0]);
    }

    private static bool IsTransposeSign(LatexNode node) => node switch
    {
        LatexCharacter c => c.Text is "T" or "⊤" or "ᵀ" or "†",
        LatexWord w => w.Text.Trim() == "T",
        LatexCommand c => (TransposeCommands.Contains(c.Name) && c.Arguments.IsEmpty) || (Letters.IsFont(c.Name) && c.Arguments.Length == 1 && IsTranspose(c.Arguments[0])),
        LatexGroup g => IsTranspose(g),
        _ => false,
    };

    // {(2)T}, {-T}, {2T}: the transpose of what the rest makes.
    private static (LatexGroup Remaining, bool IsTransposed) WithoutTranspose(LatexGroup group)
    {
        var items = group.Items.Where(i => i is not LatexSpace).ToList();
        return items.Count > 1 && IsTransposeSign(items[items.Count - 1])
            ? (group with { Items = items is [LatexCharacter { Text: "-" }, _] ? [items[0], new LatexCharacter(items[1].Span, "1")] : [.. items.Take(items.Count - 1)] }, true)
            : (group, false);
    }

    private (SymbolNode Symbol, MathNode? Exponent, bool IsTransposed) Superscript(SymbolNode name, LatexGroup super)
    {
        if (IsTranspose(super))
        {
            return (name, null, true);
        }

        (LatexGroup rest, bool isTransposed) = WithoutTranspose(super);
        var items = rest.Items.Where(i => i is not LatexSpace).ToList();

        // y^*, x^+, w^{new}: part of the name.
        if (items is [LatexCharacter { Text: "*" or "+" or "-" or "∗" } sign])
        {
            return (name with { Name = name.Name + "^" + sign.Text }, null, isTransposed);
        }

        if (items is [LatexCommand { Name: "ast" or "star", Arguments.IsEmpty: true }])
        {
            return (name with { Name = name.Name + "^*" }, null, isTransposed);
        }

        if (items is [LatexWord word])
        {
            return (name with { Name = name.Name + "^" + word.Text.Trim() }, null, isTransposed);
        }

        if (items.Count > 2 && items.TrueForAll(i => i is LatexCharacter c && Letters.IsLetter(c.Text)))
        {
            string letters = string.Concat(items.Cast<LatexCharacter>().Select(c => c.Text));
            if (letters is "new" or "old" or "true" or "pred" or "out" or "train" or "test" or "next" or "prev")
            {
                return (name with { Name = name.Name + "^" + letters }, null, isTransposed);
            }
        }

        // a^{(l)}, a^{[l]}, a^{(l)2}
        if (name.Name != "e" && !_lexicon.IsPlainText && BracketPart(items) is { } split && ListInside(split.Inside, rest.Span.End) is var layers && layers.All(l => Place.Of(l) is not null))
        {
            MathNode? power = split.Behind.Count == 0 ? null : Inside(split.Behind, rest.Span.End);
            return (name with { Superscripts = [.. name.Superscripts, .. layers] }, power, isTransposed);
        }

        MathNode exponent = Inside(rest.Items, rest.Span.End);
        return exponent is SymbolNode { Subscripts.IsEmpty: true, Name.Length: 1 } && _lexicon.SampleNames.Contains(name.Name)
            ? (name with { Superscripts = [.. name.Superscripts, exponent] }, null, isTransposed)
            : (name, exponent, isTransposed);
    }

    private static (List<LatexNode> Inside, List<LatexNode> Behind)? BracketPart(List<LatexNode> items)
    {
        if (items.Count > 0 && items[0] is LatexDelimited { Open: "(" or "[" } d)
        {
            return ([.. d.Items], [.. items.Skip(1)]);
        }

        if (items.Count < 3 || items[0] is not LatexCharacter { Text: "(" or "[" or "<" } open)
        {
            return null;
        }

        string close = open.Text switch { "(" => ")", "[" => "]", _ => ">" };
        int end = items.FindIndex(i => i is LatexCharacter c && c.Text == close);
        return end > 1 ? (items.GetRange(1, end - 1), items.GetRange(end + 1, items.Count - end - 1)) : null;
    }

    /// <summary>Tells apart what a subscript adds to a name and what may be indices.</summary>
    private (string Suffix, ImmutableArray<MathNode> Indices) Subscripts(LatexGroup group)
    {
        var items = group.Items.Where(i => i is not LatexSpace).ToList();
        if (items.Count == 0)
        {
            throw new ReadingException(group.Span, "a subscript", "nothing");
        }

        // A word, or upright text: part of the name.
        if (items.TrueForAll(i => i is LatexWord or LatexCharacter { Text: "," or "-" or "_" } or LatexCommand { Arguments.Length: 1 }) && items.Exists(i => i is LatexWord || (i is LatexCommand c && Letters.IsFont(c.Name))))
        {
            return ("_" + string.Concat(items.Select(Plain)), []);
        }

        if (items.TrueForAll(i => i is LatexCharacter c && IsDigit(c.Text)))
        {
            return ("_" + string.Concat(items.Cast<LatexCharacter>().Select(c => c.Text)), []);
        }

        if (items.TrueForAll(i => i is LatexCharacter c && (Letters.IsLetter(c.Text) || IsDigit(c.Text))))
        {
            string letters = string.Concat(items.Cast<LatexCharacter>().Select(c => c.Text));
            if (letters.Any(char.IsDigit) || !(letters.Length == 1 ? char.IsLower(letters[0]) || char.IsUpper(letters[0]) : Letters.AreIndices(letters)))
            {
                return letters.Length > 1 && letters.All(char.IsDigit) is false && letters.Any(char.IsDigit) && Letters.AreIndices(letters.Replace("0", string.Empty).Replace("1", string.Empty).Replace("2", string.Empty).Replace("3", string.Empty))
                    ? (string.Empty, [.. items.Select(Single)])
                    : ("_" + letters, []);
            }

            return (string.Empty, [.. items.Select(Single)]);
        }

        // Indices with commas, or index arithmetic: w_{i,j}, w_{i+1,j}, a_{L-1}.
        ImmutableArray<MathNode> indices = ListInside(group.Items, group.Span.End);
        return indices.All(i => i is NumberNode)
            ? ("_" + string.Join(",", indices.Cast<NumberNode>().Select(n => n.Value.ToString())), [])
            : (string.Empty, [.. indices.SelectMany(Split)]);
    }

    // i j without a comma: two indices.
    private static IEnumerable<MathNode> Split(MathNode index) => index is ProductNode p && p.Factors.All(f => f.Sign == Times.Juxtaposed && f.Value is SymbolNode)
        ? p.Factors.Select(f => f.Value)
        : [index];

    private static MathNode Single(LatexNode node) => node is LatexCharacter c && IsDigit(c.Text)
        ? new NumberNode(node.Span, Rational.FromDecimal(c.Text, 0), -1)
        : new SymbolNode(node.Span, ((LatexCharacter)node).Text, [], [], 0, false);

    private static string Plain(LatexNode node) => node switch
    {
        LatexCharacter c => c.Text,
        LatexWord w => w.Text.Trim(),
        LatexCommand c => string.Concat(c.Arguments.SelectMany(a => a.Items).Select(Plain)),
        LatexGroup g => string.Concat(g.Items.Select(Plain)),
        _ => string.Empty,
    };
}
