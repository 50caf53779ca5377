using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Writes one entry of a bound expression in index notation, nested as a person would and not simplified.</summary>
/// <remarks>Every reduction gets indices of its own, so one expression never binds an index twice.</remarks>
internal sealed class IndexForm(ExplainedFunctions functions, int firstFreeIndex)
{
    private readonly Dictionary<int, IndexExpr> _indices = [];
    private readonly Dictionary<BoundParameter, Func<ImmutableArray<IndexExpr>, Expr>> _parameters = [];
    private int _nextIndex = firstFreeIndex;

    /// <summary>Returns an index that nothing else binds.</summary>
    public BoundIndex Fresh(BoundIndex like) => like with { Id = _nextIndex++ };

    /// <summary>Returns the entry of an expression; a scalar is its own entry everywhere.</summary>
    public Expr Entry(BoundExpr expr, ImmutableArray<IndexExpr> at)
    {
        ImmutableArray<IndexExpr> place = expr.Shape.IsScalar ? [] : at;
        return expr switch
        {
            BoundNumber n => new Constant(n.Value),
            BoundNamedConstant n => new NamedConstant(n.Number),
            BoundIndexNumber n => IndexNumber(Here(n.Index)),
            BoundReference r => new Access(r.Tensor, place),
            BoundParameterReference p => _parameters[p.Parameter](place),
            BoundSubscript s => Subscripted(s, place),
            BoundSum s => new Add([.. s.Terms.Select(t => Entry(t, at))]),
            BoundElementwiseProduct p => new Multiply([.. p.Factors.Select(f => Entry(f, at))]),
            BoundNegation n => -Entry(n.Operand, at),
            BoundQuotient q => Entry(q.Numerator, at) / Entry(q.Denominator, at),
            BoundPower p => new Power(Entry(p.Base, at), Entry(p.Exponent, at)),
            BoundMatrixProduct p => MatrixProduct(p, place),
            BoundOuterProduct o => Entry(o.Left, [place[0]]) * Entry(o.Right, [place[1]]),
            BoundTranspose t => Entry(t.Operand, [.. place.Reverse()]),
            BoundFunctionCall c => new Call(c.Function, [.. c.Arguments.Select(a => Entry(a, at))]),
            BoundReduction r => Reduction(r.Kind, r.Indices, r.Body, place),
            BoundMean m => Mean(m, place),
            BoundTabulation t => With(t.Indices.Select(i => i.Id), place, () => Entry(t.Body, [])),
            BoundConditional c => new Select(Truth(c.Condition), Entry(c.Then, at), Entry(c.Otherwise, at)),
            BoundUserCall c => UserCall(c, place),
            BoundDerivative d => functions.TotalDerivative(d.Of, d.By, place, this),
            BoundStop s => new Call("stop", [Entry(s.Operand, at)]),
            _ => throw new InvalidOperationException(expr.GetType().Name),
        };
    }

    /// <summary>Evaluates with index variables standing for other index expressions.</summary>
    public T With<T>(IEnumerable<int> variables, IEnumerable<IndexExpr> values, Func<T> body)
    {
        var outer = new List<(int Id, IndexExpr? Value)>();
        foreach ((int id, IndexExpr value) in variables.Zip(values, (id, value) => (id, value)))
        {
            outer.Add((id, _indices.TryGetValue(id, out IndexExpr? before) ? before : null));
            _indices[id] = value;
        }

        T result = body();
        foreach ((int id, IndexExpr? value) in outer)
        {
            if (value is null)
            {
                _indices.Remove(id);
            }
            else
            {
                _indices[id] = value;
            }
        }

        return result;
    }

    public IndexExpr Here(IndexExpr index) => index.SubstituteVariables(id => _indices.TryGetValue(id, out IndexExpr? value) ? value : null);

    /// <summary>Binds fresh indices for those of a reduction or an equation.</summary>
    public (ImmutableArray<BoundIndex> Fresh, T Result) Bind<T>(ImmutableArray<BoundIndex> indices, Func<T> body)
    {
        var fresh = new List<BoundIndex>();
        foreach (BoundIndex index in indices)
        {
            fresh.Add(Fresh(index));
        }

        T result = With(indices.Select(i => i.Id), fresh.Select(i => i.Variable), () =>
        {
            for (int i = 0; i < fresh.Count; i++)
            {
                fresh[i] = fresh[i] with { Range = new([.. fresh[i].Range.Lower.Select(Here)], [.. fresh[i].Range.Upper.Select(Here)]) };
            }

            return body();
        });
        return ([.. fresh], result);
    }

    public Condition Truth(BoundCondition condition) => condition switch
    {
        BoundComparison c => new Compare(c.Comparison, Entry(c.Left, []), Entry(c.Right, [])),
        BoundIndexComparison c => new IndexCompare(c.Comparison, Here(c.Left), Here(c.Right)),
        BoundLogical { IsAnd: true } l => new And([.. l.Parts.Select(Truth)]),
        BoundLogical l => new Or([.. l.Parts.Select(Truth)]),
        BoundNot n => new Not(Truth(n.Operand)),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };

    /// <summary>Returns the body and the user's own derivative of an elementwise function over holes named as its parameters.</summary>
    public (Expr Body, Expr? OwnDerivative) Bodies(BoundFunction function)
    {
        foreach (BoundParameter parameter in function.Parameters)
        {
            _parameters[parameter] = _ => new Hole(parameter.Name);
        }

        return (Entry(function.Body, []), function.OwnDerivative is { } own ? Entry(own, []) : null);
    }

    private static Expr IndexNumber(IndexExpr index) => index.IsConstant ? new Constant(index.Constant) : new IndexValue(index);

    private Expr Subscripted(BoundSubscript subscript, ImmutableArray<IndexExpr> at)
    {
        int next = 0;
        var place = new List<IndexExpr>();
        for (int axis = 0; axis < subscript.Operand.Shape.Rank; axis++)
        {
            IndexExpr? fixedAt = axis < subscript.Subscripts.Length ? subscript.Subscripts[axis] : null;
            place.Add(fixedAt is null ? at[next++] : Here(fixedAt));
        }

        return Entry(subscript.Operand, [.. place]);
    }

    private Expr MatrixProduct(BoundMatrixProduct product, ImmutableArray<IndexExpr> at)
    {
        int leftRank = product.Left.Shape.Rank - 1;
        BoundIndex summed = Fresh(new BoundIndex(0, IndexRange.Extent(product.Left.Shape.Extents[leftRank]), string.Empty));
        Expr body = Entry(product.Left, [.. at.Take(leftRank), summed.Variable]) * Entry(product.Right, [summed.Variable, .. at.Skip(leftRank)]);
        return new Reduce(ReduceKind.Sum, [summed], body);
    }

    // A maximum over several indices is taken one index at a time, so that each has an arg-max.
    private Expr Reduction(ReduceKind kind, ImmutableArray<BoundIndex> indices, BoundExpr body, ImmutableArray<IndexExpr> at)
    {
        (ImmutableArray<BoundIndex> fresh, Expr inner) = Bind(indices, () => Entry(body, at));
        return kind is ReduceKind.Max or ReduceKind.Min
            ? fresh.Reverse().Aggregate(inner, (result, index) => new Reduce(kind, [index], result))
            : new Reduce(kind, fresh, inner);
    }

    private Expr Mean(BoundMean mean, ImmutableArray<IndexExpr> at)
    {
        var sum = (Reduce)Reduction(ReduceKind.Sum, mean.Indices, mean.Body, at);
        IEnumerable<Expr> counts = sum.Indices.Select(i => IndexNumber(i.Range.Upper[0] - i.Range.Lower[0] + 1));
        return new Multiply([.. counts.Select(c => new Power(c, -1)), sum]);
    }

    private Expr UserCall(BoundUserCall call, ImmutableArray<IndexExpr> at)
    {
        if (functions.Named(call.Function) is { } named)
        {
            return new Call(named.Name, [.. call.Arguments.Select(a => Entry(a, at))]);
        }

        // Arguments are read where the call stands: with the indices and parameters of the caller.
        Dictionary<int, IndexExpr> callerIndices = new(_indices);
        Dictionary<BoundParameter, Func<ImmutableArray<IndexExpr>, Expr>> callerParameters = new(_parameters);
        for (int i = 0; i < call.Arguments.Length; i++)
        {
            BoundExpr argument = call.Arguments[i];
            _parameters[call.Function.Parameters[i]] = place => Scoped(callerIndices, callerParameters, () => Entry(argument, place));
        }

        Expr result = Entry(call.Function.Body, at);
        Replace(_parameters, callerParameters);
        return result;
    }

    private Expr Scoped(
        Dictionary<int, IndexExpr> indices, Dictionary<BoundParameter, Func<ImmutableArray<IndexExpr>, Expr>> parameters, Func<Expr> body)
    {
        Dictionary<int, IndexExpr> innerIndices = new(_indices);
        Dictionary<BoundParameter, Func<ImmutableArray<IndexExpr>, Expr>> innerParameters = new(_parameters);
        Replace(_indices, indices);
        Replace(_parameters, parameters);
        Expr result = body();
        Replace(_indices, innerIndices);
        Replace(_parameters, innerParameters);
        return result;
    }

    private static void Replace<TKey, TValue>(Dictionary<TKey, TValue> target, Dictionary<TKey, TValue> source)
        where TKey : notnull
    {
        target.Clear();
        foreach (KeyValuePair<TKey, TValue> entry in source)
        {
            target.Add(entry.Key, entry.Value);
        }
    }
}
