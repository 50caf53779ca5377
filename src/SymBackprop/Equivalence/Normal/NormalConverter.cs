using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Equivalence.Normal;

/// <summary>Brings one side of a comparison to normal form, its definitions written out.</summary>
internal sealed class NormalConverter
{
    private const int Deepest = 100;

    private readonly ComparedSide _side;
    private readonly NormalContext _context;
    private readonly StepBudget _budget;
    private readonly IReadOnlyDictionary<string, Term> _fixed;
    private readonly HashSet<string> _sizes;
    private readonly HashSet<Tensor> _givens;
    private readonly ILookup<Tensor, Equation> _pieces;
    private readonly HashSet<Tensor> _recurrent;
    private readonly Dictionary<(Tensor Tensor, string At, bool IsUnconditional), Term> _known = [];
    private int _depth;

    public NormalConverter(ComparedSide side, ComparedSide other, NormalContext context, StepBudget budget, IReadOnlyDictionary<string, Term> fixedValues)
    {
        _sizes = [.. side.System.Sizes, .. other.System.Sizes];
        _side = side;
        _context = context;
        _budget = budget;
        _fixed = fixedValues;
        _givens = [.. side.System.Givens];
        _pieces = side.Equations.ToLookup(e => e.Target);
        _recurrent = [.. EquationGroup.InOrder(side.Equations).Where(g => g.IsRecurrent).SelectMany(g => g.Targets)];
    }

    /// <summary>Returns the entry of the root at the given indices.</summary>
    public Term Root(ImmutableArray<BoundIndex> axes)
    {
        _context.Scope = [.. axes];
        return Entry(_side.Root, [.. axes.Select(a => a.Variable)]);
    }

    /// <summary>Notes the signs and sums that the side's assumptions say.</summary>
    public void Assume()
    {
        foreach (Assumption assumption in _side.System.Assumptions)
        {
            var environment = new Dictionary<int, IndexExpr>();
            ImmutableArray<BoundIndex> indices = Fresh(assumption.Indices, environment);
            _context.Scope = [.. indices];
            Term left = Value(assumption.Left, environment);
            Term right = Value(assumption.Right, environment);
            switch (assumption.Comparison)
            {
                case Comparison.Greater or Comparison.GreaterOrEqual:
                    _context.Assume(_context.Subtract(left, right));
                    break;
                case Comparison.Less or Comparison.LessOrEqual:
                    _context.Assume(_context.Subtract(right, left));
                    break;
                case Comparison.Equal:
                    AssumeSum(left, right, indices);
                    AssumeSum(right, left, indices);
                    break;
            }
        }

        _known.Clear();
    }

    private void AssumeSum(Term sum, Term value, ImmutableArray<BoundIndex> indices)
    {
        if (sum is { Factors: [({ Kind: KernelKind.Reduction, Name: "Sum" } kernel, { IsOne: true })] } && !_context.SumRules.Any(r => ReferenceEquals(r.Sum, kernel)))
        {
            _context.SumRules.Add((kernel, _context.Divide(value, _context.Number(sum.Coefficient)), [.. indices.Select(i => i.Id)]));
        }
    }

    private Term Entry(Tensor tensor, ImmutableArray<IndexExpr> at)
    {
        if (_givens.Contains(tensor))
        {
            return at.IsEmpty && _sizes.Contains(tensor.Name) ? _context.Index(IndexExpr.Size(tensor.Name)) : at.IsEmpty && _fixed.TryGetValue(tensor.Name, out Term? value) ? value : _context.Symbol(tensor.Name, Resolved(at));
        }

        var key = (tensor, string.Join(",", at), _context.IsUnconditional);
        if (_known.TryGetValue(key, out Term? known))
        {
            return known;
        }

        if (_recurrent.Contains(tensor))
        {
            throw new UnsupportedException("a recurrence");
        }

        if (++_depth > Deepest)
        {
            throw new TooLargeException();
        }

        Term result = _context.Add([.. _pieces[tensor].Select(p => Piece(p, at))]);
        _depth--;
        _known.Add(key, result);
        return result;
    }

    private static ImmutableArray<IndexExpr> Resolved(ImmutableArray<IndexExpr> at) =>
        at.All(i => i.Atoms().All(a => a is not IndexGather { Tensor.Role: TensorRole.Temporary or TensorRole.Adjoint or TensorRole.Tangent or TensorRole.Named }))
            ? at
            : throw new UnsupportedException("a computed index");

    // What one piece gives for an entry: its loops solved for the entry, what is left over summed.
    private Term Piece(Equation piece, ImmutableArray<IndexExpr> at)
    {
        _budget.Spend(4);
        var environment = new Dictionary<int, IndexExpr>();
        var tests = new List<(IndexExpr Target, IndexExpr At)>();
        for (int axis = 0; axis < at.Length; axis++)
        {
            if (piece.Targets[axis].AsVariable is { } variable && !environment.ContainsKey(variable))
            {
                environment.Add(variable, at[axis]);
            }
            else
            {
                tests.Add((piece.Targets[axis], at[axis]));
            }
        }

        Term guard = Term.One;
        ImmutableList<BoundIndex> around = _context.Scope;
        ImmutableArray<BoundIndex>.Builder summed = ImmutableArray.CreateBuilder<BoundIndex>();
        foreach (BoundIndex index in piece.Indices)
        {
            if (environment.TryGetValue(index.Id, out IndexExpr? here))
            {
                foreach (IndexExpr lower in index.Range.Lower)
                {
                    guard = _context.Multiply(guard, _context.Guard(Comparison.GreaterOrEqual, here, Here(lower, environment)));
                }

                foreach (IndexExpr upper in index.Range.Upper)
                {
                    guard = _context.Multiply(guard, _context.Guard(Comparison.LessOrEqual, here, Here(upper, environment)));
                }
            }
            else
            {
                summed.AddRange(Fresh([index], environment));
                _context.Scope = _context.Scope.Add(summed[summed.Count - 1]);
            }
        }

        foreach ((IndexExpr target, IndexExpr entry) in tests)
        {
            guard = _context.Multiply(guard, _context.Guard(Comparison.Equal, Here(target, environment), entry));
        }

        if (guard.IsZero)
        {
            _context.Scope = around;
            return guard;
        }

        bool hadKinks = _context.HasKinks;
        _context.HasKinks = _side.IsDerived(piece);
        Term value = _context.Multiply(guard, Value(piece.Body, environment));
        _context.HasKinks = hadKinks;
        _context.Scope = around;
        return summed.Count == 0 ? value : _context.Reduction("Sum", summed.ToImmutable(), value);
    }

    private ImmutableArray<BoundIndex> Fresh(ImmutableArray<BoundIndex> indices, Dictionary<int, IndexExpr> environment)
    {
        ImmutableArray<BoundIndex>.Builder fresh = ImmutableArray.CreateBuilder<BoundIndex>(indices.Length);
        foreach (BoundIndex index in indices)
        {
            var renamed = new BoundIndex(_context.NewIndex(), new([.. index.Range.Lower.Select(b => Here(b, environment))], [.. index.Range.Upper.Select(b => Here(b, environment))]), index.Name);
            environment[index.Id] = renamed.Variable;
            fresh.Add(renamed);
        }

        return fresh.ToImmutable();
    }

    private static IndexExpr Here(IndexExpr index, Dictionary<int, IndexExpr> environment) =>
        index.SubstituteVariables(v => environment.TryGetValue(v, out IndexExpr? here) ? here : null);

    private Term Value(Expr expr, Dictionary<int, IndexExpr> environment)
    {
        _budget.Spend(1);
        switch (expr)
        {
            case Constant c:
                return _context.Number(c.Value);
            case NamedConstant { Number: KnownNumber.Pi }:
                return _context.Pi;
            case NamedConstant { Number: KnownNumber.E }:
                return _context.Exp(Term.One);
            case IndexValue v:
                return _context.Index(Here(v.Index, environment));
            case Access a:
                return Entry(a.Tensor, [.. a.Indices.Select(i => Here(i, environment))]);
            case Add a:
                return _context.Add([.. a.Terms.Select(t => Value(t, environment))]);
            case Multiply m:
                return m.Factors.Aggregate(Term.One, (product, f) => _context.Multiply(product, Value(f, environment)));
            case Power { Exponent: Constant { Value: { IsInteger: true } n } } p:
                return n.BitLength < 20 ? _context.Power(Value(p.Base, environment), (int)n.Numerator) : throw new TooLargeException();
            case Power p:
                return _context.Call("pow", [Value(p.Base, environment), Value(p.Exponent, environment)]);
            case Call c:
                return _context.Call(c.Function, [.. c.Arguments.Select(a => Value(a, environment))]);
            case Select s:
                return Choice(s, environment);
            case Reduce r:
                return Reduction(r, environment);
            default:
                throw new UnsupportedException(expr.GetType().Name);
        }
    }

    private Term Choice(Select select, Dictionary<int, IndexExpr> environment)
    {
        Term condition = Holds(select.Condition, environment);
        if (condition.IsNumber)
        {
            return Value(condition.IsZero ? select.Otherwise : select.Then, environment);
        }

        // A branch need not be defined where it is not taken.
        bool was = _context.IsUnconditional;
        _context.IsUnconditional = false;
        Term then = Value(select.Then, environment);
        Term otherwise = Value(select.Otherwise, environment);
        _context.IsUnconditional = was;
        return _context.Add(_context.Multiply(condition, then), _context.Multiply(_context.Subtract(Term.One, condition), otherwise));
    }

    private Term Holds(Condition condition, Dictionary<int, IndexExpr> environment)
    {
        switch (condition)
        {
            case Compare c:
                return _context.Compare(c.Comparison, Value(c.Left, environment), Value(c.Right, environment));
            case IndexCompare c:
                return _context.Guard(c.Comparison, Here(c.Left, environment), Here(c.Right, environment));
            case Not n:
                return _context.Subtract(Term.One, Holds(n.Operand, environment));
            case And a:
                return All(a.Parts, environment);
            case Or o:
                Term none = Term.One;
                foreach (Condition part in o.Parts)
                {
                    none = _context.Multiply(none, _context.Subtract(Term.One, Holds(part, environment)));
                }

                return _context.Subtract(Term.One, none);
            default:
                throw new InvalidOperationException(condition.GetType().Name);
        }
    }

    private Term All(ImmutableArray<Condition> parts, Dictionary<int, IndexExpr> environment)
    {
        Term product = Term.One;
        foreach (Condition part in parts)
        {
            product = product.IsZero ? product : _context.Multiply(product, Holds(part, environment));
        }

        return product;
    }

    private Term Reduction(Reduce reduce, Dictionary<int, IndexExpr> environment)
    {
        var inside = new Dictionary<int, IndexExpr>(environment);
        ImmutableArray<BoundIndex> bound = Fresh(reduce.Indices, inside);
        ImmutableList<BoundIndex> around = _context.Scope;
        _context.Scope = around.AddRange(bound);
        Term body = Value(reduce.Body, inside);
        _context.Scope = around;
        return reduce.Kind switch
        {
            ReduceKind.Sum => _context.Reduction("Sum", bound, body),
            ReduceKind.LogSumExp => _context.Log(_context.Reduction("Sum", bound, _context.Exp(body))),
            _ => _context.Reduction(reduce.Kind.ToString(), bound, body),
        };
    }
}
