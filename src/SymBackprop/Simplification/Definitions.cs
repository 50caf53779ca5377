using System;
using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Lowering;

namespace SymBackprop.Simplification;

/// <summary>What tensors are defined as, so that an access can be seen through.</summary>
/// <param name="interner">The interner of the compilation.</param>
/// <param name="isOpaque">Tensors that must not be seen through: derivatives by them are wanted, or they have partials of their own.</param>
internal sealed class Definitions(ExprInterner interner, Func<Tensor, bool> isOpaque)
{
    // Numbers from here on are for summed indices seen through an access; no equation has so many of its own.
    private const int FirstFresh = 1 << 20;

    private readonly Dictionary<Tensor, Equation?> _single = [];
    private readonly Dictionary<Access, Expr> _views = [];
    private int _fresh = FirstFresh;

    public void Add(Equation equation)
    {
        bool isOnly = !_single.ContainsKey(equation.Target) && IsTransparent(equation);
        _single[equation.Target] = isOnly ? equation : null;
        Signs.Add(equation);
    }

    /// <summary>Gets what is known of the tensors' signs.</summary>
    public Signs Signs { get; } = new();

    /// <summary>Returns the one equation of a tensor that may be seen through, or null.</summary>
    public Equation? Find(Tensor tensor) => _single.TryGetValue(tensor, out Equation? equation) ? equation : null;

    /// <summary>Returns the body of a tensor's one equation, below a guard if there is one; over the equation's own indices.</summary>
    public Expr? Core(Tensor tensor) => Find(tensor)?.Body is { } body ? LoweredForm.AsGuard(body)?.Then ?? body : null;

    /// <summary>Returns what an access stands for, by its tensor's definition, or null.</summary>
    /// <remarks>Indices that a reduction binds there get numbers of their own.</remarks>
    public Expr? View(Access access, Scope scope)
    {
        if (Find(access.Tensor) is not { } equation || !Covers(equation, access, scope))
        {
            return null;
        }

        if (!_views.TryGetValue(access, out Expr? view))
        {
            view = Substitute(equation, access);
            _views.Add(access, view);
        }

        return LoweredForm.AsGuard(view) is { } guard && Guards.IsImplied(guard.Condition, scope) ? guard.Then : view;
    }

    /// <summary>Returns the range in which an entry of an integer tensor is the place of an extreme, or null.</summary>
    public IndexRange? RangeOfPlace(IndexGather gather)
    {
        if (Find(gather.Tensor) is not { Body: Reduce { Kind: ReduceKind.ArgMax or ReduceKind.ArgMin, Indices: [var searched] } } equation)
        {
            return null;
        }

        return searched.Range.Substitute(a => a is IndexVariable v && equation.Targets.IndexOf(IndexExpr.Variable(v.Id)) is >= 0 and var axis ? gather.Indices.Items[axis] : null);
    }

    private bool IsTransparent(Equation equation) =>
        equation.OwnPartials is null
        && !isOpaque(equation.Target)
        && equation.Body is not DerivativeRequest
        && equation.Targets.Length == equation.Indices.Length
        && equation.Targets.All(t => t.AsVariable is not null)
        && !equation.IsScatter;

    // Outside of the equation's domain the entries are 0, so the access must be seen to stay inside.
    private static bool Covers(Equation equation, Access access, Scope scope)
    {
        for (int axis = 0; axis < equation.Targets.Length; axis++)
        {
            IndexRange range = equation.Indices[equation.Targets[axis].AsVariable!.Value].Range;
            if (range.FullExtent is { } extent && extent.Equals(equation.Target.Shape.Extents[axis]))
            {
                continue;
            }

            IndexExpr? At(int variable) => IndexOf(equation, access, variable);
            IndexExpr index = access.Indices[axis];
            if (!range.Lower.All(b => IndexArithmetic.IsNonNegative(index - b.SubstituteVariables(At), scope.Indices))
                || !range.Upper.All(b => IndexArithmetic.IsNonNegative(b.SubstituteVariables(At) - index, scope.Indices)))
            {
                return false;
            }
        }

        return true;
    }

    private static IndexExpr? IndexOf(Equation equation, Access access, int variable)
    {
        for (int axis = 0; axis < equation.Targets.Length; axis++)
        {
            if (equation.Targets[axis].AsVariable == variable)
            {
                return access.Indices[axis];
            }
        }

        return null;
    }

    private Expr Substitute(Equation equation, Access access)
    {
        var replacement = new Dictionary<int, IndexExpr>();
        foreach (BoundIndex index in equation.AllIndices)
        {
            replacement.Add(index.Id, IndexOf(equation, access, index.Id) ?? IndexExpr.Variable(_fresh++));
        }

        return interner.Substitute(equation.Body, v => replacement.TryGetValue(v, out IndexExpr? at) ? at : null);
    }
}
