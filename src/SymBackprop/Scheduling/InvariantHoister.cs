using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Computes before a loop what is the same in every iteration: whole expressions, and the factors of products that stay.</summary>
internal static class InvariantHoister
{
    public static ImmutableArray<Statement> Hoist(ImmutableArray<Statement> body)
    {
        ImmutableArray<Statement>.Builder result = ImmutableArray.CreateBuilder<Statement>();
        foreach (Statement statement in body)
        {
            if (statement is not Loop loop)
            {
                result.Add(statement);
                continue;
            }

            loop = loop with { Body = Hoist(loop.Body) };
            var lines = new List<Statement>();
            loop = loop with { Body = Inside(loop.Body, new Around(loop), lines) };
            result.AddRange(lines);
            result.Add(loop);
        }

        return result.ToImmutable();
    }

    private static ImmutableArray<Statement> Inside(ImmutableArray<Statement> body, Around around, List<Statement> lines)
    {
        ImmutableArray<Statement>.Builder kept = ImmutableArray.CreateBuilder<Statement>();
        foreach (Statement statement in body)
        {
            if (statement is Loop)
            {
                // What its iterations share stands before it already.
                kept.Add(statement);
            }
            else if (statement is Assignment { IsDeclaration: true, Update: Update.Set, Target.Tensor: var target } named && SubexpressionWalker.IsName(target) && around.Stays(named.Value))
            {
                // The name of a shared part moves as a whole.
                around.Written.Remove(named.Target.Tensor);
                lines.Add(named);
            }
            else
            {
                kept.Add(SubexpressionWalker.WithValue(statement, v => Hoisted(v, statement.Section, around, lines)));
            }
        }

        return kept.ToImmutable();
    }

    private static Expr Hoisted(Expr expr, Section section, Around around, List<Statement> lines)
    {
        if (SubexpressionWalker.IsCompound(expr) && around.Stays(expr))
        {
            return Name(expr, section, around, lines);
        }

        switch (expr)
        {
            case Multiply m:
                ImmutableArray<Expr> staying = [.. m.Factors.Where(around.Stays)];
                bool pays = staying.Length > 1 && !(staying.Length == 2 && staying[0] is Constant { Value: var c } && c == Numbers.Rational.MinusOne)
                    && !staying.All(f => f is Constant);
                if (!pays)
                {
                    return Operands(m, section, around, lines);
                }

                Expr shared = Name(ExprRewriter.Product(staying), section, around, lines);
                return ExprRewriter.Product([shared, .. m.Factors.Where(f => !around.Stays(f)).Select(f => Hoisted(f, section, around, lines))]);
            case Add a:
                ImmutableArray<Expr> still = [.. a.Terms.Where(around.Stays)];
                if (still.Length < 2)
                {
                    return Operands(a, section, around, lines);
                }

                Expr sum = Name(ExprRewriter.Sum(still), section, around, lines);
                return ExprRewriter.Sum([.. a.Terms.Where(t => !around.Stays(t)).Select(t => Hoisted(t, section, around, lines)), sum]);
            case Power or Call:
                return Operands(expr, section, around, lines);
            default:
                return expr;
        }
    }

    private static Expr Operands(Expr expr, Section section, Around around, List<Statement> lines)
    {
        ImmutableArray<Expr> changed = [.. expr.Operands.Select(o => Hoisted(o, section, around, lines))];
        return changed.SequenceEqual(expr.Operands) ? expr : expr switch
        {
            Add => ExprRewriter.Sum(changed),
            Multiply => ExprRewriter.Product(changed),
            Power => new Power(changed[0], changed[1]),
            Call c => new Call(c.Function, changed),
            _ => expr,
        };
    }

    private static Expr Name(Expr expr, Section section, Around around, List<Statement> lines)
    {
        string key = SubexpressionWalker.Key(expr);
        if (!around.Names.TryGetValue(key, out Access? name))
        {
            (Assignment line, name) = SubexpressionWalker.Named(expr, section);
            lines.Add(line);
            around.Names.Add(key, name);
        }

        return name;
    }

    /// <summary>What changes in a loop.</summary>
    private sealed class Around
    {
        private readonly int _variable;
        private readonly bool _runs;

        public Around(Loop loop)
        {
            _variable = loop.Variable;
            _runs = loop.Range is { Lower: [var lower], Upper: [var upper] } && upper - lower is { IsConstant: true, Constant: >= 0 };
            Collect(loop.Body);
        }

        public HashSet<Tensor> Written { get; } = [];

        public HashSet<int> Inner { get; } = [];

        public Dictionary<string, Access> Names { get; } = [];

        /// <summary>Returns whether the value is the same in all iterations, and safe to compute even if there are none.</summary>
        public bool Stays(Expr expr) => expr switch
        {
            Constant or NamedConstant => true,
            IndexValue v => !v.Index.Variables().Any(IsInside) && !v.Index.GatheredTensors().Any(),
            Access a => !Written.Contains(a.Tensor) && a.Indices.All(i => !i.Variables().Any(IsInside) && !i.GatheredTensors().Any() && (_runs || i.AsVariable is not null)),
            Select or Reduce => false,
            _ => expr.Operands.All(Stays),
        };

        private bool IsInside(int variable) => variable == _variable || Inner.Contains(variable);

        private void Collect(ImmutableArray<Statement> body)
        {
            foreach (Statement statement in body)
            {
                switch (statement)
                {
                    case Loop loop:
                        Inner.Add(loop.Variable);
                        Collect(loop.Body);
                        break;
                    case Assignment a:
                        Written.Add(a.Target.Tensor);
                        break;
                    case KeepBest k:
                        Written.Add(k.Best.Tensor);
                        Written.Add(k.Position.Tensor);
                        break;
                }
            }
        }
    }
}
