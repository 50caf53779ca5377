namespace SymBackprop.Syntax;

/// <summary>Says in a few words what an expression is.</summary>
internal static class SyntaxDescription
{
    public static string Of(ExpressionSyntax expression) => expression switch
    {
        NameSyntax name => $"the name '{TokenDescription.Shortened(name.Text)}'",
        NumberSyntax number => $"the number {TokenDescription.Shortened(number.Text)}",
        NegateSyntax => "a negation",
        NotSyntax or LogicalSyntax or ComparisonSyntax => "a condition",
        TransposeSyntax => "a transpose",
        SumSyntax => "a sum",
        ProductSyntax => "a product",
        PowerSyntax => "a power",
        CallSyntax => "a call",
        BinderSyntax => "an index with a range",
        SubscriptSyntax => "an entry",
        WholeAxisSyntax => "':'",
        ConditionalSyntax => "an 'if'",
        _ => "an expression",
    };
}
