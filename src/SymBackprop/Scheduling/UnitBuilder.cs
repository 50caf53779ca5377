using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Scheduling;

/// <summary>Splits definitions into units: what a tensor starts with, and what is added to it where.</summary>
/// <remarks>
/// <c>u = b + Σⱼ …</c> starts with b and adds up; a term under a guard is added over the indices where the guard holds;
/// where a guard leaves entries out, or the pieces of a tensor do, it starts with zeros.
/// </remarks>
internal sealed class UnitBuilder
{
    // A line with more terms is split.
    private const int MaximumTerms = 12;

    private readonly List<Definition> _definitions;
    private readonly HashSet<Tensor> _results;
    private readonly Dictionary<Tensor, Definition> _absorbable;
    private readonly List<Unit> _units = [];

    private UnitBuilder(List<Definition> definitions, IEnumerable<Tensor> results, DetailLevel level)
    {
        _definitions = definitions;
        _results = [.. results.Where(r => r.Role is not (TensorRole.Input or TensorRole.Target or TensorRole.Weight))];
        _absorbable = level == DetailLevel.Compact ? SumParts.Find(definitions, _results) : [];
    }

    public static List<Unit> Build(List<Definition> definitions, IEnumerable<Tensor> results, DetailLevel level) => new UnitBuilder(definitions, results, level).Run();

    private List<Unit> Run()
    {
        Dictionary<Tensor, Definition[]> pieces = _definitions.GroupBy(d => d.Target).ToDictionary(g => g.Key, g => g.ToArray());
        var begun = new HashSet<Tensor>();
        foreach (Definition definition in _definitions)
        {
            if (_absorbable.ContainsKey(definition.Target))
            {
                continue;
            }

            Definition[] all = pieces[definition.Target];
            if (begun.Add(definition.Target) && NeedsZeros(all))
            {
                Emit(Zeros(definition));
            }

            if (all.Length == 1)
            {
                Single(definition);
            }
            else
            {
                Emit(Piece(definition, definition.IsScatter ? Update.Add : Update.Set), definition.Guard, definition.Rule);
            }
        }

        // What nothing defines is 0.
        foreach (Tensor result in _results.Where(r => !pieces.ContainsKey(r)))
        {
            Emit(Zeros(result, Section.Backward, []));
        }

        return _units;
    }

    private static bool NeedsZeros(Definition[] pieces)
    {
        if (pieces.Length == 1)
        {
            Definition only = pieces[0];
            return only.IsScatter || !(only.CoversTarget || (only.Targets.All(t => t.IsConstant) && PieceCoverage.Covers(pieces))) || (only.Reduction is null && !only.Guard.IsEmpty);
        }

        return pieces.Any(p => p.IsScatter || !p.Guard.IsEmpty) || !PieceCoverage.Covers(pieces);
    }

    private static Unit Zeros(Definition definition) => Zeros(
        definition.Target, definition.Section, [.. definition.Targets.Select(t => t.AsVariable is { } v ? definition.Indices.First(i => i.Id == v).Name : "")]);

    private static Unit Zeros(Tensor target, Section section, ImmutableArray<string> names)
    {
        ImmutableArray<BoundIndex> indices =
            [.. target.Shape.Extents.Select((extent, axis) => new BoundIndex(axis, IndexRange.Extent(extent), axis < names.Length ? names[axis] : ""))];
        var unit = new Unit
        {
            Target = target,
            Targets = [.. indices.Select(i => i.Variable)],
            Indices = indices,
            Update = Update.Set,
            Value = new Constant(Rational.Zero),
            Section = section,
        };
        return unit with { Formula = new Formula(unit.TargetAccess, Update.Set, unit.Value, "zero") };
    }

    private void Single(Definition definition)
    {
        if (definition.IsCopyOfLocal)
        {
            Emit(Piece(definition, Update.Set));
        }
        else if (definition.IsScatter)
        {
            Emit(Piece(definition, Update.Add), definition.Guard, definition.Rule);
        }
        else if (definition.Reduction is not null)
        {
            Emit(Piece(definition, Update.Set), definition.Guard, definition.Rule);
        }
        else if (SumParts.Terms(definition.Value).Any(t => SumParts.TensorOf(t) is { } a && _absorbable.ContainsKey(a.Tensor)))
        {
            Sum(definition);
        }
        else
        {
            Emit(Piece(definition, Update.Set), definition.Guard, definition.Rule);
        }
    }

    // u = rest ± Σ … ± Σ …
    private void Sum(Definition definition)
    {
        ImmutableArray<Expr> terms = [.. SumParts.Terms(definition.Value)];
        Expr? rest = ExprRewriter.Sum(terms.Where(t => SumParts.TensorOf(t) is not { } a || !_absorbable.ContainsKey(a.Tensor)));
        List<(Definition Part, Access At, bool Negative)> parts =
            [.. terms.Where(t => SumParts.TensorOf(t) is { } a && _absorbable.ContainsKey(a.Tensor)).Select(t => (_absorbable[SumParts.TensorOf(t)!.Tensor], SumParts.TensorOf(t)!, t is Multiply))];

        // A reduction can start from the rest; what is added under a guard needs it there before.
        int first = parts.FindIndex(p => p.Part.Reduction is not null);
        if (first < 0)
        {
            Emit(Piece(definition with { Value = rest }, Update.Set), [], definition.Rule);
            rest = null;
        }

        foreach ((Definition part, Access at, bool negative) in parts.Skip(Math.Max(first, 0)).Concat(parts.Take(Math.Max(first, 0))))
        {
            Unit unit = Merge(definition, part, at, negative) with { Initial = rest };
            rest = null;
            Emit(unit, GuardOf(part, definition, at), part.Rule);
        }
    }

    // The part's own indices get new numbers after those of the user.
    private static Unit Merge(Definition user, Definition part, Access at, bool negative)
    {
        ExprRewriter rewriter = Renumbering(user, part, at);
        Expr value = rewriter.Rewrite(part.Value);
        return new()
        {
            Target = user.Target,
            Targets = user.Targets,
            Indices = [.. user.Free, .. part.Reduced.Select(rewriter.Rewrite)],
            Update = Update.Add,
            Value = negative ? ExprRewriter.Negate(value) : value,
            Section = user.Section,
        };
    }

    private static IEnumerable<IndexCompare> GuardOf(Definition part, Definition user, Access at)
    {
        ExprRewriter rewriter = Renumbering(user, part, at);
        return part.Guard.Select(g => (IndexCompare)rewriter.Rewrite((Condition)g));
    }

    private static ExprRewriter Renumbering(Definition user, Definition part, Access at)
    {
        var map = new Dictionary<int, IndexExpr>();
        for (int axis = 0; axis < at.Indices.Length; axis++)
        {
            map[part.Targets[axis].AsVariable!.Value] = at.Indices[axis];
        }

        int next = user.Indices.Select(i => i.Id + 1).DefaultIfEmpty(0).Max();
        foreach (BoundIndex index in part.Reduced)
        {
            map[index.Id] = IndexExpr.Variable(next++);
        }

        return new ExprRewriter(v => map.TryGetValue(v, out IndexExpr? to) ? to : null);
    }

    private static Unit Piece(Definition definition, Update simple) => new()
    {
        Target = definition.Target,
        Targets = definition.Targets,
        Indices = [.. definition.Indices],
        Update = definition.Reduction switch
        {
            null => simple,
            ReduceKind.Sum => Update.Add,
            ReduceKind.Product => Update.Multiply,
            ReduceKind.Max => Update.Max,
            ReduceKind.Min => Update.Min,
            _ => Update.Set,
        },
        Arg = definition.Reduction is ReduceKind.ArgMax or ReduceKind.ArgMin ? definition.Reduction : null,
        Value = definition.Value,
        Shown = definition.Shown,
        Initial = definition.IsScatter ? null : definition.Reduction switch
        {
            ReduceKind.Sum => new Constant(Rational.Zero),
            ReduceKind.Product => new Constant(Rational.One),
            ReduceKind.Max => ExprRewriter.Negate(new NamedConstant(KnownNumber.Infinity)),
            ReduceKind.Min => new NamedConstant(KnownNumber.Infinity),
            ReduceKind.ArgMax or ReduceKind.ArgMin => new Constant(Rational.MinusOne),
            _ => null,
        },
        Circle = definition.Circle,
        Section = definition.Section,
    };

    private static IEnumerable<BoundIndex> FreeIndices(Unit unit) => unit.Indices.Where(i => unit.IsFree(i.Id));

    private void Emit(Unit unit) => _units.Add(WithoutLoopsOfOne(unit));

    // An index with one value needs no loop; an arg-reduction still asks for its place.
    private static Unit WithoutLoopsOfOne(Unit unit)
    {
        for (int i = unit.Indices.Length - 1; unit.Arg is null && i >= 0; i--)
        {
            if (unit.Indices[i] is not { Range: { Lower: [{ IsConstant: true } only], Upper: [var upper] } } index || !only.Equals(upper))
            {
                continue;
            }

            var rewriter = new ExprRewriter(v => v == index.Id ? only : null);
            unit = unit with
            {
                Targets = [.. unit.Targets.Select(rewriter.Rewrite)],
                Indices = [.. unit.Indices.RemoveAt(i).Select(rewriter.Rewrite)],
                Value = rewriter.Rewrite(unit.Value),
                Shown = unit.Shown is { } shown ? rewriter.Rewrite(shown) : null,
                Initial = unit.Initial is { } initial ? rewriter.Rewrite(initial) : null,
                Formula = unit.Formula is { } formula ? formula with { Left = rewriter.Rewritten(formula.Left), Right = rewriter.Rewrite(formula.Right) } : null,
            };
        }

        return unit;
    }

    private void Emit(Unit unit, IEnumerable<IndexCompare> guard, string rule)
    {
        Unit? absorbed = GuardAbsorber.Absorb(unit, guard);
        if (absorbed is null)
        {
            // The guard never holds: only the start remains.
            if (unit.Initial is { } initial)
            {
                Emit(unit with { Update = Update.Set, Value = initial, Initial = null, Indices = [.. FreeIndices(unit)] });
            }

            return;
        }

        // A guard on the target's own indices: what it leaves out still needs its start.
        if (absorbed.Initial is { } start && !FreeIndices(absorbed).SequenceEqual(FreeIndices(unit)))
        {
            Emit(unit with { Update = Update.Set, Value = start, Initial = null, Arg = null, Indices = [.. FreeIndices(unit)] });
            absorbed = absorbed with { Initial = null };
        }

        foreach (Unit line in SplitWide(WithoutLoopsOfOne(absorbed)))
        {
            Emit(line with { Formula = FormulaOf(line, rule) });
        }
    }

    // A sum of very many terms becomes many short lines.
    private static IEnumerable<Unit> SplitWide(Unit unit)
    {
        if (unit.Value is not Add { Terms.Length: > MaximumTerms } sum || unit.Update is not (Update.Set or Update.Add) || unit.Arg is not null || unit.IsRecurrent)
        {
            yield return unit;
            yield break;
        }

        for (int start = 0; start < sum.Terms.Length; start += MaximumTerms)
        {
            int count = Math.Min(MaximumTerms, sum.Terms.Length - start);
            Expr value = ExprRewriter.Sum(ImmutableArray.Create(sum.Terms, start, count));
            yield return start == 0 ? unit with { Value = value } : unit with { Value = value, Update = Update.Add, Initial = null };
        }
    }

    private static Formula FormulaOf(Unit unit, string rule)
    {
        ImmutableArray<BoundIndex> reduced = [.. unit.Indices.Where(i => !unit.IsFree(i.Id))];
        ReduceKind kind = unit.Arg ?? unit.Update switch
        {
            Update.Multiply => ReduceKind.Product,
            Update.Max => ReduceKind.Max,
            Update.Min => ReduceKind.Min,
            _ => ReduceKind.Sum,
        };
        bool isScatter = unit.Targets.Any(t => t.AsVariable is null && !t.IsFixed);
        Expr right = reduced.IsEmpty || isScatter ? unit.Shown ?? unit.Value : new Reduce(kind, reduced, unit.Value);
        Update update = unit.Update == Update.Add && unit.Initial is null ? Update.Add : Update.Set;
        if (unit.Update == Update.Add && unit.Initial is { } initial and not Constant { Value.IsZero: true })
        {
            right = ExprRewriter.Sum([initial, right]);
        }

        return new Formula(unit.TargetAccess, update, right, rule);
    }
}
