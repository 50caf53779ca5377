using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Functions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Infers from the use of a bare formula's names which are scalars, vectors, matrices, or more. What use does not determine is scalar.</summary>
internal sealed class RankInference
{
    private const int DepthLimit = 32;
    private readonly Dictionary<string, RankVariable> _names = [];
    private readonly Dictionary<FunctionDefinition, RankVariable> _results = [];
    private readonly RankSolver _solver = new();
    private readonly RankVariable _scalar = new(RankVariable.Scalar);
    private readonly FunctionTable _functions = new();
    private int _depth;

    public RankInference(NetworkSyntax network, IEnumerable<KeyValuePair<string, int>> domains)
    {
        foreach (KeyValuePair<string, int> name in domains)
        {
            _names.Add(name.Key, new RankVariable(name.Value));
        }

        foreach (FunctionSyntax function in network.Statements.OfType<FunctionSyntax>().Where(f => !f.IsDerivative))
        {
            _functions.Add(new FunctionDefinition(function, isLayer: false));
        }

        foreach (StatementSyntax statement in network.Statements)
        {
            Read(statement);
        }

        _solver.Solve();
    }

    /// <summary>Returns the rank of a name that was given with its domain.</summary>
    public int RankOf(string name) => _names[name].LowestRank;

    private void Read(StatementSyntax statement)
    {
        switch (statement)
        {
            case FormulaSyntax f:
                Read(f.Body, Scope.Empty);
                break;
            case EquationSyntax e:
                ImmutableHashSet<string> indices = [.. e.Subscripts.SelectMany(s => NameUses.Of(s, []).Values).Select(n => n.Text)];
                RankVariable body = Read(e.Body, Scope.Empty with { Indices = indices });
                if (_names.TryGetValue(e.Target.Text, out RankVariable? target))
                {
                    AddAxes(target, body, e.Subscripts.Count(s => s is not WholeAxisSyntax));
                }

                break;
            case FunctionSyntax { IsDerivative: false } f when _functions.Named(f.Name.Text).FirstOrDefault(d => d.Syntax == f) is { } definition:
                ResultOf(definition);
                break;
            case AssumeSyntax a:
                RankVariable left = Read(a.Left, Scope.Empty);
                if (a.Right is { } right)
                {
                    Elementwise([left, Read(right, Scope.Empty)]);
                }

                break;
        }
    }

    private RankVariable Read(ExpressionSyntax syntax, Scope scope)
    {
        switch (syntax)
        {
            case NameSyntax n:
                return scope.Indices.Contains(n.Text) ? _scalar
                    : scope.Parameters.TryGetValue(n.Text, out int rank) ? new RankVariable(RankVariable.OfRank(rank) & ~RankVariable.Row)
                    : !scope.IsLayer && _names.TryGetValue(n.Text, out RankVariable? name) ? name : _scalar;
            case NegateSyntax n:
                return Read(n.Operand, scope);
            case SumSyntax s:
                return Elementwise([.. s.Terms.Select(t => Read(t.Value, scope))]);
            case ProductSyntax p:
                return Product(p, scope);
            case PowerSyntax p:
                return Power(p, scope);
            case TransposeSyntax t:
                return Transpose(Read(t.Operand, scope));
            case SubscriptSyntax s:
                return Subscript(Read(s.Operand, scope), s.Subscripts);
            case CallSyntax c:
                return Call(c, scope);
            case ConditionalSyntax c:
                Read(c.Condition, scope);
                return Elementwise([Read(c.Then, scope), Read(c.Else, scope)]);
            case ComparisonSyntax c:
                _solver.Fix(Read(c.Left, scope), RankVariable.Scalar);
                _solver.Fix(Read(c.Right, scope), RankVariable.Scalar);
                return _scalar;
            case LogicalSyntax or NotSyntax:
                foreach (ExpressionSyntax child in SyntaxChildren.Of(syntax))
                {
                    Read(child, scope);
                }

                return _scalar;
            default:
                return _scalar;
        }
    }

    private RankVariable Product(ProductSyntax product, Scope scope)
    {
        RankVariable result = Read(product.Factors[0].Value, scope);
        if (product.Factors[0].Operator is ProductOperator.Divide)
        {
            return result;
        }

        for (int i = 1; i < product.Factors.Length; i++)
        {
            RankVariable right = Read(product.Factors[i].Value, scope);
            switch (product.Factors[i].Operator)
            {
                case ProductOperator.Multiply:
                    result = Table(RankTables.Product, result, right);
                    break;
                case ProductOperator.Divide:
                    _solver.Fix(right, RankVariable.Scalar);
                    break;
                default:
                    result = Elementwise([result, right]);
                    break;
            }
        }

        return result;
    }

    private RankVariable Power(PowerSyntax power, Scope scope)
    {
        RankVariable @base = Read(power.Base, scope);
        RankVariable exponent = Read(power.Exponent, scope);
        if (power.IsElementwise)
        {
            return Elementwise([@base, exponent]);
        }

        _solver.Fix(exponent, RankVariable.Scalar);
        _solver.Fix(@base, RankVariable.Scalar | RankVariable.Matrix);
        return @base;
    }

    private RankVariable Transpose(RankVariable operand) => Table(RankTables.Transpose, operand);

    private RankVariable Subscript(RankVariable operand, ImmutableArray<ExpressionSyntax> subscripts)
    {
        _solver.Fix(operand, RankTables.AtLeast(subscripts.Length));
        return Table(RankTables.RemoveAxes(subscripts.Count(s => s is not WholeAxisSyntax)), operand);
    }

    private RankVariable Call(CallSyntax call, Scope scope)
    {
        string name = call.Function.Text;
        IReadOnlyList<FunctionDefinition> own = scope.IsLayer ? [] : _functions.Named(name);
        if (own.Count == 0 && BinderForm.Read(call) is { } form)
        {
            RankVariable body = Read(form.Body, scope with { Indices = scope.Indices.Union(form.Binders.Select(b => BinderForm.NameOf(b).Text)) });
            return name is "argmax" or "argmin" ? _scalar : body;
        }

        // Extents of zeros(n) are no values.
        if (own.Count == 0 && name is "zeros" or "ones" or "eye")
        {
            return new RankVariable(RankVariable.OfRank(name == "eye" ? 2 : call.Arguments.Length) & ~RankVariable.Row);
        }

        List<RankVariable> arguments = [.. call.Arguments.Select(a => Read(a, scope))];
        if (own.Count > 0)
        {
            return User(own, arguments);
        }

        switch (name)
        {
            case "d" when arguments.Count == 2:
                return Table(RankTables.AxesTogether, arguments[0], arguments[1]);
            case "stop" when arguments.Count == 1:
                return arguments[0];
            case "transpose" when arguments.Count == 1:
                return Transpose(arguments[0]);
            case var _ when BinderForm.IsReduction(name) && arguments.Count == 1:
                _solver.Fix(arguments[0], RankVariable.Tensor);
                return _scalar;
        }

        if (name == "σ" || FunctionCatalog.Find(name) is not null)
        {
            return Elementwise(arguments);
        }

        return LayerFunctions.Table.Named(name) is { Count: > 0 } layers ? User(layers, arguments) : new RankVariable(RankVariable.Any);
    }

    private RankVariable User(IReadOnlyList<FunctionDefinition> overloads, List<RankVariable> arguments)
    {
        List<FunctionDefinition> fitting = [.. overloads.Where(o => o.Ranks.Length == arguments.Count)];
        if (fitting.Count == 1 && fitting[0].Ranks.All(r => r == 0))
        {
            ResultOf(fitting[0]);
            return Elementwise(arguments);
        }

        if (fitting.Count == 1)
        {
            for (int i = 0; i < arguments.Count; i++)
            {
                if (fitting[0].Ranks[i] > 0)
                {
                    _solver.Fix(arguments[i], RankVariable.OfRank(fitting[0].Ranks[i]));
                }
            }

            return ResultOf(fitting[0]);
        }

        // The results' ranks rarely depend on anything but the functions themselves.
        List<RankVariable> results = [.. fitting.Select(ResultOf)];
        _solver.Propagate();
        var result = new RankVariable(RankVariable.Any);
        _solver.Add(new RankTable([.. arguments, result], [.. fitting.Select((f, i) => f.Ranks.Select(RankVariable.OfRank).Append(results[i].Domain).ToArray())]) { IsOverload = true });
        return result;
    }

    // A function's result has its body's axes after those of its result indices.
    private RankVariable ResultOf(FunctionDefinition function)
    {
        if (_results.TryGetValue(function, out RankVariable? known))
        {
            return known;
        }

        // Past this depth nothing is inferred: the binder refuses such chains of calls.
        var result = new RankVariable(RankVariable.Any);
        if (_depth > DepthLimit)
        {
            return result;
        }

        _results.Add(function, result);
        FunctionSyntax syntax = function.Syntax;
        var scope = new Scope(
            [.. syntax.ResultIndices.Select(i => i.Text)],
            syntax.Parameters.GroupBy(p => p.Name.Text).ToImmutableDictionary(p => p.Key, p => p.First().Shape.Length),
            function.IsLayer);
        _depth++;
        AddAxes(result, Read(syntax.Body, scope), syntax.ResultIndices.Length);
        _depth--;
        return result;
    }

    private void AddAxes(RankVariable whole, RankVariable part, int axes) => _solver.Add(new RankTable([whole, part], RankTables.RemoveAxes(axes)));

    private RankVariable Elementwise(IReadOnlyList<RankVariable> operands)
    {
        var result = new RankVariable(RankVariable.Any);
        _solver.Add(new ElementwiseRanks(result, operands));
        return result;
    }

    private RankVariable Table(IReadOnlyList<int[]> rows, params RankVariable[] operands)
    {
        var result = new RankVariable(RankVariable.Any);
        _solver.Add(new RankTable([.. operands, result], rows));
        return result;
    }

    private sealed record Scope(ImmutableHashSet<string> Indices, ImmutableDictionary<string, int> Parameters, bool IsLayer)
    {
        public static Scope Empty { get; } = new([], ImmutableDictionary<string, int>.Empty, false);
    }
}
