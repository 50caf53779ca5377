using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Names what statements would compute twice, in one block or in the blocks inside it.</summary>
/// <remarks>What a statement reads is final wherever it is read, so that equal expressions have equal values.</remarks>
internal sealed class SubexpressionSharer
{
    private readonly HashSet<Tensor> _writtenAgain;
    private readonly CancellationToken _cancellation;

    private SubexpressionSharer(HashSet<Tensor> writtenAgain, CancellationToken cancellation) => (_writtenAgain, _cancellation) = (writtenAgain, cancellation);

    public static ImmutableArray<Statement> Share(ImmutableArray<Statement> body, CancellationToken cancellation) =>
        Used(new SubexpressionSharer(WrittenAgain(body), cancellation).Share(body, new Known(null)), []);

    private ImmutableArray<Statement> Share(ImmutableArray<Statement> body, Known known)
    {
        (HashSet<string> repeated, HashSet<string> certain) = Repeated(body);
        var lastWrites = new System.Lazy<Dictionary<Tensor, int>>(() => LastWrites(body));
        ImmutableArray<Statement>.Builder result = ImmutableArray.CreateBuilder<Statement>(body.Length);
        for (int at = 0; at < body.Length; at++)
        {
            _cancellation.ThrowIfCancellationRequested();
            Statement statement = body[at];
            if (statement is Loop loop)
            {
                result.Add(loop with { Body = Share(loop.Body, new Known(known)) });
                continue;
            }

            if (known.HasCopies)
            {
                statement = SubexpressionWalker.WithValue(statement, v => new ExprRewriter(_ => null, a => known.CopyOf(a.Tensor)).Rewrite(v));
            }

            int from = at;
            var rewriting = new Rewriting(known, repeated, e => certain.Contains(SubexpressionWalker.Key(e)) && !e.Tensors().Any(t => lastWrites.Value.TryGetValue(t, out int last) && last >= from), statement.Section, result);

            // A line that has this value anyway gives it its name.
            if (statement is Assignment { Update: Update.Set, IsDeclaration: true } line && !_writtenAgain.Contains(line.Target.Tensor)
                && SubexpressionWalker.IsCompound(line.Value) && SubexpressionWalker.Key(line.Value) is var key && known.Name(key) is null)
            {
                var shared = (Assignment)SubexpressionWalker.WithValue(line, rewriting.Inside);
                result.Add(WithFormula(shared, known));
                known.Add(key, SubexpressionWalker.Key(shared.Value), line.Target);
                continue;
            }

            if (statement is Assignment { Update: Update.Set, IsDeclaration: true, Value: Select { Otherwise: Constant { Value.IsZero: true } } guarded } named
                && !_writtenAgain.Contains(named.Target.Tensor) && SubexpressionWalker.IsCompound(guarded.Then))
            {
                result.Add(WithFormula(SubexpressionWalker.WithValue(named, rewriting.Rewrite), known));
                known.AddGuarded(SubexpressionWalker.Key(guarded.Then), guarded.Condition, named.Target);
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

    // What is computed in two places, and what is computed for certain; of what stands only inside such an expression, the whole is computed once.
    private static (HashSet<string> Repeated, HashSet<string> Certain) Repeated(ImmutableArray<Statement> body)
    {
        var seen = new HashSet<string>();
        var repeated = new HashSet<string>();
        Expr[] values = [.. body.Select(SubexpressionWalker.ValueOf).OfType<Expr>()];
        Walk(values, key => !seen.Add(key), SubexpressionWalker.AlwaysEvaluated);
        Walk(values.SelectMany(SubexpressionWalker.SometimesEvaluated), seen.Contains, Everything);
        return (repeated, seen);

        void Walk(IEnumerable<Expr> roots, System.Func<string, bool> isComputed, System.Func<Expr, IEnumerable<Expr>> operands)
        {
            var pending = new Stack<Expr>();
            foreach (Expr root in roots)
            {
                pending.Push(root);
                while (pending.Count > 0)
                {
                    Expr next = pending.Pop();
                    if (SubexpressionWalker.IsCompound(next) && SubexpressionWalker.Key(next) is var key && isComputed(key))
                    {
                        repeated.Add(key);
                        continue;
                    }

                    foreach (Expr operand in operands(next))
                    {
                        pending.Push(operand);
                    }
                }
            }
        }

        static IEnumerable<Expr> Everything(Expr expr) => expr is Select s ? ExprInterner.ExpressionsOf(s.Condition).Concat([s.Then, s.Otherwise]) : expr.Operands;
    }

    // By tensor the last statement of the block that writes it, in a loop or not.
    private static Dictionary<Tensor, int> LastWrites(ImmutableArray<Statement> body)
    {
        var last = new Dictionary<Tensor, int>();
        var pending = new Stack<Statement>();
        for (int at = 0; at < body.Length; at++)
        {
            pending.Push(body[at]);
            while (pending.Count > 0)
            {
                switch (pending.Pop())
                {
                    case Loop loop:
                        foreach (Statement inner in loop.Body)
                        {
                            pending.Push(inner);
                        }

                        break;
                    case Assignment a:
                        last[a.Target.Tensor] = at;
                        break;
                    case KeepBest k:
                        last[k.Best.Tensor] = at;
                        last[k.Position.Tensor] = at;
                        break;
                }
            }
        }

        return last;
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
        private readonly Dictionary<string, List<(Condition Condition, Access Name)>> _guarded = [];
        private readonly HashSet<Tensor> _named = [];

        /// <summary>Gets local variables that another name stands for wherever they are read.</summary>
        public Dictionary<Tensor, Access> Copies { get; } = [];

        /// <summary>Remembers a name for an expression, as it was written and as it is written with names.</summary>
        public void Add(string key, string withNames, Access name)
        {
            _names.Add(key, name);
            if (Name(withNames) is null)
            {
                _names.Add(withNames, name);
            }

            _named.Add(name.Tensor);
        }

        /// <summary>Remembers a name that has the value where the condition holds.</summary>
        public void AddGuarded(string key, Condition condition, Access name)
        {
            if (!_guarded.TryGetValue(key, out List<(Condition Condition, Access Name)>? names))
            {
                _guarded.Add(key, names = []);
            }

            names.Add((condition, name));
        }

        /// <summary>Returns a name that has the value under what is known.</summary>
        public Access? NameUnder(string key, KnownConditions known) => _guarded.TryGetValue(key, out List<(Condition Condition, Access Name)>? names)
            && names.Find(n => known.Implies(n.Condition)).Name is { } name ? name : around?.NameUnder(key, known);

        public Access? Name(string key) => _names.TryGetValue(key, out Access? name) ? name : around?.Name(key);

        public bool HasCopies => Copies.Count > 0 || (around?.HasCopies ?? false);

        public Access? CopyOf(Tensor tensor) => Copies.TryGetValue(tensor, out Access? same) ? same : around?.CopyOf(tensor);

        public bool IsName(Tensor tensor) => _named.Contains(tensor) || (around?.IsName(tensor) ?? false);
    }

    /// <summary>Puts names in the place of expressions in one statement; what is repeated later gets a line before it.</summary>
    private sealed class Rewriting(Known known, HashSet<string> repeated, System.Func<Expr, bool> isCertain, Section section, ImmutableArray<Statement>.Builder lines)
    {
        public Expr Rewrite(Expr expr) => SubexpressionWalker.Replace(expr, Replaced, InBranch);

        /// <summary>Rewrites the operands of an expression that has a name of its own.</summary>
        public Expr Inside(Expr whole) => SubexpressionWalker.Replace(
            whole, e => ReferenceEquals(e, whole) ? null : Replaced(e), (e, conditions) => ReferenceEquals(e, whole) ? null : InBranch(e, conditions));

        private Expr? Replaced(Expr expr) => Replaced(expr, KnownConditions.None, _ => true);

        private Expr? InBranch(Expr expr, KnownConditions conditions) => Replaced(expr, conditions, isCertain);

        private Expr? Replaced(Expr expr, KnownConditions conditions, System.Func<Expr, bool> mayName)
        {
            if (!SubexpressionWalker.IsCompound(expr))
            {
                return null;
            }

            string key = SubexpressionWalker.Key(expr);
            if ((known.Name(key) ?? known.NameUnder(key, conditions)) is { } name)
            {
                return name;
            }

            if (!repeated.Contains(key) || !mayName(expr))
            {
                return null;
            }

            (Assignment line, Access named) = SubexpressionWalker.Named(Inside(expr), section);
            lines.Add(line);
            known.Add(key, SubexpressionWalker.Key(line.Value), named);
            return named;
        }
    }
}
