using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using SymBackprop.Scheduling;

namespace SymBackprop.Tests.Scheduling;

/// <summary>Runs a kernel statement by statement, over memory laid out as its places say; memory that nothing has written is NaN.</summary>
internal sealed class KernelInterpreter
{
    private readonly Kernel _kernel;
    private readonly Dictionary<Tensor, double[]> _outside = [];
    private readonly Dictionary<Tensor, double> _locals = [];
    private readonly double[] _workspace;
    private readonly ExprEvaluator _evaluator;
    private readonly Dictionary<string, long> _sizes;

    private KernelInterpreter(Kernel kernel, Dictionary<string, long> sizes)
    {
        _kernel = kernel;
        _sizes = sizes;
        _workspace = [.. Enumerable.Repeat(double.NaN, Size(kernel.WorkspaceLength))];
        _evaluator = new ExprEvaluator(sizes, (_, _) => throw new InvalidOperationException("reads go through places"));
    }

    /// <summary>Gets how many statements have run.</summary>
    public int Count { get; private set; }

    public static Dictionary<Tensor, double[]> Run(Kernel kernel, IReadOnlyDictionary<string, DenseTensor> givens, Dictionary<string, long> sizes) =>
        Run(kernel, givens, sizes, out _);

    public static Dictionary<Tensor, double[]> Run(Kernel kernel, IReadOnlyDictionary<string, DenseTensor> givens, Dictionary<string, long> sizes, out int count)
    {
        var interpreter = new KernelInterpreter(kernel, sizes);
        foreach (Tensor given in kernel.Givens)
        {
            interpreter._outside.Add(given, givens[given.Name].Values);
        }

        foreach (Tensor result in kernel.Request.Results.Where(r => r != kernel.Request.Returned && !kernel.Givens.Contains(r)))
        {
            interpreter._outside.Add(result, [.. Enumerable.Repeat(double.NaN, interpreter.Size(SizePolynomial.Product(result.Shape.Extents)))]);
        }

        interpreter.Run(kernel.Body, isWhole: true);
        count = interpreter.Count;
        return kernel.Request.Results.ToDictionary(r => r, r => interpreter._outside.TryGetValue(r, out double[]? values) ? values : [interpreter._locals[r]]);
    }

    private int Size(SizePolynomial polynomial) => (int)polynomial.Value(a => a is SizeSymbol s ? _sizes[s.Name] : throw new InvalidOperationException(a.ToString()));

    private void Run(ImmutableArray<Statement> body, bool isWhole = false)
    {
        // A local variable declared here ends here.
        var declared = new List<Tensor>();
        foreach (Statement statement in body)
        {
            Count++;
            switch (statement)
            {
                case Loop loop:
                    Run(loop);
                    break;
                case Assignment a:
                    double value = Value(a.Value);
                    if (a.IsDeclaration)
                    {
                        Assert(!_locals.ContainsKey(a.Target.Tensor), "declared twice");
                        declared.Add(a.Target.Tensor);
                        _locals.Add(a.Target.Tensor, value);
                        break;
                    }

                    ref double place = ref Place(a.Target);
                    place = a.Update switch
                    {
                        Update.Set => value,
                        Update.Add => place + value,
                        Update.Multiply => place * value,
                        Update.Max => Math.Max(place, value),
                        _ => Math.Min(place, value),
                    };
                    break;
                case KeepBest k:
                    double now = Value(k.Value);
                    ref double best = ref Place(k.Best);
                    ref double position = ref Place(k.Position);
                    if (position < 0 || (k.IsLargest ? now > best : now < best))
                    {
                        best = now;
                        position = Value(k.Index);
                    }

                    break;
                case PartCall part:
                    Run(_kernel.Parts[part.Part].Body);
                    break;
            }
        }

        foreach (Tensor tensor in declared.Where(t => !isWhole || t != _kernel.Request.Returned))
        {
            _locals.Remove(tensor);
        }
    }

    private void Run(Loop loop)
    {
        long lower = loop.Range.Lower.Max(Value);
        long upper = loop.Range.Upper.Min(Value);
        for (long step = 0; step <= upper - lower; step++)
        {
            _evaluator[loop.Variable] = loop.IsDescending ? upper - step : lower + step;
            Run(loop.Body);
        }
    }

    private ref double Place(Access access)
    {
        if (!_kernel.Places.TryGetValue(access.Tensor, out Place? place) || place.Kind == PlaceKind.Local)
        {
            Assert(_locals.ContainsKey(access.Tensor), $"'{access.Tensor.Name}' is not in scope");
            return ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_locals, access.Tensor, out _);
        }

        long flat = 0;
        foreach (int axis in place.Axes)
        {
            long extent = Value(access.Tensor.Shape.Extents[axis]);
            long index = Value(access.Indices[axis]);
            Assert(index >= 0 && index < extent, $"{index} leaves axis {axis} of {access.Tensor}");
            flat = (flat * extent) + index;
        }

        return ref place.Kind == PlaceKind.Buffer ? ref _workspace[Size(place.Offset) + flat] : ref _outside[access.Tensor][flat];
    }

    private double Value(Expr expr) => expr switch
    {
        Access a => Place(a),
        IndexValue v => Value(v.Index),
        Constant or NamedConstant => _evaluator.Value(expr),
        Add a => a.Terms.Aggregate(0.0, (sum, t) => sum + Value(t)),
        Multiply m => m.Factors.Aggregate(1.0, (product, f) => product * Value(f)),
        Power { Exponent: Constant { Value: var n } } p => Math.Pow(Value(p.Base), n.ToDouble()),
        Call c => SymBackprop.Functions.FunctionCatalog.Get(c.Function).Value([.. c.Arguments.Select(Value)]),
        Select s => Holds(s.Condition) ? Value(s.Then) : Value(s.Otherwise),
        _ => throw new InvalidOperationException(expr.GetType().Name),
    };

    private long Value(IndexExpr index) => _evaluator.Value(index.Substitute(a => a is IndexGather g ? IndexExpr.Of((long)Place(new Access(g.Tensor, g.Indices.Items))) : null));

    private bool Holds(Condition condition) => condition switch
    {
        Compare c => Holds(c.Comparison, Value(c.Left), Value(c.Right)),
        IndexCompare c => Holds(c.Comparison, Value(c.Left), Value(c.Right)),
        And a => a.Parts.All(Holds),
        Or o => o.Parts.Any(Holds),
        Not n => !Holds(n.Operand),
        _ => throw new InvalidOperationException(),
    };

    private static bool Holds(Comparison comparison, double left, double right) => comparison switch
    {
        Comparison.Equal => left == right,
        Comparison.NotEqual => left != right,
        Comparison.Less => left < right,
        Comparison.LessOrEqual => left <= right,
        Comparison.Greater => left > right,
        _ => left >= right,
    };

    private static void Assert(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException(message);
        }
    }
}
