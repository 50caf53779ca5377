namespace SymBackprop.Diagnostics;

/// <content>Derivations by hand: 3001 and up.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>A line of a derivation that the build checks does not hold.</summary>
    public static readonly DiagnosticDescriptor RefutedLine = new(
        "SBP3001",
        Severity.Warning,
        "A line of the derivation does not hold",
        "The line '{0}' does not hold: {1}",
        "equal sides",
        "{1}",
        "{2}");

    /// <summary>The derivation that an attribute names is no file of the project.</summary>
    public static readonly DiagnosticDescriptor DerivationNotFound = new(
        "SBP3002",
        Severity.Error,
        "The derivation is not part of the project",
        "There is no file '{0}' among the project's .tex and .md files",
        "one of: {1}",
        "'{0}'",
        "correct the path, or add the file as <AdditionalFiles Include=\"{0}\" />");

    /// <summary>Several files end in the given path.</summary>
    public static readonly DiagnosticDescriptor AmbiguousDerivation = new(
        "SBP3003",
        Severity.Error,
        "Several derivations have that name",
        "The name '{0}' fits several files: {1}",
        "a path that fits one file",
        "'{0}'",
        "write more of the path");

    /// <summary>A definition beside a derivation says of no name what it means.</summary>
    public static readonly DiagnosticDescriptor UnreadDefinition = new(
        "SBP3004",
        Severity.Error,
        "A definition is not understood",
        "The definition '{0}' says of no name what it means",
        "{1}",
        "{2}",
        "write it as 'A(x) = 1/(1 + exp(-x))', or in LaTeX");
}
