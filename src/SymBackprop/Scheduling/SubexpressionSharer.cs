using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Names what statements would compute twice, in one block or in the blocks inside it.</summary>
/// <remarks>What a statement reads is final wherever it is read, so that equal expressions have equal values.</remarks>
internal sealed class SubexpressionSharer
{
    private readonly HashSet<Tensor> _writtenAgain;

    private SubexpressionSharer(HashSet<Tensor> writtenAgain) => _writtenAgain = writtenAgain;

    public static ImmutableArray<Statement> Share(ImmutableArray<Statement> body) =>
        Used(new SubexpressionSharer(WrittenAgain(body)).Share(body, new Known(null)), []);

    private ImmutableArray<Statement> Share(ImmutableArray<Statement> body, Known known)
    {
        HashSet<string> repeated = Repeated(body);
        ImmutableArray<Statement>.Builder result = ImmutableArray.CreateBuilder<Statement>(body.Length);
        foreach (Statement statement in body)
        {
            if (statement is Loop loop)
            {
                result.Add(loop with { Body = Share(loop.Body, new Known(known)) });
                continue;
            }

            var rewriting = new Rewriting(known, repeated, statement.Section, result);

            // A line that has this value anyway gives it its name.
            if (statement is Assignment { Update: Update.Set, IsDeclaration: true } line && !_writtenAgain.Contains(line.Target.Tensor)
                && SubexpressionWalker.IsCompound(line.Value) && SubexpressionWalker.Key(line.Value) is var key && known.Name(key) is null)
            {
                result.Add(WithFormula(SubexpressionWalker.WithValue(line, rewriting.Inside), known));
                known.Add(key, line.Target);
                continue;
            }

            Statement rewritten = SubexpressionWalker.WithValue(statement, rewriting.Rewrite);
            if (rewritten is Assignment { Update: Update.Set, IsDeclaration: true, Value: Access same, Target.Tensor: { Role: TensorRole.Temporary } copy }
                && !_writtenAgain.Contains(copy) && known.IsName(same.Tensor))
            {
                known.Copies.Add(copy, same);
                continue;
            }

            result.Add(WithFormula(rewritten, known));
        }

        return result.ToImmutable();
    }

    // The formula beside a line mentions no temporary that is gone.
    private static Statement WithFormula(Statement statement, Known known)
    {
        return statement switch
        {
            Assignment { Formula: { } formula } a => a with { Formula = Named(formula) },
            KeepBest { Formula: { } formula } k => k with { Formula = Named(formula) },
            _ => statement,
        };

        Formula Named(Formula formula) => formula with { Right = new ExprRewriter(_ => null, a => known.CopyOf(a.Tensor)).Rewrite(formula.Right) };
    }

    // What is computed in two places; of what stands only inside such an expression, the whole is computed once.
    private static HashSet<string> Repeated(ImmutableArray<Statement> body)
    {
        var seen = new HashSet<string>();
        var repeated = new HashSet<string>();
        var pending = new Stack<Expr>();
        foreach (Expr value in body.Select(SubexpressionWalker.ValueOf).OfType<Expr>())
        {
            pending.Push(value);
            while (pending.Count > 0)
            {
                Expr next = pending.Pop();
                if (SubexpressionWalker.IsCompound(next) && SubexpressionWalker.Key(next) is var key && !seen.Add(key))
                {
                    repeated.Add(key);
                    continue;
                }

                foreach (Expr operand in SubexpressionWalker.AlwaysEvaluated(next))
                {
                    pending.Push(operand);
                }
            }
        }

        return repeated;
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

    // Names that nothing reads any more go, from the last one back.
    private static ImmutableArray<Statement> Used(ImmutableArray<Statement> body, HashSet<Tensor> read)
    {
        var result = new List<Statement>(body.Length);
        foreach (Statement statement in body.Reverse())
        {
            if (statement is Loop loop)
            {
                result.Add(loop with { Body = Used(loop.Body, read) });
            }
            else if (statement is not Assignment { IsDeclaration: true, Target.Tensor: var target } || !SubexpressionWalker.IsName(target) || read.Contains(target))
            {
                result.Add(statement);
                read.UnionWith(SubexpressionWalker.ValueOf(statement)?.Tensors() ?? []);
            }
        }

        result.Reverse();
        return [.. result];
    }

    /// <summary>The names of values in a block and around it.</summary>
    private sealed class Known(Known? around)
    {
        private readonly Dictionary<string, Access> _names = [];
        private readonly HashSet<Tensor> _named = [];

        public Dictionary<Tensor, Access> Copies { get; } = [];

        public void Add(string key, Access name)
        {
            _names.Add(key, name);
            _named.Add(name.Tensor);
        }

        public Access? Name(string key) => _names.TryGetValue(key, out Access? name) ? name : around?.Name(key);

        public Access? CopyOf(Tensor tensor) => Copies.TryGetValue(tensor, out Access? same) ? same : around?.CopyOf(tensor);

        public bool IsName(Tensor tensor) => _named.Contains(tensor) || (around?.IsName(tensor) ?? false);
    }

    /// <summary>Puts names in the place of expressions in one statement; what is repeated later gets a line before it.</summary>
    private sealed class Rewriting(Known known, HashSet<string> repeated, Section section, ImmutableArray<Statement>.Builder lines)
    {
        public Expr Rewrite(Expr expr) => SubexpressionWalker.Replace(expr, e => Replaced(e, mayName: true), e => Replaced(e, mayName: false));

        /// <summary>Rewrites the operands of an expression that has a name of its own.</summary>
        public Expr Inside(Expr whole) => SubexpressionWalker.Replace(
            whole, e => ReferenceEquals(e, whole) ? null : Replaced(e, mayName: true), e => ReferenceEquals(e, whole) ? null : Replaced(e, mayName: false));

        private Expr? Replaced(Expr expr, bool mayName)
        {
            // A local variable stands for one entry wherever it is read.
            if (expr is Access access)
            {
                return known.CopyOf(access.Tensor);
            }

            if (!SubexpressionWalker.IsCompound(expr))
            {
                return null;
            }

            string key = SubexpressionWalker.Key(expr);
            if (known.Name(key) is { } name)
            {
                return name;
            }

            if (!mayName || !repeated.Contains(key))
            {
                return null;
            }

            (Assignment line, Access named) = SubexpressionWalker.Named(Inside(expr), section);
            lines.Add(line);
            known.Add(key, named);
            return named;
        }
    }
}
