using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Binding;

/// <summary>What the parts of the binder share while one network is bound.</summary>
internal sealed class BindingContext(DiagnosticBag diagnostics, BindingOptions options, ExtentUnifier extents)
{
    /// <summary>Expressions and the functions that they call may nest so deep: every pass goes through them recursively.</summary>
    public const int DepthLimit = 320;

    private readonly HashSet<(string Id, SourceSpan Span)> _reported = [];
    private readonly List<string> _indexNames = [];
    private FunctionInstances? _functions;

    public BindingOptions Options { get; } = options;

    public SymbolTable Symbols { get; } = new();

    public FunctionInstances Functions => _functions ??= new FunctionInstances(this);

    public ExtentUnifier Extents { get; } = extents;

    /// <summary>Gets accesses whose place within their axis is proven once all indices have ranges.</summary>
    public List<IndexSymbol.Access> Unproven { get; } = [];

    /// <summary>Gets or sets how many expressions are being bound inside of each other.</summary>
    public int Depth { get; set; }

    public int IndexCount => _indexNames.Count;

    public bool HasErrors { get; private set; }

    /// <summary>Reports once for each descriptor and place: a function's body is bound for each shape of its arguments.</summary>
    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments) => Report(descriptor, span, [], arguments);

    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, ImmutableArray<RelatedPlace> related, params string[] arguments)
    {
        HasErrors |= descriptor.Severity == Severity.Error;
        if (_reported.Add((descriptor.Id, span)))
        {
            diagnostics.Report(descriptor, span, related, arguments);
        }
    }

    /// <summary>Reports about <see cref="BindingOptions.WithRespectTo"/>, whose places are in a text of their own.</summary>
    public void ReportWithRespectTo(DiagnosticDescriptor descriptor, SourceSpan span, params string[] arguments)
    {
        HasErrors |= descriptor.Severity == Severity.Error;
        (Options.WithRespectToDiagnostics ?? diagnostics).Report(descriptor, span, arguments);
    }

    /// <summary>Returns what a misspelt name may have meant, while messages are still kept.</summary>
    public string? Nearest(string name, IEnumerable<string> candidates) => _reported.Count < DiagnosticBag.Limit ? EditDistance.Nearest(name, candidates) : null;

    public IndexSymbol NewIndex(string name, SourceSpan span)
    {
        _indexNames.Add(name);
        return new IndexSymbol(_indexNames.Count - 1, name, span);
    }

    /// <summary>Returns an index over a whole axis.</summary>
    public BoundIndex NewIndex(IndexExpr extent, int axis) =>
        new(NewIndex("ijklmnopqr"[axis % 10].ToString(), default).Id, IndexRange.Extent(extent), "ijklmnopqr"[axis % 10].ToString());

    /// <summary>Returns indices over all axes of a shape.</summary>
    public ImmutableArray<BoundIndex> NewIndices(Shape shape)
    {
        ImmutableArray<BoundIndex>.Builder indices = ImmutableArray.CreateBuilder<BoundIndex>(shape.Rank);
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            indices.Add(NewIndex(shape.Extents[axis], axis));
        }

        return indices.MoveToImmutable();
    }

    /// <summary>Returns an index expression as the source would write it.</summary>
    public string Text(IndexExpr index) => IndexPrinter.Print(index, id => _indexNames[id]);

    public string Text(Shape shape) => shape.IsScalar ? "scalar" : "[" + string.Join(",", shape.Extents.Select(Text)) + "]";
}
