using System.Collections.Generic;
using SymBackprop.Checking.Structure.Generated;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>Pairs braces, environments and <c>\left…\right</c> before the parser sees them; what has no partner becomes a stray token.</summary>
/// <remarks>So every text has a structure, and no text nests deeper than the limit.</remarks>
internal sealed class LatexPairing
{
    /// <summary>How deep a formula may nest.</summary>
    public const int Limit = NestingMeter.Limit;

    private readonly List<Token> _open = [];
    private readonly Dictionary<string, int> _waiting = [];
    private int _brackets;

    /// <summary>Gets how deep the pairs nest, or brackets, which need no partner: <c>[0, 1)</c>.</summary>
    public int Depth { get; private set; }

    /// <summary>Gives the tokens without a partner the type of a stray one.</summary>
    public static int Pair(List<Token> tokens)
    {
        var pairing = new LatexPairing();
        foreach (Token token in tokens)
        {
            pairing.Take(token);
        }

        foreach (Token token in pairing._open)
        {
            token.Type = LatexLexer.STRAY;
        }

        return pairing.Depth;
    }

    private void Take(Token token)
    {
        switch (token.Type)
        {
            case LatexLexer.LEFT_BRACE or LatexLexer.LEFT or LatexLexer.BEGIN:
                _open.Add(token);
                _waiting[Key(token)] = Waiting(Key(token)) + 1;
                Depth = System.Math.Max(Depth, _open.Count);
                break;
            case LatexLexer.RIGHT_BRACE or LatexLexer.RIGHT or LatexLexer.END:
                Close(token);
                break;
            case LatexLexer.OTHER when token.Text is "(" or "[":
                Depth = System.Math.Max(Depth, ++_brackets);
                break;
            case LatexLexer.OTHER when token.Text is ")" or "]":
                _brackets = System.Math.Max(0, _brackets - 1);
                break;
        }
    }

    private void Close(Token token)
    {
        string key = Key(token);
        if (Waiting(key) == 0)
        {
            token.Type = LatexLexer.STRAY;
            return;
        }

        // What was opened inside and not closed there has no partner.
        for (bool isFound = false; !isFound;)
        {
            Token last = _open[_open.Count - 1];
            _open.RemoveAt(_open.Count - 1);
            _waiting[Key(last)]--;
            isFound = Key(last) == key;
            last.Type = isFound ? last.Type : LatexLexer.STRAY;
        }
    }

    private int Waiting(string key) => _waiting.TryGetValue(key, out int count) ? count : 0;

    private static string Key(Token token) => token.Type switch
    {
        LatexLexer.LEFT_BRACE or LatexLexer.RIGHT_BRACE => "{",
        LatexLexer.LEFT or LatexLexer.RIGHT => "\\left",
        _ => EnvironmentName.Of(token.Text),
    };
}
