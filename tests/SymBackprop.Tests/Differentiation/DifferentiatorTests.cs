using System;
using System.Collections.Generic;
using System.Linq;
using System.Globalization;
using SymBackprop.Binding;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using Xunit;

namespace SymBackprop.Tests.Differentiation;

/// <summary>Derivatives found by rule against central differences of the primal equations.</summary>
public class DifferentiatorTests
{
    private static readonly Dictionary<string, long> NoSizes = [];

    public static TheoryData<string> Networks => [.. Cases.Keys];

    private static Dictionary<string, Func<SystemBuilder, Tensor>> Cases { get; } = new()
    {
        ["scalar sigmoid"] = b =>
        {
            Expr t = b.Call("sigmoid", b.At(b.Given("w")) * b.At(b.Given("x"))) - b.At(b.Given("y"));
            return b.Define("E", [], t * t / 2);
        },
        ["quotient"] = b =>
        {
            Expr x = b.At(b.Given("x")), y = b.At(b.Given("y"));
            return b.Define("E", [], (x + y * y) / (x * y + 1) / y);
        },
        ["powers"] = b =>
        {
            Expr x = b.At(b.Given("x")), y = b.At(b.Given("y"));
            return b.Define("E", [], new Power(x, y) + new Power(x, 3) * new Power(y, -2) + b.Call("sqrt", x) * b.Call("max", x, y));
        },
        ["product of five"] = b =>
        {
            Expr x = b.At(b.Given("x")), y = b.At(b.Given("y")), z = b.At(b.Given("z"));
            return b.Define("E", [], new Multiply([x, y, z, x + y, b.Call("exp", z)]));
        },
        ["dense layer"] = b =>
        {
            BoundIndex i = b.Index(3, "i"), j = b.Index(4, "j");
            Tensor w = b.Given("W", 3, 4), x = b.Given("x", 4), c = b.Given("b", 3), y = b.Given("y", 3);
            Tensor a = b.Define("a", [i], b.Call("tanh", b.Sum(j, b.At(w, i.Variable, j.Variable) * b.At(x, j.Variable)) + b.At(c, i.Variable)));
            BoundIndex k = b.Index(3, "k");
            return b.Define("E", [], b.Sum(k, new Power(b.At(a, k.Variable) - b.At(y, k.Variable), 2)) / 2);
        },
        ["convolution"] = b =>
        {
            BoundIndex i = b.Index(5, "i"), k = b.Index(3, "k"), m = b.Index(5, "m");
            Tensor w = b.Given("w", 3), x = b.Given("x", 7);
            Tensor y = b.Define("y", [i], b.Sum(k, b.At(w, k.Variable) * b.At(x, i.Variable + k.Variable)));
            return b.Define("E", [], b.Sum(m, b.Call("sin", b.At(y, m.Variable)) * b.At(y, m.Variable)));
        },
        ["strided convolution"] = b =>
        {
            BoundIndex i = b.Index(3, "i"), k = b.Index(3, "k"), m = b.Index(3, "m");
            Tensor w = b.Given("w", 3), x = b.Given("x", 7);
            Tensor y = b.Define("y", [i], b.Sum(k, b.At(w, k.Variable) * b.At(x, (i.Variable * 2) + k.Variable)));
            return b.Define("E", [], b.Sum(m, b.Call("sin", b.At(y, m.Variable))));
        },
        ["trace of square"] = b =>
        {
            BoundIndex i = b.Index(3, "i"), j = b.Index(3, "j");
            Tensor a = b.Given("A", 3, 3);
            return b.Define("E", [], b.Sum(i, b.At(a, i.Variable, i.Variable) * b.Sum(j, b.At(a, i.Variable, j.Variable) * b.At(a, j.Variable, i.Variable))));
        },
        ["rosenbrock by entries"] = b =>
        {
            Tensor x = b.Given("x", 4);
            Expr X(int i) => b.At(x, IndexExpr.Of(i));
            return b.Define("E", [], 100 * new Power(X(1) - new Power(X(0), 2), 2) + new Power(1 - X(0), 2) + X(3) * X(0));
        },
        ["rosenbrock by index"] = b =>
        {
            Tensor x = b.Given("x", 6);
            BoundIndex i = b.Index(5, "i");
            return b.Define("E", [], b.Sum(i, 100 * new Power(b.At(x, i.Variable + 1) - new Power(b.At(x, i.Variable), 2), 2) + new Power(1 - b.At(x, i.Variable), 2)));
        },
        ["triangular sum"] = b =>
        {
            Tensor x = b.Given("x", 5);
            BoundIndex i = b.Index(5, "i");
            var j = new BoundIndex(77, IndexRange.Between(i.Variable, IndexExpr.Of(4)), "j");
            return b.Define("E", [], b.Sum(i, b.At(x, i.Variable) * b.Sum(j, b.Call("exp", b.At(x, j.Variable)) * b.At(x, i.Variable))));
        },
        ["logsumexp"] = b =>
        {
            Tensor x = b.Given("x", 3, 4);
            BoundIndex i = b.Index(3, "i"), j = b.Index(4, "j");
            return b.Define("E", [], b.Sum(i, new Power(b.Reduce(ReduceKind.LogSumExp, j, 2 * b.At(x, i.Variable, j.Variable)), 2)));
        },
        ["maximum"] = b =>
        {
            Tensor x = b.Given("x", 3, 4);
            BoundIndex i = b.Index(3, "i"), j = b.Index(4, "j");
            return b.Define("E", [], b.Sum(i, new Power(b.Reduce(ReduceKind.Max, j, b.At(x, i.Variable, j.Variable) * b.At(x, i.Variable, IndexExpr.Zero)), 2)));
        },
        ["product"] = b =>
        {
            Tensor x = b.Given("x", 3, 4);
            BoundIndex i = b.Index(3, "i"), j = b.Range(1, 3, "j");
            return b.Define("E", [], b.Sum(i, new Power(b.Reduce(ReduceKind.Product, j, b.At(x, i.Variable, j.Variable) + b.At(x, i.Variable, IndexExpr.Zero)), 2)));
        },
        ["guarded"] = b =>
        {
            Tensor x = b.Given("x", 5);
            BoundIndex i = b.Index(5, "i");
            var inside = new IndexCompare(Comparison.GreaterOrEqual, i.Variable, IndexExpr.Of(1));
            return b.Define("E", [], b.Sum(i, b.At(x, i.Variable) * b.Interner.Intern(new Select(inside, b.Call("log", b.At(x, i.Variable - 1)), 3))));
        },
        ["choice by value"] = b =>
        {
            Tensor x = b.Given("x", 5);
            BoundIndex i = b.Index(5, "i");
            Expr v = b.At(x, i.Variable);
            return b.Define("E", [], b.Sum(i, new Select(new Compare(Comparison.Less, v, 1), b.Call("log", v) * v, new Power(v, 3))));
        },
        ["softmax cross entropy"] = b =>
        {
            Tensor w = b.Given("W", 3, 4), x = b.Given("x", 2, 4), t = b.Given("t", 2, 3);
            BoundIndex s = b.Index(2, "s"), k = b.Index(3, "k"), j = b.Index(4, "j"), m = b.Index(3, "m");
            Tensor z = b.Define("z", [s, k], b.Sum(j, b.At(w, k.Variable, j.Variable) * b.At(x, s.Variable, j.Variable)));
            BoundIndex s2 = b.Index(2, "s"), k2 = b.Index(3, "k"), m2 = b.Index(3, "m");
            Tensor p = b.Define("p", [s2, k2], b.Call("exp", b.At(z, s2.Variable, k2.Variable) - b.Reduce(ReduceKind.LogSumExp, m2, b.At(z, s2.Variable, m2.Variable))));
            BoundIndex s3 = b.Index(2, "s"), k3 = b.Index(3, "k");
            return b.Define("E", [], -b.Sum(s3, b.Sum(k3, b.At(t, s3.Variable, k3.Variable) * b.Call("log", b.At(p, s3.Variable, k3.Variable)))) / 2);
        },
    };

    private static Dictionary<string, Func<SystemBuilder, Tensor>> Tensors { get; } = new()
    {
        ["elementwise"] = b =>
        {
            BoundIndex i = b.Index(4, "i");
            return b.Define("u", [i], b.Call("tanh", b.At(b.Given("x", 4), i.Variable)) * b.At(b.Given("y", 4), i.Variable));
        },
        ["softmax"] = b =>
        {
            Tensor x = b.Given("x", 4);
            BoundIndex i = b.Index(4, "i"), j = b.Index(4, "j");
            return b.Define("u", [i], b.Call("exp", b.At(x, i.Variable)) / b.Sum(j, b.Call("exp", b.At(x, j.Variable))));
        },
        ["matrix of outer products"] = b =>
        {
            Tensor x = b.Given("x", 3);
            BoundIndex i = b.Index(3, "i"), j = b.Index(3, "j");
            return b.Define("u", [i, j], b.At(x, i.Variable) * b.Call("sin", b.At(x, j.Variable)));
        },
        ["convolution"] = b =>
        {
            BoundIndex i = b.Index(5, "i"), k = b.Index(3, "k");
            return b.Define("u", [i], b.Sum(k, b.At(b.Given("w", 3), k.Variable) * b.At(b.Given("x", 7), i.Variable + k.Variable)));
        },
        ["matrix times vector"] = b =>
        {
            BoundIndex i = b.Index(2, "i"), k = b.Index(3, "k");
            Tensor y = b.Define("y", [i], b.Sum(k, b.At(b.Given("W", 2, 3), i.Variable, k.Variable) * b.At(b.Given("x", 3), k.Variable)));
            BoundIndex m = b.Index(2, "m");
            return b.Define("u", [m], new Power(b.At(y, m.Variable), 2));
        },
        ["running products"] = b =>
        {
            Tensor x = b.Given("x", 3, 4);
            BoundIndex i = b.Index(3, "i"), j = b.Index(4, "j");
            return b.Define("u", [i], b.Reduce(ReduceKind.Product, j, b.At(x, i.Variable, j.Variable)));
        },
        ["maximum"] = b =>
        {
            Tensor x = b.Given("x", 3, 4);
            BoundIndex i = b.Index(3, "i"), j = b.Index(4, "j");
            return b.Define("u", [i], new Power(b.Reduce(ReduceKind.Max, j, b.At(x, i.Variable, j.Variable)), 2));
        },
    };

    public static TheoryData<string> TensorValued => [.. Tensors.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradient_EqualsCentralDifferences(string name) => CheckFirst(Cases[name], RequestKind.Gradient);

    [Theory]
    [MemberData(nameof(TensorValued))]
    public void Jacobian_EqualsCentralDifferences(string name) => CheckFirst(Tensors[name], RequestKind.Jacobian);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Hessian_EqualsCentralDifferencesOfTheGradient(string name)
    {
        var builder = new SystemBuilder();
        Tensor error = Cases[name](builder);
        Dictionary<string, DenseTensor> point = builder.Point();
        EquationSystem gradient = builder.Build(RequestKind.Gradient, error, Givens(builder, error));
        EquationSystem hessian = builder.Build(RequestKind.Hessian, error, Givens(builder, error));
        IReadOnlyDictionary<string, DenseTensor> values = Evaluator.Evaluate(hessian, NoSizes, point);

        foreach (DerivativeResult result in hessian.Derivatives)
        {
            string first = gradient.Derivatives.Single(d => d.By == result.By).Value.Name;
            AssertDerivative(gradient, first, result.ThenBy!, values[result.Value.Name], point, $"{name}: {result.By.Name},{result.ThenBy!.Name}\n{hessian}");
        }
    }

    private static Tensor[] Givens(SystemBuilder builder, Tensor of) => [.. builder.Build(RequestKind.Gradient, of).Givens];

    private static void CheckFirst(Func<SystemBuilder, Tensor> network, RequestKind kind)
    {
        var builder = new SystemBuilder();
        Tensor of = network(builder);
        Dictionary<string, DenseTensor> point = builder.Point();
        EquationSystem system = builder.Build(kind, of, Givens(builder, of));
        IReadOnlyDictionary<string, DenseTensor> values = Evaluator.Evaluate(system, NoSizes, point);
        foreach (DerivativeResult result in system.Derivatives)
        {
            AssertDerivative(system, of.Name, result.By, values[result.Value.Name], point, $"{result.By.Name}\n{system}");
        }
    }

    private static void AssertDerivative(EquationSystem system, string of, Tensor by, DenseTensor derivative, Dictionary<string, DenseTensor> point, string context)
    {
        int columns = point[by.Name].Values.Length;
        for (int k = 0; k < columns; k++)
        {
            double[] expected = CentralDifference(system, of, by.Name, k, point);
            for (int row = 0; row < expected.Length; row++)
            {
                double actual = derivative.Values[(row * columns) + k];
                Assert.True(
                    Math.Abs(actual - expected[row]) <= 1e-6 * (1 + Math.Abs(expected[row])),
                    string.Create(CultureInfo.InvariantCulture, $"entry {row},{k}: {actual} instead of {expected[row]}, by {context}"));
            }
        }
    }

    private static double[] CentralDifference(EquationSystem system, string of, string by, int entry, Dictionary<string, DenseTensor> point)
    {
        const double Step = 1e-5;
        double[] Shifted(double step)
        {
            double saved = point[by].Values[entry];
            point[by].Values[entry] = saved + step;
            double[] value = Evaluator.Evaluate(system, NoSizes, point)[of].Values;
            point[by].Values[entry] = saved;
            return value;
        }

        return [.. Shifted(Step).Zip(Shifted(-Step), (a, b) => (a - b) / (2 * Step))];
    }
}
