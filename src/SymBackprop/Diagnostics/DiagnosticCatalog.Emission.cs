namespace SymBackprop.Diagnostics;

/// <content>4001–4999: scheduling and emission.</content>
public static partial class DiagnosticCatalog
{
    /// <summary>Tensors need each other in a way that no loop can follow.</summary>
    public static readonly DiagnosticDescriptor RecurrenceWithoutOrder = new(
        "SBP4001",
        Severity.Error,
        "Recurrence without an order",
        "No loop can compute {0}: the values need each other",
        "values that need only earlier values of the same index",
        "{0} in a circle",
        "define each value from earlier ones, such as [t] from [t-1]");
}
