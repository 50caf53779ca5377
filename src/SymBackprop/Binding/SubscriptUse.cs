using System.Collections.Generic;
using System.Linq;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Tells whether a name subscripts something in an expression.</summary>
internal static class SubscriptUse
{
    public static bool Exists(string name, ExpressionSyntax expression) => Exists(name, expression, false);

    private static bool Exists(string name, ExpressionSyntax expression, bool isPosition) => expression switch
    {
        NameSyntax n => isPosition && n.Text == name,
        SubscriptSyntax s => Exists(name, s.Operand, isPosition) || s.Subscripts.Any(p => Exists(name, p, true)),
        CallSyntax c when Rebinds(name, c) => false,
        _ => SyntaxChildren.Of(expression).Any(child => Exists(name, child, isPosition)),
    };

    // The same name bound further inside is another index. (max(i, …) may be the function: then i is looked for within.)
    private static bool Rebinds(string name, CallSyntax call)
    {
        IEnumerable<ExpressionSyntax> binders = call.Arguments.Take(call.Arguments.Length - 1);
        return BinderForm.IsReduction(call.Function.Text)
            && binders.Any(b => b is BinderSyntax ranged ? ranged.Index.Text == name : b is NameSyntax n && n.Text == name && call.Function.Text is not ("max" or "min"));
    }
}
