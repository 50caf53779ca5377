using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Tests.Properties;

/// <content>Vectors and matrices: matrix notation.</content>
internal sealed partial class NetworkGenerator
{
    private static Term Parenthesised(Term term) => Term.Of("({0})", term).As(term.Shape);

    private Term Whole(ImmutableArray<Extent> axes, int depth) => Whole(axes, depth, Scope.Empty);

    private Term Whole(ImmutableArray<Extent> axes, int depth, Scope scope)
    {
        string shape = string.Join(",", axes.Select(a => a.Text));
        if (depth <= 0)
        {
            return WholeLeaf(axes, shape, scope);
        }

        Term Inner() => Whole(axes, depth - 1, scope);
        return (_random.Next(12) switch
        {
            0 => Term.Of("({0} + {1})", Inner(), Inner()),
            1 => Term.Of("({0} - {1})", Inner(), Inner()),
            2 => Term.Of("({0} .* {1})", Parenthesised(Inner()), Parenthesised(Inner())),
            3 => Term.Of("({0} ./ (2 + sin({1})))", Parenthesised(Inner()), Inner()),
            4 => Term.Of("({0}*{1})", Factor(scope, depth - 1), Parenthesised(Inner())),
            5 => Term.Of("({0}).^{1}", Inner(), Term.Leaf(Pick("2", "3"))),
            6 => Term.Of(Pick("tanh({0})", "sigmoid({0})", "sin({0})", "relu({0})", "(-{0})", "softplus({0})", "abs({0})", "max({0}, 0.1)", "exp(0.5*{0})"), Inner()),
            7 when axes.Length == 1 && _vectorFunctions.Count > 0 => Term.Of($"{_vectorFunctions[0]}({{0}})", Inner()),
            7 when axes.Length == 1 => Term.Of("softmax({0})", Inner()),
            7 => Term.Of("({0})'", Whole([axes[1], axes[0]], depth - 1, scope)),
            8 or 9 => Product(axes, depth - 1, scope),
            10 when axes.Length == 2 => Term.Of("({0}*({1})')", Parenthesised(Whole([axes[0]], depth - 1, scope)), Whole([axes[1]], depth - 1, scope)),
            _ => WholeLeaf(axes, shape, scope),
        }).As(shape);
    }

    private Term Product(ImmutableArray<Extent> axes, int depth, Scope scope)
    {
        Extent inner = Pick(SizeN, SizeM, Three);
        Term left = Parenthesised(Whole([axes[0], inner], depth, scope));
        Term right = Parenthesised(Whole(axes.Length == 1 ? [inner] : [inner, axes[1]], depth, scope));
        return Term.Of("({0}*{1})", left, right);
    }

    private Term WholeLeaf(ImmutableArray<Extent> axes, string shape, Scope scope)
    {
        Value[] same = [.. _values.Where(v => v.Shape == shape)];
        if (same.Length > 0 && _random.Next(4) != 0)
        {
            return Term.Leaf(Pick(same).Name, shape);
        }

        // A row of a matrix, a matrix of a tensor of rank 3.
        Value[] larger = [.. _values.Where(v => v.Axes.Length == axes.Length + 1 && v.Axes.Skip(1).SequenceEqual(axes) && Positions(scope, v.Axes[0]).Length > 0)];
        if (larger.Length > 0)
        {
            Value value = Pick(larger);
            return Term.Leaf($"{value.Name}[{Pick(Positions(scope, value.Axes[0]))}]", shape);
        }

        bool isSquare = axes.Length == 2 && axes[0] == axes[1];
        return Term.Leaf(isSquare && _random.Next(2) == 0 ? $"eye({axes[0].Text})" : $"{Pick("ones", "ones", "zeros")}({shape})", shape);
    }
}
