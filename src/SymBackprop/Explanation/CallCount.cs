using System.Collections.Generic;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Interpretation;

namespace SymBackprop.Explanation;

/// <summary>Counts the calls of the source's functions, those in the bodies of called functions once for each call.</summary>
internal sealed class CallCount
{
    private readonly Dictionary<BoundFunction, double> _known = [];

    public double Of(BoundNetwork network) => network.Tensors.SelectMany(t => t.Pieces).Sum(p => Of(p.Body));

    // A function has been bound before its callers, so that nothing goes in circles.
    private double Of(BoundExpr expr)
    {
        double count = BoundChildren.Of(expr).Sum(Of);
        if (expr is BoundUserCall call)
        {
            if (!_known.TryGetValue(call.Function, out double inside))
            {
                _known.Add(call.Function, inside = 1 + Of(call.Function.Body));
            }

            count += inside;
        }

        return count;
    }
}
