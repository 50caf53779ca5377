using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Checking.Reading;
using SymBackprop.Equivalence;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>Elaborates both sides of a relation, and matches their shapes.</summary>
internal static class RelationSides
{
    // Nobody compares arrays of three axes and more by accident.
    private const int ManyAxesCost = 5;
    private const int VariantCost = 30;
    private const int StrainCost = 10;

    /// <summary>Returns how odd a line is under given ranks: how many names must be taken as others, or null where its shapes do not conform.</summary>
    public static int? Shapes(DocumentContext context, Relation relation, ReadingChoice choice, IReadOnlyDictionary<string, int> ranks)
    {
        try
        {
            return StrainOf(Sides(context, relation, choice, ranks).Elaborator);
        }
        catch (JudgingException e)
        {
            return e.Obstacle is Obstacle.Shapes or Obstacle.OpenShapes or Obstacle.Indices ? null : e.Obstacle == Obstacle.ManyAxes ? ManyAxesCost : 0;
        }
    }

    /// <summary>Returns what a definition's body is, axes and all, or null where that is not settled.</summary>
    public static ArrayValue? ValueOf(DocumentContext context, Definition definition, IReadOnlyDictionary<string, int> ranks)
    {
        if (definition.Formula is not { } formula)
        {
            return null;
        }

        try
        {
            var side = new MathSide(definition.Body.Span, definition.Body, null);
            return Sides(context, new Relation(formula, 1, definition.Order, side, null, side, definition.Roles, definition.Roles), new ReadingChoice(NumeratorLayout: false, Conventions: true, Instances: true), ranks).Left;
        }
        catch (System.Exception e) when (e is JudgingException or TooLargeException)
        {
            return null;
        }
    }

    /// <summary>Returns both sides as equations of one network.</summary>
    /// <exception cref="JudgingException">The reading leads nowhere.</exception>
    public static JudgedNetwork Elaborate(DocumentContext context, Relation relation, ReadingChoice choice, IReadOnlyDictionary<string, int> ranks)
    {
        (Elaborator elaborator, ArrayValue first, ArrayValue second) = Sides(context, relation, choice, ranks);
        elaborator.TakeConditions();
        string leftName = elaborator.Side("left", first);
        string rightName = elaborator.Side("right", second);
        ImmutableArray<StatementSyntax> statements = elaborator.Draft.Finish(leftName, rightName);
        return new JudgedNetwork(
            statements,
            [.. elaborator.Draft.Inputs.Select(i => new KnownShape(i.Name, new Shape([.. i.Axes.Select(a => a.Extent)])))],
            leftName,
            rightName,
            StrainOf(elaborator),
            elaborator.Doubts(leftName, rightName),
            [.. elaborator.Assumptions, .. elaborator.Draft.Padding.Assumptions])
        {
            HasGradientsOnly = elaborator.HasGradientsOnly,
            HasLayout = elaborator.HasLayout,
            HasPartials = elaborator.HasPartials,
            HasOpenErrors = elaborator.HasOpenErrors,
            HasLabels = elaborator.HasLabels,
        };
    }

    private static int StrainOf(Elaborator elaborator) => (VariantCost * elaborator.Variants) + (StrainCost * elaborator.Strain);

    private static (Elaborator Elaborator, ArrayValue Left, ArrayValue Right) Sides(DocumentContext context, Relation relation, ReadingChoice choice, IReadOnlyDictionary<string, int> ranks)
    {
        MathNode left = relation.Left.Node!;
        MathNode right = relation.Right.Node!;
        var elaborator = new Elaborator(context, choice, ranks, RelationSteps.LowestLayer(relation));
        elaborator.OpenErrors.Sides.AddRange([(left, relation.LeftRoles, relation.Order), (right, relation.Roles, relation.Order)]);
        elaborator.KnowIndices(IndexLetters(left, relation.LeftRoles).Concat(IndexLetters(right, relation.Roles)));
        elaborator.Varied.AddRange(Varied(context, left, relation.LeftRoles, relation.Order).Concat(Varied(context, right, relation.Roles, relation.Order)).Distinct());
        ArrayValue first;
        ArrayValue second;
        try
        {
            first = elaborator.Elaborate(left, Scope.Of(relation.LeftRoles, relation.Order));
            elaborator.BeginRight();
            second = elaborator.Elaborate(right, Scope.Of(relation.Roles, relation.Order));
            first = Listed(left, first, second);
            second = Listed(right, second, first);
            if (relation.Order <= context.FirstDeclared)
            {
                (first, second) = (elaborator.Diagonal(first, second), elaborator.Diagonal(second, first));
            }

            if (!choice.EntriesOf.IsEmpty)
            {
                (first, second) = (elaborator.EntryBeside(first, second), elaborator.EntryBeside(second, first));
            }

            (first, second) = Matched(first, second);
        }
        catch (JudgingException e) when (e.Obstacle == Obstacle.Shapes && elaborator.ShapeDoubt is not null && !(e.IsOfRanks && elaborator.IsDoubtOfLayout))
        {
            throw new JudgingException(Obstacle.OpenShapes, $"{e.Message}, and {elaborator.ShapeDoubt}");
        }

        if (relation is { IsRestricted: true, Restriction: { } restriction })
        {
            ExpressionSyntax holds = elaborator.Condition(restriction.Condition, Scope.Of(restriction.Roles, relation.Order));
            (first, second) = (Where(first), Where(second));
            ArrayValue Where(ArrayValue value) => value with { Link = null, At = i => Code.If(holds, value.At(i), Code.Zero) };
        }

        return (elaborator, first, second);
    }

    // (a, b, c) written out in a row lists a vector's entries.
    private static ArrayValue Listed(MathNode node, ArrayValue value, ArrayValue other) =>
        node is MatrixNode { Rows.Length: 1 } && value.Rank == 1 && other.Rank == 1 ? value with { IsRow = other.IsRow } : value;

    private static (ArrayValue Left, ArrayValue Right) Matched(ArrayValue left, ArrayValue right)
    {
        if (left.Rank != right.Rank)
        {
            // [0.05] beside 0.05.
            if (right.IsScalar && IsSingle(left))
            {
                return (ArrayValue.Of(left.At([.. left.Axes.Select(_ => Code.Zero)])), right);
            }

            if (left.IsScalar && IsSingle(right))
            {
                return (left, ArrayValue.Of(right.At([.. right.Axes.Select(_ => Code.Zero)])));
            }

            // ∂z/∂W of a vector by a matrix has three axes, which nobody writes out: x stands for it.
            if (left.Rank + right.Rank > 3 && !left.IsScalar && !right.IsScalar)
            {
                throw new JudgingException(Obstacle.ManyAxes, $"{left.Shape} beside {right.Shape}");
            }

            // 0 is the zero of any shape.
            if (right.IsScalar && right.Scalar is NumberSyntax { Value.IsZero: true })
            {
                return (left, left with { At = _ => Code.Zero });
            }

            if (left.IsScalar && left.Scalar is NumberSyntax { Value.IsZero: true })
            {
                return (right with { At = _ => Code.Zero }, right);
            }

            throw new JudgingException(Obstacle.Shapes, $"shapes: the left side is {left.Shape}, the right side {right.Shape}") { IsOfRanks = left.IsScalar || right.IsScalar };
        }

        if (left.Rank == 1 && left.IsRow != right.IsRow)
        {
            throw new JudgingException(Obstacle.Shapes, $"shapes: the left side is {left.Shape}, the right side {right.Shape}") { IsOfRowAndColumn = true };
        }

        for (int i = 0; i < left.Rank; i++)
        {
            if (!left.Axes[i].Join(right.Axes[i]))
            {
                throw new JudgingException(Obstacle.Shapes, $"shapes: the left side is {left.Shape}, the right side {right.Shape}");
            }
        }

        return (left, right);
    }

    private static bool IsSingle(ArrayValue value) => value.Axes.All(a => a.Extent is { IsConstant: true, Constant: 1 });

    private static IEnumerable<string> IndexLetters(MathNode node, ScriptRoles roles) => MathWalk.All(node).OfType<SymbolNode>()
        .SelectMany(s => roles.Resolve(s, _ => false).Indices)
        .SelectMany(i => MathWalk.All(i).OfType<SymbolNode>())
        .Select(s => s.Name)
        .Concat(MathWalk.All(node).OfType<EntryNode>().SelectMany(e => e.Subscripts).OfType<SymbolNode>().Select(s => s.Name));

    private static IEnumerable<string> Varied(DocumentContext context, MathNode node, ScriptRoles roles, int order) => MathWalk.All(node)
        .OfType<DifferentialNode>()
        .Select(d => d.Of)
        .OfType<SymbolNode>()
        .Select(s => roles.Resolve(s, _ => false).Key)
        .Where(k => context.Find(k, order) is null);
}
