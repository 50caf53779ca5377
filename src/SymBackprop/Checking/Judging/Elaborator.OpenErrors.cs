using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Errors without a definition.</content>
internal sealed partial class Elaborator
{
    private readonly Dictionary<string, NamedQuantity> _open = [];

    private readonly HashSet<string> _opening = [];

    // The error of the last layer has shapes that the document tells.
    private bool _hasUndefinedErrors;

    /// <summary>Gets what is known of errors without a definition.</summary>
    public OpenErrors OpenErrors { get; }

    public bool HasOpenErrors => _open.Count > 0;

    // The L of ∂L/∂y; the L of Σ L_t is no single value.
    private bool IsOpenError(Quantity quantity) => quantity.Key == GradientNames.Error || (quantity.Indices.IsEmpty && !_context.DefaultArguments.ContainsKey(quantity.Key) && _context.Uses.TryGetValue(quantity.Key, out QuantityUse? use) && use.Indices == 0);

    // L = Σ gᵢ·yᵢ with any slopes g has any first derivatives ∂L/∂y, and all others follow from these by the chain rule.
    // It says nothing of second derivatives: see CheckOrder.
    private ArrayValue? OpenError(Quantity error, Scope scope, bool isDefined = false)
    {
        _hasUndefinedErrors |= !isDefined;
        if (!_open.TryGetValue(error.Key, out NamedQuantity? named))
        {
            ImmutableArray<Quantity> direct = [.. OpenErrors.Direct(error)];
            if (direct.IsEmpty || !_opening.Add(error.Key))
            {
                return null;
            }

            if (direct.Select(q => q.Layer?.Letter).OfType<string>().Distinct().Count() > 1)
            {
                _doubts.LeaveOpen("the document does not say how its layers lie to each other");
            }

            var terms = new List<(bool, ExpressionSyntax)>();
            foreach (Quantity quantity in direct)
            {
                NamedQuantity of = Named(quantity, scope);
                string slope = $"∂{error.Key}/∂{quantity.Key}";
                _draft.Inputs.Add((slope, of.Axes));
                _doubts.Slopes[slope] = error.Key;
                ImmutableArray<string> names = [.. of.Axes.Select(_ => _draft.Fresh("c"))];
                ImmutableArray<ExpressionSyntax> at = [.. names.Select(Code.Name)];
                ExpressionSyntax product = Code.Multiply(Code.Entry(slope, at), Code.Entry(of.Name, at));
                terms.Add((false, names.IsEmpty ? product : Code.Reduce("sum", names.Select((n, k) => (n, Code.Zero, of.Axes[k].Last)), product)));
            }

            if (_choice.OpenValues)
            {
                // Its value is as free as its slopes.
                string constant = _draft.Fresh(error.Key);
                _draft.Inputs.Add((constant, []));
                terms.Add((false, Code.Name(constant)));
            }

            named = _draft.Equation(error.Key, [], ArrayValue.Of(Code.Add(terms)));
            _open.Add(error.Key, named);
            _opening.Remove(error.Key);
            _assumptions.Assume($"{(error.Key == GradientNames.Error ? "the error" : error.Key)} may be any function of {string.Join(", ", direct.Select(q => q.Key))}");
        }

        return ArrayValue.Of(Code.Name(named.Name));
    }

    // What is differentiated may be an open error, but not hold a derivative of one.
    private void CheckOrder(ArrayValue value, NamedQuantity of)
    {
        if (_open.Count == 0 || (value.IsScalar && value.Scalar is NameSyntax name && _open.Values.Any(o => o.Name == name.Text)))
        {
            return;
        }

        HashSet<string> closure = _draft.Closure(of.Name);
        foreach (KeyValuePair<string, NamedQuantity> open in _open.Where(o => closure.Contains(o.Value.Name) && _draft.IsDifferentiatedIn(closure)))
        {
            throw new JudgingException(Obstacle.Undefined, $"needs a definition of {open.Key}") { Missing = open.Key };
        }
    }
}
