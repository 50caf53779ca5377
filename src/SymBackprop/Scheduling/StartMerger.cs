using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Lets the first value that is added to a zero take its place: <c>u = 0; u += e</c> becomes <c>u = e</c>.</summary>
internal static class StartMerger
{
    // Statements looked at after a zero: keeps the pass linear.
    private const int Window = 24;

    public static ImmutableArray<Statement> Merge(ImmutableArray<Statement> body)
    {
        List<Statement> result = [.. body.Select(s => s is Loop loop ? loop with { Body = Merge(loop.Body) } : s)];
        for (int start = result.Count - 1; start >= 0; start--)
        {
            if (result[start] is Assignment { Update: Update.Set, Value: Constant { Value.IsZero: true } } zero && FirstAddition(result, start, zero.Target) is { } position)
            {
                var first = (Assignment)result[position];
                result[position] = first with
                {
                    Update = Update.Set,
                    IsDeclaration = zero.IsDeclaration,
                    Formula = first.Formula is { } formula ? formula with { Update = Update.Set } : null,
                };
                result.RemoveAt(start);
            }
        }

        return [.. result];
    }

    // The place of the statement that adds to the same entry (or sets it again), if nothing before it touches the tensor.
    private static int? FirstAddition(List<Statement> body, int start, Access target)
    {
        for (int i = start + 1; i < body.Count && i <= start + Window; i++)
        {
            if (body[i] is Assignment { Update: Update.Set or Update.Add } next && next.Target.Tensor == target.Tensor)
            {
                // Where its guard fails, the place of a guarded addition may lie outside.
                bool mayLieOutside = next.Value is Select && !target.Indices.All(index => index.IsConstant || index.AsVariable is not null);
                return next.Target.Indices.SequenceEqual(target.Indices) && !mayLieOutside && !next.Value.Tensors().Contains(target.Tensor) ? i : null;
            }

            if (Touches(body[i], target.Tensor))
            {
                return null;
            }
        }

        return null;
    }

    private static bool Touches(Statement statement, Tensor tensor) => statement switch
    {
        Loop loop => loop.Range.Bounds.Any(b => b.GatheredTensors().Contains(tensor)) || loop.Body.Any(s => Touches(s, tensor)),
        Assignment a => a.Target.Tensor == tensor || Mentions(a.Value, tensor) || a.Target.Indices.Any(i => i.GatheredTensors().Contains(tensor)),
        KeepBest k => k.Best.Tensor == tensor || k.Position.Tensor == tensor || Mentions(k.Value, tensor),
        _ => true,
    };

    private static bool Mentions(Expr value, Tensor tensor) => value.Tensors().Contains(tensor);
}
