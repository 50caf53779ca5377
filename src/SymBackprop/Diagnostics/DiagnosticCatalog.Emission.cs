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

    /// <summary>Two names of the network have the same C# spelling.</summary>
    public static readonly DiagnosticDescriptor NamesMeet = new(
        "SBP4002",
        Severity.Error,
        "Two names have one spelling in C#",
        "'{0}' and '{1}' are both spelled '{2}' in C#",
        "names that stay different in C#",
        "'{2}' twice",
        "rename '{0}' or '{1}'");

    /// <summary>A name of the network becomes the name of another member of its class.</summary>
    public static readonly DiagnosticDescriptor ReservedMember = new(
        "SBP4003",
        Severity.Error,
        "A name meets another member of the class",
        "'{0}' becomes the member '{1}', which is also {2}",
        "a name that no other member has",
        "'{1}' twice",
        "rename '{0}'");
}
