using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Numbers;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Entries of names and of other values, and indices as such.</content>
internal sealed partial class Elaborator
{
    private ArrayValue At(ArrayValue value, ImmutableArray<MathNode> subscripts, Scope scope)
    {
        if (subscripts.IsEmpty)
        {
            return value;
        }

        // An argument that is given entry by entry has no further entries.
        if (value.Rank < subscripts.Length)
        {
            return value.IsScalar ? value : throw new JudgingException(Obstacle.Indices, $"{subscripts.Length} indices at {value.Shape}");
        }

        ImmutableArray<(ExpressionSyntax Code, IndexVariable? Pure)> indices = [.. subscripts.Select(s => Index(s, scope))];
        for (int i = 0; i < indices.Length; i++)
        {
            JoinIndex(indices[i].Pure, value.Axes[i]);
        }

        return value with { Axes = value.Axes.RemoveRange(0, indices.Length), At = i => value.At([.. indices.Select(x => x.Code), .. i]), Link = null };
    }

    private ArrayValue Entries(NamedQuantity named, Quantity quantity, Scope scope)
    {
        ImmutableArray<(ExpressionSyntax Code, IndexVariable? Pure)> indices = [.. named.Captured.Select(l => Index(new SymbolNode(default, l, [], [], 0, false), scope)), .. quantity.Indices.Select(s => Index(s, scope))];
        if (indices.Length > named.Axes.Length)
        {
            throw new JudgingException(Obstacle.Indices, $"{quantity.Key} has {named.Axes.Length - named.Captured.Length} axes and stands with {quantity.Indices.Length} indices");
        }

        for (int i = 0; i < indices.Length; i++)
        {
            JoinIndex(indices[i].Pure, named.Axes[i]);
        }

        return new ArrayValue(named.Axes.RemoveRange(0, indices.Length), i => Code.Entry(named.Name, [.. indices.Select(x => x.Code), .. i])) { IsRow = named.IsRow };
    }

    private ArrayValue Entry(EntryNode node, Scope scope)
    {
        ArrayValue operand = Elaborate(node.Operand, scope);
        if (operand.Rank < node.Subscripts.Length)
        {
            // softmax(z_i) is written for softmax(z)_i; an entry of a scalar is itself where the index is inside already.
            throw new JudgingException(Obstacle.Indices, $"{node.Subscripts.Length} indices at {operand.Shape}");
        }

        ImmutableArray<(ExpressionSyntax Code, IndexVariable? Pure)> indices = [.. node.Subscripts.Select(s => Index(s, scope))];
        for (int i = 0; i < indices.Length; i++)
        {
            JoinIndex(indices[i].Pure, operand.Axes[i]);
        }

        return operand with { Axes = operand.Axes.RemoveRange(0, indices.Length), At = i => operand.At([.. indices.Select(x => x.Code), .. i]), Link = null };
    }

    private static void JoinIndex(IndexVariable? index, Size axis)
    {
        if (index is not null && !index.Size.Join(axis))
        {
            throw new JudgingException(Obstacle.Shapes, $"shapes: an index of {index.Size.Text} at an axis of {axis.Text}");
        }
    }

    /// <summary>Returns an index's position, counted from 0, and its variable where it is one alone.</summary>
    private (ExpressionSyntax Code, IndexVariable? Pure) Index(MathNode node, Scope scope)
    {
        if (node is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } lone)
        {
            IndexVariable variable = Variable(lone.Name, scope);
            return variable.From <= 1 ? (Code.Name(variable.Name), variable) : (Code.Add(Code.Name(variable.Name), Code.Number(variable.From - 1)), null);
        }

        if (node is NumberNode { Value: { IsInteger: true } number } && number >= 1)
        {
            return (Code.Number(number - 1), null);
        }

        if (node is SumNode sum && sum.Terms.All(t => t.Value is NumberNode or SymbolNode { Subscripts.IsEmpty: true }))
        {
            // Letters count from where their sums begin; so does the axis.
            int from = sum.Terms.Select(t => t.Value).OfType<SymbolNode>().Select(s => Variable(s.Name, scope).From).DefaultIfEmpty(1).Min();
            Rational constant = -from;
            var terms = new List<(bool, ExpressionSyntax)>();
            foreach (MathTerm term in sum.Terms)
            {
                Rational sign = term.IsSubtracted ? -1 : 1;
                if (term.Value is NumberNode n)
                {
                    constant += sign * n.Value;
                }
                else
                {
                    IndexVariable variable = Variable(((SymbolNode)term.Value).Name, scope);
                    constant += sign * variable.From;
                    terms.Add((term.IsSubtracted, Code.Name(variable.Name)));
                }
            }

            if (!constant.IsZero)
            {
                terms.Add((constant.Sign < 0, Code.Number(Rational.Abs(constant))));
            }

            return terms.Count == 0 ? (Code.Zero, null) : (Code.Add(terms), null);
        }

        throw JudgingException.Unsupported("this index");
    }

    private IndexVariable Variable(string letter, Scope scope)
    {
        if (scope.Indices.TryGetValue(letter, out IndexVariable? bound))
        {
            return bound;
        }

        if (!_free.TryGetValue(letter, out IndexVariable? free))
        {
            _free.Add(letter, free = NewIndex(letter, _draft.NewSize(), 1));
        }

        return free;
    }

    private readonly HashSet<string> _indexLetters = [];

    /// <summary>Letters that stand as indices in the relation, so that a condition on them is one on indices.</summary>
    /// <summary>Gets the letters of the indices that nothing binds, in the order of their use.</summary>
    public ImmutableArray<string> FreeLetters => [.. _free.Keys];

    public void KnowIndices(IEnumerable<string> letters) => _indexLetters.UnionWith(letters);

    private bool IsIndex(MathNode node, Scope scope) =>
        Place.Of(node) is { } place && (place.Letter.Length == 0 || scope.Indices.ContainsKey(place.Letter) || _free.ContainsKey(place.Letter) || (_indexLetters.Contains(place.Letter)));
}
