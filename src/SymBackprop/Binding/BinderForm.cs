using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>A call that binds indices: <c>sum(i, j in lo..hi, body)</c>.</summary>
internal sealed record BinderForm(ImmutableArray<ExpressionSyntax> Binders, ExpressionSyntax Body)
{
    public static ImmutableArray<string> Reductions { get; } = ["sum", "prod", "max", "min", "mean", "argmax", "argmin", "logsumexp"];

    public static bool IsReduction(string function) => Reductions.Contains(function);

    /// <summary>Reads a call of a reduction as a binder, or returns null: <c>max(a, b)</c> is the function of two numbers.</summary>
    /// <remarks>A name is bound if <c>in</c> is given, or if a name subscripts something in the body; only max and min have another meaning to fall back on.</remarks>
    public static BinderForm? Read(CallSyntax call)
    {
        if (!IsReduction(call.Function.Text) || call.Arguments.Length < 2)
        {
            return null;
        }

        ExpressionSyntax body = call.Arguments[call.Arguments.Length - 1];
        ImmutableArray<ExpressionSyntax> binders = call.Arguments.RemoveAt(call.Arguments.Length - 1);
        if (!binders.All(b => b is NameSyntax or BinderSyntax) || body is BinderSyntax)
        {
            return null;
        }

        bool binds = call.Function.Text is not ("max" or "min")
            || binders.Any(b => b is BinderSyntax)
            || binders.OfType<NameSyntax>().Any(n => SubscriptUse.Exists(n.Text, body));
        return binds ? new(binders, body) : null;
    }

    public static NameSyntax NameOf(ExpressionSyntax binder) => binder is BinderSyntax b ? b.Index : (NameSyntax)binder;
}
