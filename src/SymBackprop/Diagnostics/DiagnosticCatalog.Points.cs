namespace SymBackprop.Diagnostics;

/// <summary>Points, data and requests: 6001–.</summary>
public static partial class DiagnosticCatalog
{
    /// <summary>A given tensor has no value.</summary>
    public static readonly DiagnosticDescriptor MissingValue = new(
        "SBP6001", Severity.Error, "Missing value", "'{0}' has no value", "a value of shape {1} for '{0}'", "values for {2}", "add '{0}' to the point");

    /// <summary>A value does not have the shape of its tensor.</summary>
    public static readonly DiagnosticDescriptor WrongValueShape = new(
        "SBP6002", Severity.Error, "Wrong shape of a value", "The value of '{0}' has shape {1} where {2} is declared", "shape {2}", "shape {1}", "give '{0}' as {2}");

    /// <summary>Two values disagree about a size.</summary>
    public static readonly DiagnosticDescriptor SizeConflict = new(
        "SBP6003", Severity.Error, "Two values for one size", "The size '{0}' would be {1} and {2}", "one value for '{0}'", "{1} by one value and {2} by '{3}'", "make the extents agree");

    /// <summary>Nothing says what a size is.</summary>
    public static readonly DiagnosticDescriptor UnknownSize = new(
        "SBP6004", Severity.Error, "Unknown size", "Nothing determines the size '{0}'", "a value whose shape has the axis '{0}'", "none", "give the size by its name, as \"{0}\": 3");

    /// <summary>A wanted value does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownValue = new(
        "SBP6005", Severity.Error, "Unknown value", "There is no value '{0}'", "one of {1}", "'{0}'", "ask for one of the names of the network");

    /// <summary>A request of the batch mode cannot be read.</summary>
    public static readonly DiagnosticDescriptor UnreadableRequest = new(
        "SBP6006", Severity.Error, "Unreadable request", "The request cannot be read: {0}", "one JSON object a line", "{0}", "send one JSON object a line, as the page on 'sbp batch' shows");

    /// <summary>A field of a request is missing, unknown or of the wrong type.</summary>
    public static readonly DiagnosticDescriptor WrongField = new(
        "SBP6007", Severity.Error, "Wrong field in a request", "The field '{0}' {1}", "{2}", "{3}", "see the page on 'sbp batch' for the fields of each operation");

    /// <summary>Data cannot be read.</summary>
    public static readonly DiagnosticDescriptor UnreadableData = new(
        "SBP6008", Severity.Error, "Unreadable data", "{0}: {1}", "{2}", "{3}", "correct the file");

    /// <summary>The file has several networks, or none with this name.</summary>
    public static readonly DiagnosticDescriptor AmbiguousNetwork = new(
        "SBP6009", Severity.Error, "Which network", "The text has the networks {0}, and {1}", "one network", "{0}", "name one, with --network or with Name = … in the attribute");

    /// <summary>A derivative cannot be written as one expression.</summary>
    public static readonly DiagnosticDescriptor DerivativeTooLong = new(
        "SBP6010", Severity.Error, "Derivative too long to write", "Written out, the derivative by '{0}' would be endless", "a derivative of some hundred operations", "a larger one", "ask for fewer names, evaluate it, or emit code");

    /// <summary>A size is no whole number from 1 on.</summary>
    public static readonly DiagnosticDescriptor WrongSize = new(
        "SBP6011", Severity.Error, "Wrong size", "The size '{0}' cannot be {1}", "a whole number from 1 to 2147483647", "{1}", "give longer values, or another number for '{0}'");

    /// <summary>At these sizes an axis has a negative length.</summary>
    public static readonly DiagnosticDescriptor NegativeExtent = new(
        "SBP6012", Severity.Error, "Sizes too small", "With {0}, '{1}' would have {2} entries along an axis", "sizes with {3} ≥ 0", "{3} = {2}", "give larger sizes");

    /// <summary>Evaluating would take more memory or time than anyone waits for.</summary>
    public static readonly DiagnosticDescriptor TooLargeToEvaluate = new(
        "SBP6013", Severity.Error, "Too large to evaluate", "Evaluating this takes {0}, most of them for '{1}'", "at most {2}", "{0}", "use smaller sizes, or emit code");

    /// <summary>A request of the batch mode took too long.</summary>
    public static readonly DiagnosticDescriptor RequestTookTooLong = new(
        "SBP6014", Severity.Error, "Request took too long", "The request was given up after {0} seconds", "an answer within {0} seconds", "none", "ask for less at once, or run the command of its own");
}
