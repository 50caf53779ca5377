using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SymBackprop.Functions;

namespace SymBackprop.Tests.Robustness;

/// <summary>Writes random networks by the grammar: names and shapes mostly fit, and now and then they do not.</summary>
internal sealed class RandomNetwork(Random random)
{
    private static readonly string[] Sizes = ["n", "m"];
    private static readonly string[] Names = ["x", "y", "w", "ŷ", "W1", "b", "θ", "e", "class", "x̄", "GetHashCode", "E", "d", "sum", "in", "object", "t1", "dE_dw", "n"];
    private static readonly string[] Indices = ["i", "j", "s", "t", "q"];
    private static readonly string[] Numbers =
        ["0", "1", "2", "3", "10", "0.5", "1e-5", "½", "1e308", "1e-308", "2^100", "2^(2^30)", "0.1^200", "3.14159265358979323846264338327950288", "1000000000000000000000", "pi", "e"];

    private readonly List<(string Name, string[] Shape)> _values = [];
    private readonly List<(string Name, int Parameters)> _functions = [];

    // How many more parts an expression may get: the depth alone leaves room for thousands.
    private int _room;

    public static string Text(int seed) => new RandomNetwork(new Random(seed)).Network();

    private string Network()
    {
        bool isBare = random.Next(8) == 0;
        var text = new StringBuilder();
        if (isBare)
        {
            _values.AddRange([("x", []), ("y", []), ("w", [])]);
            return Scalar(4, []);
        }

        text.Append("network ").Append(Any("Net", "class", "System", "w", "Ŵ", "Net2")).Append(Any("(n, m)", "(n, m)", "(n, m, k)", "(n, m)", random.Next(5) == 0 ? "" : "(m, n)")).Append('\n');
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            string[] shape = [.. Enumerable.Range(0, Any(0, 0, 1, 1, 2, 2, 3)).Select(_ => Extent())];
            string name = Fresh();
            string role = Any("input ", "target ", "weight ", "weight ");
            text.Append("  ").Append(role).Append(name).Append(Shape(shape))
                .Append(random.Next(10) == 0 && (role == "weight " || random.Next(9) == 0) ? Any(" ~ normal(0, 0.1)", " ~ uniform(-1, 1)", " ~ glorot()", " ~ constant(3)") : "").Append('\n');
            _values.Add((name, shape));
        }

        for (int i = random.Next(0, 3); i > 0; i--)
        {
            text.Append("  ").Append(Function()).Append('\n');
        }

        for (int i = random.Next(1, 5); i > 0; i--)
        {
            text.Append("  ").Append(Equation()).Append('\n');
        }

        text.Append("  E = ").Append(Scalar(4, [])).Append('\n');
        for (int i = Any(0, 0, 0, 1, 2); i > 0; i--)
        {
            text.Append("  ").Append(Statement()).Append('\n');
        }

        return text.ToString();
    }

    private string Function()
    {
        string name = Any("f", "g", "σ", "exp", "relu", "h2");
        _room = 30;
        var inner = new RandomNetwork(random) { _room = 20 };
        if (random.Next(3) == 0)
        {
            inner._values.AddRange([("v", ["a"]), ("c", [])]);
            _functions.Add((name, -1));
            return $"{name}(v[a], c)[i] = {inner.Scalar(2, [("i", "a")])}";
        }

        int count = random.Next(1, 3);
        inner._values.AddRange(new[] { ("z", Array.Empty<string>()), ("c", []) }.Take(count));
        inner._functions.AddRange(_functions.Where(f => f.Parameters > 0));
        _functions.Add((name, count));
        string parameters = count == 1 ? "z" : "z, c";
        return $"{name}({parameters}) = {inner.Scalar(3, [])}" + (random.Next(8) == 0 ? $"; derivative {name}(z) = {inner.Scalar(1, [])}" : "");
    }

    private string Equation()
    {
        string name = Fresh();
        (string Name, string Extent)[] indices = [.. Indices.Take(Any(0, 0, 1, 1, 2, 3)).Select(i => (i, Extent()))];
        _room = 40;
        if (indices.Length == 0 && random.Next(3) == 0)
        {
            string[] shape = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Any(Sizes))];
            string tensor = Tensor(shape, 2, []);
            _values.Add((name, shape));
            return $"{name} = {tensor}";
        }

        string body = Scalar(4, indices);
        _values.Add((name, [.. indices.Select(i => i.Extent)]));
        string subscripts = indices.Length == 0 ? "" : $"[{string.Join(",", indices.Select(i => i.Name))}]";
        string ranges = string.Join(", ", indices.Select(i => $"{i.Name} in {(random.Next(20) == 0 ? "1" : "0")}..{i.Extent}-1"));
        return $"{name}{subscripts} = {body}" + (indices.Length > 0 && random.Next(10) > 0 ? " for " + ranges : "");
    }

    private string Statement() => random.Next(6) switch
    {
        0 => $"assume {Scalar(1, [])} {Any(">", "<", "=", ">=")} {Scalar(1, [])}",
        1 => "output " + Value().Name,
        2 => $"{Any("gradient", "jacobian", "hessian")} {Any("E", Value().Name)} wrt {Value().Name}",
        3 => $"hessian E wrt {Value().Name}, {Value().Name}",
        4 => "output " + Any(Names),
        _ => Equation(),
    };

    private string Scalar(int depth, (string Name, string Extent)[] indices)
    {
        _room--;
        return (depth <= 0 || _room <= 0 ? random.Next(3) : random.Next(22)) switch
        {
            0 => Any(Numbers),
            1 or 2 => Entry(indices),
            3 or 4 => $"{Scalar(depth - 1, indices)} {Any("+", "-")} {Scalar(depth - 1, indices)}",
            5 or 6 => $"({Scalar(depth - 1, indices)})*({Scalar(depth - 1, indices)})",
            7 => $"({Scalar(depth - 1, indices)})/({Scalar(depth - 1, indices)})",
            8 => $"({Scalar(depth - 1, indices)})^{Any("2", "3", "-1", "(1/2)", "0", "1000000", "-7", "n", $"({Scalar(1, indices)})")}",
            9 or 10 => Call(depth, indices),
            11 => UserCall(depth, indices),
            12 => $"(if {Condition(depth - 1, indices)} then {Scalar(depth - 1, indices)} else {Scalar(depth - 1, indices)})",
            13 or 14 or 15 => Reduction(depth, indices),
            16 => $"{Any("dot", "crossEntropy", "mse", "dot")}({Tensor(["n"], depth - 1, indices)}, {Tensor(["n"], depth - 1, indices)})",
            17 => $"{Any("norm", "max", "logsumexp", "mean", "prod", "sum", "argmax", "trace")}({Tensor([Any(Sizes)], depth - 1, indices)})",
            18 when random.Next(2) == 0 => $"d({Scalar(depth - 1, indices)}, {Scalarlike(indices)})",
            19 => $"stop({Scalar(depth - 1, indices)})",
            20 => $"{Tensor(["n"], 1, indices)}'*{Tensor(["n"], 1, indices)}",
            _ => "-" + Scalar(depth - 1, indices),
        };
    }

    private string Reduction(int depth, (string Name, string Extent)[] indices)
    {
        string index = random.Next(100) == 0 ? Any(Names) : Indices.FirstOrDefault(i => indices.All(o => o.Name != i)) ?? "i";
        string extent = Extent();
        string body = Scalar(depth - 1, [.. indices, (index, extent)]);
        string binder = random.Next(8) == 0 ? index : $"{index} in {Any("0", "0", "1", "2")}..{extent}-1";
        return $"{Any("sum", "sum", "sum", "prod", "max", "min", "mean", "argmax", "argmin", "logsumexp")}({binder}, {body})";
    }

    private string Call(int depth, (string Name, string Extent)[] indices)
    {
        ScalarFunction function = FunctionCatalog.All[random.Next(FunctionCatalog.All.Length)];
        return $"{function.Name}({string.Join(", ", Enumerable.Range(0, function.Arity).Select(_ => Scalar(depth - 1, indices)))})";
    }

    private string UserCall(int depth, (string Name, string Extent)[] indices)
    {
        if (_functions.Count == 0)
        {
            return Call(depth, indices);
        }

        (string name, int parameters) = _functions[random.Next(_functions.Count)];
        return parameters < 0
            ? $"sum({name}({Tensor([Any(Sizes)], 1, indices)}, {Scalar(1, indices)}))"
            : $"{name}({string.Join(", ", Enumerable.Range(0, parameters).Select(_ => Scalar(depth - 1, indices)))})";
    }

    private string Condition(int depth, (string Name, string Extent)[] indices) => random.Next(6) switch
    {
        0 when depth > 0 => $"({Condition(depth - 1, indices)} {Any("and", "or")} {Condition(depth - 1, indices)})",
        1 when depth > 0 => $"not ({Condition(depth - 1, indices)})",
        2 when indices.Length > 0 => $"{indices[0].Name} {Any("<", "==", ">=", "!=")} {Any("0", "1", "n-1", indices[^1].Name)}",
        _ => $"{Scalar(depth - 1, indices)} {Any("<", "<=", ">", ">=", "==", "!=")} {Scalar(depth - 1, indices)}",
    };

    private string Tensor(string[] shape, int depth, (string Name, string Extent)[] indices)
    {
        _room--;
        (string Name, string[] Shape)[] fitting = [.. _values.Where(v => v.Shape.SequenceEqual(shape))];
        return (depth <= 0 || _room <= 0 ? 9 : random.Next(12)) switch
        {
            0 or 1 => $"({Tensor(shape, depth - 1, indices)} {Any("+", "-", ".*", "./", ".^")} {Tensor(shape, depth - 1, indices)})",
            2 => $"{Scalar(depth - 1, indices)}*{Tensor(shape, depth - 1, indices)}",
            3 => $"{Any("tanh", "exp", "sigmoid", "relu", "log", "abs")}({Tensor(shape, depth - 1, indices)})",
            4 => $"{Any("softmax", "logSoftmax", "huber", "stop")}({Tensor(shape, depth - 1, indices)})",
            5 when shape.Length == 1 => $"({Tensor([shape[0], "m"], depth - 1, indices)}*{Tensor(["m"], depth - 1, indices)})",
            5 when shape.Length == 2 => $"({Tensor([shape[0], "m"], depth - 1, indices)}*{Tensor(["m", shape[1]], depth - 1, indices)})",
            6 when shape.Length == 2 => $"{Tensor([shape[1], shape[0]], depth - 1, indices)}'",
            7 => $"d({Scalar(1, indices)}, {Any([.. fitting.Select(v => v.Name).DefaultIfEmpty("x")])})",
            _ when fitting.Length > 0 && random.Next(30) > 0 => Any([.. fitting.Select(v => v.Name)]),
            _ => $"{Any("zeros", "ones")}({string.Join(",", shape)})",
        };
    }

    private string Scalarlike((string Name, string Extent)[] indices) => random.Next(4) == 0 ? Value().Name : Entry(indices);

    private string Entry((string Name, string Extent)[] indices)
    {
        if (random.Next(200) == 0)
        {
            return Any(Names);
        }

        (string name, string[] shape) = Value();
        return shape.Length == 0 ? name : $"{name}[{string.Join(",", shape.Select(e => Position(e, indices)))}]";
    }

    private string Position(string extent, (string Name, string Extent)[] indices)
    {
        string[] fitting = [.. indices.Where(i => i.Extent == extent).Select(i => i.Name)];
        return fitting.Length > 0 && random.Next(8) > 0
            ? Any(fitting)
            : random.Next(60) switch
            {
                0 => Any(Indices),
                1 when indices.Length > 0 => indices[0].Name + Any("+1", "-1", "*2", "-n", "+m"),
                2 => ":",
                3 => Any("1", "2", "1000000000", "-1"),
                < 20 => extent + "-1",
                _ => "0",
            };
    }

    private (string Name, string[] Shape) Value() => _values.Count == 0 ? ("x", []) : _values[random.Next(_values.Count)];

    private string Fresh()
    {
        string name = Any(Names);
        return _values.Any(v => v.Name == name) || name == "E" ? "v" + _values.Count : name;
    }

    private string Extent() => random.Next(40) switch
    {
        <= 3 => Any("3", "2", "1"),
        4 or 5 => Any("n+1", "n+m", "n+1"),
        6 when random.Next(3) == 0 => Any("2*n", "1000000000", "n-1", "k"),
        _ => Any("n", "n", "m"),
    };

    private static string Shape(string[] shape) => shape.Length == 0 ? "" : $"[{string.Join(",", shape)}]";

    private T Any<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
