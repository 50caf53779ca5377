using System.Collections.Generic;
using System.Collections.Immutable;

namespace SymBackprop.Checking.Reading;

/// <summary>What a document's own use says of its letters: which rows of letters are one name, which names are functions.</summary>
internal sealed record Lexicon
{
    /// <summary>Gets the names of several letters.</summary>
    public ImmutableHashSet<string> LongNames { get; init; } = [];

    /// <summary>Gets a value indicating whether a small t above a name transposes.</summary>
    public bool TransposesByT { get; init; }

    /// <summary>Gets the names that are applied to what stands in the bracket behind them; null while that is being found out: then all are.</summary>
    public ImmutableHashSet<string>? Functions { get; init; }

    /// <summary>Gets a value indicating whether <c>\sum</c> by itself is what is summed up, as in <c>e_i / \sum</c>.</summary>
    public bool NamesSums { get; init; }

    /// <summary>Gets a value indicating whether the letter Σ is a name, and no sign of a sum.</summary>
    public bool NamesSigma { get; init; }

    /// <summary>Gets a value indicating whether <c>dY</c> is a differential.</summary>
    public bool HasDifferentials { get; init; }

    /// <summary>Gets the decisions that are made from outside.</summary>
    public FixedReadings Fixed { get; init; } = FixedReadings.None;

    /// <summary>Gets a value indicating whether an operator <c>d/dx</c> before a bracket takes the bracket alone, and not all of the term.</summary>
    public bool OperatorTakesBracket => Fixed.Of(ReadingDecision.OperatorTakesBracket) == true;

    /// <summary>Gets names that stand alone, too, and are applied only to the argument given: <c>h(x)</c> beside <c>h</c>.</summary>
    public ImmutableDictionary<string, string> WithArgument { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets a value indicating whether the formula is plain text, where <c>x^(2)</c> is a power.</summary>
    public bool IsPlainText { get; init; }

    /// <summary>Gets the names whose superscript letter is an index, as in <c>y^i</c>.</summary>
    public ImmutableHashSet<string> SampleNames { get; init; } = [];

    /// <summary>Gets the letters that stand nowhere alone but before digits: <c>t1</c> is t₁.</summary>
    public ImmutableHashSet<string> NumberedNames { get; init; } = [];

    /// <summary>Gets the subscripts of two letters with their names, as <c>w_jk</c>, so that one without its braces is known again.</summary>
    public ImmutableHashSet<string> PairedSubscripts { get; init; } = [];

    /// <summary>Gets the pairs of letters below a weight that name the values it stands between: the xh of W_{xh}.</summary>
    public ImmutableHashSet<string> Between { get; init; } = [];

    /// <summary>Gets the names whose subscripts are the letters of quantities, the Z of i = σ(Z_i), f = σ(Z_f), o = σ(Z_o).</summary>
    public ImmutableHashSet<string> Gated { get; init; } = [];

    /// <summary>Gets the names that stand with two indices, and the letters over which sums run: beside them <c>i1</c> is two indices.</summary>
    public ImmutableHashSet<string> Indexed { get; init; } = [];

    /// <summary>Gets the names with an index over which a sum to a number runs, so that y_1 is an entry of y.</summary>
    public ImmutableHashSet<string> Counted { get; init; } = [];

    /// <summary>Gets the variable that primes differentiate by, where the document shows one: the x of <c>f'(x)</c> and <c>d/dx</c>.</summary>
    public string? PrimeVariable { get; init; }

    /// <summary>Gets the names whose superscript numbers a layer, each with the letter that numbers it, empty for numbers.</summary>
    public ImmutableHashSet<(string Name, string Letter)> LayerNames { get; init; } = [];

    public bool IsFunction(string name) => Functions is null || Functions.Contains(name);

    /// <summary>Returns the longest name or function word at the start of a row of letters, at least one letter.</summary>
    public int LongestAt(string letters)
    {
        for (int length = letters.Length; length > 1; length--)
        {
            string prefix = letters.Substring(0, length);
            if (LongNames.Contains(prefix) || FunctionWords.IsWord(prefix))
            {
                return length;
            }
        }

        return char.IsHighSurrogate(letters[0]) && letters.Length > 1 ? 2 : 1;
    }
}

/// <summary>Words that are functions wherever they stand, with their names in the language.</summary>
internal static class FunctionWords
{
    /// <summary>The cross-entropy of labels and probabilities, where no definition says what it is.</summary>
    public const string CrossEntropy = "crossentropy";

    private static readonly ImmutableDictionary<string, string> Words = new[]
    {
        ("log", "log"), ("ln", "log"), ("exp", "exp"), ("sin", "sin"), ("cos", "cos"), ("tan", "tan"), ("cot", "cot"), ("sec", "sec"), ("csc", "csc"),
        ("arcsin", "asin"), ("arccos", "acos"), ("arctan", "atan"), ("asin", "asin"), ("acos", "acos"), ("atan", "atan"), ("sinh", "sinh"), ("cosh", "cosh"), ("tanh", "tanh"), ("coth", "coth"),
        ("sech", "sech"), ("csch", "csch"), ("arsinh", "asinh"), ("arcosh", "acosh"), ("artanh", "atanh"), ("arctanh", "atanh"), ("arcsinh", "asinh"), ("arccosh", "acosh"), ("Tanh", "tanh"), ("Sigmoid", "sigmoid"),
        ("sigmoid", "sigmoid"), ("sigm", "sigmoid"), ("logistic", "sigmoid"), ("softmax", "softmax"), ("Softmax", "softmax"), ("SoftMax", "softmax"), ("relu", "relu"), ("ReLU", "relu"), ("ReLu", "relu"),
        ("softplus", "softplus"), ("Softplus", "softplus"), ("gelu", "gelu"), ("GELU", "gelu"), ("silu", "silu"), ("SiLU", "silu"), ("erf", "erf"), ("sgn", "sign"), ("sign", "sign"), ("sqrt", "sqrt"), ("abs", "abs"),
        ("max", "max"), ("min", "min"), ("sum", "sum"), ("mean", "mean"), ("prod", "prod"), ("tr", "trace"), ("Tr", "trace"), ("trace", "trace"), ("diag", "diag"), ("Diag", "diag"), ("norm", "norm"),
        ("logsumexp", "logsumexp"), ("det", "det"), ("logdet", "logdet"), ("dot", "dot"), ("lg", "log10"),
        ("CE", CrossEntropy), ("CrossEntropy", CrossEntropy), ("crossentropy", CrossEntropy), ("CrossEnt", CrossEntropy), ("crossent", CrossEntropy), ("XEnt", CrossEntropy),
    }.ToImmutableDictionary(w => w.Item1, w => w.Item2);

    /// <summary>Words that a document may define otherwise or that the words of a name may hold, so that only brackets make them functions.</summary>
    private static readonly ImmutableHashSet<string> OnlyWithBrackets = ["sum", "mean", "norm", "tr", "Tr", "dot", "abs", "sqrt", "prod", "sec", "CE"];

    public static bool IsWord(string text) => Words.ContainsKey(text);

    public static bool NeedsBracket(string text) => OnlyWithBrackets.Contains(text);

    public static string? Of(string text) => Words.TryGetValue(text, out string? name) ? name : null;

    public static IEnumerable<string> All => Words.Keys;
}
