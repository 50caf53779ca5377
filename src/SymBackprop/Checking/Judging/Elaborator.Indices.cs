using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Entries of names and of other values, and indices as such.</content>
internal sealed partial class Elaborator
{
    /// <summary>Where an entry stands, and what is put around it where that may lie beyond an axis.</summary>
    private sealed record EntryPlace(ImmutableArray<ExpressionSyntax> Positions, System.Func<ExpressionSyntax, ExpressionSyntax> Guard);

    private ArrayValue At(ArrayValue value, ImmutableArray<MathNode> subscripts, Scope scope)
    {
        if (subscripts.IsEmpty)
        {
            return value;
        }

        // An argument that is given entry by entry has no further entries.
        return value.Rank >= subscripts.Length ? EntriesOf(value, subscripts, scope)
            : value.IsScalar ? value : throw new JudgingException(Obstacle.Indices, $"{subscripts.Length} indices at {value.Shape}");
    }

    /// <summary>Returns the entry of an array that stands beside its entries: <c>(A^T)_{ij} = A^T</c>.</summary>
    public ArrayValue EntryBeside(ArrayValue value, ArrayValue other)
    {
        if (!other.IsScalar || value.Rank != _choice.EntriesOf.Length)
        {
            return value;
        }

        _assumptions.Assume($"what stands with the indices {string.Join(", ", _choice.EntriesOf)} says the entries of what stands without them");
        return EntriesOf(value, [.. _choice.EntriesOf.Select(l => new SymbolNode(default, l, [], [], 0, false))], Scope.Of(ScriptRoles.None, 0)) with { IsRow = false };
    }

    private ArrayValue EntriesOf(ArrayValue value, ImmutableArray<MathNode> subscripts, Scope scope)
    {
        EntryPlace place = PlaceOn(value.Axes, subscripts, scope);
        return value with { Axes = value.Axes.RemoveRange(0, subscripts.Length), At = i => place.Guard(value.At([.. place.Positions, .. i])), Link = null };
    }

    private ArrayValue Entries(NamedQuantity named, Quantity quantity, Scope scope)
    {
        if (IsOfColumn(named, quantity))
        {
            _assumptions.Assume($"{quantity.Key} with one index is a column of {quantity.Key}");
            EntryPlace across = PlaceOn([.. named.Axes.Reverse()], quantity.Indices, scope);
            return new ArrayValue(named.Axes.RemoveRange(2 - across.Positions.Length, across.Positions.Length), i => across.Guard(Code.Entry(named.Name, [.. i, .. across.Positions.Reverse()])));
        }

        EntryPlace place = PlaceOf(named, quantity, scope);
        if (quantity.Indices.Length == 1 && named.Axes.Length - named.Captured.Length == 2)
        {
            _shapeDoubt ??= _layoutDoubt = $"nothing says whether {quantity.Key} with one index is a row or a column";
        }

        return new ArrayValue(named.Axes.RemoveRange(0, place.Positions.Length), i => place.Guard(Code.Entry(named.Name, [.. place.Positions, .. i]))) { IsRow = named.IsRow };
    }

    // W_i and W_ik of the columns of W.
    private bool IsOfColumn(NamedQuantity named, Quantity quantity) => _choice.Columns.Contains(quantity.Key) && named is { IsInput: true, Axes.Length: 2 } && quantity.Indices.Length is 1 or 2;

    private EntryPlace PlaceOf(NamedQuantity named, Quantity quantity, Scope scope)
    {
        ImmutableArray<MathNode> indices = [.. named.Captured.Select(l => new SymbolNode(default, l, [], [], 0, false)), .. quantity.Indices];
        return indices.Length <= named.Axes.Length
            ? PlaceOn(named.Axes, indices, scope)
            : throw new JudgingException(Obstacle.Indices, $"{quantity.Key} has {named.Axes.Length - named.Captured.Length} axes and stands with {quantity.Indices.Length} indices");
    }

    private ArrayValue Entry(EntryNode node, Scope scope)
    {
        if (node is { Operand: NumberNode { Value.IsOne: true }, Subscripts: [SymbolNode] })
        {
            // 1_n: no number has entries.
            return Elaborate(new SymbolNode(node.Span, "𝟏", node.Subscripts, [], 0, true), scope);
        }

        ArrayValue operand = Elaborate(node.Operand, scope);
        if (node.Operand is ApplyNode { Function: { Name: "σ" } } && _assumptions.Items.Contains("σ is the logistic function"))
        {
            // σ(z)_k is as often softmax.
            _doubts.AddStructure("taking it that σ is the logistic function");
        }


        // softmax(z_i) is written for softmax(z)_i; an entry of a scalar is itself where the index is inside already.
        return operand.Rank >= node.Subscripts.Length
            ? EntriesOf(operand, node.Subscripts, scope)
            : throw new JudgingException(Obstacle.Indices, $"{node.Subscripts.Length} indices at {operand.Shape}");
    }

    private EntryPlace PlaceOn(ImmutableArray<Size> axes, ImmutableArray<MathNode> subscripts, Scope scope)
    {
        var positions = new List<ExpressionSyntax>();
        System.Func<ExpressionSyntax, ExpressionSyntax> guard = entry => entry;
        for (int i = 0; i < subscripts.Length; i++)
        {
            Size axis = axes[i];
            Position position = ReadPosition(subscripts[i], scope);
            if (position.Pure is { } index && RunsOver(index, axis))
            {
                positions.Add(Code.Name(index.Name));
                continue;
            }

            _draft.AddUse(axis, position);
            ExpressionSyntax at = Code.Add(ValueOf(position), Code.Name(axis.Origin.Name), isSubtracted: true);
            positions.Add(at);
            bool isPure = position.Pure is not null;
            System.Func<ExpressionSyntax, ExpressionSyntax> around = guard;
            guard = entry => PositionGuards.Mark(at, axis.Code, around(entry), isPure);
        }

        return new EntryPlace([.. positions], guard);
    }

    // An index that runs over all of an axis has its size, and counts from where it does.
    private static bool RunsOver(IndexVariable index, Size axis)
    {
        if (index.Reach == IndexReach.Whole)
        {
            if (!index.Size.Join(axis))
            {
                throw new JudgingException(Obstacle.Shapes, $"shapes: an index of {index.Size.Text} at an axis of {axis.Text}");
            }

            axis.Origin.Join(index.Origin);
            return true;
        }

        if (index.Origin.Known is { } from)
        {
            axis.Origin.See(from);
        }

        return index.Reach == IndexReach.Named && (axis.IsOpen || axis.Extent.Equals(index.Size.Extent)) && index.Size.Join(axis);
    }

    /// <summary>Returns a position's value as people number it.</summary>
    private static ExpressionSyntax ValueOf(Position position)
    {
        var terms = new List<(bool IsSubtracted, ExpressionSyntax Value)>();
        foreach ((IndexVariable index, long factor) in position.Terms)
        {
            foreach (string name in new[] { index.Name, index.Origin.Name })
            {
                terms.Add((factor < 0, System.Math.Abs(factor) == 1 ? Code.Name(name) : Code.Multiply(Code.Number(System.Math.Abs(factor)), Code.Name(name))));
            }
        }

        terms.Add((false, Code.Index(position.Rest)));
        return Code.Add(terms);
    }

    /// <summary>Reads what stands in a subscript or a bound: a combination of indices and sizes.</summary>
    private Position ReadPosition(MathNode node, Scope scope, bool isBound = false)
    {
        var terms = new List<(IndexVariable Index, long Factor)>();
        IndexExpr rest = IndexExpr.Zero;
        Add(node, 1);
        return new Position([.. terms.GroupBy(t => t.Index.Name).Select(g => (g.First().Index, g.Sum(t => t.Factor))).Where(t => t.Item2 != 0)], rest);

        void Add(MathNode part, long factor)
        {
            switch (part)
            {
                case NumberNode { Value: { IsInteger: true } number } when Rational.Abs(number) < 1_000_000:
                    rest += (long)number.Numerator * factor;
                    break;
                case SymbolNode { Superscripts.IsEmpty: true, Primes: 0 } symbol when isBound ? !IsIndexInBound(symbol, scope) : IsSizeInPosition(symbol, scope):
                    rest += (Whole(symbol, scope) is { } whole ? IndexExpr.Of(whole) : NamedSize(symbol, scope).Extent) * factor;
                    break;
                case SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } index:
                    terms.Add((Variable(index.Name, scope), factor));
                    break;
                case SumNode sum:
                    foreach (MathTerm term in sum.Terms)
                    {
                        Add(term.Value, term.IsSubtracted ? -factor : factor);
                    }

                    break;
                case BracketNode { Entries: [var only] }:
                    Add(only, factor);
                    break;
                case ProductNode { Factors: [{ Value: NumberNode { Value: { IsInteger: true } number } }, { Sign: not Times.Over, Value: var other }] } when Rational.Abs(number) < 1_000_000:
                    Add(other, factor * (long)number.Numerator);
                    break;
                case ProductNode { Factors: [{ Value: SymbolNode stride }, { Sign: not Times.Over, Value: var strided }] } when Whole(stride, scope) is { } step:
                    Add(strided, factor * step);
                    break;
                case ProductNode:
                    throw JudgingException.Unsupported("a position with a stride that is no number");
                default:
                    throw JudgingException.Unsupported("this index");
            }
        }
    }

    // x_{N−k}, x_n: the letter is a size where sums end with it and none runs over it.
    private bool IsSizeInPosition(SymbolNode symbol, Scope scope) => !scope.Indices.ContainsKey(symbol.Name) && !_free.ContainsKey(symbol.Name)
        && _context.SizeNames.Contains(symbol.Name) && !_context.BoundLetters.Contains(symbol.Name) && !IsIndexLetter(symbol.Name);

    private static bool IsIndexLetter(string name) => name is "i" or "j" or "k" or "l" or "r" or "s" or "t" or "p" or "q";

    // Σ_{j=1}^{i}: i is an index where it stands as one.
    private bool IsIndexInBound(SymbolNode symbol, Scope scope) => symbol.Subscripts.IsEmpty
        && (scope.Indices.ContainsKey(symbol.Name) || _free.ContainsKey(symbol.Name) || (_indexLetters.Contains(symbol.Name) && (IsIndexLetter(symbol.Name) || _context.BoundLetters.Contains(symbol.Name))));

    private IndexVariable Variable(string letter, Scope scope)
    {
        if (scope.Indices.TryGetValue(letter, out IndexVariable? bound))
        {
            return bound;
        }

        if (!_free.TryGetValue(letter, out IndexVariable? free))
        {
            _free.Add(letter, free = WholeIndex(letter, null));
        }

        return free;
    }

    // An index over whatever axis it subscripts; counted as the document counts the letter elsewhere.
    private IndexVariable WholeIndex(string letter, ReduceKind? boundBy)
    {
        Origin origin = _draft.NewOrigin();
        if (_context.OriginOf(letter) is { } from)
        {
            origin.See(from);
        }

        return _draft.NewIndex(letter, _draft.NewSize(), origin, IndexReach.Whole, boundBy);
    }

    private readonly HashSet<string> _indexLetters = [];

    /// <summary>Letters that stand as indices in the relation, so that a condition on them is one on indices.</summary>
    /// <summary>Gets the letters of the indices that nothing binds, in the order of their use.</summary>
    public ImmutableArray<string> FreeLetters => [.. _free.Keys];

    public void KnowIndices(IEnumerable<string> letters) => _indexLetters.UnionWith(letters);

    private bool IsIndex(MathNode node, Scope scope) =>
        Place.Of(node) is { } place && (place.Letter.Length == 0 || scope.Indices.ContainsKey(place.Letter) || _free.ContainsKey(place.Letter) || _indexLetters.Contains(place.Letter));
}
