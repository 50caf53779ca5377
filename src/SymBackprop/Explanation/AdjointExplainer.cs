using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Explains derivatives adjoint by adjoint, from the error inwards, in index notation.</summary>
internal sealed class AdjointExplainer
{
    private readonly ExplainedNetwork _network;
    private readonly Tensor _of;
    private readonly ImmutableArray<BoundIndex> _outer;
    private readonly Dictionary<Tensor, Tensor> _adjoints = [];
    private readonly HashSet<string> _names;

    private readonly string _suffix;

    private AdjointExplainer(ExplainedNetwork network, Tensor of, bool isOnly)
    {
        _suffix = isOnly ? string.Empty : "_" + of.Name;
        _network = network;
        _of = of;
        _names = network.Names;
        _outer = new IndexNaming(_names).Name(network.IndicesOf(of));
        _names.UnionWith(_outer.Select(i => i.Name));
    }

    /// <summary>Returns the adjoints between <paramref name="of"/> and the tensors asked for, each before its use, then those asked for.</summary>
    public static ImmutableArray<Derivation> Explain(ExplainedNetwork network, Tensor of, IReadOnlyList<Tensor> by, bool isOnly)
    {
        var explainer = new AdjointExplainer(network, of, isOnly);
        HashSet<Tensor> sources = network.SourcesOf(of);
        HashSet<Tensor> dependents = network.DependentsOf(by);
        HashSet<Tensor> wanted = [.. by];
        Dictionary<Tensor, int> positions = network.Tensors.Select((t, position) => (t.Tensor, position)).ToDictionary(t => t.Tensor, t => t.position);
        IEnumerable<Tensor> stations = network.Tensors.Reverse().Select(t => t.Tensor)
            .Where(t => !ReferenceEquals(t, of) && sources.Contains(t) && dependents.Contains(t) && !wanted.Contains(t));
        var result = new List<Derivation>();
        foreach (Tensor tensor in stations)
        {
            result.Add(explainer.Derive(tensor, sources, isIntermediate: true));
        }

        // What is asked for may itself lie on the way to something else that is.
        result.AddRange(by.OrderByDescending(t => positions.TryGetValue(t, out int position) ? position : -1).Select(t => explainer.Derive(t, sources, isIntermediate: false)));
        return [.. result];
    }

    private Derivation Derive(Tensor by, HashSet<Tensor> sources, bool isIntermediate)
    {
        var naming = new IndexNaming(_names);
        ImmutableArray<BoundIndex> entry = naming.Name(_network.IndicesOf(by));
        ImmutableArray<ExplainedTensor> users = [.. _network.UsersOf(by).Where(t => sources.Contains(t.Tensor))];
        Expr subject = Partial(_of, _outer, by, entry);
        var steps = new StepList(subject, naming);

        AddTotal(steps, by, entry, users);
        AddPartials(steps, by, entry, users);
        if (steps.IsEmpty)
        {
            steps.Add("independent", $"{_of.Name} does not depend on {by.Name}", 0, default);
        }

        var adjoint = new Tensor(
            isIntermediate ? "δ" + by.Name + _suffix : $"d{_of.Name}_d{by.Name}",
            new Shape([.. _of.Shape.Extents, .. by.Shape.Extents]),
            isIntermediate ? TensorRole.Temporary : TensorRole.Adjoint)
        {
            Of = by,
            By = _of,
        };
        _adjoints.Add(by, adjoint);
        ImmutableArray<BoundIndex> indices = _outer.AddRange(entry);
        return new Derivation
        {
            Of = _of,
            By = by,
            Adjoint = adjoint,
            Indices = indices,
            Steps = steps.ToImmutable(),
            IsIntermediate = isIntermediate,
            Matrix = MatrixForm.Of(steps.Last, indices),
        };
    }

    // v̄[K] = Σ over the users u and their entries I of ū[I]·∂u[I]/∂v[K]
    private void AddTotal(StepList steps, Tensor by, ImmutableArray<BoundIndex> entry, ImmutableArray<ExplainedTensor> users)
    {
        if (users.IsEmpty || (users.Length == 1 && ReferenceEquals(users[0].Tensor, _of)))
        {
            return;
        }

        var terms = new List<Expr>();
        foreach (ExplainedTensor user in users)
        {
            ImmutableArray<BoundIndex> at = ReferenceEquals(user.Tensor, _of) ? _outer : _network.IndicesOf(user.Tensor);
            Expr partial = Partial(user.Tensor, at, by, entry);
            terms.Add(ReferenceEquals(user.Tensor, _of) ? partial : new Reduce(ReduceKind.Sum, at, AdjointOf(user.Tensor, [.. at.Select(i => i.Variable)]) * partial));
        }

        string through = string.Join(", ", users.Select(u => u.Tensor.Name));
        steps.Add("total-derivative", $"total derivative: {by.Name} acts through {through}", Tidy.Sum(terms.Select(t => Tidy.Expression(t))), users[0].Span);
    }

    private void AddPartials(StepList steps, Tensor by, ImmutableArray<BoundIndex> entry, ImmutableArray<ExplainedTensor> users)
    {
        var rules = new List<string>();
        var terms = new List<DerivativeTerm>();
        foreach (ExplainedTensor user in users)
        {
            var derivative = LocalDerivative.By(_network.Functions, _network.Form, by, [.. entry.Select(i => i.Variable)]);
            foreach (DefinedPiece piece in user.Pieces)
            {
                terms.AddRange(derivative.Of(piece.Body).Select(t => Downstream(WithName(t, user.Tensor, user.Pieces), user.Tensor, piece)));
            }

            rules.AddRange(derivative.Rules.Where(r => !rules.Contains(r)));
        }

        if (users.IsEmpty)
        {
            return;
        }

        SourceSpan span = users[0].Span;
        string names = string.Join(", ", users.Select(u => u.Tensor.Name));
        string reason = terms.Count == 0 ? $"definition of {names}: locally constant" : rules.Count == 0 ? $"definition of {names}" : $"definition of {names}: " + string.Join(", ", rules);
        steps.Add("local-partial", reason, Sum(terms), span);

        Dictionary<int, IndexRange> ranges = _outer.Concat(entry).ToDictionary(i => i.Id, i => i.Range);
        steps.Add("contract-delta", "the sum over an index meets its δ", Sum(terms.Select(t => t.Contract(ranges)).Where(t => t is not null).Select(t => t!)), span);
        if (CommonFactor.TakenOut(steps.Last) is { } product)
        {
            steps.Add("common-factor", "a common factor stands before the bracket", product, span);
        }
    }

    // a = tanh(z) has ∂a/∂z = 1 − a², p = softmax(z) has p in its own derivative: a value just named keeps its name.
    private static DerivativeTerm WithName(DerivativeTerm term, Tensor user, ImmutableArray<DefinedPiece> pieces) => pieces is not [var piece] ? term : term with
    {
        Factors = [.. term.Factors.Select(f => f.Replace(e => EntryMatch.Of(e, user, piece)))],
    };

    private DerivativeTerm Downstream(DerivativeTerm term, Tensor user, DefinedPiece piece) => ReferenceEquals(user, _of)
        ? term.Where([.. piece.Targets.Zip(_outer, (target, outer) => (Condition)new IndexCompare(Comparison.Equal, target, outer.Variable))]).SummedOver(piece.Indices)
        : term.Times(AdjointOf(user, piece.Targets)).SummedOver(piece.Indices);

    private Expr AdjointOf(Tensor tensor, ImmutableArray<IndexExpr> at) => new Access(_adjoints[tensor], [.. _outer.Select(i => i.Variable), .. at]);

    private static Expr Sum(IEnumerable<DerivativeTerm> terms) => Tidy.Sum(terms.Select(t => Tidy.Expression(t.ToExpr())));

    private static Expr Partial(Tensor of, ImmutableArray<BoundIndex> ofIndices, Tensor by, ImmutableArray<BoundIndex> byIndices) =>
        new Call("d", [new Access(of, [.. ofIndices.Select(i => i.Variable)]), new Access(by, [.. byIndices.Select(i => i.Variable)])]);
}
