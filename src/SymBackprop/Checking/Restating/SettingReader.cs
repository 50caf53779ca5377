using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Restating;

/// <summary>Goes through a document once and keeps, for each formula, the words around it and its section.</summary>
internal static class SettingReader
{
    // A longer lead says more than the formula's own sentence.
    private const int LongestLead = 240;

    private const int LongestTail = 60;

    private static readonly Regex Heading = new(
        @"^(?>[ \t]*)(?:\#{1,6}[ \t]+(?<title>.*)|\*\*(?<title>[^*\n]+)\*\*[.:]?[ \t]*|(?<title>[^\n]+)\n[ \t]*(?:={3,}|-{3,})[ \t]*|(?<title>(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}))$|\\(?:chapter|(?:sub)*section|paragraph|part)\*?\{(?<title>[^}\n]*)\}",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);

    // Parts of one derivation, which speak of the same names.
    private static readonly Regex Continuing = new(
        @"\b(?:forward|backward|backprop\w*|gradients?|deriv\w+|solutions?|steps?|answers?|proof|updates?|chain|rule|results?|check|summary|conclusion|error|loss|weights?|bias\w*|layers?)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);

    // Tanh, in a paragraph of its own or before a list.
    private static readonly Regex Title = new(@"\n[ \t]*\n[ \t]*(?<title>[A-Z0-9][^\n.:;,!?|]{1,60}?)[ \t]*(?=\n[ \t]*(?:\n|[-*+•]))", RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    private static readonly Regex Connective = new(
        @"^(?:and|or|so|then|thus|hence|therefore|now|also|where|with|since|because|finally|next|similarly|likewise|which|that|this|these|we|it|i|if|for|by|from|using|note|given|recall|let|is|are|as|in|to|but|first|second|third|here|again|substitut\w+|plug\w*|combin\w+|putting|simplif\w+|differentiat\w+|taking|after|be|implies|assum\w+|let's|when|case)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);

    private static readonly Regex SentenceEnd = new(@"[.!?](?=\s|$)|\n[ \t]*\n|\n[ \t]*(?:[-*+]|\d+[.)]|\([a-z0-9]+\))[ \t]", RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    private static readonly Regex ItemStart = new(@"^(?>[ \t]*)(?:[-*+•‣◦·]|\d+[.)]|\([a-z0-9]+\)|\||\\item\b)", RegexOptions.Multiline | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout);

    public static Dictionary<Formula, FormulaSetting> Read(IReadOnlyList<DocumentPart> parts)
    {
        var settings = new Dictionary<Formula, FormulaSetting>(FormulaComparer.Instance);
        int section = 0;
        int item = 0;
        int title = 0;
        string lead = string.Empty;
        for (int i = 0; i < parts.Count; i++)
        {
            switch (parts[i])
            {
                case Prose prose:
                    MatchCollection headings = Heading.Matches(prose.Text);
                    section += headings.Cast<Match>().Count(h => !Continuing.IsMatch(h.Groups["title"].Value));
                    title += Title.Matches(prose.Text).Cast<Match>().Count(t => !Connective.IsMatch(t.Groups["title"].Value) && !Continuing.IsMatch(t.Groups["title"].Value));
                    item += ItemStart.Matches(prose.Text).Count;
                    int start = headings.Count == 0 ? 0 : headings[headings.Count - 1].Index;
                    lead = headings.Count == 0 ? lead + prose.Text : prose.Text.Substring(start);
                    break;
                case Formula formula:
                    string tail = i + 1 < parts.Count && parts[i + 1] is Prose next ? FirstSentence(next.Text) : string.Empty;
                    settings[formula] = new FormulaSetting(section, title, item, formula.Block, $"{LastSentence(lead)} {Words(formula.Items)} | {tail}");
                    bool isInLine = formula.IsInline || (i > 0 && parts[i - 1] is Prose { Text: [.., not '\n'] } before && before.Text.Trim().Length > 0);
                    lead = isInLine ? lead + " " : string.Empty;
                    break;
            }

            lead = lead.Length > LongestLead ? lead.Substring(lead.Length - LongestLead) : lead;
        }

        return settings;
    }

    // "Take the hinge loss. $$E = …$$": a sentence that ends at the formula leads to it all the same.
    private static string LastSentence(string text)
    {
        string trimmed = text.TrimEnd(' ', '\t', '\r', '\n', '.', ':', ',', ';', '*', '-', '|');
        MatchCollection ends = SentenceEnd.Matches(trimmed);
        return ends.Count == 0 ? trimmed : trimmed.Substring(ends[ends.Count - 1].Index + 1);
    }

    private static string FirstSentence(string text)
    {
        string near = text.Length > LongestTail ? text.Substring(0, LongestTail) : text;
        Match end = SentenceEnd.Match(near);
        return end.Success ? near.Substring(0, end.Index) : near;
    }

    private static string Words(IEnumerable<LatexNode> items)
    {
        var words = new List<string>();
        var pending = new Stack<LatexNode>(items.Reverse());
        while (pending.Count > 0)
        {
            LatexNode next = pending.Pop();
            if (next is LatexWord word)
            {
                words.Add(word.Text);
            }

            foreach (LatexNode item in (next as LatexGroup)?.Items.Reverse() ?? [])
            {
                pending.Push(item);
            }
        }

        return string.Join(" ", words);
    }
}
