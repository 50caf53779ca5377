using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Structure.Generated;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>The macros that a document defines, and what stands for them where they are used.</summary>
/// <remarks>What a macro makes stands at the place of its use. A document may make so many tokens; then macros stay as they are.</remarks>
internal sealed class MacroTable
{
    private const int DeepestUse = 16;
    private const int MostTokensOfFormula = 20_000;

    private readonly Dictionary<string, Macro> _macros = [];
    private readonly Dictionary<int, int> _definitions = [];
    private int _left = 500_000;

    public bool IsEmpty => _macros.Count == 0;

    public void Add(Macro macro, int start)
    {
        _macros[macro.Name] = macro;
        _definitions[start] = macro.End;
    }

    /// <summary>Returns where the definition ends that begins at a place, or null.</summary>
    public int? DefinitionEnd(int start) => _definitions.TryGetValue(start, out int end) ? end : null;

    public List<Token> Expand(List<Token> tokens)
    {
        if (IsEmpty || !tokens.Exists(t => t.Type == LatexLexer.COMMAND))
        {
            return tokens;
        }

        var made = new List<Token>(tokens.Count);
        int limit = System.Math.Min(_left, MostTokensOfFormula) + tokens.Count;
        bool isWhole = Expand(tokens, made, 0, limit);
        _left -= System.Math.Max(0, made.Count - tokens.Count);
        return isWhole ? Sized(made) : tokens;
    }

    // \def\L{\left}: the bracket that \L( makes is one token, as \left( is.
    private static List<Token> Sized(List<Token> tokens)
    {
        var sized = new List<Token>(tokens.Count);
        for (int i = 0; i < tokens.Count; i++)
        {
            int type = tokens[i].Text switch { "\\left" => LatexLexer.LEFT, "\\right" => LatexLexer.RIGHT, "\\middle" => LatexLexer.MIDDLE, _ => -1 };
            int next = i + 1;
            while (next < tokens.Count && tokens[next].Type == LatexLexer.SPACE)
            {
                next++;
            }

            if (tokens[i].Type == LatexLexer.COMMAND && type >= 0 && next < tokens.Count && IsBracket(tokens[next].Text))
            {
                sized.Add(new Token(type, tokens[i].Span.To(tokens[next].Span)) { Text = tokens[i].Text + tokens[next].Text });
                i = next;
            }
            else
            {
                sized.Add(tokens[i]);
            }
        }

        return sized;
    }

    private static bool IsBracket(string text) => text is "(" or ")" or "[" or "]" or "|" or "." or "/" or "<" or ">" || (text[0] == '\\' && text.Length > 1 && Delimiters.IsKnown(text));

    private bool Expand(List<Token> tokens, List<Token> made, int depth, int limit)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Type != LatexLexer.COMMAND || !_macros.TryGetValue(tokens[i].Text.Substring(1), out Macro? macro) || IsDefined(tokens, i))
            {
                made.Add(tokens[i]);
            }
            else
            {
                int end = i + 1;
                if (depth >= DeepestUse || Arguments(tokens, ref end, macro.Parameters) is not { } arguments
                    || !Expand(Use(macro, arguments, tokens[i].Span.To(tokens[end - 1].Span)), made, depth + 1, limit))
                {
                    return false;
                }

                i = end - 1;
            }

            if (made.Count > limit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A macro is not used where it is defined: <c>\newcommand{\E}{…}</c>.</summary>
    private static bool IsDefined(List<Token> tokens, int place)
    {
        int before = place - 1;
        while (before >= 0 && tokens[before].Type is LatexLexer.SPACE or LatexLexer.LEFT_BRACE)
        {
            before--;
        }

        return before >= 0 && MacroReader.IsDefinition(tokens[before].Text);
    }

    /// <summary>Puts the arguments in; all of it stands where the macro is used.</summary>
    private static List<Token> Use(Macro macro, List<List<Token>> arguments, SourceSpan span)
    {
        var tokens = new List<Token>();
        for (int i = 0; i < macro.Body.Count; i++)
        {
            Token token = macro.Body[i];
            bool isParameter = token.Text == "#" && i + 1 < macro.Body.Count && macro.Body[i + 1].Text is { Length: 1 } digit && digit[0] >= '1' && digit[0] - '0' <= arguments.Count;
            IEnumerable<Token> put = isParameter ? arguments[macro.Body[++i].Text[0] - '1'] : [token];
            tokens.AddRange(put.Select(t => new Token(t.Type, span) { Text = t.Text }));
        }

        return tokens;
    }

    private static List<List<Token>>? Arguments(List<Token> tokens, ref int place, int count)
    {
        var arguments = new List<List<Token>>();
        int next = place;
        while (arguments.Count < count)
        {
            while (next < tokens.Count && tokens[next].Type == LatexLexer.SPACE)
            {
                next++;
            }

            int end = next;
            for (int depth = 0; end < tokens.Count; end++)
            {
                depth += tokens[end].Type == LatexLexer.LEFT_BRACE ? 1 : tokens[end].Type == LatexLexer.RIGHT_BRACE ? -1 : 0;
                if (depth <= 0)
                {
                    break;
                }
            }

            if (end >= tokens.Count || tokens[next].Type == LatexLexer.RIGHT_BRACE)
            {
                return null;
            }

            arguments.Add(end > next ? tokens.GetRange(next + 1, end - next - 1) : [tokens[next]]);
            next = end + 1;
        }

        place = next;
        return arguments;
    }
}
