namespace SymBackprop.Diagnostics;

/// <content>Taking derivatives: SBP2001 and up.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>Derivatives of derivatives of derivatives.</summary>
    public static readonly DiagnosticDescriptor NestedDerivatives = new(
        "SBP2001",
        Severity.Error,
        "Derivatives nested too deep",
        "The derivative '{0}' stands around 64 others, one inside the other",
        "at most 64 derivatives one inside the other",
        "65",
        "take fewer derivatives of derivatives, or write the inner ones out");

    /// <summary>An expression that swells.</summary>
    public static readonly DiagnosticDescriptor TooManySteps = new(
        "SBP2002",
        Severity.Error,
        "Derivatives too large",
        "The network and its derivatives take more steps to write out than are allowed; the last ones were for '{0}'",
        "at most 10,000,000 steps",
        "more",
        "take fewer derivatives of derivatives, and give what repeats a name of its own");
}
