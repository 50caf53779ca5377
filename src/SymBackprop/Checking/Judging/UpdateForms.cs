using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Knows an update of a value from an equation.</summary>
internal static class UpdateForms
{
    // w = w − α ∂E/∂w, x^{k+1} = x^k − t ∇f, w (new) = w (old) − …
    public static bool IsUpdate(MathNode left, MathNode right, Relation relation)
    {
        MathNode target = left is PowerNode p ? p.Base : left;

        // ∂L/∂C = … + ∂L/∂C: added to what came from the step behind.
        if (left is DerivativeNode added && right is SumNode { Terms.Length: > 1 } total && MathPrinter.Print(left) is var derivative && total.Terms.Any(t => !t.IsSubtracted && t.Value is DerivativeNode same && same.IsTotal == added.IsTotal && MathPrinter.Print(t.Value) == derivative))
        {
            return true;
        }

        // Δ(i) = Δ(i)·η: no value is its own multiple.
        if (left is ApplyNode { Function.Primes: 0 } applied && right is ProductNode or SumNode && right is not SumNode { Terms.Length: 1 } && MathPrinter.Print(applied) is var written
            && (right is ProductNode scaled ? scaled.Factors.Select(f => f.Value) : ((SumNode)right).Terms.Select(t => t.Value)).Any(v => v is ApplyNode && MathPrinter.Print(v) == written))
        {
            return true;
        }

        if (target is not SymbolNode symbol)
        {
            return false;
        }

        string key = relation.Roles.Resolve(symbol, _ => false).Key;
        bool isItself = left is SymbolNode && MathWalk.Operands(right).Any(s => relation.Roles.Resolve(s, _ => false).Key == key && Same(s, symbol));
        if (isItself)
        {
            return true;
        }

        // w' = w − α ∂E/∂w: the value after the step.
        if (left is SymbolNode { Primes: 1 } && right is SumNode { Terms.Length: > 1 } step && step.Terms.Any(t => t.Value is SymbolNode { Primes: 0 } old && Same(old, symbol))
            && step.Terms.Any(t => MathWalk.All(t.Value).Any(n => n is DerivativeNode or GradientNode or SymbolNode { Name: "η" or "α" or "μ" or "ε" or "γ" })))
        {
            return true;
        }

        return right is SumNode sum && sum.Terms.Any(t => IsBefore(t.Value, left));
    }

    private static bool Same(SymbolNode a, SymbolNode b) => a.Name == b.Name && a.Subscripts.Length == b.Subscripts.Length
        && a.Subscripts.Concat(a.Superscripts).Select(Place.Of).SequenceEqual(b.Subscripts.Concat(b.Superscripts).Select(Place.Of));

    private static bool IsBefore(MathNode term, MathNode left)
    {
        (SymbolNode? Name, Place? At) now = Step(left);
        (SymbolNode? Name, Place? At) before = Step(term);
        if (now.Name is null || before.Name is null)
        {
            return false;
        }

        string Plain(string name) => name.Replace("^new", string.Empty).Replace("^old", string.Empty).Replace("_new", string.Empty).Replace("_old", string.Empty).Replace("^+", string.Empty).Replace("^next", string.Empty);
        return Plain(now.Name.Name) == Plain(before.Name.Name)
            && (now.Name.Name != before.Name.Name || (now.At is { } a && before.At is { } b && a.Letter == b.Letter && a.Offset == b.Offset + 1));
    }

    private static (SymbolNode? Name, Place? At) Step(MathNode node) => node switch
    {
        PowerNode { Base: SymbolNode s } p => (s, Place.Of(p.Exponent)),
        SymbolNode s => (s, s.Superscripts.Concat(s.Subscripts).Select(Place.Of).FirstOrDefault(x => x is not null)),
        _ => (null, null),
    };
}
