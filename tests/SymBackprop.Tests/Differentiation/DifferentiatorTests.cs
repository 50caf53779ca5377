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

    internal static Dictionary<string, Func<SystemBuilder, Tensor>> Cases { get; } = new()
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
        ["derivative inside"] = b =>
        {
            BoundIndex i = b.Index(3, "i"), j = b.Index(3, "j"), k = b.Index(3, "k"), m = b.Index(3, "m");
            Tensor x = b.Given("x", 3);
            Tensor u = b.Define("u", [i], b.Call("sin", b.At(x, i.Variable)) * b.Sum(m, b.At(x, m.Variable)));
            Tensor jacobian = b.Define("J", [j, k], new DerivativeRequest(u, x));
            BoundIndex p = b.Index(3, "p"), q = b.Index(3, "q");
            return b.Define("E", [], b.Sum(p, b.At(jacobian, p.Variable, p.Variable) * b.Sum(q, b.At(jacobian, p.Variable, q.Variable) * b.At(x, q.Variable))));
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

    internal static Dictionary<string, Func<SystemBuilder, Tensor>> Tensors { get; } = new()
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

    [Fact]
    public void ChainOfTenThousandLayers_HasOneAdjointEach()
    {
        const int Layers = 10_000;
        var builder = new SystemBuilder();
        Tensor w = builder.Given("w", Layers), x = builder.Given("x");
        Tensor a = x;
        for (int k = 0; k < Layers; k++)
        {
            Expr product = builder.At(w, IndexExpr.Of(k)) * builder.At(a);
            a = builder.Define("a" + k, [], builder.Call("sigmoid", product));
        }

        EquationSystem system = builder.Build(RequestKind.Gradient, a, w, x);

        // w·a, σ; 1 − a, a·(1 − a)·ā, its product with w and with a.
        Assert.InRange(system.Equations.Length, 4 * Layers, 8 * Layers);
        Assert.Equal(Layers, Evaluator.Evaluate(system, NoSizes, builder.Point())[system.Derivatives[0].Value.Name].Values.Length);
    }

    [Fact]
    public void SumOfAHundredThousandTerms_IsDifferentiatedTermByTerm()
    {
        const int Terms = 100_000;
        var builder = new SystemBuilder();
        Tensor w = builder.Given("w", Terms);
        Tensor error = builder.Define("E", [], new Add([.. Enumerable.Range(0, Terms).Select(k => (Expr)(k * new Power(builder.At(w, IndexExpr.Of(k)), 2)))]));

        EquationSystem system = builder.Build(RequestKind.Gradient, error, w);

        Dictionary<string, DenseTensor> point = builder.Point();
        double[] gradient = Evaluator.Evaluate(system, NoSizes, point)[system.Derivatives[0].Value.Name].Values;
        Assert.Equal(2.0 * (Terms - 1) * point["w"].Values[Terms - 1], gradient[Terms - 1], 9);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void HessianVectorProduct_IsHessianTimesDirection(string name)
    {
        var builder = new SystemBuilder();
        Tensor error = Cases[name](builder);
        Dictionary<string, DenseTensor> point = builder.Point();
        foreach (string given in point.Keys.ToList())
        {
            point.Add(given + "_direction", builder.Point(7)[given]);
        }

        Tensor[] by = Givens(builder, error);
        EquationSystem product = builder.Build(RequestKind.HessianVectorProduct, error, by);
        EquationSystem hessian = builder.Build(RequestKind.Hessian, error, by);
        IReadOnlyDictionary<string, DenseTensor> actual = Evaluator.Evaluate(product, NoSizes, point);
        IReadOnlyDictionary<string, DenseTensor> second = Evaluator.Evaluate(hessian, NoSizes, point);

        foreach (DerivativeResult result in product.Derivatives)
        {
            double[] expected = new double[point[result.By.Name].Values.Length];
            foreach (DerivativeResult block in hessian.Derivatives.Where(d => d.By == result.By))
            {
                double[] direction = point[block.ThenBy!.Name + "_direction"].Values, values = second[block.Value.Name].Values;
                for (int i = 0; i < values.Length; i++)
                {
                    expected[i / direction.Length] += values[i] * direction[i % direction.Length];
                }
            }

            Assert.All(expected.Zip(actual[result.Value.Name].Values), p => Assert.Equal(p.First, p.Second, 1e-9 * (1 + Math.Abs(p.First))));
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
