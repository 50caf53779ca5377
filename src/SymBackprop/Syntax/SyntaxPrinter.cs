using System.Collections.Immutable;
using System.Text;

namespace SymBackprop.Syntax;

/// <summary>Prints syntax as source text with the fewest parentheses; parsing the text gives the same syntax again.</summary>
internal sealed partial class SyntaxPrinter
{
    private readonly StringBuilder _text = new();

    private SyntaxPrinter()
    {
    }

    public static string Print(FileSyntax file)
    {
        var text = new StringBuilder();
        foreach (NetworkSyntax network in file.Networks)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(Print(network));
        }

        return text.ToString();
    }

    public static string Print(NetworkSyntax network)
    {
        var text = new StringBuilder();
        if (network.Name is { } name)
        {
            text.Append("network ").Append(name.Text);
            text.Append(network.Sizes.Length > 0 ? $"({Names(network.Sizes)})" : "").Append('\n');
        }

        foreach (StatementSyntax statement in network.Statements)
        {
            text.Append(network.IsBare ? "" : "  ").Append(Print(statement)).Append('\n');
        }

        return text.ToString();
    }

    public static string Print(StatementSyntax statement)
    {
        var printer = new SyntaxPrinter();
        printer.Write(statement);
        return printer._text.ToString();
    }

    public static string Print(ExpressionSyntax expression)
    {
        var printer = new SyntaxPrinter();
        printer.Write(expression, Binding.Expression);
        return printer._text.ToString();
    }

    /// <summary>How tightly a form holds its parts together, loosest first.</summary>
    private enum Binding
    {
        Expression,
        Or,
        And,
        Not,
        Comparison,
        Sum,
        Product,
        Power,
        Operand,
    }

    private void Write(ExpressionSyntax expression, Binding around)
    {
        bool needsParentheses = BindingOf(expression) < around;
        Add(needsParentheses ? "(" : "");
        WriteForm(expression);
        Add(needsParentheses ? ")" : "");
    }

    private void WriteForm(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case NumberSyntax e:
                Add(e.Text);
                break;
            case NameSyntax e:
                // A keyword that is used as a name is one only where no operand could follow it.
                Add(KeywordFinder.IsKeyword(e.Text) ? $"({e.Text})" : e.Text);
                break;
            case NegateSyntax e:
                Add("-");
                Write(e.Operand, Binding.Power);
                break;
            case NotSyntax e:
                Add("not ");
                Write(e.Operand, Binding.Not);
                break;
            case TransposeSyntax e:
                Write(e.Operand, Binding.Operand);
                Add("'");
                break;
            case SumSyntax e:
                WriteSum(e);
                break;
            case ProductSyntax e:
                WriteProduct(e);
                break;
            case PowerSyntax e:
                Write(e.Base, Binding.Operand);
                Add(e.IsElementwise ? " .^ " : "^");
                Write(e.Exponent, Binding.Power);
                break;
            case CallSyntax e:
                Add(e.Function.Text + "(");
                WriteList(e.Arguments);
                Add(")");
                break;
            case BinderSyntax e:
                Add(e.Index.Text + " in ");
                Write(e.Low, Binding.Sum);
                Add("..");
                Write(e.High, Binding.Sum);
                break;
            case SubscriptSyntax e:
                Write(e.Operand, Binding.Operand);
                WriteShape(e.Subscripts);
                break;
            case WholeAxisSyntax:
                Add(":");
                break;
            case ConditionalSyntax e:
                Add("if ");
                Write(e.Condition, Binding.Expression);
                Add(" then ");
                Write(e.Then, Binding.Expression);
                Add(" else ");
                Write(e.Else, Binding.Expression);
                break;
            case ComparisonSyntax e:
                Write(e.Left, Binding.Sum);
                Add(Sign(e.Operator));
                Write(e.Right, Binding.Sum);
                break;
            case LogicalSyntax e:
                for (int i = 0; i < e.Operands.Length; i++)
                {
                    Add(i == 0 ? "" : e.IsAnd ? " and " : " or ");
                    Write(e.Operands[i], e.IsAnd ? Binding.Not : Binding.And);
                }

                break;
            default:
                throw new System.InvalidOperationException($"No form for {expression.GetType().Name}.");
        }
    }

    private void WriteSum(SumSyntax sum)
    {
        for (int i = 0; i < sum.Terms.Length; i++)
        {
            Add(i == 0 ? "" : sum.Terms[i].IsSubtracted ? " - " : " + ");
            Write(sum.Terms[i].Value, Binding.Product);
        }
    }

    private void WriteProduct(ProductSyntax product)
    {
        for (int i = 0; i < product.Factors.Length; i++)
        {
            Add(i == 0 ? "" : product.Factors[i].Operator switch
            {
                ProductOperator.Multiply => "*",
                ProductOperator.Divide => "/",
                ProductOperator.ElementwiseMultiply => " .* ",
                _ => " ./ ",
            });
            Write(product.Factors[i].Value, Binding.Power);
        }
    }

    private void WriteShape(ImmutableArray<ExpressionSyntax> subscripts)
    {
        Add(subscripts.Length > 0 ? "[" : "");
        WriteList(subscripts);
        Add(subscripts.Length > 0 ? "]" : "");
    }

    private void WriteList(ImmutableArray<ExpressionSyntax> expressions)
    {
        for (int i = 0; i < expressions.Length; i++)
        {
            Add(i > 0 ? ", " : "");
            Write(expressions[i], Binding.Expression);
        }
    }

    // A sign binds a power's left side less tightly than the power does: (-x)^2. As a factor or an exponent it needs no parentheses.
    private static Binding BindingOf(ExpressionSyntax expression) => expression switch
    {
        ConditionalSyntax or BinderSyntax or WholeAxisSyntax => Binding.Expression,
        LogicalSyntax { IsAnd: false } => Binding.Or,
        LogicalSyntax => Binding.And,
        NotSyntax => Binding.Not,
        ComparisonSyntax => Binding.Comparison,
        SumSyntax => Binding.Sum,
        ProductSyntax => Binding.Product,
        NegateSyntax or PowerSyntax => Binding.Power,
        _ => Binding.Operand,
    };

    private static string Sign(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => " == ",
        ComparisonOperator.NotEqual => " != ",
        ComparisonOperator.Less => " < ",
        ComparisonOperator.LessOrEqual => " <= ",
        ComparisonOperator.Greater => " > ",
        _ => " >= ",
    };

    private static string Names(ImmutableArray<NameSyntax> names)
    {
        var text = new StringBuilder();
        foreach (NameSyntax name in names)
        {
            text.Append(text.Length > 0 ? ", " : "").Append(name.Text);
        }

        return text.ToString();
    }

    private void Add(string text) => _text.Append(text);
}
