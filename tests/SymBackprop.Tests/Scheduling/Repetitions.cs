using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Functions;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Tests.Scheduling;

/// <summary>Finds what a kernel computes twice: equal operations on equal values, in one place or in loops over the same indices.</summary>
/// <remarks>
/// Two occurrences count if one is evaluated whenever the other is. Written again means another value: what reads a tensor between its updates is left out.
/// Sums, products and quotients in another loop cost no more than an array to keep them in, and in two branches no more than another choice.
/// A division by the same is another division.
/// </remarks>
internal sealed class Repetitions
{
    private readonly Dictionary<string, List<Occurrence>> _seen = [];
    private readonly List<string> _found = [];
    private readonly HashSet<Tensor> _updated;

    private Repetitions(HashSet<Tensor> updated) => _updated = updated;

    public static IReadOnlyList<string> In(Kernel kernel)
    {
        ImmutableArray<Statement> body = kernel.Parts.IsEmpty ? kernel.Body : [.. kernel.Parts.SelectMany(p => p.Body)];
        var updated = new HashSet<Tensor>();
        Updated(body, updated);
        var finder = new Repetitions(updated);
        finder.Block(body, ImmutableDictionary<int, string>.Empty);
        return finder._found;
    }

    private static void Updated(ImmutableArray<Statement> body, HashSet<Tensor> updated)
    {
        foreach (Statement statement in body)
        {
            switch (statement)
            {
                case Loop loop:
                    Updated(loop.Body, updated);
                    break;
                case Assignment { Update: not Update.Set } a:
                    updated.Add(a.Target.Tensor);
                    break;
                case KeepBest k:
                    updated.Add(k.Best.Tensor);
                    updated.Add(k.Position.Tensor);
                    break;
            }
        }
    }

    private void Block(ImmutableArray<Statement> body, ImmutableDictionary<int, string> loops)
    {
        foreach (Statement statement in body)
        {
            switch (statement)
            {
                case Loop loop:
                    string range = string.Join("|", loop.Range.Lower.Select(l => Text(l, loops))) + ".." + string.Join("|", loop.Range.Upper.Select(u => Text(u, loops)));
                    Block(loop.Body, loops.Add(loop.Variable, $"<{loops.Count}:{range}>"));
                    break;
                case Assignment a:
                    Expression(a.Value, loops, [], $"{a.Target.Tensor.Name} ← {ExpressionPrinter.Print(a.Value)}");
                    break;
                case KeepBest k:
                    Expression(k.Value, loops, [], $"{k.Best.Tensor.Name} ← {ExpressionPrinter.Print(k.Value)}");
                    break;
            }
        }
    }

    private static string Text(IndexExpr index, ImmutableDictionary<int, string> loops) => IndexPrinter.Print(index, v => loops[v]);

    private void Expression(Expr expr, ImmutableDictionary<int, string> loops, ImmutableHashSet<string> branch, string line)
    {
        if (SubexpressionWalker.IsCompound(expr) && !expr.Tensors().Any(_updated.Contains))
        {
            string key = SubexpressionWalker.Key(expr, v => loops[v]);
            if (!_seen.TryGetValue(key, out List<Occurrence>? others))
            {
                _seen.Add(key, others = []);
            }

            ImmutableHashSet<int> place = [.. loops.Keys];
            bool isCheap = OperationCost.Of(expr).Weight <= 4;
            if (others.FirstOrDefault(o => (o.Branch.IsSubsetOf(branch) || branch.IsSubsetOf(o.Branch))
                && (!isCheap || (o.Place.SetEquals(place) && (o.Branch.IsEmpty || branch.IsEmpty)))) is { } other)
            {
                _found.Add($"{key}\n    in {other.Line}\n   and {line}");
                return;
            }

            others.Add(new(branch, place, line));
        }

        if (expr is Select s)
        {
            string condition = Key(s.Condition, loops);
            foreach (Expr compared in ExprInterner.ExpressionsOf(s.Condition))
            {
                Expression(compared, loops, compared == ExprInterner.ExpressionsOf(s.Condition).First() ? branch : branch.Add("compared " + condition), line);
            }

            Expression(s.Then, loops, branch.Add(condition), line);
            Expression(s.Otherwise, loops, branch.Add("not " + condition), line);
            return;
        }

        foreach (Expr operand in expr.Operands.Select(o => expr is Multiply && o is Power { Exponent: Constant { Value.Sign: < 0 } } below ? below.Base : o))
        {
            Expression(operand, loops, branch, line);
        }
    }

    private static string Key(Condition condition, ImmutableDictionary<int, string> loops) =>
        new ExpressionPrinter(v => loops.TryGetValue(v, out string? name) ? name : throw new InvalidOperationException("An index stands outside of its loop.")).Text(condition);

    private sealed record Occurrence(ImmutableHashSet<string> Branch, ImmutableHashSet<int> Place, string Line);
}
