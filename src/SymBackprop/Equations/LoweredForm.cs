using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Equations;

/// <summary>The form of a body between the passes: what stands where.</summary>
internal static class LoweredForm
{
    /// <summary>Says whether a reduction stands only at the root, guards below it, and calls, choices and general powers only below those.</summary>
    public static bool Holds(Expr body)
    {
        Expr inner = body is Reduce r ? r.Body : body;
        while (AsGuard(inner) is { } guard)
        {
            if (!Holds(guard.Condition))
            {
                return false;
            }

            inner = guard.Then;
        }

        return IsRootOnly(inner)
            ? inner is not Reduce && inner.Operands.All(IsPolynomial) && (inner is not Select choice || Holds(choice.Condition))
            : IsPolynomial(inner);
    }

    /// <summary>Returns the expression as a guard <c>Select(c, e, 0)</c>, or null.</summary>
    public static Select? AsGuard(Expr expr) => expr is Select { Otherwise: Constant { Value.IsZero: true } } guard ? guard : null;

    /// <summary>Says whether an expression is a number, an index, or an access.</summary>
    public static bool IsAtom(Expr expr) => expr is Constant or NamedConstant or IndexValue or Access;

    private static bool Holds(Condition condition) => ExprInterner.ExpressionsOf(condition).All(IsPolynomial);

    private static bool IsPolynomial(Expr expr) => !expr.Nodes().Any(IsRootOnly);

    private static bool IsRootOnly(Expr node) =>
        node is Reduce or Call or Select or DerivativeRequest || (node is Power p && !(p.Exponent is Constant { Value.IsInteger: true }));
}
