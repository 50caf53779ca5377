using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Equations;

/// <summary>One piece of a tensor: for every index in its domain, <c>target[targets] = body</c>.</summary>
/// <remarks>
/// Loop indices are numbered 0, 1, … by position in <see cref="Indices"/>; a reduction at the root of the body continues the count.
/// If every target is a distinct plain index variable the piece is pointwise; otherwise it is a scatter: contributions add up
/// (also with those of other scatters into the same tensor; entries that nothing reaches are 0).
/// Entries that no piece reaches are 0 (adjoints; the binder has checked the pieces of the source).
/// </remarks>
internal sealed class Equation(Tensor target, ImmutableArray<IndexExpr> targets, ImmutableArray<BoundIndex> indices, Expr body, Origin origin)
{
    private ImmutableArray<Tensor> _usedTensors;

    public Tensor Target { get; } = target;

    public ImmutableArray<IndexExpr> Targets { get; } = targets;

    public ImmutableArray<BoundIndex> Indices { get; } = indices;

    /// <summary>Gets the body: a reduction or none at its root, below it an optional guard, below that no reduction.</summary>
    public Expr Body { get; } = body;

    public Origin Origin { get; } = origin;

    /// <summary>Gets partials that replace those of the body (a user's own derivative; none at all for <c>stop</c>), or null.</summary>
    public ImmutableArray<OwnPartial>? OwnPartials { get; init; }

    /// <summary>Gets a value indicating whether this piece adds to what other pieces of its tensor give, although its own targets do not meet.</summary>
    public bool Accumulates { get; init; }

    /// <summary>Gets a value indicating whether contributions add up in the target: of different iterations, or of different pieces.</summary>
    public bool IsScatter => Accumulates || !IsPointwiseTarget(Targets);

    /// <summary>Gets all loop indices: the free ones, then those of a reduction at the root.</summary>
    public ImmutableArray<BoundIndex> AllIndices => Body is Reduce r ? [.. Indices, .. r.Indices] : Indices;

    /// <summary>Gets the tensors that it reads: in its body, its targets and its ranges.</summary>
    public ImmutableArray<Tensor> UsedTensors => _usedTensors.IsDefault
        ? _usedTensors = [.. Body.Tensors().Concat(Targets.Concat(Indices.SelectMany(i => i.Range.Bounds)).SelectMany(i => i.GatheredTensors())).Distinct()]
        : _usedTensors;

    public string IndexName(int id) => AllIndices.FirstOrDefault(i => i.Id == id)?.Name ?? "i" + id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString()
    {
        var printer = new ExpressionPrinter(IndexName);
        string left = Target.Name + (Targets.IsEmpty ? string.Empty : "[" + string.Join(",", Targets.Select(printer.Text)) + "]");
        string ranges = string.Concat(Indices.Select(i => $"; {i.Name} in {string.Join("|", i.Range.Lower)}..{string.Join("|", i.Range.Upper)}"));
        return $"{left} {(IsScatter ? "+=" : "=")} {printer.Text(Body)}{ranges}";
    }

    private static bool IsPointwiseTarget(ImmutableArray<IndexExpr> targets) =>
        targets.All(t => t.AsVariable is not null || t.IsFixed)
        && targets.Where(t => t.AsVariable is not null).Select(t => t.AsVariable).Distinct().Count() == targets.Count(t => t.AsVariable is not null);
}

/// <summary>∂target/∂access, given by the user instead of derived.</summary>
/// <param name="Access">The access in the equation's body.</param>
/// <param name="Partial">Its partial over the same indices.</param>
internal sealed record OwnPartial(Access Access, Expr Partial);
