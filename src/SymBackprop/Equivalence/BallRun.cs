using System.Collections.Generic;
using System.Linq;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>Runs one side of a comparison with balls at one point.</summary>
internal sealed class BallRun
{
    // Recurrences are run at small lengths; a longer one stays undecided.
    private const int Deepest = 400;

    private readonly ComparedSide _side;
    private readonly BallMath _math;
    private readonly StepBudget _budget;
    private readonly SamplePoint _point;
    private readonly Dictionary<Tensor, Ball[]> _values = [];
    private readonly Dictionary<Tensor, bool[]> _open = [];
    private readonly Dictionary<(Tensor Tensor, int Flat), List<(Equation Equation, long[] Indices)>> _producers = [];
    private int _depth;

    private BallRun(ComparedSide side, SamplePoint point, BallMath math, StepBudget budget)
    {
        _side = side;
        _point = point;
        _math = math;
        _budget = budget;
        foreach (Tensor given in side.System.Givens)
        {
            if (point.Values.TryGetValue(given.Name, out SampleValue? value))
            {
                _values.Add(given, [.. value.Entries.Select(math.Of)]);
            }
        }

        foreach (EquationGroup group in EquationGroup.InOrder(side.Equations))
        {
            Run(group);
        }
    }

    /// <summary>Returns the entries of the root.</summary>
    public static Ball[] Evaluate(ComparedSide side, SamplePoint point, BallMath math, StepBudget budget) =>
        new BallRun(side, point, math, budget)._values[side.Root];

    /// <summary>Returns, for each entry of each assumption, left − right.</summary>
    public static IEnumerable<(Assumption Assumption, Ball Difference)> Assumptions(ComparedSide side, SamplePoint point, BallMath math, StepBudget budget)
    {
        var run = new BallRun(side, point, math, budget);
        foreach (Assumption assumption in side.System.Assumptions)
        {
            var differences = new List<Ball>();
            BallEvaluator evaluator = run.Evaluator(false);
            bool isComplete = evaluator.ForEach(assumption.Indices, () => differences.Add(math.Subtract(evaluator.Value(assumption.Left), evaluator.Value(assumption.Right))));
            foreach (Ball difference in differences)
            {
                yield return (assumption, difference);
            }

            if (!isComplete)
            {
                yield return (assumption, Ball.Undecided);
            }
        }
    }

    private BallEvaluator Evaluator(bool hasKinks) => new(_math, _point.Sizes, _point.Number, _budget, Read) { HasKinks = hasKinks };

    private Ball Read(Tensor tensor, int flat)
    {
        if (!_values.TryGetValue(tensor, out Ball[]? values) || flat >= values.Length)
        {
            return Ball.Undefined;
        }

        if (_open.TryGetValue(tensor, out bool[]? open) && open[flat])
        {
            if (_depth > Deepest)
            {
                return Ball.Undecided;
            }

            open[flat] = false;
            values[flat] = Ball.Undecided;
            _depth++;
            values[flat] = Produce(tensor, flat);
            _depth--;
        }

        return values[flat];
    }

    private void Run(EquationGroup group)
    {
        foreach (Tensor target in group.Targets)
        {
            long count = 1;
            BallEvaluator sizes = Evaluator(false);
            foreach (IndexExpr extent in target.Shape.Extents)
            {
                count *= System.Math.Max(0, sizes.Value(extent) ?? 0);
                _budget.Spend(1);
                if (count > 1_000_000)
                {
                    throw new TooLargeException();
                }
            }

            _values.Add(target, [.. Enumerable.Repeat(Ball.Zero, (int)count)]);
        }

        if (group.IsRecurrent)
        {
            foreach (Tensor target in group.Targets)
            {
                _open.Add(target, [.. Enumerable.Repeat(true, _values[target].Length)]);
            }

            foreach (Equation equation in group.Equations)
            {
                BallEvaluator evaluator = Evaluator(false);
                evaluator.ForEach(equation.Indices, () => Note(equation, evaluator));
            }

            foreach (Tensor target in group.Targets)
            {
                for (int flat = 0; flat < _values[target].Length; flat++)
                {
                    Read(target, flat);
                }
            }

            return;
        }

        foreach (Equation equation in group.Equations)
        {
            Run(equation);
        }
    }

    private void Run(Equation equation)
    {
        Ball[] result = _values[equation.Target];
        BallEvaluator evaluator = Evaluator(_side.IsDerived(equation));
        bool isComplete = evaluator.ForEach(equation.Indices, () =>
        {
            (int flat, BallState state) = evaluator.FlatIndex(equation.Target, equation.Targets);
            if (state == BallState.Known)
            {
                Ball value = evaluator.Value(equation.Body);
                result[flat] = equation.IsScatter ? _math.Add(result[flat], value) : value;
            }
            else if (!(IsGuarded(equation) && evaluator.Value(equation.Body).IsZero))
            {
                // Something is written, and nobody knows where.
                Fill(result, state == BallState.Undefined ? Ball.Undefined : Ball.Undecided);
            }
        });
        if (!isComplete)
        {
            Fill(result, Ball.Undecided);
        }
    }

    private static bool IsGuarded(Equation equation) => equation.Body is Select { Otherwise: Constant { Value.IsZero: true } };

    private static void Fill(Ball[] entries, Ball value)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = value;
        }
    }

    private void Note(Equation equation, BallEvaluator evaluator)
    {
        (int flat, BallState state) = evaluator.FlatIndex(equation.Target, equation.Targets);
        if (state != BallState.Known)
        {
            return;
        }

        if (!_producers.TryGetValue((equation.Target, flat), out List<(Equation Equation, long[] Indices)>? producers))
        {
            _producers.Add((equation.Target, flat), producers = []);
        }

        producers.Add((equation, [.. equation.Indices.Select(i => evaluator[i.Id])]));
    }

    private Ball Produce(Tensor target, int flat)
    {
        Ball sum = Ball.Zero;
        if (_producers.TryGetValue((target, flat), out List<(Equation Equation, long[] Indices)>? producers))
        {
            foreach ((Equation equation, long[] indices) in producers)
            {
                BallEvaluator evaluator = Evaluator(_side.IsDerived(equation));
                for (int i = 0; i < indices.Length; i++)
                {
                    evaluator[equation.Indices[i].Id] = indices[i];
                }

                Ball value = evaluator.Value(equation.Body);
                sum = equation.IsScatter ? _math.Add(sum, value) : value;
            }
        }

        return sum;
    }
}
