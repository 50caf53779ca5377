using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Binds the equations of named values, whose uses of other values are bound already.</summary>
internal sealed class EquationBinder(BindingContext context)
{
    private readonly NameScope _scope = new();

    /// <summary>Binds all pieces of a value and gives it its tensor; returns null after an error.</summary>
    public BoundTensor? Bind(ValueSymbol symbol)
    {
        List<BoundPiece> pieces = [];
        bool isComplete = true;
        foreach (EquationSyntax equation in symbol.Definitions)
        {
            BoundPiece? piece = BindPiece(equation);
            AccessVerifier.Verify(context);
            isComplete &= piece is not null;
            if (piece is not null)
            {
                pieces.Add(piece);
            }
        }

        if (!isComplete || new PieceCover(context, symbol).ShapeOf(pieces) is not { } shape)
        {
            return null;
        }

        symbol.Tensor = new Tensor(symbol.Name, shape, TensorRole.Named) { IsInteger = pieces.TrueForAll(p => p.Body is BoundReduction { Kind: ReduceKind.ArgMax or ReduceKind.ArgMin }) };
        symbol.IsRow = pieces.Count == 1 && pieces[0].Body.IsRow && pieces[0].Subscripts.IsEmpty;
        return new BoundTensor(symbol.Tensor, [.. pieces], symbol.Span);
    }

    private BoundPiece? BindPiece(EquationSyntax equation)
    {
        var binder = new ExpressionBinder(context, _scope);
        List<IndexSymbol> symbols = [];
        IndexEnvironment environment = BindIndices(equation, binder, symbols, out bool isComplete);
        BoundExpr? body = binder.Bind(equation.Body, environment);
        bool isClosed = RangeFinder.Close(context, symbols, IndexEnvironment.Empty, isObscured: body is null || !isComplete);
        if (!isComplete || !isClosed)
        {
            context.Unproven.Clear();
            return null;
        }

        ImmutableArray<IndexExpr?> targets = BindTargets(equation, environment);
        bool isReadable = Enumerable.Range(0, targets.Length).All(i => targets[i] is not null || equation.Subscripts[i] is WholeAxisSyntax);
        return body is null || !isReadable ? null : Assemble(equation, targets, symbols, body);
    }

    // Names in the subscripts of the left side are its indices, unless they are sizes: s[T-1].
    private IndexEnvironment BindIndices(EquationSyntax equation, ExpressionBinder binder, List<IndexSymbol> symbols, out bool isComplete)
    {
        isComplete = true;
        IndexEnvironment environment = IndexEnvironment.Empty;
        Dictionary<string, BinderSyntax> ranges = [];
        foreach (BinderSyntax range in equation.For)
        {
            if (ranges.ContainsKey(range.Index.Text))
            {
                context.Report(DiagnosticCatalog.BindsTakenName, range.Index.Span, range.Index.Text, "an index");
                isComplete = false;
            }
            else
            {
                ranges.Add(range.Index.Text, range);
            }
        }

        List<NameSyntax> names = [.. equation.Subscripts.SelectMany(s => NameUses.Of(s, []).Values).Where(n => !context.Symbols.IsSize(n.Text))];
        foreach (NameSyntax name in names.GroupBy(n => n.Text).Select(g => g.First()))
        {
            isComplete &= binder.IsFree(name, environment);
            IndexSymbol symbol = context.NewIndex(name.Text, name.Span);
            symbols.Add(symbol);
            if (ranges.TryGetValue(name.Text, out BinderSyntax? range))
            {
                symbol.Range = binder.BindRange(range, environment);
                isComplete &= symbol.Range is not null;
                symbol.Range ??= IndexRange.Extent(IndexExpr.Of(1));
            }

            environment = environment.With(symbol);
        }

        foreach (BinderSyntax range in equation.For.Where(r => !names.Exists(n => n.Text == r.Index.Text)))
        {
            context.Report(DiagnosticCatalog.RangeWithoutIndex, range.Index.Span, range.Index.Text, equation.Target.Text);
            isComplete = false;
        }

        return environment;
    }

    private ImmutableArray<IndexExpr?> BindTargets(EquationSyntax equation, IndexEnvironment environment)
    {
        var indices = new IndexBinder(context, _scope);
        return [.. equation.Subscripts.Select(s => s is WholeAxisSyntax ? null : indices.Bind(s, environment))];
    }

    // a[:,j] = v has an index of its own for the axis that is taken whole; trailing ones are the body's axes as they are.
    private BoundPiece? Assemble(EquationSyntax equation, ImmutableArray<IndexExpr?> targets, List<IndexSymbol> symbols, BoundExpr body)
    {
        int given = targets.Length;
        while (given > 0 && targets[given - 1] is null)
        {
            given--;
        }

        int trailing = targets.Length - given;
        int whole = targets.Take(given).Count(t => t is null);
        if (whole + trailing > 0 && body.Shape.Rank != whole + trailing)
        {
            context.Report(
                DiagnosticCatalog.ShapesDiffer, equation.Body.Span, "with " + (whole + trailing).ToString(System.Globalization.CultureInfo.InvariantCulture) + " whole axes", context.Text(body.Shape), "=", "give the right side one axis for each ':'");
            return null;
        }

        ImmutableArray<BoundIndex> axes = context.NewIndices(new Shape([.. body.Shape.Extents.Take(whole)]));
        int next = 0;
        ImmutableArray<IndexExpr> subscripts = [.. targets.Take(given).Select(t => t ?? axes[next++].Variable)];
        BoundExpr value = whole == 0
            ? body
            : new BoundSubscript(body, [.. axes.Select(a => a.Variable)], new Shape([.. body.Shape.Extents.Skip(whole)]), body.Span);
        return new BoundPiece(subscripts, [.. symbols.Select(s => s.Bound), .. axes], value, equation.Span);
    }
}
