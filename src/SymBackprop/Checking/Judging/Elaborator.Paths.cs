using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <content>Derivatives along one path out of several.</content>
internal sealed partial class Elaborator
{
    // What nothing is differentiated through at the moment.
    private ImmutableHashSet<string> _held = [];

    private ArrayValue? AlongPath(MathNode of, DerivativeNode node, Scope scope)
    {
        if (!_choice.AlongPaths || node.By.Length != 1 || PathSums.KeyOf(of, scope.Roles) is not { } ofKey || PathSums.KeyOf(MathForms.Bare(node.By[0]), scope.Roles) is not { } byKey || _context.Paths!.Held(ofKey, byKey, node.IsTotal) is not { IsEmpty: false } held)
        {
            return null;
        }

        _assumptions.Assume($"∂{ofKey}/∂{byKey} goes along its own path: {string.Join(" and ", held.OrderBy(h => h, System.StringComparer.Ordinal))} held fixed");
        ImmutableHashSet<string> outer = _held;
        _held = held;
        try
        {
            return Differentiated(of, node.By[0], scope);
        }
        finally
        {
            _held = outer;
        }
    }

    private NamedQuantity Held(Quantity quantity, string cacheKey, Scope scope)
    {
        cacheKey += " held";
        if (_named.TryGetValue(cacheKey, out NamedQuantity? known))
        {
            return known;
        }

        ImmutableHashSet<string> outer = _held;
        _held = [];
        NamedQuantity whole = Named(quantity, scope);
        _held = outer;
        ImmutableArray<string> probe = [.. whole.Axes.Select(_ => _draft.Fresh("i"))];
        string name = _draft.Fresh(quantity.Key);
        _draft.Add(name, probe, whole.Axes, Code.Call("stop", Code.Entry(whole.Name, [.. probe.Select(Code.Name)])));
        return _named[cacheKey] = whole with { Name = name };
    }
}
