using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Checking.Documents;

namespace SymBackprop.Checking.Restating;

/// <summary>Finds what the prose says that single names are: <c>for any scalar $c$</c>, <c>our $\theta$ is tanh</c>, <c>the sigmoid function $g$</c>, <c>$X$ is a real $m \times n$ matrix</c>.</summary>
internal static class KindReader
{
    private const string Functions = @"(?<word>sigmoid|logistic(?: sigmoid)?|tanh|hyperbolic tangent|rectified linear unit|rectifier|relu|softplus)";

    private static readonly Regex ScalarBefore = new(@"\b(?:scalars?|(?:real|positive|single) (?:number|constant|value))s?[\s:(]*$", Options, Regex.InfiniteMatchTimeout);

    private static readonly Regex ScalarBehind = new(@"^\s*,?\s*(?:is|be|being|denotes|represents) (?:a|any|some|just a|the) (?:[a-z]+ )?(?:scalar|real number|number)\b", Options, Regex.InfiniteMatchTimeout);

    private static readonly Regex FunctionBefore = new($@"\b{Functions}(?: (?:activation|transfer|nonlinearity))?(?: function)?[\s:(]*$", Options, Regex.InfiniteMatchTimeout);

    // "is the sigmoid of z" says what a value is.
    private static readonly Regex FunctionBehind = new($@"^\s*,?\s*(?:is|be|being|denotes|represents|stands for)\s+(?:just |simply )?(?:the |a |our |an )?(?:standard |usual |so-called |element-?wise )?{Functions}\b(?! of\b| layer)(?! (?:unit|neuron|output)s?\b)", Options, Regex.InfiniteMatchTimeout);

    private const string Array = @"(?:(?<vector>vector)|(?<matrix>matrix))\b(?! (?:multiplication|product|notation|form|calculus|of (?:vectors|matrices)))";

    private static readonly Regex ArrayBefore = new(@"\b(?:(?<vector>vector)|(?<matrix>matrix))[\s:(]*$", Options, Regex.InfiniteMatchTimeout);

    private static readonly Regex ArrayBehind = new($@"^\s*,?\s*(?:is|be|being|denotes|represents) (?:a|an|any|some|the|our)(?: [a-z-]+){{0,3}}? {Array}", Options, Regex.InfiniteMatchTimeout);

    // $X$ is a real $m \times n$ matrix
    private static readonly Regex SizeFollows = new(@"^\s*,?\s*(?:is|be|being|denotes|represents) (?:a|an|any|some|the|our)(?: [a-z-]+){0,2}\s*$", Options, Regex.InfiniteMatchTimeout);

    private static readonly Regex BehindSize = new($@"^-?(?:dimensional)?(?: (?:real|column|row|input|output|weight|data|design))*\s+{Array}", Options, Regex.InfiniteMatchTimeout);

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    /// <summary>Returns what is said of the name that each of these formulas is.</summary>
    public static Dictionary<Formula, SaidKind> Read(IReadOnlyList<DocumentPart> parts)
    {
        var kinds = new Dictionary<Formula, SaidKind>(FormulaComparer.Instance);
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i] is not Formula { IsInline: true } formula)
            {
                continue;
            }

            string before = i > 0 && parts[i - 1] is Prose lead ? lead.Text : string.Empty;
            string behind = i + 1 < parts.Count && parts[i + 1] is Prose tail ? tail.Text : string.Empty;
            string word = new[] { FunctionBehind.Match(behind), FunctionBefore.Match(before) }.Where(m => m.Success).Select(m => Named(m.Groups["word"].Value)).FirstOrDefault() ?? string.Empty;
            bool isScalar = ScalarBefore.IsMatch(before) || ScalarBehind.IsMatch(behind);
            int? axes = isScalar ? null : Axes(ArrayBehind.Match(behind)) ?? (SizeFollows.IsMatch(behind) && i + 3 < parts.Count && parts[i + 2] is Formula { IsInline: true } && parts[i + 3] is Prose after ? Axes(BehindSize.Match(after.Text)) : null) ?? Axes(ArrayBefore.Match(before));
            if (word.Length > 0 || isScalar || axes is not null)
            {
                kinds[formula] = new SaidKind(isScalar, word, axes);
            }
        }

        return kinds;
    }

    private static int? Axes(Match match) => !match.Success ? null : match.Groups["matrix"].Success ? 2 : 1;

    private static string Named(string word) => word.ToLowerInvariant() switch
    {
        "tanh" or "hyperbolic tangent" => "tanh",
        "relu" or "rectifier" or "rectified linear unit" => "relu",
        "softplus" => "softplus",
        _ => "σ",
    };
}
