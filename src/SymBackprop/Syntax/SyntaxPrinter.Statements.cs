namespace SymBackprop.Syntax;

/// <content>Statements.</content>
internal sealed partial class SyntaxPrinter
{
    private void Write(StatementSyntax statement)
    {
        switch (statement)
        {
            case DeclarationSyntax s:
                Add(s.Kind switch { DeclarationKind.Input => "input ", DeclarationKind.Target => "target ", _ => "weight " });
                for (int i = 0; i < s.Declarators.Length; i++)
                {
                    Add(i > 0 ? ", " : "");
                    Write(s.Declarators[i]);
                }

                break;
            case EquationSyntax s:
                Write(s.Target, Binding.Operand);
                WriteShape(s.Subscripts);
                Add(" = ");
                Write(s.Body, Binding.Expression);
                Add(s.For.Length > 0 ? " for " : "");
                WriteList(s.For.CastArray<ExpressionSyntax>());
                break;
            case FormulaSyntax s:
                Write(s.Body, Binding.Expression);
                break;
            case FunctionSyntax s:
                Write(s);
                break;
            case RequestSyntax s:
                Add(s.Kind switch
                {
                    RequestKind.Gradient => "gradient ",
                    RequestKind.Jacobian => "jacobian ",
                    RequestKind.Hessian => "hessian ",
                    _ => "hvp ",
                });
                Add($"{s.Value.Text} wrt {Names(s.Variables)}");
                break;
            case OutputSyntax s:
                Add($"output {Names(s.Names)}");
                break;
            case AssumeSyntax s:
                Add("assume ");
                Write(s.Left, Binding.Expression);
                if (s.Right is { } right)
                {
                    Add(" = ");
                    Write(right, Binding.Expression);
                }

                break;
            case UnreadableSyntax:
                Add("// unreadable");
                break;
            default:
                throw new System.InvalidOperationException($"No form for {statement.GetType().Name}.");
        }
    }

    private void Write(DeclaratorSyntax declarator)
    {
        Add(declarator.Name.Text);
        WriteShape(declarator.Shape);
        if (declarator.Initializer is { } initializer)
        {
            Add(" ~ ");
            Write(initializer, Binding.Expression);
        }
    }

    private void Write(FunctionSyntax function)
    {
        Add(function.IsDerivative ? "derivative " : "");
        Add(function.Name.Text + "(");
        for (int i = 0; i < function.Parameters.Length; i++)
        {
            Add(i > 0 ? ", " : "");
            Add(function.Parameters[i].Name.Text);
            WriteShape(function.Parameters[i].Shape);
        }

        Add(")");
        WriteShape(function.ResultIndices.CastArray<ExpressionSyntax>());
        Add(" = ");
        Write(function.Body, Binding.Expression);
    }
}
