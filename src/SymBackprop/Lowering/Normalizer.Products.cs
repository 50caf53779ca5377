using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Lowering;

/// <summary>Products of many factors, split in pairs.</summary>
/// <remarks>
/// With at most two factors in a term the partial by one is the other, and the products of the factors before each stand as tensors
/// of their own: together they are the prefix and suffix products, in linear time and without a division.
/// </remarks>
internal sealed partial class Normalizer
{
    private Expr SplitProducts(Expr body, Scope scope, Origin origin) => body switch
    {
        Add a => Interner.Add(a.Terms.Select(t => SplitProduct(t, scope, origin))),
        Select s => Interner.Select(s.Condition, SplitProducts(s.Then, scope.When(s.Condition), origin), SplitProducts(s.Otherwise, scope.When(Interner.Negate(s.Condition)), origin)),
        _ => SplitProduct(body, scope, origin),
    };

    private Expr SplitProduct(Expr term, Scope scope, Origin origin)
    {
        if (term is not Multiply m || m.Factors.Count(f => f is not Constant) <= 2)
        {
            return term;
        }

        // Factors over the same indices meet first, fewest indices before more: an entry of a product is computed as rarely as may be.
        List<Expr> parts = [];
        foreach (IGrouping<string, Expr> group in m.Factors.Where(f => f is not Constant).GroupBy(SpaceOf).OrderBy(g => FreeVariables(g.First()).Count))
        {
            parts.Add(Fold(group, scope, origin, keepLast: false));
        }

        Expr constant = m.Factors[0] is Constant c ? c : Interner.One;
        return Interner.Multiply(constant, Fold(parts, scope, origin, keepLast: true));
    }

    private Expr Fold(IEnumerable<Expr> factors, Scope scope, Origin origin, bool keepLast)
    {
        List<Expr> list = [.. factors];
        Expr product = list[0];
        for (int i = 1; i < list.Count; i++)
        {
            Expr pair = Interner.Multiply(product, list[i]);
            bool open = keepLast && i == list.Count - 1;
            product = open || IsFactor(pair) ? pair : Materialize(pair, scope, origin);
        }

        return product;
    }

    private string SpaceOf(Expr factor) => string.Join(",", FreeVariables(factor).OrderBy(v => v));
}
