using System;
using System.Text;
using System.Text.RegularExpressions;

namespace SymBackprop.Tests.Robustness;

/// <summary>Damages texts: characters, words, lines and stretches are lost, doubled, swapped and put elsewhere.</summary>
internal static class TextMutation
{
    private static readonly string[] Pieces =
    [
        .. "network input target weight output assume gradient jacobian hessian hvp derivative wrt for in if then else and or not stop d sum prod max argmax dot".Split(' '),
        .. "x y W1 f E ŷ σ Σ √ 0 1 2 0.5 1e-5 ½ 1e999 1000000000 ² ⁻¹ ' ∂ + - * / .* ./ ^ .^ == != <= < = ~ .. , : ( ) [ ] ; // /* */".Split(' '),
        " ", "\n", "\r", "\0", "\u2028", "\u0085", "\u202E", "\uD800", "😀", "\u0301", "|", "{", "\"", "\\", "@class", "\\u000a", "\"\"\"", "n-1", "[i,j]", "[0]", "^(-1)", "exp(",
    ];

    public static string Of(string original, Random random)
    {
        var text = new StringBuilder(original);
        for (int edits = random.Next(1, 5); edits > 0 && text.Length > 0; edits--)
        {
            Edit(text, random);
        }

        return text.ToString();
    }

    private static void Edit(StringBuilder text, Random random)
    {
        int place = random.Next(text.Length);
        int length = Math.Min(random.Next(0, 10), text.Length - place);
        switch (random.Next(7))
        {
            case 0:
                text.Remove(place, length);
                break;
            case 1:
                text.Insert(place, Pieces[random.Next(Pieces.Length)]);
                break;
            case 2:
                text.Insert(random.Next(text.Length), text.ToString(place, length));
                break;
            case 3:
                text[place] = (char)random.Next(random.Next(2) == 0 ? 0x7F : 0x3000);
                break;
            case 4:
                ReplaceWord(text, random, Pieces[random.Next(Pieces.Length)]);
                break;
            case 5:
                string whole = text.ToString();
                MatchCollection words = Regex.Matches(whole, @"\w+|\S");
                ReplaceWord(text, random, words.Count == 0 ? "x" : words[random.Next(words.Count)].Value);
                break;
            default:
                MoveLine(text, random);
                break;
        }
    }

    private static void ReplaceWord(StringBuilder text, Random random, string replacement)
    {
        MatchCollection words = Regex.Matches(text.ToString(), @"\w+|\S");
        if (words.Count > 0)
        {
            Match word = words[random.Next(words.Count)];
            text.Remove(word.Index, word.Length).Insert(word.Index, replacement);
        }
    }

    private static void MoveLine(StringBuilder text, Random random)
    {
        string[] lines = text.ToString().Split('\n');
        int from = random.Next(lines.Length);
        int to = random.Next(lines.Length);
        if (random.Next(2) == 0)
        {
            (lines[from], lines[to]) = (lines[to], lines[from]);
        }
        else
        {
            lines[to] = lines[from] + "\n" + lines[to];
        }

        text.Clear().AppendJoin('\n', lines);
    }
}
