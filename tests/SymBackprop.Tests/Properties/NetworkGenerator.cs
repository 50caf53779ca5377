using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Functions;

namespace SymBackprop.Tests.Properties;

/// <summary>Writes random well-typed networks: any seed gives one, and always the same.</summary>
/// <remarks>Arguments are kept within the functions' domains, so that every value is real; most are smooth at a random point.</remarks>
internal sealed partial class NetworkGenerator(int seed)
{
    private static readonly Extent SizeN = new("n", "n-1");
    private static readonly Extent SizeM = new("m", "m-1");
    private static readonly Extent Three = new("3", "2");
    private static readonly string[] IndexNames = ["i", "j", "k", "p", "q", "r", "s", "v"];

    private readonly Random _random = new(seed);
    private readonly List<Value> _values = [];
    private readonly List<Line> _lines = [];
    private readonly List<string> _scalarFunctions = [];
    private readonly List<string> _vectorFunctions = [];

    public static RandomNetwork Generate(int seed) => new NetworkGenerator(seed).Network();

    private RandomNetwork Network()
    {
        var sizes = new Dictionary<string, long> { ["n"] = 3 + _random.Next(2), ["m"] = 2 };
        Value[] weights = [.. Enumerable.Range(0, 2 + _random.Next(3)).Select(k => Given("w" + k))];
        Value[] inputs = [.. Enumerable.Range(0, 1 + _random.Next(2)).Select(k => Given("x" + k))];
        string header = $"network Random(n, m)\n  weight {Declared(weights)}\n  input {Declared(inputs)}";
        _values.AddRange(weights.Concat(inputs));

        Functions();
        int count = 1 + _random.Next(5);
        for (int k = 0; k < count; k++)
        {
            Define("u" + k);
        }

        // Every named value reaches the error.
        Term error = _values.Where(v => !v.IsGiven).Select(Reduced).Aggregate(Scalar(Scope.Empty, 2), (sum, v) => Term.Of("({0} + {1})", sum, v));
        _lines.Add(new Line("E", error, ""));
        return new RandomNetwork(header, [.. _lines], Requests(weights), sizes);
    }

    private static string Declared(Value[] values) => string.Join(", ", values.Select(v => v.Axes.IsEmpty ? v.Name : $"{v.Name}[{v.Shape}]"));

    private string Requests(Value[] weights)
    {
        Value small = weights.MinBy(w => w.Axes.Length)!;
        return _random.Next(6) switch
        {
            0 when small.Axes.Length <= 1 => $"  gradient E wrt {string.Join(", ", weights.Select(w => w.Name))}\n  hessian E wrt {small.Name}",
            1 when _values.LastOrDefault(v => !v.IsGiven && v.Axes.Length <= 1) is { } value => $"  gradient E wrt {weights[0].Name}\n  jacobian {value.Name} wrt {small.Name}",
            _ => "",
        };
    }

    private Value Given(string name) => new(name, Axes(_random.Next(8) switch { < 2 => 0, < 5 => 1, < 7 => 2, _ => 3 }), true);

    private ImmutableArray<Extent> Axes(int rank) => [.. Enumerable.Range(0, rank).Select(_ => Pick(SizeN, SizeN, SizeM, Three))];

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private void Functions()
    {
        if (_random.Next(2) == 0)
        {
            _scalarFunctions.Add("f");
            _lines.Add(new Line("f(a, b)", FunctionBody(["a", "b"]), ""));
        }

        if (_random.Next(3) == 0)
        {
            _vectorFunctions.Add("g");
            _lines.Add(Pick(
                new Line("g(z[l])[i]", Term.Leaf("z[i]^2/(1 + sum(j, z[j]^2))"), ""),
                new Line("g(z[l])[i]", Term.Leaf("exp(z[i])/sum(j, exp(z[j]))"), ""),
                new Line("g(z[l])[i]", Term.Leaf("z[i]*tanh(mean(j, z[j])) + i"), "")));
        }
    }

    private Term FunctionBody(string[] parameters)
    {
        Term a = Term.Leaf(Pick(parameters));
        Term b = Term.Leaf(Pick(parameters));
        return Pick(Term.Of("({0}*{1} + sin({0}))", a, b), Term.Of("(if {0} > {1} then {0}*2 else {1}^2)", a, b), Term.Of("(sigmoid({0}) - {1}/(1 + {0}^2))", a, b));
    }

    private void Define(string name)
    {
        switch (_random.Next(5))
        {
            case 0:
                Add(new Value(name, [], false), Scalar(Scope.Empty, 3), "", "");
                break;
            case 1:
                DefineWhole(name, 1 + _random.Next(2));
                break;
            case 2 when _values.FirstOrDefault(v => v.Axes is [{ Text: "n" }]) is { } signal:
                DefineConvolution(name, signal);
                break;
            default:
                DefineByIndex(name, 1 + _random.Next(2));
                break;
        }
    }

    private void DefineWhole(string name, int rank)
    {
        ImmutableArray<Extent> axes = Axes(rank);
        Add(new Value(name, axes, false), Whole(axes, 3), "", "");
    }

    private void DefineByIndex(string name, int rank)
    {
        ImmutableArray<Extent> axes = Axes(rank);
        Scope scope = axes.Aggregate(Scope.Empty, (s, a) => s.With(IndexNames[s.Indices.Length], a));
        Term body = Scalar(scope, 3);
        string[] unclear = [.. scope.Indices.Where(i => !Subscripts(body, i.Name)).Select(i => $"{i.Name} in 0..{i.Extent.Last}")];
        string left = "[" + string.Join(",", scope.Indices.Select(i => i.Name)) + "]";
        Add(new Value(name, axes, false), body, left, unclear.Length == 0 ? "" : "   for " + string.Join(", ", unclear));
    }

    // Offsets without a bare subscript: the range follows from where all accesses fit.
    private void DefineConvolution(string name, Value signal)
    {
        Value? kernel = _values.FirstOrDefault(v => v.Axes is [{ Text: "m" }]);
        Term body = kernel is null
            ? Term.Leaf($"{signal.Name}[i+1] - sin({signal.Name}[i])*{signal.Name}[i+2]")
            : Term.Leaf($"sum(k, {kernel.Name}[k]*{signal.Name}[i+k])");
        (Extent extent, string domain) = kernel is null ? (new Extent("n-2", "n-3"), "   for i in 0..n-3") : (new Extent("n-m+1", "n-m"), "");
        Add(new Value(name, [extent], false), body, "[i]", domain);
    }

    private void Add(Value value, Term body, string subscripts, string right)
    {
        _lines.Add(new Line(value.Name + subscripts, body, right));
        _values.Add(value);
    }

    private static bool Subscripts(Term body, string index) => Regex.IsMatch(body.ToString(), $@"[\[,]{index}[\],]");

    private Term Reduced(Value value) => value.Axes.IsEmpty
        ? Term.Leaf(value.Name)
        : Term.Of(Pick("tanh(sum({0}))", "mean({0})", "sum({0})/3", "logsumexp({0})", "max({0})", "norm({0})", "min({0})"), Term.Leaf(value.Name, value.Shape));

    private string Number() => (_random.Next(5) switch
    {
        0 => _random.Next(4),
        1 => -_random.Next(1, 3),
        _ => Math.Round((_random.NextDouble() * 3) - 1, 2),
    }).ToString(CultureInfo.InvariantCulture);

    /// <summary>The indices that a term may use.</summary>
    private sealed record Scope(ImmutableArray<(string Name, Extent Extent)> Indices)
    {
        public static Scope Empty { get; } = new(ImmutableArray<(string, Extent)>.Empty);

        public Scope With(string name, Extent extent) => new(Indices.Add((name, extent)));
    }

    // A number between the ends of a sample range, for any argument.
    private static Term Within(SampleRange range, Term argument)
    {
        (double low, double high) = range.Intervals[0];
        string middle = ((low + high) / 2).ToString("0.0###", CultureInfo.InvariantCulture);
        string half = ((high - low) / 2 * 0.9).ToString("0.0###", CultureInfo.InvariantCulture);
        return range.Intervals is [(-4, 4)] ? argument : Term.Of($"({middle} + {half}*tanh({{0}}))", argument);
    }
}
