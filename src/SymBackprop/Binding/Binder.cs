using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Gives every name its meaning, every index its extent and every expression its shape.</summary>
/// <remarks>
/// A bare formula is bound twice: first with unknown extents for the names that it does not declare, to learn from their use what
/// they are, then with what was learnt. After an error the result is empty.
/// </remarks>
internal static class Binder
{
    public static BoundNetwork Bind(NetworkSyntax network, DiagnosticBag diagnostics, BindingOptions options)
    {
        var context = new BindingContext(diagnostics, options, new ExtentUnifier());
        BareNames names = network.IsBare ? BareFormula.Read(network, options, context) : BareNames.None;
        BoundNetwork bound = new NetworkBinder(context, network).Bind(names);
        return diagnostics.HasErrors || context.HasErrors ? new BoundNetwork { Name = bound.Name, IsBareFormula = bound.IsBareFormula } : bound;
    }
}
