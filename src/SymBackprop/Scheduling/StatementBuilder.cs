using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Scheduling;

/// <summary>Turns placed units into statements: which are local variables, which sums run in registers.</summary>
internal sealed class StatementBuilder
{
    private readonly LoopPlacer _placer;
    private readonly IReadOnlyDictionary<Tensor, PlaceKind> _kinds;
    private readonly HashSet<Tensor> _declared = [];
    private readonly Dictionary<UnitNode, Access> _registers = [];
    private readonly Dictionary<UnitNode, Access> _best = [];
    private readonly Dictionary<string, int> _registerNames = [];

    private StatementBuilder(LoopPlacer placer, IReadOnlyDictionary<Tensor, PlaceKind> kinds)
    {
        _placer = placer;
        _kinds = kinds;
    }

    /// <summary>Returns the statements, with what belongs to local variables declared at its first write.</summary>
    public static ImmutableArray<Statement> Build(LoopPlacer placer, IReadOnlyDictionary<Tensor, PlaceKind> kinds) =>
        new StatementBuilder(placer, kinds).Statements(placer.Root);

    private ImmutableArray<Statement> Statements(Block block)
    {
        ImmutableArray<Statement>.Builder result = ImmutableArray.CreateBuilder<Statement>();
        foreach (NestNode node in block.Nodes)
        {
            if (node is LoopNode loop)
            {
                ImmutableArray<Statement> body = Statements(loop.Body);
                result.AddRange(loop.Opening);
                result.Add(new Loop(loop.Variable, _placer.LoopNames[loop.Variable], loop.Range, body, SectionOf(body))
                {
                    IsMixed = body.Any(s => s.Section == Section.Backward || s is Loop { IsMixed: true }) && body.Any(s => s.Section == Section.Forward),
                    IsDescending = loop.IsDescending,
                    Role = loop.IsSequential ? LoopRole.Sequential : Reduces(loop, loop.Body) ? LoopRole.Reduction : LoopRole.Free,
                });
                result.AddRange(loop.Closing);
            }
            else
            {
                result.AddRange(Statements((UnitNode)node));
            }
        }

        return result.ToImmutable();
    }

    private static Section SectionOf(ImmutableArray<Statement> body) => body.Any(s => s.Section == Section.Forward) ? Section.Forward : Section.Backward;

    private static bool Reduces(LoopNode loop, Block block) => block.Nodes.Any(n => n is LoopNode inner
        ? Reduces(loop, inner.Body)
        : n is UnitNode { Unit: { } u } && (u.Update != Update.Set || u.Arg is not null) && !u.IsFree(loop.Variable));

    private IEnumerable<Statement> Statements(UnitNode node)
    {
        Unit unit = node.Unit;
        if (node.Prepares is { } prepared)
        {
            yield return Write(Register(prepared) ?? unit.TargetAccess, Update.Set, unit.Value, unit.Section, null);
            if (prepared.Unit.Arg is not null)
            {
                yield return Write(Best(prepared), Update.Set, new Constant(Rational.Zero), unit.Section, null);
            }

            yield break;
        }

        if (unit.Arg is { } arg)
        {
            IndexExpr index = IndexExpr.Variable(node.Parent.Loop!.Variable);
            Access position = Register(node) ?? unit.TargetAccess;
            yield return new KeepBest(Best(node), position, index, unit.Value, arg == ReduceKind.ArgMax, unit.Section) { Formula = position == unit.TargetAccess ? unit.Formula : null };
            Close(node, position);
            yield break;
        }

        if (Register(node) is { } sum)
        {
            if (unit.Initial is null)
            {
                node.Accumulation!.Opening.Add(Write(sum, Update.Set, new Constant(unit.Update == Update.Multiply ? Rational.One : Rational.Zero), unit.Section, null));
            }

            yield return Write(sum, unit.Update, unit.Value, unit.Section, null);
            Close(node, sum);
            yield break;
        }

        yield return Write(unit.TargetAccess, unit.Update, unit.Value, unit.Section, unit.Formula);
    }

    // What a register has collected goes to its place after the loop.
    private static void Close(UnitNode node, Access register)
    {
        if (!ReferenceEquals(register.Tensor, node.Unit.Target))
        {
            Update update = node.Unit.Initial is null ? Update.Add : Update.Set;
            node.Accumulation!.Closing.Add(new Assignment(node.Unit.TargetAccess, update, register, node.Unit.Section) { Formula = node.Unit.Formula });
        }
    }

    // A sum whose target is not a local variable itself runs in one, if it is all that goes there.
    private Access? Register(UnitNode node)
    {
        Unit unit = node.Unit;
        if (node.Accumulation is null || _kinds[unit.Target] == PlaceKind.Local || _placer.Accumulations(unit.Target) > 1)
        {
            return null;
        }

        if (!_registers.TryGetValue(node, out Access? register))
        {
            string stem = unit.Arg is not null ? "position" : unit.Update switch
            {
                Update.Add => "sum",
                Update.Multiply => "product",
                Update.Max => "largest",
                _ => "smallest",
            };
            register = Fresh(stem, unit.Target.IsInteger);
            _registers.Add(node, register);
        }

        return register;
    }

    private Access Best(UnitNode node)
    {
        if (!_best.TryGetValue(node, out Access? best))
        {
            best = Fresh("best", false);
            _best.Add(node, best);
        }

        return best;
    }

    private Access Fresh(string stem, bool isInteger)
    {
        int number = _registerNames.TryGetValue(stem, out int known) ? known + 1 : 1;
        _registerNames[stem] = number;
        string name = number == 1 ? stem : stem + number.ToString(CultureInfo.InvariantCulture);
        return new Access(new Tensor(name, Shape.Scalar, TensorRole.Named) { IsInteger = isInteger }, []);
    }

    private Assignment Write(Access target, Update update, Expr value, Section section, Formula? formula) => new(target, update, value, section)
    {
        Formula = formula,
        IsDeclaration = IsLocal(target.Tensor) && _declared.Add(target.Tensor),
    };

    private bool IsLocal(Tensor tensor) => !_kinds.TryGetValue(tensor, out PlaceKind kind) || kind == PlaceKind.Local;
}
