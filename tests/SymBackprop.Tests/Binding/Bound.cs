using Xunit;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Tests.Binding;

/// <summary>A text, bound, and how tests look at the result.</summary>
internal sealed record Bound(string Text, BoundNetwork Network, ImmutableArray<Diagnostic> Diagnostics)
{
    public static Bound Of(string text, BindingOptions? options = null)
    {
        var diagnostics = new DiagnosticBag();
        FileSyntax file = Parser.Parse(new SourceText("test.sbp", text), diagnostics);
        Assert.Empty(diagnostics.ToImmutable());
        BoundNetwork network = Binder.Bind(file.Networks[0], diagnostics, options ?? BindingOptions.None);
        return new Bound(text, network, diagnostics.ToImmutable());
    }

    /// <summary>Binds a text that must be without errors.</summary>
    public static Bound Good(string text, BindingOptions? options = null)
    {
        Bound bound = Of(text, options);
        Assert.True(bound.Diagnostics.All(d => d.Descriptor.Severity == Severity.Warning), bound.Summary);
        return bound;
    }

    public string Summary => string.Join("\n", Diagnostics.Select(d => $"{d.Descriptor.Id} «{Marked(d)}» {d.Message} [{d.Hint}]"));

    public BoundExpr Value => Tensor(Network.Error!.Name).Pieces[0].Body;

    public string Marked(Diagnostic diagnostic) => Text.Substring(diagnostic.Span.Start, diagnostic.Span.Length);

    public BoundTensor Tensor(string name) => Network.Tensors.Single(t => t.Tensor.Name == name);

    public string ShapeOf(string name) => Network.Givens.Concat(Network.Tensors.Select(t => t.Tensor)).Single(t => t.Name == name).Shape.ToString();

    public string Givens => string.Join(" ", Network.Givens.Select(g => g.ToString()));

    public string Print(BoundExpr expr) => BoundPrinter.Print(expr);

    public string Pieces(string name) => string.Join("; ", Tensor(name).Pieces.Select(BoundPrinter.Print));
}
