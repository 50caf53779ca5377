using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Names what neighbouring statements would compute twice.</summary>
internal static class SubexpressionSharer
{
    private const int MaximumRounds = 50;

    public static ImmutableArray<Statement> Share(ImmutableArray<Statement> body) => Share(body, WrittenAgain(body));

    private static ImmutableArray<Statement> Share(ImmutableArray<Statement> body, HashSet<Tensor> writtenAgain)
    {
        ImmutableArray<Statement> result = [.. body.Select(s => s is Loop loop ? loop with { Body = Share(loop.Body, writtenAgain) } : s)];
        for (int round = 0; round < MaximumRounds && Repeated(result) is { } key; round++)
        {
            result = Name(result, key, writtenAgain);
        }

        return result;
    }

    // What starts with a value and then collects more does not keep it.
    private static HashSet<Tensor> WrittenAgain(ImmutableArray<Statement> body)
    {
        var once = new HashSet<Tensor>();
        var again = new HashSet<Tensor>();
        var pending = new Stack<ImmutableArray<Statement>>([body]);
        while (pending.Count > 0)
        {
            foreach (Statement statement in pending.Pop())
            {
                switch (statement)
                {
                    case Loop loop:
                        pending.Push(loop.Body);
                        break;
                    case Assignment { Target.Tensor: var target } when !once.Add(target):
                        again.Add(target);
                        break;
                    case KeepBest { Best.Tensor: var best, Position.Tensor: var position }:
                        again.Add(best);
                        again.Add(position);
                        break;
                }
            }
        }

        return again;
    }

    // The largest expression that is computed in two places, the first of them if there are several.
    private static string? Repeated(ImmutableArray<Statement> body)
    {
        var seen = new HashSet<string>();
        string? best = null;
        foreach (Expr expr in body.Select(SubexpressionWalker.ValueOf).OfType<Expr>().SelectMany(SubexpressionWalker.Unconditional).Where(SubexpressionWalker.IsCompound))
        {
            string key = SubexpressionWalker.Key(expr);
            if (!seen.Add(key) && (best is null || key.Length > best.Length))
            {
                best = key;
            }
        }

        return best;
    }

    private static ImmutableArray<Statement> Name(ImmutableArray<Statement> body, string key, HashSet<Tensor> writtenAgain)
    {
        ImmutableArray<Statement>.Builder result = ImmutableArray.CreateBuilder<Statement>(body.Length + 1);
        Access? name = null;
        foreach (Statement statement in body)
        {
            // A line that has this value anyway gives it its name.
            if (name is null && statement is Assignment { Update: Update.Set, IsDeclaration: true } line
                && !writtenAgain.Contains(line.Target.Tensor) && SubexpressionWalker.Key(line.Value) == key)
            {
                name = line.Target;
                result.Add(line);
                continue;
            }

            if (name is null && SubexpressionWalker.ValueOf(statement) is { } value
                && SubexpressionWalker.Unconditional(value).FirstOrDefault(e => SubexpressionWalker.IsCompound(e) && SubexpressionWalker.Key(e) == key) is { } found)
            {
                (Assignment named, name) = SubexpressionWalker.Named(found, statement.Section);
                result.Add(named);
            }

            result.Add(name is null
                ? statement
                : SubexpressionWalker.WithValue(statement, v => SubexpressionWalker.Replace(v, e => SubexpressionWalker.IsCompound(e) && SubexpressionWalker.Key(e) == key ? name : null)));
        }

        return result.ToImmutable();
    }
}
