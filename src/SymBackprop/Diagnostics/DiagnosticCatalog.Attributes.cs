namespace SymBackprop.Diagnostics;

public static partial class DiagnosticCatalog
{
    /// <summary>An attribute stands on a method that cannot get a body.</summary>
    public static readonly DiagnosticDescriptor MethodMustBeStaticPartial = new(
        "SBP5001",
        Severity.Error,
        "The method must be static and partial, without a body",
        "The method '{0}' cannot get a body from its formula",
        "a static partial method without a body",
        "the method '{0}'",
        "declare it as 'static partial', with an accessibility such as 'public', and end it with ';'");

    /// <summary>A type around an attribute cannot have a second part.</summary>
    public static readonly DiagnosticDescriptor TypeMustBePartial = new(
        "SBP5002",
        Severity.Error,
        "The type must be partial",
        "The type '{0}' is not partial, or is local to its file",
        "a partial type",
        "the type '{0}'",
        "add 'partial' to the declaration of '{0}'");

    /// <summary>An attribute stands on a generic method.</summary>
    public static readonly DiagnosticDescriptor GenericMethod = new(
        "SBP5003",
        Severity.Error,
        "The method must not be generic",
        "The method '{0}' has type parameters",
        "a method of 'double' or 'float'",
        "type parameters",
        "remove the type parameters");

    /// <summary>A method has more than one formula.</summary>
    public static readonly DiagnosticDescriptor TwoFormulas = new(
        "SBP5004",
        Severity.Error,
        "One formula for each method",
        "The method '{0}' has two attributes that give it a body",
        "one of 'Gradient' and 'ValueAndGradient'",
        "both",
        "remove one of the attributes");

    /// <summary>A parameter's type has no meaning for a formula.</summary>
    public static readonly DiagnosticDescriptor ParameterType = new(
        "SBP5005",
        Severity.Error,
        "A parameter's type has no meaning for a formula",
        "The parameter '{0}' is declared as '{1}', which a formula cannot use",
        "'double', 'ReadOnlySpan<double>', 'out double', 'Span<double>', the same with 'float', or 'int' for a size",
        "'{1}'",
        "use 'double' or 'ReadOnlySpan<double>' for what comes in, 'out double' or 'Span<double>' for what goes out, 'int' for a size");

    /// <summary>A method returns what no formula gives.</summary>
    public static readonly DiagnosticDescriptor ReturnType = new(
        "SBP5006",
        Severity.Error,
        "A formula gives a number",
        "The method '{0}' returns '{1}'",
        "'double', 'float' or 'void'",
        "'{1}'",
        "return 'double' or 'float', or 'void' where every derivative leaves through a parameter");

    /// <summary>A method mixes double and float.</summary>
    public static readonly DiagnosticDescriptor MixedPrecision = new(
        "SBP5007",
        Severity.Error,
        "One floating-point type for each method",
        "'{0}' is '{2}' where the method began with '{1}'",
        "'{1}' throughout",
        "'{2}'",
        "use '{1}' for every parameter and for the result");

    /// <summary>A name of the formula has no parameter.</summary>
    public static readonly DiagnosticDescriptor MissingParameter = new(
        "SBP5008",
        Severity.Error,
        "A name of the formula has no parameter",
        "The formula reads '{0}', but the method has no parameter of that name",
        "a parameter '{1}'",
        "no such parameter",
        "add '{1}'");

    /// <summary>A parameter means nothing to the formula.</summary>
    public static readonly DiagnosticDescriptor UnusedParameter = new(
        "SBP5009",
        Severity.Error,
        "A parameter means nothing to the formula",
        "The parameter '{0}' is no name of the formula, no derivative that was asked for, and no size",
        "a name that the formula uses",
        "'{0}'",
        "remove '{0}', or use it in the formula");

    /// <summary>A parameter passes something else than the formula makes of it.</summary>
    public static readonly DiagnosticDescriptor ParameterShape = new(
        "SBP5010",
        Severity.Error,
        "A parameter and the formula disagree",
        "The parameter '{0}' is declared as {1}, but the formula makes it {2}",
        "'{3}'",
        "{1}",
        "declare '{3}'");

    /// <summary>A derivative has no parameter to leave through.</summary>
    public static readonly DiagnosticDescriptor MissingDerivative = new(
        "SBP5011",
        Severity.Error,
        "A derivative has no parameter to leave through",
        "The derivative by '{0}' has no parameter",
        "a parameter '{1}'",
        "no such parameter",
        "add '{1}'");

    /// <summary>A size follows from no parameter.</summary>
    public static readonly DiagnosticDescriptor UndeterminedSize = new(
        "SBP5012",
        Severity.Error,
        "A size follows from no parameter",
        "The size '{0}' of '{1}' cannot be found from the lengths of the parameters",
        "a length that determines '{0}', or a parameter 'int {0}'",
        "neither",
        "add a parameter 'int {0}', or state the shape of '{1}' in numbers");

    /// <summary>The method returns the wrong kind of thing for its attribute.</summary>
    public static readonly DiagnosticDescriptor ReturnKindMismatch = new(
        "SBP5013",
        Severity.Error,
        "The result does not fit the attribute",
        "The method '{0}' must return '{1}'",
        "'{1}'",
        "'{2}'",
        "change the result to '{1}': {3}");

    /// <summary>The list of names to differentiate by has a gap.</summary>
    public static readonly DiagnosticDescriptor WithRespectToList = new(
        "SBP5014",
        Severity.Error,
        "The list of names to differentiate by has a gap",
        "'{0}' is not a list of names",
        "names of the formula, separated by commas",
        "'{0}'",
        "write for example \"w, b\"");

    /// <summary>The network attribute stands on a class that cannot hold a network.</summary>
    public static readonly DiagnosticDescriptor NetworkClass = new(
        "SBP5015",
        Severity.Error,
        "A network needs a plain partial class",
        "The class '{0}' cannot hold a network: it is static, abstract, generic or a record",
        "a partial class that is none of these",
        "the class '{0}'",
        "declare '{0}' as 'sealed partial class'");

    /// <summary>No file of that name is given to the compiler.</summary>
    public static readonly DiagnosticDescriptor FileNotFound = new(
        "SBP5016",
        Severity.Error,
        "The network's file is not part of the project",
        "There is no file '{0}' among the project's .sbp files",
        "one of: {1}",
        "'{0}'",
        "correct the path, or add the file as <AdditionalFiles Include=\"{0}\" />");

    /// <summary>Several files end in the given path.</summary>
    public static readonly DiagnosticDescriptor AmbiguousFile = new(
        "SBP5017",
        Severity.Error,
        "Several files have that name",
        "The name '{0}' fits several files: {1}",
        "a path that fits one file",
        "'{0}'",
        "write more of the path");

    /// <summary>The text of stated shapes cannot be read.</summary>
    public static readonly DiagnosticDescriptor ShapesText = new(
        "SBP5018",
        Severity.Error,
        "The stated shapes cannot be read",
        "'{0}' states no shape",
        "a list such as W[m,n], x[n]",
        "'{0}'",
        "write each name of the formula with its sizes in brackets");

    /// <summary>A method with a workspace needs a second method, whose name is taken.</summary>
    public static readonly DiagnosticDescriptor WorkspaceLengthTaken = new(
        "SBP5019",
        Severity.Error,
        "The name of the workspace's length is taken",
        "The type has a member '{0}', which is the name of the method that tells the workspace's length",
        "no other member '{0}'",
        "'{0}'",
        "rename one of the two");

    /// <summary>A method that C# compiles and that cannot be called.</summary>
    public static readonly DiagnosticDescriptor TooManyParameters = new(
        "SBP5020",
        Severity.Error,
        "Too many parameters",
        "The method '{0}' has {1} parameters; .NET cannot run a method with so many",
        "at most 8,000 parameters",
        "{1}",
        "gather the numbers in arrays: x[0], x[1], … of one span x");
}
