using System.Text.RegularExpressions;

namespace SymBackprop.Checking.Restating;

/// <summary>What the words beside a repeated name announce.</summary>
internal enum Announcement
{
    /// <summary>Nothing, or what leads to any formula.</summary>
    None,

    /// <summary>The same as before: <c>recall that</c>, <c>since</c>, <c>as above</c>.</summary>
    Same,

    /// <summary>Perhaps something else: <c>for a network with …</c>, <c>if</c>.</summary>
    Perhaps,

    /// <summary>Something else: <c>let</c>, <c>now consider</c>, <c>instead</c>.</summary>
    Anew,
}

/// <summary>Words by which people say a definition again, or another one.</summary>
internal static class RestatementWords
{
    private static readonly Regex Same = Words(@"recall\w*|remember\w*|again|as (?:before|above|earlier|defined|given)|above|earlier|since|because|still|we (?:know|had|have)|hence|therefore|thus|substitut\w+|plug\w*|insert\w*");

    private static readonly Regex Anew = Words(
        @"let(?! us|'s)|suppose|consider|instead|alternativ\w+|another|different|examples?|exercise|problem|question|otherwise|redefin\w+|chang\w+|replac\w+|choos\w+|choice|variants?|versions?|whereas|in contrast|other hand|on the other|take(?! the (?:derivative|gradient))|say|new|special case|second case|case \d+|in (?:this|that|the other|the second) case");

    private static readonly Regex Perhaps = Words(@"if|when|whenever|assum\w+|case|cases|for(?! (?:which|this|that|each|all|every|our|clarity|simplicity|convenience|now|short|completeness))|with (?:a|an|one|two|three|several|many)|option|model|or|e\.g|now|in general|generally|more generally");

    private static readonly Regex Gives = Words(@"with|for|at|if|when|let|now|take|suppose|assume|given|input|inputs|example|sample|set|try");

    /// <summary>Says whether the words give a number to start from: <c>with x = 2</c>.</summary>
    public static bool GivesInput(string words) => Gives.IsMatch(words);

    public static Announcement Of(string words)
    {
        bool isSame = Same.IsMatch(words);
        bool isAnew = Anew.IsMatch(words);
        return isSame && isAnew ? Announcement.Perhaps : isSame ? Announcement.Same : isAnew ? Announcement.Anew : Perhaps.IsMatch(words) ? Announcement.Perhaps : Announcement.None;
    }

    private static Regex Words(string alternatives) => new($@"\b(?:{alternatives})\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);
}
