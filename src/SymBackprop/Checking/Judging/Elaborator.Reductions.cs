using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Sums and kin over indices, and norms.</content>
internal sealed partial class Elaborator
{
    private ArrayValue Reduce(ReduceNode node, Scope scope)
    {
        string function = node.Kind switch
        {
            Expressions.ReduceKind.Sum => "sum",
            Expressions.ReduceKind.Product => "prod",
            Expressions.ReduceKind.Max => "max",
            _ => "min",
        };
        if (node.Indices is [{ Name: "" }])
        {
            return _algebra.Total(Elaborate(node.Body, scope), function);
        }

        var binders = new List<(string Index, ExpressionSyntax Low, ExpressionSyntax High)>();
        Scope inner = scope;
        var without = new List<(IndexVariable Index, MathNode Except)>();
        foreach (SumIndex index in node.Indices)
        {
            int? low = index.Low is null ? 1 : Whole(index.Low, scope);
            int? high = index.High is null ? null : Whole(index.High, scope);
            if (low is not { } from || from < 0 || (from > 1 && high is null) || high - from is < 0 or > 1000)
            {
                throw JudgingException.Unsupported("a sum between these bounds");
            }

            Size size = high is { } last ? Size.Of(last - from + 1) : SizeOf(index.High, from, scope);
            IndexVariable variable = NewIndex(index.Name, size, from);
            inner = inner with { Indices = inner.Indices.SetItem(index.Name, variable), Locals = inner.Locals.Remove(index.Name) };
            binders.Add((variable.Name, Code.Zero, Code.Zero));
            if (index.Except is { } except)
            {
                without.Add((variable, except));
            }
        }

        ArrayValue body = Elaborate(node.Body, inner);
        ExpressionSyntax neutral = function == "prod" ? Code.One : function == "sum" ? Code.Zero : throw JudgingException.Unsupported("a maximum that leaves an index out");
        var conditions = without.Select(w => Code.Compare(ComparisonOperator.Equal, Code.Name(w.Index.Name), Index(w.Except, inner).Code)).ToList();
        var variables = node.Indices.Select(i => inner.Indices[i.Name]).ToList();

        // The name of an index that is nowhere in the body, while the body has an axis: Σ_i (y − t)² of vectors.
        if (variables.Count == 1 && body.Rank == 1 && conditions.Count == 0 && !Code.Names(body.At([Code.Name("?")])).Contains(variables[0].Name))
        {
            variables[0].Size.Join(body.Axes[0]);
            return _algebra.Total(body, function);
        }

        return body with
        {
            Link = null,
            At = i =>
            {
                ExpressionSyntax entry = body.At(i);
                foreach (ExpressionSyntax condition in conditions)
                {
                    entry = Code.If(condition, neutral, entry);
                }

                return Code.Reduce(function, variables.Select(v => (v.Name, Code.Zero, v.Size.Last)), entry);
            },
        };
    }

    // A bound that is a whole number, by itself or by its definition.
    private int? Whole(MathNode bound, Scope scope)
    {
        MathNode meaning = bound is SymbolNode symbol && _context.Find(scope.Roles.Resolve(symbol, _ => false).Key, scope.Order) is { IsFunction: false } definition ? definition.Body : bound;
        return Place.Of(meaning) is { Letter.Length: 0 } place ? place.Offset : null;
    }

    // n, m, d_x: a name over which something runs is a size; n − 1 from 0 on is n of them.
    private Size SizeOf(MathNode? high, int from, Scope scope)
    {
        if (high is null)
        {
            return _draft.NewSize();
        }

        if (high is SymbolNode symbol && from == 1)
        {
            return NamedSize(symbol, scope);
        }

        if (high is SumNode { Terms: [{ IsSubtracted: false, Value: SymbolNode s }, { IsSubtracted: true, Value: NumberNode { Value.IsOne: true } }] } && from == 0)
        {
            return NamedSize(s, scope);
        }

        return _draft.NewSize();
    }

    private Size NamedSize(SymbolNode symbol, Scope scope) => _draft.NamedSize(scope.Roles.Resolve(symbol, _ => false).Key);

    private ArrayValue Norm(NormNode node, Scope scope)
    {
        ArrayValue operand = Elaborate(node.Operand, scope);
        bool isOne = node.Kind is NumberNode { Value.IsOne: true };
        if (operand.IsScalar)
        {
            return operand.Map(x => Code.Call("abs", x));
        }

        if (!node.IsDouble)
        {
            if (operand.Rank == 2)
            {
                throw JudgingException.Unsupported("a determinant");
            }

            _assumptions.Assume("|x| of a vector is its Euclidean norm");
        }

        ArrayValue entries = operand.Map(x => isOne ? Code.Call("abs", x) : Code.Power(x, Code.Number(2)));
        bool isKnown = node.Kind is null or SymbolNode { Name: "F" } || (node.Kind is NumberNode p && (p.Value == 2 || p.Value.IsOne));
        if (!isKnown)
        {
            throw JudgingException.Unsupported("this norm");
        }

        ArrayValue total = _algebra.Total(entries, "sum");
        return isOne ? total : total.Map(x => Code.Call("sqrt", x));
    }
}
