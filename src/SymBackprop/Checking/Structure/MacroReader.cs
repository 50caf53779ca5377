using System.Collections.Generic;
using SymBackprop.Checking.Structure.Generated;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>Finds the macros that a document defines by <c>\newcommand</c>, <c>\def</c> and kin.</summary>
internal static class MacroReader
{
    private const int LongestDefinition = 400;
    private const int MostMacros = 1000;

    public static MacroTable Read(string text)
    {
        var table = new MacroTable();
        int count = 0;
        for (int i = text.IndexOf('\\'); i >= 0 && count < MostMacros; i = text.IndexOf('\\', i + 1))
        {
            if (DefinitionEnd(text, i) is { } end && At(text, new SourceSpan(i, System.Math.Min(text.Length, end + LongestDefinition))) is { } macro)
            {
                table.Add(macro, i);
                count++;
            }
        }

        return table;
    }

    public static bool IsDefinition(string command) =>
        command is "\\newcommand" or "\\renewcommand" or "\\providecommand" or "\\def" or "\\gdef" or "\\DeclareMathOperator" or "\\newcommand*" or "\\renewcommand*" or "\\let";

    private static int? DefinitionEnd(string text, int start)
    {
        int end = start + 1;
        while (end < text.Length && end - start < 24 && char.IsLetter(text[end]))
        {
            end++;
        }

        return IsDefinition(text.Substring(start, end - start)) ? end : null;
    }

    private static Macro? At(string text, SourceSpan span)
    {
        var tokens = new Queue<Token>(LatexTokenizer.Tokenize(text, span, LatexNotation.Tex));
        string kind = tokens.Dequeue().Text;
        Skip(tokens, "*");
        bool isBraced = Skip(tokens, "{");
        if (Take(tokens, LatexLexer.COMMAND) is not { } name || (isBraced && !Skip(tokens, "}")))
        {
            return null;
        }

        int parameters = kind is "\\def" or "\\gdef" ? Parameters(tokens) : Count(tokens);
        if (parameters < 0 || Body(tokens, out int end) is not { } body)
        {
            return null;
        }

        if (kind == "\\DeclareMathOperator")
        {
            body = [Operator("\\operatorname", LatexLexer.COMMAND), Operator("{", LatexLexer.LEFT_BRACE), .. body, Operator("}", LatexLexer.RIGHT_BRACE)];
        }

        return new Macro(name.Text.Substring(1), parameters, body) { End = end };
    }

    private static Token Operator(string text, int type) => new(type, default) { Text = text };

    /// <summary>Reads <c>[2]</c>; an optional argument with a default is not simple.</summary>
    private static int Count(Queue<Token> tokens)
    {
        if (!Skip(tokens, "["))
        {
            return 0;
        }

        return Take(tokens, LatexLexer.DIGIT) is { } digit && Skip(tokens, "]") && (tokens.Count == 0 || tokens.Peek().Text != "[") ? digit.Text[0] - '0' : -1;
    }

    /// <summary>Reads <c>#1#2</c> of <c>\def\a#1#2{…}</c>.</summary>
    private static int Parameters(Queue<Token> tokens)
    {
        int count = 0;
        while (tokens.Count > 0 && tokens.Peek().Text == "#")
        {
            tokens.Dequeue();
            if (Take(tokens, LatexLexer.DIGIT) is null)
            {
                return -1;
            }

            count++;
        }

        return count;
    }

    private static List<Token>? Body(Queue<Token> tokens, out int end)
    {
        end = 0;
        if (!Skip(tokens, "{"))
        {
            return null;
        }

        var body = new List<Token>();
        for (int depth = 1; tokens.Count > 0;)
        {
            Token token = tokens.Dequeue();
            end = token.Span.End;
            depth += token.Type == LatexLexer.LEFT_BRACE ? 1 : token.Type == LatexLexer.RIGHT_BRACE ? -1 : 0;
            if (depth == 0)
            {
                return body;
            }

            body.Add(token);
        }

        return null;
    }

    private static bool Skip(Queue<Token> tokens, string text)
    {
        SkipSpace(tokens);
        if (tokens.Count == 0 || tokens.Peek().Text != text)
        {
            return false;
        }

        tokens.Dequeue();
        return true;
    }

    private static Token? Take(Queue<Token> tokens, int type)
    {
        SkipSpace(tokens);
        return tokens.Count > 0 && tokens.Peek().Type == type ? tokens.Dequeue() : null;
    }

    private static void SkipSpace(Queue<Token> tokens)
    {
        while (tokens.Count > 0 && tokens.Peek().Type == LatexLexer.SPACE)
        {
            tokens.Dequeue();
        }
    }
}
