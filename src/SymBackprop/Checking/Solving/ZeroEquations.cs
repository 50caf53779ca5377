using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Restating;

namespace SymBackprop.Checking.Solving;

/// <summary>Knows what is said where a derivative is zero: the equation that is to be solved, and what follows from it.</summary>
/// <remarks>Neither holds everywhere, so a difference refutes neither.</remarks>
internal sealed class ZeroEquations(DocumentReading reading, Restatements restatements)
{
    private static readonly Regex Solving = new(
        @"\b(?:set\w*|solv\w+|equat\w+|zeros?|vanish\w*|minim\w+|maxim\w+|optim\w+|stationary|critical|extrem\w+|closed[- ]form|normal equations?|first[- ]order condition|such that|satisf\w+)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);

    // "Differentiating … and equating to 0, …": the words alone say what the line is.
    private static readonly Regex SetToZero = new(@"\b(?:set|sets|setting|equat\w+)\b[^.]*?\bto\b\W*(?:0|zero|,|\||$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Regex.InfiniteMatchTimeout);

    private readonly List<(MathNode Zero, ScriptRoles Roles)> _zeros = [];
    private readonly List<(MathNode Zero, ScriptRoles Roles)> _derivatives = [];
    private bool _isOpen;
    private string? _lastValue;

    /// <summary>Gets a value indicating whether an equation that is to be solved stands before, and nothing else since.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Takes note of a relation, in the order of the document.</summary>
    public void See(Relation relation)
    {
        if (relation is { Left.Node: { } left, Right.Node: not null } && relation.Settled is null && IsDerivative(left))
        {
            _derivatives.Add((left, relation.LeftRoles));
        }

        if (relation is { Left.Node: { } of, Right.Node: { } value } && IsDerivative(of))
        {
            _lastValue = Bare(value);
        }

        _isOpen &= relation.Settled != RelationVerdict.Definition && !(relation.Left.Node is { } start && IsDerivative(start));
    }

    /// <summary>Returns whether a relation is an equation that is to be solved, and keeps it.</summary>
    public bool IsOne(Relation relation)
    {
        if (relation is not { Left.Node: { } left, Right.Node: { } right })
        {
            return false;
        }

        bool isBehind = IsZero(right);
        MathNode other = isBehind ? left : right;
        bool isOfDerivative = HasDerivative(other) || (relation.ChainStart is { } start && HasDerivative(start));
        bool isSaidSo = IsSaidSo(relation) || (_lastValue is not null && isBehind && Bare(other) == _lastValue && MathPrinter.Print(other) != _lastValue);
        bool isToBeSolved = (isBehind || IsZero(left))
            && (isOfDerivative ? !isBehind || other is SumNode || relation.Formula.IsInline || relation.Number > 1 || isSaidSo : ((isSaidSo && _derivatives.Count > 0) || SetToZero.IsMatch(restatements.WordsAt(relation.Formula))) && MathWalk.All(other).Any(n => n is SymbolNode));
        if (isToBeSolved)
        {
            _zeros.Add((other, isBehind ? relation.LeftRoles : relation.Roles));
            _isOpen = true;
        }

        return isToBeSolved;
    }

    // β̂ is the β where the derivative is zero.
    private static string Bare(MathNode node) => string.Concat(MathPrinter.Print(node).Where(c => c is not ('\u0302' or '\u0303' or '\u0304')));

    private bool IsSaidSo(Relation relation) => Solving.IsMatch(restatements.WordsAt(relation.Formula));

    /// <summary>Returns what a relation is that may hold only where a derivative is zero; null where nothing says so.</summary>
    public Judgement? Follows(Relation relation)
    {
        bool isSaidSo = relation.Solves is not null || _isOpen || (_derivatives.Count > 0 && IsSaidSo(relation));
        List<(MathNode Zero, ScriptRoles Roles)> zeros = [.. Enumerable.Reverse(_zeros).Concat(Enumerable.Reverse(_derivatives)).Take(3)];
        if (!isSaidSo || HasDerivative(relation.Left.Node!) || HasDerivative(relation.Right.Node!) || (relation.Number == 1 && relation.ChainStart is { } start && !ReferenceEquals(start, relation.Left.Node) && HasDerivative(start)))
        {
            return null;
        }

        foreach ((MathNode zero, ScriptRoles roles) in zeros)
        {
            Judgement? found = Solution(relation, zero, roles) ?? MultipliedOut(relation, zero, roles);
            if (found is not null)
            {
                return found with { Assumptions = found.Assumptions.Add($"where {MathPrinter.Print(zero)} = 0") };
            }
        }

        return new Judgement(RelationVerdict.Unknown, zeros.Count == 0 ? "it holds only at a solution, and nothing says of which equation" : $"it can hold only where {MathPrinter.Print(zeros[0].Zero)} = 0, and that it does was not found by multiplying out");
    }

    // p = k/n put into the equation.
    private Judgement? Solution(Relation relation, MathNode zero, ScriptRoles roles)
    {
        if (relation.Solves is not { } solution)
        {
            return null;
        }

        Judgement judgement = reading.Context.Supposing(solution, () => reading.Judge.Judge(Zero(relation, zero, roles)));
        return judgement.Verdict == RelationVerdict.Proved ? judgement : null;
    }

    private static Relation Zero(Relation at, MathNode zero, ScriptRoles roles) => at with
    {
        Left = at.Left with { Node = zero },
        LeftRoles = roles,
        Right = at.Right with { Node = new NumberNode(zero.Span, 0, -1) },
        Restated = null,
        ChainStart = null,
    };

    // XᵀXθ = Xᵀy says that the difference is a multiple of the gradient; so does θ = (XᵀX)⁻¹Xᵀy.
    private Judgement? MultipliedOut(Relation relation, MathNode zero, ScriptRoles roles)
    {
        foreach (MathNode difference in Differences(relation.Left.Node!, relation.Right.Node!).Concat(Differences(relation.Right.Node!, relation.Left.Node!)))
        {
            foreach (MathNode factor in Factors(zero, relation.ChainStart).Concat(Divisors(relation)))
            {
                var multiple = new ProductNode(zero.Span, [new MathFactor(Times.Juxtaposed, factor), new MathFactor(Times.Juxtaposed, new BracketNode(zero.Span, "(", [zero]))]);
                Judgement judgement = reading.Judge.Judge(relation with
                {
                    Left = relation.Left with { Node = multiple },
                    LeftRoles = roles,
                    Right = relation.Right with { Node = difference },
                    Restated = null,
                });
                if (judgement.Verdict == RelationVerdict.Proved)
                {
                    return judgement;
                }
            }
        }

        return null;
    }

    private static IEnumerable<MathNode> Differences(MathNode left, MathNode right)
    {
        yield return Difference(left, right);
        switch (right)
        {
            case ProductNode { Factors: [{ Value: PowerNode { Base: var matrix, Exponent: var exponent } }, .. var rest] } when IsMinusOne(exponent):
                yield return Difference(Product(matrix, left), rest.Length == 1 ? rest[0].Value : new ProductNode(right.Span, rest.SetItem(0, rest[0] with { Sign = Times.Juxtaposed })));
                break;
            case FractionNode fraction:
                yield return Difference(Product(fraction.Denominator, left), fraction.Numerator);
                break;
        }
    }

    private static MathNode Difference(MathNode left, MathNode right) => IsZero(right) ? left : new SumNode(left.Span, [new MathTerm(false, left), new MathTerm(true, right)]);

    private static MathNode Product(MathNode left, MathNode right) => new ProductNode(left.Span, [new MathFactor(Times.Juxtaposed, new BracketNode(left.Span, "(", [left])), new MathFactor(Times.Juxtaposed, new BracketNode(right.Span, "(", [right]))]);

    private static bool IsMinusOne(MathNode exponent) => exponent is NumberNode { Value: var value } ? value == -1 : exponent is SumNode { Terms: [{ IsSubtracted: true, Value: NumberNode { Value.IsOne: true } }] };

    // 2/m in front of the gradient may have been divided by.
    private static IEnumerable<MathNode> Factors(MathNode zero, MathNode? chainStart)
    {
        ImmutableArray<MathNode> sizes = [.. new[] { zero, chainStart }.OfType<MathNode>().SelectMany(MathWalk.All).OfType<FractionNode>().Select(f => f.Denominator).OfType<SymbolNode>().GroupBy(s => s.Name).Select(g => g.First()).Take(2)];
        foreach (MathNode? size in sizes.Prepend<MathNode?>(null))
        {
            foreach (Numbers.Rational value in new[] { Numbers.Rational.One, -Numbers.Rational.One, Numbers.Rational.Half, -Numbers.Rational.Half, new(2, 1), new(-2, 1) })
            {
                var number = new NumberNode(zero.Span, value, -1);
                yield return size is null ? number : new ProductNode(zero.Span, [new MathFactor(Times.Juxtaposed, number), new MathFactor(Times.Juxtaposed, size)]);
            }
        }
    }

    // Both sides were divided by n.
    private static IEnumerable<MathNode> Divisors(Relation relation) => relation.Nodes.OfType<FractionNode>().Select(f => f.Denominator).OfType<SymbolNode>()
        .GroupBy(s => s.Name).Select(g => g.First()).Take(1)
        .SelectMany(size => new[] { Numbers.Rational.One, -Numbers.Rational.One, Numbers.Rational.Half, -Numbers.Rational.Half }.Select(value => new FractionNode(size.Span, new NumberNode(size.Span, value, -1), size)));

    private static bool IsZero(MathNode node) => node is NumberNode { Value.IsZero: true } || (node is SymbolNode { IsBold: true, Name: "0" });

    public static bool HasDerivative(MathNode node) => MathWalk.All(node).Any(IsDerivative);

    private static bool IsDerivative(MathNode node) => node is DerivativeNode or GradientNode or ApplyNode { Function.Primes: > 0 };
}
