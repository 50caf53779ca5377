using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Functions;

namespace SymBackprop.Tests.Properties;

/// <content>Scalar terms: index notation.</content>
internal sealed partial class NetworkGenerator
{
    // polygamma's first argument is an integer; digamma and lgamma have its derivatives.
    private static readonly ImmutableArray<ScalarFunction> Catalog = [.. FunctionCatalog.All.Where(f => f.Name != "polygamma" && !f.Domain.IsEmpty)];

    private Term Scalar(Scope scope, int depth)
    {
        if (depth <= 0)
        {
            return ScalarLeaf(scope);
        }

        return _random.Next(16) switch
        {
            0 or 1 => Term.Of("({0} + {1})", Scalar(scope, depth - 1), Scalar(scope, depth - 1)),
            2 => Term.Of("({0} - {1})", Scalar(scope, depth - 1), Scalar(scope, depth - 1)),
            3 or 4 or 5 => Term.Of("{0}*{1}", Factor(scope, depth - 1), Factor(scope, depth - 1)),
            6 => Term.Of("({0}/(2 + tanh({1})))", Scalar(scope, depth - 1), Scalar(scope, depth - 1)),
            7 => Term.Of(Pick("(-{0})", "({0})^2", "({0})^3", "(2 + sin({0}))^(-1)", "(3/2 + sin({0}))^0.5"), Scalar(scope, depth - 1)),
            8 => Term.Of("(1.5 + tanh({0}))^({1})", Scalar(scope, depth - 1), ScalarLeaf(scope)),
            9 or 10 => Call(scope, depth - 1),
            11 => Conditional(scope, depth - 1),
            12 or 13 => Reduction(scope, depth - 1),
            14 => OfWhole(scope, depth - 1),
            _ => UserCall(scope, depth - 1),
        };
    }

    private Term Factor(Scope scope, int depth)
    {
        Term term = Scalar(scope, depth);
        return term.Parts.IsEmpty && !term.ToString().StartsWith('-') ? term : Term.Of("({0})", term);
    }

    private Term ScalarLeaf(Scope scope)
    {
        switch (_random.Next(8))
        {
            case 0:
                return Term.Leaf($"({Number()})");
            case 1 when !scope.Indices.IsEmpty:
                return Term.Leaf(Pick("{0}", "({0} + 1)", "(2*{0} - 1)").Replace("{0}", Pick([.. scope.Indices.Select(i => i.Name)])));
            case 2:
                return Term.Leaf(Pick("pi/4", "n", "(m - 1)", "1/2", "e/3"));
            default:
                return Access(scope) ?? Term.Leaf($"({Number()})");
        }
    }

    private Term? Access(Scope scope)
    {
        Value[] readable = [.. _values.Where(v => v.Axes.All(a => Positions(scope, a).Length > 0))];
        if (readable.Length == 0)
        {
            return null;
        }

        Value value = Pick(readable);
        return Term.Leaf(value.Axes.IsEmpty ? value.Name : $"{value.Name}[{string.Join(",", value.Axes.Select(a => Pick(Positions(scope, a))))}]");
    }

    // An index in scope is preferred to a corner.
    private static string[] Positions(Scope scope, Extent axis)
    {
        string[] indices = [.. scope.Indices.Where(i => i.Extent == axis).Select(i => i.Name)];
        string[] corners = axis.Text.Contains('-') ? [] : ["0", axis.Last];
        return indices.Length > 0 ? [.. indices, .. indices, .. indices, .. corners] : corners;
    }

    private Term Call(Scope scope, int depth)
    {
        ScalarFunction function = Catalog[_random.Next(Catalog.Length)];
        Term[] arguments = [.. function.Domain.Select(range => Within(range, Scalar(scope, depth)))];

        // An index alone in the first place would be bound.
        arguments[0] = scope.Indices.Any(i => i.Name == arguments[0].ToString()) ? Term.Of("1*{0}", arguments[0]) : arguments[0];
        return Term.Of($"{function.Name}({string.Join(", ", arguments.Select((_, i) => $"{{{i}}}"))})", arguments);
    }

    private Term Conditional(Scope scope, int depth)
    {
        Term then = Scalar(scope, depth);
        Term otherwise = Scalar(scope, depth);
        Value? vector = _values.FirstOrDefault(v => v.Axes.Length == 1 && scope.Indices.Any(i => i.Extent == v.Axes[0]));
        if (vector is not null && _random.Next(2) == 0)
        {
            string index = scope.Indices.First(i => i.Extent == vector.Axes[0]).Name;
            return _random.Next(2) == 0
                ? Term.Of($"(if {index} >= 1 then {vector.Name}[{index}-1]*{{0}} else {{1}})", Term.Of("({0})", then), otherwise)
                : Term.Of($"(if {index} < {vector.Axes[0].Last} then {vector.Name}[{index}+1] + {{0}} else {{1}})", then, otherwise);
        }

        Term left = Scalar(scope, 1);
        Term right = Scalar(scope, 0);
        return Term.Of(Pick("(if {0} > {1} then {2} else {3})", "(if {0} <= {1} and {1} < 2 then {2} else {3})", "(if not ({0} < {1}) or {0} > 1 then {2} else {3})"), left, right, then, otherwise);
    }

    private Term Reduction(Scope scope, int depth)
    {
        Extent extent = Pick(SizeN, SizeM, Three);
        string index = IndexNames[scope.Indices.Length];
        string kind = Pick("sum", "sum", "sum", "prod", "max", "min", "mean", "logsumexp");
        if (_random.Next(6) == 0 && _values.FirstOrDefault(v => v.Axes is [{ Text: "n" }]) is { } vector)
        {
            // Neighbours, in a range that is stated.
            Term inner = Scalar(scope.With(index, new Extent("n-1", "n-2")), depth - 1);
            return Term.Of($"{kind}({index} in 0..n-2, {vector.Name}[{index}+1]*{vector.Name}[{index}] + {{0}})", inner);
        }

        Term body = Scalar(scope.With(index, extent), depth);
        string binder = Subscripts(body, index) && _random.Next(2) == 0 ? index : $"{index} in 0..{extent.Last}";
        return Term.Of($"{kind}({binder}, {{0}})", body);
    }

    private Term OfWhole(Scope scope, int depth)
    {
        ImmutableArray<Extent> vector = [Pick(SizeN, SizeM, Three)];
        return _random.Next(5) switch
        {
            0 => Term.Of("dot({0}, {1})", Whole(vector, depth, scope), Whole(vector, depth, scope)),
            1 => Term.Of(Pick("sum({0})", "norm({0} + 1)", "mean({0})", "logsumexp({0})", "max({0})", "prod({0})"), Whole(vector, depth, scope)),
            2 => Term.Of("trace({0})", Whole([vector[0], vector[0]], depth, scope)),
            3 => Term.Of($"{{0}}[{Pick("0", vector[0].Last)}]", Parenthesised(Whole(vector, depth, scope))),
            _ => Term.Of("({0})'*{1}", Whole(vector, depth - 1, scope), Parenthesised(Whole(vector, depth - 1, scope))),
        };
    }

    private Term UserCall(Scope scope, int depth) => _scalarFunctions.Count == 0
        ? Call(scope, depth)
        : Term.Of($"{_scalarFunctions[0]}({{0}}, {{1}})", Scalar(scope, depth), Scalar(scope, depth - 1));
}
