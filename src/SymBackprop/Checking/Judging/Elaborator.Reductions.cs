using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Sums and kin over indices, and norms.</content>
internal sealed partial class Elaborator
{
    private ArrayValue Reduce(ReduceNode node, Scope scope)
    {
        string function = node.Kind switch
        {
            ReduceKind.Sum => "sum",
            ReduceKind.Product => "prod",
            ReduceKind.Max => "max",
            _ => "min",
        };
        if (node.IsImplied)
        {
            _assumptions.Assume("indices that stand twice in a product are summed over");
        }

        if (node.IsTurned && node.Indices is [{ Except: { } said } over])
        {
            _assumptions.Assume($"the sum over {MathPrinter.Print(said)} ≠ {over.Name} runs over {over.Name}, as the line is about {MathPrinter.Print(said)}");
        }

        if (node.Indices is [{ Name: "" }])
        {
            ArrayValue summed = Elaborate(node.Body, scope);
            if (summed.IsScalar && node.Kind == ReduceKind.Sum && node.Indices[0] is { Low: null, High: null } && MathWalk.All(node.Body).Any(n => n is SymbolNode))
            {
                // Σ ½(y − ŷ)² where y is a number: what follows is written for one example.
                _assumptions.Assume("a sum without an index is of one example");
                _doubts.AddStructure("taking it that a sum without an index is of one example");
                return summed;
            }

            return _algebra.Total(summed, function);
        }

        Scope inner = scope;
        var conditions = new List<ExpressionSyntax>();
        var variables = new List<IndexVariable>();
        foreach (SumIndex index in node.Indices)
        {
            IndexVariable variable = Bind(index, node.Kind, inner, conditions);
            inner = inner with { Indices = inner.Indices.SetItem(index.Name, variable), Locals = inner.Locals.Remove(index.Name) };
            variables.Add(variable);
        }

        foreach (SumIndex index in node.Indices.Where(i => i.Except is not null))
        {
            conditions.Add(Code.Compare(ComparisonOperator.NotEqual, ValueOf(inner.Indices[index.Name]), ValueOf(ReadPosition(index.Except!, inner))));
        }

        ImmutableArray<ExpressionSyntax> memberships = [.. node.Indices.Select((index, i) => Membership(index, variables[i], function)).OfType<ExpressionSyntax>()];
        ArrayValue body = Elaborate(node.Body, inner);
        ExpressionSyntax neutral = function == "prod" ? Code.One : function == "sum" || conditions.Count == 0 ? Code.Zero : throw JudgingException.Unsupported("a maximum that leaves an index out");

        // The name of an index that is nowhere in the body, while the body has an axis: Σ_i (y − t)² of vectors.
        if (variables.Count == 1 && body.Rank == 1 && conditions.Count == 0 && memberships.IsEmpty && !Code.Names(body.At([Code.Name("?")])).Contains(variables[0].Name))
        {
            variables[0].Size.Join(body.Axes[0]);
            return _algebra.Total(body, function);
        }

        // Σ_x of what does not mention x, here and elsewhere: as many of them.
        if (node.Indices is [{ High: null, Low: null, Name: var idle }] && conditions.Count == 0 && memberships.IsEmpty && body.IsScalar && !Code.Names(body.Scalar).Contains(variables[0].Name))
        {
            if (_idle.TryGetValue(idle, out Size? known))
            {
                variables[0].Size.Join(known);
            }
            else
            {
                _idle.Add(idle, variables[0].Size);
            }
        }

        return body with
        {
            Link = null,
            At = i =>
            {
                ExpressionSyntax entry = memberships.Aggregate(body.At(i), (all, member) => Code.Multiply(all, member));
                foreach (ExpressionSyntax condition in conditions)
                {
                    entry = Code.If(condition, entry, neutral);
                }

                return Code.Reduce(function, variables.Select(v => (v.Name, Code.Zero, v.Size.Last)), entry);
            },
        };
    }

    // Σ_{i∈B} f(i) = Σ_i [i∈B]·f(i): which indices are in B is as unknown as any array.
    private ExpressionSyntax? Membership(SumIndex index, IndexVariable variable, string function)
    {
        string? set = index.Set is SymbolNode node ? MathPrinter.Print(node) : null;
        if (set is not null && function != "sum")
        {
            throw JudgingException.Unsupported($"a product or an extreme over the set {set}");
        }

        // Beside a sum over all: the set may be all.
        if (_overWhat.TryGetValue(index.Name, out string? other) && other != set)
        {
            _doubts.LeaveOpen($"the document does not say what is in {set ?? other}");
        }

        _overWhat[index.Name] = set;
        if (set is null)
        {
            return null;
        }

        string name = $"[{index.Name}∈{set}]";
        if (_sets.TryGetValue(set, out Size? known))
        {
            variable.Size.Join(known);
        }
        else
        {
            _sets.Add(set, variable.Size);
            _draft.Inputs.Add((name, [variable.Size]));
        }

        return Code.Entry(name, [Code.Name(variable.Name)]);
    }

    private readonly Dictionary<string, Size> _sets = [];
    private readonly Dictionary<string, string?> _overWhat = [];
    private readonly Dictionary<string, Size> _idle = [];

    private const int LargestRange = 1000;

    // Bounds that mention other indices are conditions on an index that runs further.
    private IndexVariable Bind(SumIndex index, ReduceKind kind, Scope scope, List<ExpressionSyntax> conditions)
    {
        Position? low = index.Low is null ? null : ReadPosition(index.Low, scope, isBound: true);
        Position? high = index.High is null ? null : ReadPosition(index.High, scope, isBound: true);
        int? from = low is null ? null : low is { Terms.IsEmpty: true, Rest.IsConstant: true } ? (int)low.Rest.Constant : -1;
        if (high is null || !high.Terms.IsEmpty)
        {
            IndexVariable whole = WholeIndex(index.Name, kind);
            if (from is 0 or 1)
            {
                whole.Origin.See(from.Value);
            }
            else if (low is not null)
            {
                conditions.Add(Code.Compare(ComparisonOperator.GreaterOrEqual, ValueOf(whole), ValueOf(low)));
            }

            if (high is not null)
            {
                _draft.AddUse(whole.Size, high);
                conditions.Add(Code.Compare(ComparisonOperator.LessOrEqual, ValueOf(whole), ValueOf(high)));
            }

            return whole;
        }

        int first = from is null ? 1 : from >= 0 ? from.Value : _context.UsualOrigin;
        IndexExpr extent = high.Rest - (first - 1);
        if (extent.IsConstant && extent.Constant is < 0 or > LargestRange)
        {
            throw JudgingException.Unsupported("a sum between these bounds");
        }

        bool isNamed = first <= 1 && extent is { Constant: 0, Terms: [(SizeSymbol, 1)] };
        IndexVariable variable = _draft.NewIndex(index.Name, _draft.SizeOf(extent), _draft.NewOrigin(first), isNamed ? IndexReach.Named : IndexReach.Bounds, kind);
        if (from < 0)
        {
            conditions.Add(Code.Compare(ComparisonOperator.GreaterOrEqual, ValueOf(variable), ValueOf(low!)));
        }

        return variable;
    }

    private static ExpressionSyntax ValueOf(IndexVariable index) => ValueOf(new Position([(index, 1)], IndexExpr.Zero));

    // A bound that is a whole number, by itself or by its definition.
    private int? Whole(SymbolNode symbol, Scope scope) =>
        _context.Find(scope.Roles.Resolve(symbol, _ => false).Key, scope.Order) is { IsFunction: false } definition && Place.Of(definition.Body) is { Letter.Length: 0 } place ? place.Offset : null;

    private Size NamedSize(SymbolNode symbol, Scope scope)
    {
        string key = scope.Roles.Resolve(symbol, _ => false).Key;
        return _draft.NamedSize(_choice.OneSize ? key.ToUpperInvariant() : key);
    }

    private const int NormOfNumber = 8;

    private ArrayValue Norm(NormNode node, Scope scope)
    {
        ArrayValue operand = Elaborate(node.Operand, scope);
        bool isOne = node.Kind is NumberNode { Value.IsOne: true };
        if (operand.IsScalar)
        {
            // Nobody sets two bars around a number.
            _assumptions.Strain += node.IsDouble ? NormOfNumber : 0;
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
