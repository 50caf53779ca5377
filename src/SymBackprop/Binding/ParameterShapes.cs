using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Fits the shapes of arguments to those that a function writes at its parameters: <c>dense(W[m,n], x[n], b[m])</c>.</summary>
internal static class ParameterShapes
{
    /// <summary>Gives the sizes named there their values; returns the first argument that does not fit and what was expected, or null.</summary>
    public static (int Argument, string Expected)? Match(FunctionDefinition function, ImmutableArray<Shape> shapes, BindingContext context, Dictionary<string, IndexExpr> sizes)
    {
        List<(int Argument, int Axis, ExpressionSyntax Pattern)> axes =
            [.. function.Syntax.Parameters.SelectMany((p, i) => p.Shape.Select((extent, axis) => (i, axis, extent)))];

        // A plain name takes the extent that it meets first; what is left can then be computed or solved.
        foreach ((int argument, int axis, ExpressionSyntax pattern) in axes)
        {
            if (pattern is NameSyntax name && !sizes.ContainsKey(name.Text))
            {
                sizes.Add(name.Text, shapes[argument].Extents[axis]);
            }
        }

        var patterns = new IndexBinder(context, new NameScope { Sizes = sizes, LayerCall = default(Diagnostics.SourceSpan) });
        foreach ((int argument, int axis, ExpressionSyntax pattern) in axes)
        {
            IndexExpr actual = shapes[argument].Extents[axis];
            Solve(pattern, actual, patterns, sizes);
            IndexExpr? expected = patterns.TryBind(pattern, IndexEnvironment.Empty);
            if (expected is null || !context.Extents.Unify(expected, actual))
            {
                return (argument, expected is null ? "a shape of whole numbers and sizes" : $"extent {context.Text(expected)} on axis {(axis + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}");
            }
        }

        return null;
    }

    // n + 1 meets 5: n is 4. With one new name of coefficient ±1 it can be solved.
    private static void Solve(ExpressionSyntax pattern, IndexExpr actual, IndexBinder patterns, Dictionary<string, IndexExpr> sizes)
    {
        List<string> unknown = [.. NameUses.Of(pattern, []).Values.Select(n => n.Text).Where(n => !sizes.ContainsKey(n)).Distinct()];
        if (unknown.Count != 1)
        {
            return;
        }

        sizes.Add(unknown[0], IndexExpr.Size(unknown[0]));
        var atom = new SizeSymbol(unknown[0]);
        IndexExpr? form = patterns.TryBind(pattern, IndexEnvironment.Empty);
        long coefficient = form?.CoefficientOf(atom) ?? 0;
        sizes.Remove(unknown[0]);
        if (coefficient is 1 or -1)
        {
            sizes.Add(unknown[0], (actual - (form! - (IndexExpr.Of(atom) * coefficient))) * coefficient);
        }
    }
}
