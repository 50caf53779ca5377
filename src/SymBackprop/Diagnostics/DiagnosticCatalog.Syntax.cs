namespace SymBackprop.Diagnostics;

/// <content>0001–0999: what the parser reports.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>The grammar wants something else here.</summary>
    public static readonly DiagnosticDescriptor UnexpectedToken = new(
        "SBP0001",
        Severity.Error,
        "Something else should stand here",
        "Found {0} where {1} should stand",
        "{1}",
        "{0}",
        "{2}");

    /// <summary>A character that is no part of the language.</summary>
    public static readonly DiagnosticDescriptor UnknownCharacter = new(
        "SBP0002",
        Severity.Error,
        "Unknown character",
        "The character {0} means nothing here",
        "a name, a number, an operator or a bracket",
        "{0}",
        "{1}");

    /// <summary>A control character or another one that nobody can see.</summary>
    public static readonly DiagnosticDescriptor InvisibleCharacter = new(
        "SBP0003",
        Severity.Error,
        "Invisible character",
        "The text contains {0}, which cannot be seen",
        "only characters that can be seen, spaces, tabs and line ends",
        "{0}",
        "delete it");

    /// <summary>A character that changes the direction of writing, and so what a reader believes to read.</summary>
    public static readonly DiagnosticDescriptor BidirectionalControl = new(
        "SBP0004",
        Severity.Error,
        "Bidirectional control",
        "The text contains {0}, which changes the direction of writing",
        "text in the order in which it is read, in comments too",
        "{0}",
        "delete it");

    /// <summary>Half of a surrogate pair.</summary>
    public static readonly DiagnosticDescriptor UnpairedSurrogate = new(
        "SBP0005",
        Severity.Error,
        "Half a character",
        "The text contains {0}, half of a surrogate pair",
        "text in valid UTF-16",
        "{0}",
        "delete it, or save the file again as UTF-8");

    /// <summary>A comment that never ends.</summary>
    public static readonly DiagnosticDescriptor UnclosedComment = new(
        "SBP0006",
        Severity.Error,
        "Comment without an end",
        "The comment that begins here has no end",
        "'*/'",
        "the end of the text",
        "close the comment with '*/'");

    /// <summary>A text that is too long.</summary>
    public static readonly DiagnosticDescriptor TextTooLong = new(
        "SBP0007",
        Severity.Error,
        "Text too long",
        "The text has {0} characters, more than {1}",
        "at most {1} characters",
        "{0} characters",
        "split the file: sizes are symbols and layers are functions, so a network needs no copies of its text");

    /// <summary>Brackets, powers or conditions nested too deeply.</summary>
    public static readonly DiagnosticDescriptor NestingTooDeep = new(
        "SBP0008",
        Severity.Error,
        "Nesting too deep",
        "Expressions are nested more than {0} deep here",
        "at most {0} levels of brackets, signs, powers and conditions",
        "a deeper level",
        "give a part of the expression a name of its own");

    /// <summary>A bracket that is never closed.</summary>
    public static readonly DiagnosticDescriptor UnclosedBracket = new(
        "SBP0009",
        Severity.Error,
        "Bracket without an end",
        "The '{0}' is never closed",
        "'{1}'",
        "{2}",
        "add '{1}', or delete '{0}'");

    /// <summary>A closing bracket that nothing has opened, or something else has.</summary>
    public static readonly DiagnosticDescriptor UnmatchedBracket = new(
        "SBP0010",
        Severity.Error,
        "Closing bracket without a beginning",
        "The '{0}' closes nothing",
        "{1}",
        "'{0}'",
        "{2}");

    /// <summary>A product without a sign after a division or in an exponent.</summary>
    public static readonly DiagnosticDescriptor AmbiguousProduct = new(
        "SBP0011",
        Severity.Error,
        "Product without a sign after '/' or '^'",
        "'{0}{1}{2}' could mean two things",
        "'…{0}({1}*{2})' or '(…{0}{1})*{2}'",
        "'{0}{1}{2}'",
        "write the parentheses and the '*'");

    /// <summary>Two operands side by side.</summary>
    public static readonly DiagnosticDescriptor MissingOperator = new(
        "SBP0012",
        Severity.Error,
        "Two operands without an operator",
        "Nothing stands between {0} and {1}",
        "{2}",
        "{1}",
        "{3}");

    /// <summary>A number that no double can hold, or that is written with too many digits.</summary>
    public static readonly DiagnosticDescriptor NumberOutOfBounds = new(
        "SBP0013",
        Severity.Error,
        "Number out of bounds",
        "The number {0} is out of bounds",
        "at most {1} digits, and a value between 1e-400 and the largest double, 1.8e308",
        "{0}",
        "write a number that a double can hold");

    /// <summary>A point without digits on one of its sides.</summary>
    public static readonly DiagnosticDescriptor PointWithoutDigits = new(
        "SBP0014",
        Severity.Error,
        "Point without digits",
        "The point of a number needs digits on both sides",
        "digits before and after '.'",
        "'{0}'",
        "write {1}");

    /// <summary>Something that cannot be defined stands left of '='.</summary>
    public static readonly DiagnosticDescriptor NotDefinable = new(
        "SBP0015",
        Severity.Error,
        "Left of '=' stands nothing that can be defined",
        "Left of '=' stands {0}, which cannot be defined",
        "a name, an entry as in 'a[i]', or a function as in 'f(x)'",
        "{0}",
        "{1}");

    /// <summary>A parameter of a function that is no name.</summary>
    public static readonly DiagnosticDescriptor NotAParameter = new(
        "SBP0016",
        Severity.Error,
        "Not a parameter",
        "Found {0} where the function '{1}' needs a parameter",
        "a name, or a name with a shape as in 'z[n]'",
        "{0}",
        "name the parameter and use the name in the body");

    /// <summary>Something that is no name stands where the index of a function's result or a binder's index is named.</summary>
    public static readonly DiagnosticDescriptor NotAnIndexName = new(
        "SBP0017",
        Severity.Error,
        "Not the name of an index",
        "Found {0} where an index is named",
        "a name",
        "{0}",
        "write a name such as 'i'");

    /// <summary>Two comparisons in a row.</summary>
    public static readonly DiagnosticDescriptor ChainedComparison = new(
        "SBP0018",
        Severity.Error,
        "Comparisons in a row",
        "A comparison cannot be compared again",
        "one comparison, or several joined by 'and'",
        "'{0}'",
        "write 'a < b and b < c'");

    /// <summary>'for' after something that it cannot bound.</summary>
    public static readonly DiagnosticDescriptor MisplacedFor = new(
        "SBP0019",
        Severity.Error,
        "'for' after something else than an equation",
        "'for' bounds the indices of an equation, and this is {0}",
        "an equation such as 's[t] = … for t in 1..T-1'",
        "{0}",
        "delete the 'for', or bound the index where a sum binds it: 'sum(j in 0..3, …)'");

    /// <summary>A text without any statement.</summary>
    public static readonly DiagnosticDescriptor EmptyText = new(
        "SBP0020",
        Severity.Error,
        "Nothing to read",
        "The text has no statement",
        "a formula, or a network",
        "nothing",
        "write a formula such as '1/2*(sigmoid(w*x) - y)^2'");

    /// <summary>A name that is too long.</summary>
    public static readonly DiagnosticDescriptor NameTooLong = new(
        "SBP0021",
        Severity.Error,
        "Name too long",
        "The name '{0}' has {1} characters, more than {2}",
        "at most {2} characters",
        "{1} characters",
        "shorten the name");
}
