using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>Decides whether two sides are equal wherever both are defined.</summary>
/// <remarks>
/// Points come first: a difference that balls certify refutes, whatever a proof would say, and a proof counts only where both sides were seen to be
/// defined. A proof is that the difference of the normal forms is 0. Sampling alone is never a proof.
/// </remarks>
internal sealed class EquivalenceChecker
{
    // The points before a proof is tried, and how many of them are looked at more closely.
    private const int FirstPoints = 24;
    private const int ClosePoints = 4;
    private const int CloseBits = 512;
    private const int AttemptsPerPoint = 12;

    private readonly ComparedSide _left;
    private readonly ComparedSide _right;
    private readonly EquivalenceOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly StepBudget _budget;
    private readonly SampleSource _points;
    private readonly PointJudge _judge;
    private int _attempt;
    private int _agreeing;
    private int _admitted;
    private bool _isTooLarge;

    private EquivalenceChecker(ComparedSide left, ComparedSide right, EquivalenceOptions options, CancellationToken cancellation)
    {
        _left = left;
        _right = right;
        _options = options;
        _cancellation = cancellation;
        _budget = new StepBudget(options.SampleSteps, options.Whole, cancellation);
        _points = new SampleSource([left, right], _budget);
        _judge = new PointJudge(left, right, _budget);
    }

    /// <summary>Compares two sides. Given tensors of one name are the same; their shapes must agree.</summary>
    public static EqualityResult Compare(ComparedSide left, ComparedSide right, EquivalenceOptions? options = null, CancellationToken cancellation = default)
    {
        if (!left.Root.Shape.Equals(right.Root.Shape))
        {
            return Unknown($"the left side is {left.Root.Shape}, the right side {right.Root.Shape}", []);
        }

        foreach (Tensor given in left.System.Givens)
        {
            if (right.System.Givens.FirstOrDefault(g => g.Name == given.Name) is { } other && !other.Shape.Equals(given.Shape))
            {
                return Unknown($"'{given.Name}' is {given.Shape} on the left and {other.Shape} on the right", []);
            }
        }

        return new EquivalenceChecker(left, right, options ?? EquivalenceOptions.Default, cancellation).Run();
    }

    private EqualityResult Run()
    {
        ImmutableArray<string> assumptions = [.. _left.System.Assumptions.Concat(_right.System.Assumptions).Select(a => a.Text).Distinct()];
        if (Sample(System.Math.Min(FirstPoints, _options.Points)) is { } refuted)
        {
            return refuted with { Assumptions = assumptions };
        }

        if (_agreeing > 0 && _options.ProofSteps > 0)
        {
            ProofResult proof = NormalForms.Compare(_left, _right, new StepBudget(_options.ProofSteps, _options.Whole, _cancellation));
            if (proof.IsEqual)
            {
                return new(
                    Verdict.Proved, "both sides have the same normal form", _agreeing, ImmutableDictionary<string, NumberArray>.Empty, null, null,
                    [.. assumptions.Concat(proof.Assumptions).Distinct()]);
            }

            _isTooLarge |= proof.IsTooLarge;
        }

        if (Sample(_options.Points) is { } late)
        {
            return late with { Assumptions = assumptions };
        }

        string agreement = $"both sides agree at {Text(_agreeing)} random point{(_agreeing == 1 ? string.Empty : "s")}";
        return _agreeing == 0 ? Unknown(WhyUnknown(), assumptions)
            : _isTooLarge ? Unknown($"too large: {agreement}, and more was not tried", assumptions) with { Points = _agreeing }
            : new(Verdict.Agrees, $"{agreement}; that is no proof", _agreeing, ImmutableDictionary<string, NumberArray>.Empty, null, null, assumptions);
    }

    // Compares at points until so many agree; returns a refutation, or null.
    private EqualityResult? Sample(int count)
    {
        try
        {
            while (_agreeing < count && _attempt < count * AttemptsPerPoint)
            {
                if (_points.Next(_attempt++) is not { } point)
                {
                    continue;
                }

                _admitted++;
                PointFinding finding = _agreeing < ClosePoints ? Closely(point) : _judge.Judge(point);
                if (finding.Equal == false)
                {
                    return Refuted(point, finding);
                }

                _agreeing += finding.Equal == true ? 1 : 0;
            }
        }
        catch (TooLargeException)
        {
            _isTooLarge = true;
        }

        return null;
    }

    // What agrees to 64 bits may differ in the hundredth: a few points are computed finer.
    private PointFinding Closely(SamplePoint point)
    {
        PointFinding finding = _judge.Judge(point);
        return finding.Equal == true ? _judge.Judge(point, CloseBits) : finding;
    }

    private EqualityResult Refuted(SamplePoint point, PointFinding finding)
    {
        if (_options.HasPlainPoint)
        {
            var simplifier = new PointSimplifier(_points, _judge, point, finding);
            simplifier.Run();
            (point, finding) = (simplifier.Point, simplifier.Finding);
        }

        // Sizes that no array shows are numbers of the point, too.
        IEnumerable<string> shown = _points.Givens.SelectMany(g => g.Shape.Extents).SelectMany(e => e.Atoms()).OfType<SizeSymbol>().Select(s => s.Name).Concat(point.Values.Keys);
        ImmutableDictionary<string, NumberArray> at = point.Values.Select(p => (p.Key, p.Value.Shown))
            .Concat(point.Sizes.Where(s => !shown.Contains(s.Key)).Select(s => (s.Key, new NumberArray([], [s.Value]))))
            .ToImmutableDictionary(p => p.Item1, p => p.Item2);
        ImmutableArray<int> extents = Extents(point);
        string instances = string.Join("; ", Unknowns().Select(f => AbstractInstance.Of(f, point.Number).ToString()));
        return new(
            Verdict.Refuted,
            instances.Length == 0 ? "the sides differ at the point" : $"the sides differ at the point, taking {instances}",
            _agreeing + 1,
            at,
            new NumberArray(extents, [.. finding.Left.Select(Shown)]),
            new NumberArray(extents, [.. finding.Right.Select(Shown)]),
            []);
    }

    // What cannot be told from 0 after 60 bits is 0 to a reader.
    private static double Shown(Ball ball) => ball.ContainsZero && ball.Magnitude() < -60 ? 0 : ball.ToDouble();

    private IEnumerable<AbstractFunction> Unknowns() => _left.Equations.Concat(_right.Equations)
        .SelectMany(e => e.Body.Nodes()).OfType<Call>()
        .Select(c => AbstractFunction.Parse(c.Function)).OfType<AbstractFunction>()
        .GroupBy(f => f.Name).Select(g => g.First() with { Orders = [.. g.First().Orders.Select(_ => 0)] });

    private ImmutableArray<int> Extents(SamplePoint point) => new Interpretation.IndexInterpreter(point.Sizes, (_, _) => 0).Extents(_left.Root.Shape);

    private string WhyUnknown() => _isTooLarge ? "too large"
        : _admitted == 0 ? "no random point fulfils the assumptions"
        : "at no random point are both sides defined and decided";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static EqualityResult Unknown(string reason, ImmutableArray<string> assumptions) =>
        new(Verdict.Unknown, reason, 0, ImmutableDictionary<string, NumberArray>.Empty, null, null, assumptions);
}
