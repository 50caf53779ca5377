using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Structure;

/// <summary>Writes the structure of a formula as MathML, which browsers typeset by themselves.</summary>
/// <remarks>What is not known or has no structure is written in red, as it stands in the text.</remarks>
internal sealed partial class MathMlWriter
{
    private const string Red = "style=\"color:#c00\"";
    private const string Unstretched = "stretchy=\"false\"";

    private readonly MathMlText _out = new();
    private readonly string _source;
    private string _alphabet = string.Empty;
    private bool _continues;

    private MathMlWriter(string source) => _source = source;

    /// <summary>Returns a <c>math</c> element; the source is the text in which the nodes stand.</summary>
    /// <param name="source">The text in which the nodes stand.</param>
    /// <param name="nodes">The formula.</param>
    /// <param name="isDisplay">Whether it stands by itself.</param>
    /// <param name="continues">Whether it goes on from a formula before, so that an operator at its start is no sign.</param>
    public static string Write(string source, ImmutableArray<LatexNode> nodes, bool isDisplay, bool continues = false)
    {
        var writer = new MathMlWriter(source) { _continues = continues };
        writer._out.Open("math", isDisplay ? "display=\"block\"" : string.Empty);
        if (nodes.Any(n => n is LatexLineBreak))
        {
            writer.Lines(nodes);
        }
        else
        {
            writer.Row(nodes);
        }

        writer._out.Close("math");
        return writer._out.ToString();
    }

    private void Lines(ImmutableArray<LatexNode> nodes)
    {
        _out.Open("mtable", "displaystyle=\"true\"");
        for (int start = 0; start < nodes.Length;)
        {
            int end = start;
            while (end < nodes.Length && nodes[end] is not LatexLineBreak)
            {
                end++;
            }

            _out.Open("mtr");
            _out.Open("mtd", "style=\"text-align:left\"");
            Row([.. nodes.Skip(start).Take(end - start)]);
            _out.Close("mtd");
            _out.Close("mtr");
            start = end + 1;
        }

        _out.Close("mtable");
    }

    private void Row(IReadOnlyList<LatexNode> nodes)
    {
        bool continues = _continues;
        _continues = false;
        _out.Open("mrow");
        for (int i = 0; i < nodes.Count; i++)
        {
            int end = i;
            while (end < nodes.Count && IsDigit(nodes, end))
            {
                end++;
            }

            if (end > i)
            {
                _out.Leaf("mn", StyledLetters.Of(_alphabet, string.Concat(nodes.Skip(i).Take(end - i).Select(n => ((LatexCharacter)n).Text))));
                i = end - 1;
                continue;
            }

            if (i + 1 < nodes.Count && nodes[i] is LatexCharacter { Text: ":" } && nodes[i + 1] is LatexCharacter { Text: "=" })
            {
                _out.Leaf("mo", "≔");
                i++;
                continue;
            }

            if (nodes[i] is LatexCharacter { Text: "-" or "+" } sign)
            {
                _out.Leaf("mo", sign.Text == "-" ? "−" : "+", IsSignOfATerm(nodes, i) && !(continues && i == 0) ? "form=\"prefix\"" : "form=\"infix\"");
                continue;
            }

            // A name of letters stands apart from what is beside it, if that is no bracket.
            bool isFunction = IsFunction(nodes[i]);
            _out.Space(isFunction && Beside(nodes, i, -1) is { } before && IsOperand(before) ? ThinSpace : 0);
            Node(nodes[i]);
            _out.Space(isFunction && Beside(nodes, i, 1) is { } behind && IsOperand(behind) ? ThinSpace : 0);
        }

        _out.Close("mrow");
    }

    private const double ThinSpace = 0.167;

    private static bool IsFunction(LatexNode node) => node switch
    {
        LatexCommand c => CommandCatalog.Find(c.Name)?.Kind == CommandKind.Function,
        LatexScripted { Base: { } core } => IsFunction(core),
        _ => false,
    };

    private static bool IsOperand(LatexNode node) => node switch
    {
        LatexCharacter c => char.IsLetterOrDigit(c.Text, 0),
        LatexCommand c => CommandCatalog.Find(c.Name)?.Kind is CommandKind.Letter or CommandKind.Structure or CommandKind.Accent or CommandKind.Style or CommandKind.Function,
        LatexScripted { Base: LatexCharacter { Text: "(" or "[" } } => false,
        LatexScripted or LatexGroup => true,
        _ => false,
    };

    // −x at the start, and behind a relation, an operator or an opening bracket: a sign and no difference.
    private static bool IsSignOfATerm(IReadOnlyList<LatexNode> nodes, int at) => Beside(nodes, at, -1) switch
    {
        null => true,
        LatexCharacter c => c.Text is "=" or "(" or "[" or "{" or "," or "+" or "-" or "*" or "/" or "<" or ">" or "≤" or "≥" or "≈" or "≡" or "→",
        LatexCommand c => CommandCatalog.Find(c.Name)?.Kind is CommandKind.Relation or CommandKind.Operator,
        LatexAlignment or LatexLineBreak => true,
        _ => false,
    };

    // The next token that is no space, in either direction.
    private static LatexNode? Beside(IReadOnlyList<LatexNode> nodes, int at, int step)
    {
        int other = at + step;
        while (other >= 0 && other < nodes.Count && nodes[other] is LatexSpace)
        {
            other += step;
        }

        return other >= 0 && other < nodes.Count ? nodes[other] : null;
    }

    /// <summary>A number is digits, with a point between two of them.</summary>
    private static bool IsDigit(IReadOnlyList<LatexNode> nodes, int i) => nodes[i] is LatexCharacter { Text: var text }
        && (text[0] is >= '0' and <= '9' || (text == "." && i > 0 && i + 1 < nodes.Count && IsDigit(nodes, i + 1) && nodes[i - 1] is LatexCharacter { Text: var before } && char.IsDigit(before[0])));

    private void Node(LatexNode node)
    {
        switch (node)
        {
            case LatexCharacter character:
                Character(character.Text);
                break;
            case LatexCommand command:
                Command(command);
                break;
            case LatexWord word:
                Word(word);
                break;
            case LatexGroup group:
                Row(group.Items);
                break;
            case LatexScripted scripted:
                Scripted(scripted);
                break;
            case LatexDelimited delimited:
                bool isTall = delimited.Items.Any(IsTall);
                _out.Open("mrow");
                Fence(Delimiters.Sign(delimited.Open), isTall);
                Row(delimited.Items);
                Fence(Delimiters.Sign(delimited.Close), isTall);
                _out.Close("mrow");
                break;
            case LatexEnvironment environment:
                Environment(environment);
                break;
            case LatexSpace space:
                _out.Space(space.Text == "~" ? 0.25 : space.Text.Length > 1 && space.Text[0] == '\\' ? CommandCatalog.Find(space.Text.Substring(1))?.Width ?? 0 : 0);
                break;
            case LatexMark { Name: "tag" or "tag*" } mark:
                _out.Space(2);
                _out.Leaf("mtext", mark.Name == "tag" ? "(" + mark.Text + ")" : mark.Text);
                break;
            case LatexError error:
                _out.Leaf("mtext", _source.Substring(error.Span.Start, error.Span.Length), Red);
                break;
        }
    }

    private void Character(string text)
    {
        switch (text)
        {
            case "-":
                _out.Leaf("mo", "−");
                break;
            case "*":
                _out.Leaf("mo", "∗");
                break;
            case "(" or ")" or "[" or "]" or "{" or "}" or "|" or "‖" or "⟨" or "⟩":
                _out.Leaf("mo", text, Unstretched);
                break;
            case "∂" or "∇" or "∞":
                _out.Leaf("mi", text);
                break;
            case "":
                break;
            default:
                _out.Leaf(char.IsLetter(text, 0) ? "mi" : char.IsDigit(text, 0) ? "mn" : "mo", StyledLetters.Of(_alphabet, text), IsUprightGreek(text) ? "mathvariant=\"normal\"" : string.Empty);
                break;
        }
    }

    private static bool IsUprightGreek(string text) => text.Length == 1 && text[0] is >= 'Α' and <= 'Ω';

    private void Word(LatexWord word)
    {
        if (CommandCatalog.Find(word.Command)?.Kind == CommandKind.Text)
        {
            // Spaces at the ends of a text would be dropped.
            _out.Leaf("mtext", word.Text.Replace(' ', '\u00A0'));
        }
        else
        {
            _out.Leaf("mi", word.Text, "mathvariant=\"normal\"");
        }
    }

    private void Fence(string sign, bool isTall = true)
    {
        if (sign.Length > 0)
        {
            _out.Leaf("mo", sign, isTall ? "fence=\"true\" stretchy=\"true\"" : "fence=\"true\" stretchy=\"false\"");
        }
    }

    // Brackets around a row of letters need no other size.
    private static bool IsTall(LatexNode node) => node switch
    {
        LatexCommand c => CommandCatalog.Find(c.Name)?.Kind is CommandKind.Structure or CommandKind.BigOperator or null || c.Arguments.Any(IsTall),
        LatexScripted s => new[] { s.Base, s.Sub, s.Super }.OfType<LatexNode>().Any(IsTall),
        LatexGroup g => g.Items.Any(IsTall),
        LatexDelimited d => d.Items.Any(IsTall),
        LatexEnvironment or LatexLineBreak => true,
        _ => false,
    };

    private void Scripted(LatexScripted node)
    {
        bool hasSuper = node.Super is not null || node.Primes > 0;
        bool isLimit = node.Primes == 0 && node.Base is LatexCommand command && TakesLimits(command);
        string element = (node.Sub is not null, hasSuper) switch
        {
            (true, true) => isLimit ? "munderover" : "msubsup",
            (true, false) => isLimit ? "munder" : "msub",
            _ => isLimit ? "mover" : "msup",
        };
        _out.Open(element);
        Row(node.Base is null ? [] : [node.Base]);
        if (node.Sub is not null)
        {
            Row(node.Sub.Items);
        }

        if (hasSuper)
        {
            _out.Open("mrow");
            if (node.Primes > 0)
            {
                _out.Leaf("mo", new string('′', node.Primes));
            }

            Row(node.Super is null ? [] : node.Super.Items);
            _out.Close("mrow");
        }

        _out.Close(element);
    }

    private static bool TakesLimits(LatexCommand command) =>
        command.Name is "underbrace" or "overbrace" or "underset" or "overset" or "mathop"
        || (CommandCatalog.Find(command.Name) is { Kind: CommandKind.BigOperator } && command.Name is not ("int" or "iint" or "iiint" or "oint"));

    private void Environment(LatexEnvironment environment)
    {
        string fences = EnvironmentCatalog.Find(environment.Name)?.Fences ?? CommandCatalog.Find(environment.Name)?.Fences ?? string.Empty;
        bool isAligned = EnvironmentCatalog.Find(environment.Name)?.Kind == EnvironmentKind.Aligned;
        bool isLeft = fences.Trim() is "{" or "}" || environment.Name == "array";
        _out.Open("mrow");
        Fence(fences.Length > 0 ? fences.Substring(0, 1).Trim() : string.Empty);
        _out.Open("mtable", isAligned ? "displaystyle=\"true\"" : string.Empty);
        foreach (LatexRow row in environment.Rows)
        {
            _out.Open("mtr");
            for (int i = 0; i < row.Cells.Length; i++)
            {
                _out.Open("mtd", isLeft || (isAligned && i % 2 == 1) ? "style=\"text-align:left\"" : isAligned ? "style=\"text-align:right\"" : string.Empty);
                Row(row.Cells[i].Items);
                _out.Close("mtd");
            }

            _out.Close("mtr");
        }

        _out.Close("mtable");
        Fence(fences.Length > 1 ? fences.Substring(fences.Length - 1).Trim() : string.Empty);
        _out.Close("mrow");
    }
}
