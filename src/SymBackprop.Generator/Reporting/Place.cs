using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SymBackprop.Generator.Reporting;

/// <summary>A stretch of a C# file, in plain values: Roslyn's own location would keep a whole compilation alive in the cache.</summary>
internal sealed record Place(string Path, int Start, int End)
{
    public static Place Of(SyntaxNode node) => new(node.SyntaxTree.FilePath, node.SpanStart, node.Span.End);

    public static Place Of(SyntaxToken token) => new(token.SyntaxTree?.FilePath ?? "", token.SpanStart, token.Span.End);

    /// <summary>Returns the location in the compilation's own tree, so that <c>#pragma warning</c> applies to it.</summary>
    public Location In(Compilation compilation, CancellationToken cancellation)
    {
        SyntaxTree? tree = compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == Path && t.Length >= End);
        cancellation.ThrowIfCancellationRequested();
        return tree is null ? Location.None : Location.Create(tree, TextSpan.FromBounds(Start, End));
    }
}
