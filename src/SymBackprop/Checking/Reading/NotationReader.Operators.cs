using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Expressions;

namespace SymBackprop.Checking.Reading;

/// <content>Commands: fractions, roots, sums, limits.</content>
internal sealed partial class NotationReader
{
    private MathNode Command(LatexCommand command)
    {
        Element e = Current;
        string name = command.Name;
        if (name == "delta" && SlashDerivative() is { } derivative)
        {
            return derivative;
        }

        if (Letters.Of(name) is { } letter)
        {
            _at++;
            return (letter == "χ" ? IndicatorBelow(e) : null) ?? Symbol(new SymbolNode(command.Span, letter, [], [], 0, false), e);
        }

        if (Letters.Accent(name) is { } mark && command.Arguments.Length == 1)
        {
            _at++;
            return Accented(mark, command.Arguments[0], e, name);
        }

        if (Letters.IsFont(name) && command.Arguments.Length == 1)
        {
            _at++;
            return Fonted(name, command.Arguments[0], e);
        }

        if (name is not ("sum" or "prod") && FunctionWords.Of(name) is not null && command.Arguments.IsEmpty)
        {
            _at++;
            return FunctionWord(name, e, command.Span);
        }

        switch (name)
        {
            case "frac" or "dfrac" or "tfrac" or "cfrac" or "nicefrac" or "sfrac" when command.Arguments.Length == 2:
                _at++;
                return Fraction(command, e);
            case "sqrt" when command.Arguments.Length == 1:
                _at++;
                MathNode radicand = Inside(command.Arguments[0].Items, command.Arguments[0].Span.End);
                MathNode? degree = command.Option is null ? null : Inside(command.Option.Items, command.Option.Span.End);
                return WithScripts(new RootNode(command.Span, degree, radicand), e);
            case "sum" or "prod":
                return BigOperator(name);
            case "lim":
                return Limit();
            case "underbrace" or "overbrace" or "boxed" or "fbox" or "cancel" or "underset" or "overset" or "mathstrut" or "smash" or "colorbox" or "color" or "textcolor" when command.Arguments.Length > 0:
                _at++;
                LatexGroup content = command.Arguments[command.Arguments.Length - 1];
                bool isBrace = name is "underbrace" or "overbrace";
                MathNode inside = Inside(content.Items, content.Span.End);
                if (isBrace && BraceName(e) is { } called)
                {
                    return new BracketNode(content.Span, "{", [inside]) { Called = called };
                }

                inside = inside is SymbolNode or ApplyNode or NumberNode ? inside : new BracketNode(content.Span, "{", [inside]);
                MathNode framed = isBrace ? inside : WithScripts(inside, e);

                // What stands behind the brace belongs to it: \underbrace{f}_{1×n}(x) is not written.
                return framed;
            case "binom" or "dbinom" or "tbinom" when command.Arguments.Length == 2:
                // How many ways there are depends on both numbers; no more is known of it.
                _at++;
                return WithScripts(new ApplyNode(command.Span, new SymbolNode(command.Span, "binom", [], [], 0, false), [.. command.Arguments.Select(a => Inside(a.Items, a.Span.End))]), e);
            case "{" or "lbrace":
                return CurlyBracketed();
            default:
                throw Unexpected(command.Arguments.IsEmpty ? "an expression" : "an expression or a command that is known");
        }
    }

    // \underbrace{…}_{\equiv z_i}, with or without the sign.
    private SymbolNode? BraceName(Element e)
    {
        if (e.Sub is null || Element.From(e.Sub.Items) is not { Count: > 0 } below)
        {
            return null;
        }

        below = below[0].Is("=", "\\equiv", "≡", "\\triangleq", "\\coloneqq") && !below[0].HasScripts ? below.GetRange(1, below.Count - 1) : below;
        if (below.Count != 1 || below[0].Core is LatexWord or LatexGroup)
        {
            return null;
        }

        try
        {
            return Whole(below, e.Sub.Span.End) is SymbolNode { Primes: 0 } name ? name : null;
        }
        catch (ReadingException)
        {
            return null;
        }
    }

    private MathNode CurlyBracketed()
    {
        Element open = Current;
        _at++;
        ImmutableArray<MathNode> entries = Entries();
        if (AtEnd || !Current.Is("}", "\\}", "\\rbrace"))
        {
            throw Unexpected("'\\}'");
        }

        Element end = Current;
        _at++;
        return WithScripts(new BracketNode(open.Span.To(end.Span), entries.Length == 1 ? "(" : "\\{", entries), end);
    }

    private MathNode Fraction(LatexCommand command, Element e)
    {
        bool outer = IsSecondOrder;
        IsSecondOrder = command.Arguments[0].Items.FirstOrDefault(i => i is not LatexSpace) is LatexScripted { Super: not null };
        MathNode? derivative = FractionDerivative(command.Arguments[0], command.Arguments[1], command.Span);
        IsSecondOrder = outer;
        if (derivative is not null)
        {
            return WithScripts(derivative, e);
        }

        MathNode numerator = Inside(command.Arguments[0].Items, command.Arguments[0].Span.End);
        MathNode denominator = Inside(command.Arguments[1].Items, command.Arguments[1].Span.End);
        return WithScripts(new FractionNode(command.Span, numerator, denominator), e);
    }

    // \sum_{i=1}^{n} term, \max_i x_i
    private MathNode BigOperator(string name)
    {
        Element e = Current;
        _at++;
        if (name == "sum" && _lexicon.NamesSums && SumNames.IsName(_elements, _at - 1))
        {
            return Symbol(new SymbolNode(e.Span, SumNames.Name, [], [], 0, false), e with { Sub = null });
        }

        ImmutableArray<SumIndex> indices = SumIndices(e);
        if (AtEnd)
        {
            throw Unexpected("what to sum");
        }

        bool isNegative = Current.Is("-") && TakeSign() is true;
        MathNode body = Term();
        body = isNegative ? new SumNode(body.Span, [new MathTerm(true, body)]) : body;
        indices = indices is [{ Name: "", High: null } or { Name: "", Low: not null }] && MeantIndices(body) is { Length: > 0 } meant ? meant : indices;
        ReduceKind kind = name switch { "sum" => ReduceKind.Sum, "prod" => ReduceKind.Product, "max" => ReduceKind.Max, _ => ReduceKind.Min };
        return new ReduceNode(e.Span.To(body.Span), kind, indices, body);
    }

    // Σ w_j x_j: over the letters that stand at two names, or at the only one.
    private static ImmutableArray<SumIndex> MeantIndices(MathNode body)
    {
        var letters = MathWalk.All(body).OfType<SymbolNode>().SelectMany(s => s.Subscripts.Concat(s.Superscripts).OfType<SymbolNode>().Where(i => i is { Subscripts.IsEmpty: true, Name: not ("l" or "L" or "ℓ") }).Select(i => (i.Name, Of: s.Name)))
            .Concat(MathWalk.All(body).OfType<PowerNode>().Where(p => p is { Base: SymbolNode, Exponent: SymbolNode { Subscripts.IsEmpty: true, Name: "i" or "j" or "k" } }).Select(p => (((SymbolNode)p.Exponent).Name, Of: ((SymbolNode)p.Base).Name))).Distinct().ToList();
        HashSet<string> bound = [.. MathWalk.All(body).OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name)];
        var names = letters.GroupBy(l => l.Name).Where(g => !bound.Contains(g.Key)).ToList();
        return [.. names.Where(g => g.Count() > 1 || names.Count == 1).Select(g => new SumIndex(g.Key, null, null, null))];
    }

    private ImmutableArray<SumIndex> SumIndices(Element e)
    {
        MathNode? high = e.Super is null ? null : UpperBound(e.Super, e.Sub);
        if (e.Sub is null)
        {
            return [new SumIndex(string.Empty, null, high, null)];
        }

        List<Element> sub = Element.From(e.Sub.Items.Where(i => i is not LatexCommand { Name: "substack" }).SelectMany(i => i is LatexEnvironment v ? v.Rows.SelectMany(r => r.Cells).SelectMany(c => c.Items) : [i]));
        var reader = new NotationReader(_lexicon, sub, e.Sub.Span.End);
        if (reader.Between() is { } between)
        {
            return [between with { High = between.High ?? high }];
        }

        var found = new List<SumIndex>();
        while (!reader.AtEnd)
        {
            if (reader.Current.Is(","))
            {
                reader._at++;
                continue;
            }

            if (found.Count == 0 && IsDigit(reader.Current.Text) && reader.Current is { HasScripts: false })
            {
                // \sum_{1=1}^n: the letter is left to the body.
                reader._at++;
                found.Add(new SumIndex(string.Empty, null, null, null));
            }
            else
            {
                foreach (string index in reader.IndexNames())
                {
                    found.Add(new SumIndex(index, null, null, null));
                }
            }

            if (reader.AtEnd || reader.Current.Is(","))
            {
                continue;
            }

            if (reader.Sign() is not { } sign)
            {
                throw reader.Unexpected("'=' or the end of the index");
            }

            reader._at += sign.Length;
            MathNode bound = reader.Sum();
            SumIndex last = found[found.Count - 1];
            found[found.Count - 1] = sign.Text switch
            {
                "=" => last with { Low = bound },
                "\\neq" or "\\ne" or "≠" => last with { Except = bound },
                "\\in" or "∈" => last with { Set = bound },
                "<" or "\\lt" => last with { High = Shifted(bound, -1) },
                "\\le" or "\\leq" or "≤" => last with { High = bound },
                ">" or "\\gt" => last with { Low = Shifted(bound, 1) },
                "\\ge" or "\\geq" or "≥" => last with { Low = bound },
                _ => throw new ReadingException(sign.Span, "'=' or '≠'", $"'{sign.Text}'"),
            };
        }

        return found.Count == 0 ? throw new ReadingException(e.Sub.Span, "an index", "nothing") : [.. found.Select((f, i) => i == found.Count - 1 ? f with { High = f.High ?? high } : f)];
    }

    // \sum_{i=1}^{i=n}: the index is said again above.
    private MathNode UpperBound(LatexGroup super, LatexGroup? sub)
    {
        List<Element> above = Element.From(super.Items);
        bool isRepeated = above.Count > 2 && above[1].Is("=") && !above[0].HasScripts && sub is not null && Element.From(sub.Items) is [var index, ..] && index.Text == above[0].Text && above[0].Text.Length > 0;
        return isRepeated ? Whole(above.GetRange(2, above.Count - 2), super.Span.End) : Inside(super.Items, super.Span.End);
    }

    // 1 ≤ t ≤ T, 0 ≤ i < n
    private SumIndex? Between()
    {
        List<int> signs = [.. Enumerable.Range(0, _elements.Count).Where(i => { _at = i; return Sign() is { Text: "<" or "\\lt" or "≤" or "\\le" or "\\leq" or "\\leqslant" }; })];
        _at = 0;
        if (signs.Count != 2)
        {
            return null;
        }

        MathNode low = Sum();
        FoundSign first = Sign() ?? throw Unexpected("'≤'");
        _at += first.Length;
        string[] names = [.. IndexNames()];
        FoundSign second = Sign() ?? throw Unexpected("'≤'");
        _at += second.Length;
        MathNode high = Sum();
        return names.Length == 1 && AtEnd
            ? new SumIndex(names[0], first.Text is "<" or "\\lt" ? Shifted(low, 1) : low, second.Text is "<" or "\\lt" ? Shifted(high, -1) : high, null)
            : throw Unexpected("one index between two bounds");
    }

    private static MathNode Shifted(MathNode bound, int by) => new SumNode(bound.Span, [new MathTerm(false, bound), new MathTerm(by < 0, new NumberNode(bound.Span, 1, -1))]);

    private IEnumerable<string> IndexNames()
    {
        var names = new List<string>();
        while (!AtEnd && !Current.Is(",") && Sign() is null)
        {
            if (Primary() is not SymbolNode { Subscripts.IsEmpty: true } symbol)
            {
                throw Unexpected("an index");
            }

            names.Add(symbol.Name + new string('\'', symbol.Primes));
        }

        return names.Count == 0 ? throw Unexpected("an index") : names;
    }

    private MathNode Limit()
    {
        Element e = Current;
        _at++;
        if (e.Sub is null)
        {
            throw Unexpected("a variable under the limit");
        }

        List<Element> sub = Element.From(e.Sub.Items);
        var reader = new NotationReader(_lexicon, sub, e.Sub.Span.End);
        if (reader.Primary() is not SymbolNode variable || reader.AtEnd || !reader.Current.Is("\\to", "\\rightarrow", "→"))
        {
            throw new ReadingException(e.Sub.Span, "a variable and '\\to'", "something else");
        }

        reader._at++;
        MathNode target = reader.Sum();
        MathNode body = Term();
        return new LimitNode(e.Span.To(body.Span), variable.Name, target, body);
    }
}
