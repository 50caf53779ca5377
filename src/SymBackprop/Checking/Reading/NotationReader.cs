using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Reading;

/// <summary>Reads the tokens of a formula as statements: operators, scripts, derivatives, sums, brackets.</summary>
internal sealed partial class NotationReader
{
    private readonly Lexicon _lexicon;
    private readonly List<Element> _elements;
    private readonly int _end;
    private int _at;
    private int _bars;

    private NotationReader(Lexicon lexicon, List<Element> elements, int end)
    {
        _lexicon = lexicon;
        _elements = elements;
        _end = end;
    }

    /// <summary>Reads all statements of a formula; a side that cannot be read has an error.</summary>
    public static ReadFormula Read(Formula formula, Lexicon lexicon)
    {
        List<Element> elements = WithRowsAsLines(Element.From(formula.Items), lexicon);
        if (elements.Count == 0 && formula.Environment is null && formula.Items.OfType<LatexAlignment>().FirstOrDefault() is { } alone)
        {
            // An & by itself is no formula.
            var error = new MathSide(alone.Span, null, new ReadingError(alone.Span, "mathematics", "'&'"));
            return new ReadFormula(formula, [new MathStatement(alone.Span, [error], [])]);
        }

        if (formula.IsInline && elements is [{ HasScripts: false } sign] && IsSignAlone(sign))
        {
            // ⊙ is the elementwise product: nothing is said.
            return new ReadFormula(formula, []);
        }

        var reader = new NotationReader(lexicon with { IsPlainText = formula.IsPlainText }, elements, formula.Span.End);
        return new ReadFormula(formula, [.. reader.Statements()]);
    }

    private static bool IsSignAlone(Element e) => e.Is("+", "*", "/", "\\odot", "\\circ", "\\otimes", "\\oplus", "\\cdot", "\\times", "\\ast", "\\star", "\\bullet", "\\square", "\\Box", "⊙", "∘", "⊗");

    private bool AtEnd => _at >= _elements.Count;

    private Element Current => _elements[_at];

    private SourceSpan Here => AtEnd ? new SourceSpan(_end, _end) : Current.Span;

    private IEnumerable<MathStatement> Statements()
    {
        bool isFirst = true;
        while (true)
        {
            bool isReason = false;
            while (!AtEnd && (IsSeparator(Current) || RemarkLength() > 0 || RemarkBesideLength() > 0))
            {
                isReason = Current.Core is not LatexLineBreak && (Current.Is("\\because", "∵") || (Current.Core is LatexWord word && word.Text.Trim().TrimEnd(',', ':').ToLowerInvariant() is "because" or "since" or "as" or "recall") || (isReason && !Current.Is("\\implies", "\\Rightarrow", "\\therefore", "∴", "⇒")));
                _at += System.Math.Max(System.Math.Max(1, RemarkLength()), RemarkBesideLength());
            }

            _at += LabelLength();

            if (AtEnd)
            {
                yield break;
            }

            MathStatement statement = Statement(isFirst);
            yield return isReason ? statement with { IsReason = true } : statement;
            isFirst = false;
        }
    }

    private MathStatement Statement(bool isFirst)
    {
        int start = _at;
        var sides = new List<MathSide>();
        var signs = new List<RelationSign>();
        bool continues = Sign() is not null;
        if (continues && isFirst)
        {
            sides.Add(new MathSide(new SourceSpan(Here.Start, Here.Start), null, null));
        }
        else
        {
            continues = false;
            sides.Add(Side());
        }

        while (!AtEnd && Sign() is { } sign)
        {
            _at += sign.Length;
            // A sign at the end of one row and at the start of the next is one sign.
            while (!AtEnd && (Current.Core is LatexLineBreak || (Sign() is { Kind: RelationKind.Equal } && sign.Kind == RelationKind.Equal)))
            {
                _at += Current.Core is LatexLineBreak ? 1 : Sign()!.Value.Length;
            }

            signs.Add(new RelationSign(sign.Span, sign.Text, sign.Kind));
            sides.Add(AtEnd || IsSeparator(Current) ? new MathSide(Here, null, null) : Side());
            SkipRemarks();
            SkipBreakBeforeSign();
        }

        SourceSpan span = _elements[start].Span.To(_elements[Math.Max(start, _at - 1)].Span);
        return new MathStatement(span, [.. sides], [.. signs]) { Continues = continues, IsBeside = _elements[start].IsBeside };
    }

    private void SkipBreakBeforeSign()
    {
        int save = _at;
        while (!AtEnd && Current.Core is LatexLineBreak)
        {
            _at++;
        }

        if (AtEnd || Sign() is null)
        {
            _at = save;
        }
    }

    private MathSide Side()
    {
        int start = _at;
        try
        {
            MathNode node = Sum();
            string remark = string.Empty;
            if (!AtEnd && Current is { HasScripts: false } stray && stray.Is(")") && (_at + 1 == _elements.Count || IsSeparator(_elements[_at + 1])))
            {
                _at++;
                remark = "the last ')' closes nothing and is passed over";
            }

            if (!AtEnd && !IsSeparator(Current) && Sign() is null && RemarkLength() == 0 && !BeginsAnew())
            {
                throw Unexpected("an operator, a relation or the end");
            }

            return new MathSide(_elements[start].Span.To(_elements[Math.Max(start, _at - 1)].Span), node, null) { Remark = remark };
        }
        catch (ReadingException e)
        {
            _at = Math.Max(start, Math.Min(_at, _elements.Count));
            SkipSide(start);
            SourceSpan span = start < _elements.Count ? _elements[start].Span.To(_elements[Math.Max(start, _at - 1)].Span) : Here;
            return new MathSide(span, null, e.Error);
        }
    }

    // ∂E/∂b = δ \qquad ∂E/∂w = δ x: a wide space before what has a sign of its own.
    private bool BeginsAnew()
    {
        if (Current.Gap != Gap.Wide)
        {
            return false;
        }

        int save = _at;
        while (!AtEnd && !IsSeparator(Current) && Sign() is null)
        {
            _at++;
        }

        bool isStatement = !AtEnd && Sign() is not null && _at > save;
        _at = save;
        return isStatement;
    }

    // To the next sign or separator outside all brackets, from the side's start on.
    private void SkipSide(int start)
    {
        _bars = 0;
        _at = start;
        int depth = 0;
        while (!AtEnd)
        {
            if (depth <= 0 && (IsSeparator(Current) || Sign() is not null) && _at > start)
            {
                return;
            }

            depth += Current.Is("(", "[", "{", "\\{", "\\lbrace") ? 1 : Current.Is(")", "]", "}", "\\}", "\\rbrace") ? -1 : 0;
            _at++;
        }
    }

    private ReadingException Unexpected(string expected) => new(Here, expected, AtEnd ? "the end" : Show(Current));

    private static string Show(Element element) => element.Core switch
    {
        LatexError e => e.Found,
        LatexCharacter or LatexCommand => $"'{element.Text}'",
        LatexEnvironment e => $"the environment {e.Name}",
        LatexWord w => $"the word '{w.Text}'",
        LatexLineBreak => "a new line",
        _ => "this",
    };

    /// <summary>Returns whether a token ends a statement where it stands outside all brackets.</summary>
    private bool IsSeparator(Element element) => element.Core switch
    {
        LatexLineBreak => !IsUnfinished(),
        LatexWord w => IsConnective(w.Text),
        LatexCharacter { Text: "." } when !AtEnd && ReferenceEquals(element, Current) && (IsLowDot() || IsLeadingPoint() || IsDots()) => false,
        LatexCharacter { Text: "," or ";" or "." or "?" } => true,
        LatexCharacter { Text: ":" } when !AtEnd && ReferenceEquals(element, Current) => _at + 1 == _elements.Count || _elements[_at + 1].Core is LatexLineBreak,
        LatexCommand { Name: "implies" or "Rightarrow" or "Longrightarrow" or "iff" or "Leftrightarrow" or "Longleftrightarrow" or "therefore" or "because" or "land" or "wedge" or "forall" or "qquad" or "colon" } => true,
        LatexCharacter { Text: "⇒" or "⟹" or "⇔" or "∴" or "∀" } => true,
        _ => false,
    };

    // 1...n
    private bool IsDots() => Current.Is(".") && _at + 2 < _elements.Count && _elements[_at + 1].Is(".") && _elements[_at + 2].Is(".");

    // y = .5 x: no sentence ends before a digit that stands at the point, where an operand is due.
    private bool IsLeadingPoint() => _at + 1 < _elements.Count && !Current.HasScripts && _elements[_at + 1] is { Gap: Gap.None } next && IsDigit(next.Text)
        && (_at == 0 || IsOperator(_elements[_at - 1]) || _elements[_at - 1].Is("=", "(", "[", ",", "\\cdot", "\\times") || Current.Gap != Gap.None || _elements[_at - 1].Core is LatexLineBreak);

    private bool IsUnfinished() => _at > 0 && _at + 1 < _elements.Count && (IsOperator(_elements[_at - 1]) || (IsOperator(_elements[_at + 1]) && !IsStartOfStatement(_at + 1)));

    private bool IsStartOfStatement(int at)
    {
        // "-x = …" after a break is a statement of its own; "- x" with no relation behind continues the line before.
        int depth = 0;
        for (int i = at; i < _elements.Count && _elements[i].Core is not LatexLineBreak; i++)
        {
            depth += _elements[i].Is("(", "[") ? 1 : _elements[i].Is(")", "]") ? -1 : 0;
            if (depth == 0 && _elements[i].Is("="))
            {
                return _elements[at].Is("-");
            }
        }

        return false;
    }

    private static bool IsOperator(Element e) => e.Is("+", "-", "*", "/", "\\cdot", "\\times", "\\odot", "\\pm");

    private static bool IsConnective(string text) => text.Trim().ToLowerInvariant() is not ("d" or "t" or "")
        && FunctionWords.Of(text.Trim()) is null
        && (text.Trim().Contains(' ') || (text.Contains(' ') && (text.Trim().Length != 1 || text.Trim() is "a")) || text.Trim().TrimEnd('.', ',', ':').ToLowerInvariant() is "and" or "where" or "with" or "if" or "for" or "so" or "then" or "or" or "when" or "otherwise" or "since" or "because" or "thus" or "hence" or "therefore" or "by" or "as" or "let" or "also" or "i.e" or "else" or "given" or "using" or "is" or "are" or "but" or "now" or "we");

    private readonly record struct FoundSign(SourceSpan Span, string Text, RelationKind Kind, int Length);

    private FoundSign? Sign()
    {
        Element e = Current;
        string text = e.Text;
        if (text == ":" && _at + 1 < _elements.Count && _elements[_at + 1].Is("="))
        {
            return new FoundSign(e.Span.To(_elements[_at + 1].Span), ":=", RelationKind.Define, 2);
        }

        if (text == "=" && _at + 1 < _elements.Count && _elements[_at + 1].Is(":"))
        {
            return new FoundSign(e.Span, "=:", RelationKind.Equal, 2);
        }

        if (text is "+" or "-" or "*" or "/" && _at + 1 < _elements.Count && _elements[_at + 1].Is("=") && _elements[_at + 1].Gap == Gap.None && !e.HasScripts && _at > 0)
        {
            return new FoundSign(e.Span.To(_elements[_at + 1].Span), text + "=", RelationKind.Assign, 2);
        }

        if (!e.HasScripts && _at + 1 < _elements.Count && _elements[_at + 1].Gap == Gap.None && (text + _elements[_at + 1].Text) is ">=" or "<=" or "=>")
        {
            string written = text == ">" ? "≥" : text == "<" ? "≤" : "⇒";
            return new FoundSign(e.Span.To(_elements[_at + 1].Span), written, RelationKind.Other, 2);
        }

        if (text == "<" && _at + 1 < _elements.Count && _elements[_at + 1].Is("-") && _elements[_at + 1].Gap == Gap.None)
        {
            return new FoundSign(e.Span.To(_elements[_at + 1].Span), "<-", RelationKind.Assign, 2);
        }

        RelationKind? kind = text switch
        {
            "=" => RelationKind.Equal,
            "\\equiv" or "\\triangleq" or "\\coloneqq" or "\\doteq" or "≡" or "≔" or "\\defeq" or "\\eqdef" => RelationKind.Define,
            "\\leftarrow" or "\\gets" or "←" or "\\longleftarrow" => RelationKind.Assign,
            "<" or ">" or "\\le" or "\\leq" or "\\ge" or "\\geq" or "\\lt" or "\\gt" or "\\ll" or "\\gg" or "≤" or "≥" or "\\leqslant" or "\\geqslant" => RelationKind.Other,
            "\\approx" or "≈" or "\\sim" or "\\simeq" or "\\propto" or "∝" or "\\cong" or "∼" or "~" => RelationKind.Other,
            "\\in" or "∈" or "\\to" or "→" or "\\rightarrow" or "\\longrightarrow" or "\\mapsto" or "\\neq" or "\\ne" or "≠" or "\\notin" or "\\subset" or "\\subseteq" or "\\ni" or "↦" => RelationKind.Other,
            "\\leftrightharpoons" or "\\rightleftharpoons" or "\\leftrightarrow" or "\\longleftrightarrow" or "\\leftrightarrows" or "\\rightleftarrows" or "↔" or "⇌" or "⇋" or "⟷" => RelationKind.Other,
            _ => null,
        };
        if (kind is null && e.Core is LatexCommand { Name: "stackrel" or "overset" or "underset" or "xrightarrow" } stacked)
        {
            LatexNode? inner = stacked.Arguments.LastOrDefault()?.Items.FirstOrDefault(i => i is not LatexSpace);
            kind = stacked.Name == "xrightarrow" ? RelationKind.Other : inner is LatexCharacter { Text: "=" } ? RelationKind.Equal : inner is LatexCommand { Name: "approx" or "sim" } ? RelationKind.Other : null;
            text = "=";
        }

        return kind is { } found ? new FoundSign(e.Span, text, found, 1) : null;
    }
}
