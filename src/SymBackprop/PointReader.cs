using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop;

/// <summary>Fits a point to a network: finds the sizes, checks the shapes.</summary>
internal sealed class PointReader
{
    private readonly ImmutableArray<FieldDiagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<FieldDiagnostic>();
    private readonly Dictionary<string, long> _sizes = [];
    private readonly HashSet<string> _wrongSizes = [];
    private readonly Dictionary<string, DenseTensor> _givens = [];

    public PointReader(EquationSystem system, ImmutableDictionary<string, NumberArray> point)
    {
        foreach (string size in system.Sizes)
        {
            if (point.TryGetValue(size, out NumberArray? value) && value.Extents.IsEmpty)
            {
                ReadSize(size, value.Value);
            }
        }

        var used = new HashSet<Tensor>(system.Equations.SelectMany(e => e.Body.Tensors().Concat(e.Targets.SelectMany(t => t.GatheredTensors()))));
        foreach (Tensor given in system.Givens.Where(g => used.Contains(g) || point.ContainsKey(g.Name)))
        {
            Read(given, point);
        }

        foreach (string size in system.Sizes.Where(s => !_sizes.ContainsKey(s) && _diagnostics.Count == 0))
        {
            Report(DiagnosticCatalog.UnknownSize, size);
        }

        if (_diagnostics.Count == 0)
        {
            CheckCost(system);
        }

        foreach (Tensor given in _diagnostics.Count == 0 ? system.Givens : [])
        {
            CheckOrFill(given);
        }
    }

    public IReadOnlyDictionary<string, long> Sizes => _sizes;

    public IReadOnlyDictionary<string, DenseTensor> Givens => _givens;

    public ImmutableArray<FieldDiagnostic> Diagnostics => _diagnostics.ToImmutable();

    private static string ShapeText(IEnumerable<int> extents) => "[" + string.Join(",", extents.Select(e => e.ToString(CultureInfo.InvariantCulture))) + "]";

    private void ReadSize(string size, double value)
    {
        if (value >= 1 && value <= int.MaxValue && value == System.Math.Floor(value))
        {
            _sizes[size] = (long)value;
        }
        else if (_wrongSizes.Add(size))
        {
            Report(DiagnosticCatalog.WrongSize, size, value.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    // Named values come first: a message about them says most.
    private void CheckCost(EquationSystem system)
    {
        var cost = new EvaluationCost(_sizes);
        Tensor[] tensors = [.. system.Givens.Concat(system.Equations.Select(e => e.Target)).Distinct().OrderBy(t => t.Role > TensorRole.Named)];
        foreach (Tensor tensor in tensors)
        {
            if (tensor.Shape.Extents.FirstOrDefault(e => cost.Extent(e) < 0) is { } negative)
            {
                string sizes = string.Join(", ", negative.Atoms().OfType<SizeSymbol>().Select(s => $"{s.Name} = {Text(_sizes[s.Name])}").Distinct());
                Report(DiagnosticCatalog.NegativeExtent, sizes, tensor.Name, CountText(cost.Extent(negative)), negative.ToString());
                return;
            }
        }

        HashSet<Tensor> recurrent = [.. EquationGroup.InOrder(system.Equations).Where(g => g.IsRecurrent).SelectMany(g => g.Targets)];
        (string Name, double Count)[] entries = [.. tensors.Select(t => (t.Name, cost.Entries(t) * (recurrent.Contains(t) ? EvaluationCost.EntriesOfRecurrence : 1)))];
        ReportExcess(entries, EvaluationCost.MostEntries, "numbers in memory");
        if (_diagnostics.Count == 0)
        {
            ReportExcess([.. system.Equations.Select(e => (e.Target.Name, cost.Steps(e)))], EvaluationCost.MostSteps, "steps");
        }
    }

    private void ReportExcess((string Name, double Count)[] counts, double most, string unit)
    {
        double total = counts.Sum(c => c.Count);
        if (total > most)
        {
            (string name, double _) = counts.OrderByDescending(c => c.Count).First();
            Report(DiagnosticCatalog.TooLargeToEvaluate, $"{CountText(total)} {unit}", name, $"{CountText(most)} {unit}");
        }
    }

    private static string CountText(double count) => count.ToString(System.Math.Abs(count) < 1e9 ? "0" : "0.0e0", CultureInfo.InvariantCulture);

    private void Read(Tensor given, ImmutableDictionary<string, NumberArray> point)
    {
        if (!point.TryGetValue(given.Name, out NumberArray? value))
        {
            string have = point.IsEmpty ? "nothing" : string.Join(", ", point.Keys.OrderBy(k => k, System.StringComparer.Ordinal));
            Report(DiagnosticCatalog.MissingValue, given.Name, given.Shape.IsScalar ? "a number" : given.Shape.ToString(), have);
            return;
        }

        if (value.Extents.Length != given.Shape.Rank)
        {
            ReportShape(given, value.Extents);
            return;
        }

        _givens[given.Name] = value.ToDense();
        for (int axis = 0; axis < given.Shape.Rank; axis++)
        {
            Solve(given, given.Shape.Extents[axis], value.Extents[axis]);
        }
    }

    // An extent s + c with one size s gives s; what is more involved is checked once all sizes are known.
    private void Solve(Tensor given, IndexExpr extent, int actual)
    {
        if (extent.Terms.Length != 1 || extent.Terms[0].Atom is not SizeSymbol size || extent.Terms[0].Coefficient != 1)
        {
            return;
        }

        long value = actual - extent.Constant;
        if (!_sizes.TryGetValue(size.Name, out long known))
        {
            ReadSize(size.Name, value);
        }
        else if (known != value)
        {
            Report(DiagnosticCatalog.SizeConflict, size.Name, Text(known), Text(value), given.Name);
        }
    }

    // What nothing reads needs no value.
    private void CheckOrFill(Tensor given)
    {
        var evaluator = new ExprEvaluator(_sizes, (_, _) => double.NaN);
        ImmutableArray<int> extents = [.. given.Shape.Extents.Select(e => checked((int)evaluator.Value(e)))];
        if (!_givens.TryGetValue(given.Name, out DenseTensor? value))
        {
            _givens.Add(given.Name, DenseTensor.Zeros(extents));
        }
        else if (!extents.SequenceEqual(value.Extents))
        {
            ReportShape(given, value.Extents);
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private void ReportShape(Tensor given, ImmutableArray<int> extents) => Report(
        DiagnosticCatalog.WrongValueShape,
        given.Name,
        extents.IsEmpty ? "of a number" : ShapeText(extents),
        given.Shape.IsScalar ? "a number" : given.Shape.ToString());

    private void Report(DiagnosticDescriptor descriptor, params string[] arguments) =>
        _diagnostics.Add(new FieldDiagnostic(new Diagnostic(descriptor, default, [.. arguments], []), SourceField.Point));
}
