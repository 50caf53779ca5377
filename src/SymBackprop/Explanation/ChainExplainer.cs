using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>Explains the derivative of a scalar by a scalar as one chain, a rule a line, as on paper.</summary>
internal sealed class ChainExplainer
{
    /// <summary>Larger expressions are differentiated in one line.</summary>
    private const int LargeExpression = 60;

    /// <summary>A hundred pages.</summary>
    private const long LongestChain = 200_000;

    private readonly ExplainedNetwork _network;
    private readonly Tensor _by;
    private readonly HashSet<Tensor> _dependents;
    private readonly StepList _steps;
    private SourceSpan _span;

    private ChainExplainer(ExplainedNetwork network, Tensor of, Tensor by)
    {
        _network = network;
        _by = by;
        _dependents = network.DependentsOf(by);
        _steps = new StepList(Partial(of, by), new IndexNaming([]));
    }

    /// <summary>Returns the chain; null where it would be endless.</summary>
    public static Derivation? Explain(ExplainedNetwork network, Tensor of, Tensor by)
    {
        var explainer = new ChainExplainer(network, of, by);
        while (explainer.Step())
        {
            if (explainer._steps.Length > LongestChain)
            {
                return null;
            }
        }

        return new Derivation
        {
            Of = of,
            By = by,
            Adjoint = new Tensor($"d{of.Name}_d{by.Name}", Shape.Scalar, TensorRole.Adjoint) { Of = by, By = of },
            Steps = explainer._steps.ToImmutable(),
        };
    }

    private static Call Partial(Tensor of, Tensor by) => new("d", [new Access(of, []), new Access(by, [])]);

    private static bool IsPartial(Expr expr) => expr is Call { Function: "d" };

    // First the partials that the total derivative names, then what is constant, then the zeros drop, then the chain goes on inwards.
    private bool Step()
    {
        ImmutableArray<Call> open = [.. _steps.Last.Nodes().OfType<Call>().Where(IsPartial)];
        if (open.FirstOrDefault(d => !IsBy(d)) is { } local)
        {
            Resolve(local, LocalPartial(local, out string reason), "local-partial", reason);
            return true;
        }

        if (open.FirstOrDefault(d => d.Arguments[0] is Access a && !_dependents.Contains(a.Tensor)) is { } constant)
        {
            Tensor of = ((Access)constant.Arguments[0]).Tensor;
            Resolve(constant, 0, "independent", $"{RoleOf(of)}{of.Name} does not depend on {_by.Name}");
            return true;
        }

        if (_steps.Last is Add && Tidy.Expression(_steps.Last) is var without && !Tidy.Same(without, _steps.Last))
        {
            _steps.Add("drop-zero", "a term with the factor 0 drops", without, _span);
            return true;
        }

        if (_steps.Last.Nodes().OfType<Call>().FirstOrDefault(c => c.Function.EndsWith("'", System.StringComparison.Ordinal)) is { } prime)
        {
            var call = new Call(prime.Function.Substring(0, prime.Function.Length - 1), prime.Arguments);
            Resolve(prime, Arranged(_network.Functions.Partial(call, 0)!), "function-derivative", FunctionReason(call.Function));
            return true;
        }

        if (open.Length == 0)
        {
            return false;
        }

        Call next = open[0];
        (Expr after, string rule, string why) = Inwards(next.Arguments[0]);
        Resolve(next, after, rule, why);
        return true;
    }

    private bool IsBy(Call derivative) => derivative.Arguments[1] is Access a && ReferenceEquals(a.Tensor, _by) && derivative.Arguments.Length == 2;

    private static string RoleOf(Tensor tensor) => tensor.Role switch
    {
        TensorRole.Target => "the target ",
        TensorRole.Input => "the input ",
        TensorRole.Weight => "the weight ",
        _ => string.Empty,
    };

    private void Resolve(Call derivative, Expr result, string rule, string reason)
    {
        bool isFirst = _steps.IsEmpty;
        Expr after = isFirst && ReferenceEquals(_steps.Last, derivative) ? result : _steps.Last.Replace(e => ReferenceEquals(e, derivative) ? result : null);
        _steps.Add(rule, reason, Tidy.Expression(after, keepZeros: _steps.Last is Add), _span);
    }

    private Expr LocalPartial(Call derivative, out string reason)
    {
        Tensor of = ((Access)derivative.Arguments[0]).Tensor;
        Tensor by = ((Access)derivative.Arguments[1]).Tensor;
        _span = _network[of]!.Span;
        Expr result = Differentiate(BodyOf(of), by, out IReadOnlyList<string> rules);
        reason = $"{DerivationTexts.Plain(derivative)} = {DerivationTexts.Plain(result)}" + (rules.Count == 0 ? string.Empty : ": " + string.Join(", ", rules));
        return result;
    }

    private Expr Differentiate(Expr body, Tensor by, out IReadOnlyList<string> rules)
    {
        var derivative = LocalDerivative.By(_network.Functions, _network.Form, by, []);
        Expr result = Tidy.Expression(Tidy.Sum(derivative.Of(body).Select(t => t.ToExpr())));
        rules = derivative.Rules;
        return result;
    }

    private Expr BodyOf(Tensor tensor) => _network[tensor]!.Pieces[0].Body;

    private bool Varies(Expr expr) => expr.Tensors().Any(_dependents.Contains);

    private (Expr After, string Rule, string Reason) Inwards(Expr of)
    {
        switch (of)
        {
            case Access a when ReferenceEquals(a.Tensor, _by):
                return (1, "variable", $"∂{_by.Name}/∂{_by.Name} = 1");
            case Access a:
                return Definition(a.Tensor);
            case var _ when !Varies(of):
                return (0, "constant", $"{DerivationTexts.Plain(of)} does not depend on {_by.Name}");
            case var _ when of.Nodes().Count > LargeExpression && !of.Tensors().Any(t => _dependents.Contains(t) && !ReferenceEquals(t, _by)):
                Expr whole = Differentiate(of, _by, out IReadOnlyList<string> rules);
                return (whole, "local-partial", string.Join(", ", rules));
            case Add add:
                return (new Add([.. add.Terms.Where(Varies).Select(D)]), "sum-rule", "sum rule" + Dropped(add.Terms));
            case Multiply product:
                return Product(product);
            case Power { Exponent: Constant { Value: var n } } power:
                return (new Multiply([power.Exponent, new Power(power.Base, new Constant(n - 1)), D(power.Base)]), "power-rule", "power rule");
            case Call { Arguments: [var argument] } call when call.Function != "stop":
                return (new Multiply([D(argument), new Call(call.Function + "'", call.Arguments)]), "chain-rule", $"chain rule into {DerivationTexts.Function(call.Function)}");
            case Call { Function: "stop" }:
                return (0, "stop", "stop(…) blocks the derivative");
            case Call call:
                return ManyArguments(call);
            case Select select:
                return (new Select(select.Condition, D(select.Then), D(select.Otherwise)), "piecewise", "each branch by itself");
            default:
                return Whole(of);
        }
    }

    private (Expr After, string Rule, string Reason) Definition(Tensor of)
    {
        ExplainedTensor definition = _network[of]!;
        _span = definition.Span;
        Expr body = BodyOf(of);
        bool isDirect = definition.Mentions.Contains(_by);
        if (isDirect && !definition.Mentions.Any(t => !ReferenceEquals(t, _by) && _dependents.Contains(t)))
        {
            return (D(body), "definition", $"definition {DerivationTexts.Plain(new Access(of, []))} = {DerivationTexts.Plain(body)}");
        }

        // With w in the body beside values that depend on w, the body is taken apart term by term.
        if (isDirect || definition.Mentions.Any(t => !t.Shape.IsScalar) || definition.Mentions.Length > 6)
        {
            return (D(body), "definition", $"definition {DerivationTexts.Plain(new Access(of, []))} = {DerivationTexts.Plain(body)}");
        }

        IEnumerable<Expr> paths = definition.Mentions.Select(t => (Expr)new Multiply([Partial(of, t), Partial(t, _by)]));
        Expr[] terms = [.. paths];
        return (terms.Length == 1 ? terms[0] : new Add([.. terms]), "total-derivative",
            $"total derivative: {of.Name} depends on {string.Join(" and ", definition.Mentions.Select(t => t.Name))}");
    }

    private (Expr After, string Rule, string Reason) Product(Multiply product)
    {
        ImmutableArray<Expr> varying = [.. product.Factors.Where(Varies)];
        if (varying.Length == 1)
        {
            var result = new Multiply([.. product.Factors.Select(f => ReferenceEquals(f, varying[0]) ? D(f) : f)]);
            string reason = D(varying[0]) is Constant ? $"{DerivationTexts.Plain(new Call("d", [product, new Access(_by, [])]))} = {DerivationTexts.Plain(Tidy.Expression(result))}: " : string.Empty;
            return (result, "constant-factor", reason + "a constant factor stays");
        }

        IEnumerable<Expr> terms = varying.Select(v => (Expr)new Multiply([.. product.Factors.Select(f => ReferenceEquals(f, v) ? D(f) : f)]));
        return (new Add([.. terms]), "product-rule", "product rule");
    }

    private (Expr After, string Rule, string Reason) ManyArguments(Call call)
    {
        var terms = new List<Expr>();
        for (int i = 0; i < call.Arguments.Length; i++)
        {
            if (Varies(call.Arguments[i]) && _network.Functions.Partial(call, i) is { } partial)
            {
                terms.Add(new Multiply([D(call.Arguments[i]), partial]));
            }
        }

        return (Tidy.Sum(terms), "chain-rule", $"chain rule into {DerivationTexts.Function(call.Function)}");
    }

    // Sums, products over an index, extrema: the values between are put in, and all is differentiated at once.
    private (Expr After, string Rule, string Reason) Whole(Expr of)
    {
        var terms = new List<Expr>();
        var all = new List<string>();
        foreach (Tensor through in of.Tensors().Where(_dependents.Contains))
        {
            Expr partial = Differentiate(of, through, out IReadOnlyList<string> rules);
            all.AddRange(rules.Except(all));
            terms.Add(ReferenceEquals(through, _by) ? partial : new Multiply([partial, Partial(through, _by)]));
        }

        return (Tidy.Sum(terms.Select(t => Tidy.Expression(t))), "chain-rule", string.Join(", ", all));
    }

    private Expr D(Expr of) => of is Access a && ReferenceEquals(a.Tensor, _by) ? 1 : new Call("d", [of, new Access(_by, [])]);

    private string Dropped(ImmutableArray<Expr> terms) => terms.All(Varies) ? string.Empty
        : "; " + DerivationTexts.List(terms.Where(t => !Varies(t))) + " is constant";

    private string FunctionReason(string function) => _network.Functions.User(function) switch
    {
        { OwnDerivative: null, KnownAs: { } known } => $"{_network.Functions.PartialRule(function, 0)}, since {function} is {known.Name}",
        _ => _network.Functions.PartialRule(function, 0),
    };

    // Sums before calls: x·(1 − σ(x))·σ(x).
    private static Expr Arranged(Expr partial) => partial is Multiply product
        ? new Multiply([.. product.Factors.OrderBy(f => f is Constant ? 0 : f is Add ? 1 : 2)])
        : partial;
}
