using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Reads the shapes of declarations; a name that is new there is a size.</summary>
internal sealed class ShapeReader(BindingContext context)
{
    private readonly IndexBinder _indices = new(context, new NameScope());

    /// <summary>Reads a list of shapes that stands by itself, such as <c>W[m,n], x[n]</c>.</summary>
    public static ImmutableArray<KnownShape> ReadList(ImmutableArray<DeclaratorSyntax> declarators, DiagnosticBag diagnostics)
    {
        var context = new BindingContext(diagnostics, BindingOptions.None, new ExtentUnifier());
        var reader = new ShapeReader(context);
        Dictionary<string, KnownShape> shapes = [];
        foreach (DeclaratorSyntax declarator in declarators)
        {
            reader.AddSizes(declarator.Shape);
        }

        foreach (DeclaratorSyntax declarator in declarators)
        {
            NameSyntax name = declarator.Name;
            if (context.Symbols.IsSize(name.Text) || shapes.ContainsKey(name.Text))
            {
                context.Report(DiagnosticCatalog.NameTakenTwice, name.Span, name.Text);
            }
            else if (reader.Read(declarator.Shape) is { } shape)
            {
                shapes.Add(name.Text, new KnownShape(name.Text, shape));
            }
        }

        return [.. declarators.Select(d => d.Name.Text).Distinct().Where(shapes.ContainsKey).Select(n => shapes[n])];
    }

    /// <summary>Makes sizes of the names that are new in a shape.</summary>
    public void AddSizes(ImmutableArray<ExpressionSyntax> shape)
    {
        foreach (NameSyntax name in shape.SelectMany(extent => NameUses.Of(extent, []).Values))
        {
            if (context.Symbols.Value(name.Text) is null)
            {
                context.Symbols.AddSize(name.Text, name.Span);
            }
        }
    }

    /// <summary>Returns the shape, or null after an error.</summary>
    public Shape? Read(ImmutableArray<ExpressionSyntax> shape)
    {
        ImmutableArray<IndexExpr>.Builder extents = ImmutableArray.CreateBuilder<IndexExpr>(shape.Length);
        foreach (ExpressionSyntax syntax in shape)
        {
            if (syntax is NameSyntax name && context.Symbols.Value(name.Text) is not null)
            {
                context.Report(DiagnosticCatalog.WrongExtent, name.Span, $"The value '{name.Text}'");
            }
            else if (_indices.Bind(syntax, IndexEnvironment.Empty) is { } extent)
            {
                if (extent.IsConstant && (extent.Constant < 1 || extent.Constant > int.MaxValue))
                {
                    context.Report(DiagnosticCatalog.WrongExtent, syntax.Span, context.Text(extent));
                }
                else
                {
                    extents.Add(extent);
                }
            }
        }

        return extents.Count == shape.Length ? new Shape(extents.ToImmutable()) : null;
    }
}
