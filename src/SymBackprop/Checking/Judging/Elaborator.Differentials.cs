using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Gradients and differentials.</content>
internal sealed partial class Elaborator
{
    private ArrayValue Gradient(GradientNode node, Scope scope)
    {
        MathNode of = MathForms.Bare(node.Of);
        MathNode? by = node.By;
        if (by is null && of is ApplyNode { Arguments: [var argument] } apply)
        {
            // ∇f(u) of a function: by its argument.
            if (MathForms.Bare(argument) is not SymbolNode)
            {
                ArrayValue slope = Derived(apply with { Function = apply.Function with { Primes = 1 } }, scope.Roles.Resolve(apply.Function, l => IsBound(l, scope)), _meanings.Find(scope.Roles.Resolve(apply.Function, l => IsBound(l, scope)), scope), [Elaborate(argument, scope)], scope);
                return slope with { IsRow = false, Link = null };
            }

            by = argument;
        }

        if (by is null && of is SymbolNode name && _meanings.Find(scope.Roles.Resolve(name, l => IsBound(l, scope)), scope) is { IsFunction: true, Parameters: [var parameter] })
        {
            by = parameter;
        }

        if (by is null)
        {
            throw JudgingException.Unsupported("a gradient that does not say by what");
        }

        ArrayValue value = Differentiated(of, by, scope);
        ArrayValue result = By(value, by, KeyOf(of, scope), scope);

        if (node.IsHessian)
        {
            return By(result with { IsRow = false }, by, KeyOf(of, scope), scope) with { Link = null };
        }

        // ∇ is a column, and of a matrix has its shape, in either layout.
        return value.IsScalar && result.Rank == 1 ? result with { IsRow = false }
            : value.IsScalar && result.Rank == 2 && _choice.NumeratorLayout ? ArrayAlgebra.Transposed(result)
            : result;
    }

    /// <summary>Gets the names whose differentials the relation itself mentions; the others are held fixed, if there are any.</summary>
    public List<string> Varied { get; } = [];

    // dY = Σ ∂Y/∂W : dW over all that has a differential and no definition.
    private ArrayValue Differential(DifferentialNode node, Scope scope)
    {
        if (node.Of is SymbolNode symbol && scope.Roles.Resolve(symbol, l => IsBound(l, scope)) is var quantity && _meanings.Find(quantity, scope) is null)
        {
            NamedQuantity direction = Direction(quantity, Named(quantity, scope));
            return Entries(direction, quantity, scope);
        }

        ArrayValue value = Elaborate(node.Of, scope);
        (NamedQuantity of, ImmutableArray<ExpressionSyntax> at) = GivePlace(value, "of");
        CheckOrder(value, of);
        HashSet<string> closure = _draft.Closure(of.Name);
        bool isVaried = Varied.Exists(k => _named.TryGetValue(k, out NamedQuantity? leaf) && closure.Contains(leaf.Name));
        var parts = new List<(NamedQuantity By, NamedQuantity Direction)>();
        foreach (string key in (isVaried ? Varied : _context.Differentials).Where(k => _context.Find(k, scope.Order) is null))
        {
            var by = new Quantity(key, key, null, false, [], false);
            NamedQuantity named = Named(by, scope);
            parts.Add((named, Direction(by, named)));
        }

        if (parts.Count == 0)
        {
            throw new JudgingException(Obstacle.Undefined, "no differential of a name without a definition occurs");
        }

        return value with
        {
            Link = null,
            At = i => Code.Add(parts.Select(part =>
            {
                ImmutableArray<string> names = [.. part.By.Axes.Select(_ => _draft.Fresh("c"))];
                ImmutableArray<ExpressionSyntax> inner = [.. names.Select(Code.Name)];
                ExpressionSyntax product = Code.Multiply(Code.Call("d", Code.Entry(of.Name, [.. at, .. i]), Code.Entry(part.By.Name, inner)), Code.Entry(part.Direction.Name, inner));
                return (false, names.IsEmpty ? product : Code.Reduce("sum", names.Select((n, k) => (n, Code.Zero, part.By.Axes[k].Last)), product));
            })),
        };
    }

    private NamedQuantity Direction(Quantity quantity, NamedQuantity of)
    {
        string key = "d" + quantity.Key;
        if (!_named.TryGetValue(key, out NamedQuantity? direction))
        {
            direction = of with { Name = key };
            _draft.Inputs.Add((key, of.Axes));
            _named.Add(key, direction);
            _doubts.Directions.Add(key);
        }

        return direction;
    }
}
