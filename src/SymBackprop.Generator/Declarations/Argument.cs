using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Declarations;

/// <summary>A string given to an attribute, with the place of each of its units.</summary>
/// <param name="Value">The string.</param>
/// <param name="Whole">The place of the whole argument, or of the attribute where the argument is left out.</param>
/// <param name="Map">Positions by offset in the value (see <see cref="LiteralMap"/>); empty for concatenations and constants.</param>
internal sealed record Argument(string Value, Place Whole, EquatableArray<int> Map)
{
    /// <summary>Returns a string argument of the constructor, by position or by its parameter's name.</summary>
    public static Argument Positional(AttributeData attribute, AttributeSyntax syntax, int position, string parameter)
    {
        AttributeArgumentSyntax? argument = syntax.ArgumentList?.Arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter)
            ?? syntax.ArgumentList?.Arguments.Where(a => a.NameEquals is null && a.NameColon is null).Skip(position).FirstOrDefault();
        TypedConstant value = position < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[position] : default;
        return Create(value, argument, syntax);
    }

    /// <summary>Returns a string argument given by a property's name; an empty one where it is left out.</summary>
    public static Argument Named(AttributeData attribute, AttributeSyntax syntax, string property)
    {
        AttributeArgumentSyntax? argument = syntax.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == property);
        return Create(attribute.NamedArguments.FirstOrDefault(a => a.Key == property).Value, argument, syntax);
    }

    /// <summary>Returns the place of a stretch of the value.</summary>
    public Place At(int start, int end) =>
        start >= 0 && start <= end && end < Map.Count ? new(Whole.Path, Map[start], Map[end]) : Whole;

    /// <summary>Returns whether an attribute is the first of its class on a symbol, and stands on this part of it.</summary>
    /// <remarks>C# reports an attribute on two parts; only one may have a generated file.</remarks>
    public static bool IsFirst(AttributeData attribute, ISymbol symbol, SyntaxNode part)
    {
        SyntaxReference? first = symbol.GetAttributes()
            .FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute.AttributeClass))?.ApplicationSyntaxReference;
        return first is not null && first.SyntaxTree == part.SyntaxTree && part.Span.Contains(first.Span);
    }

    private static Argument Create(TypedConstant value, AttributeArgumentSyntax? argument, AttributeSyntax attribute)
    {
        ExpressionSyntax? expression = argument?.Expression;
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        string text = value.Kind == TypedConstantKind.Primitive && value.Value is string s ? s : "";
        EquatableArray<int> map = expression is LiteralExpressionSyntax literal && literal.Token.ValueText == text ? LiteralMap.Create(literal) : [];
        return new(text, Place.Of(expression ?? (SyntaxNode)attribute), map);
    }
}
