using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Emission.PlainText;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Prints the formula beside a statement, in the names that the kernel uses.</summary>
internal sealed class FormulaPrinter
{
    private readonly Dictionary<Tensor, Tensor> _renamed = [];
    private readonly PlainTextPrinter _printer;
    private readonly ExprRewriter _rename;

    public FormulaPrinter(Kernel kernel)
    {
        var loops = new Dictionary<int, string>();
        Collect(kernel.Body, loops);
        foreach (KernelPart part in kernel.Parts)
        {
            Collect(part.Body, loops);
        }

        _printer = new PlainTextPrinter(v => loops.TryGetValue(v, out string? name) ? name : "i");
        _rename = new ExprRewriter(_ => null, a => new Access(Renamed(kernel, a.Tensor), a.Indices));
    }

    public string Text(Formula formula) =>
        $"{Text(formula.Left)} {(formula.Update == Update.Add ? "+=" : "=")} {Text(formula.Right)}";

    public string Text(Expr expr) => _printer.Text(_rename.Rewrite(expr));

    private static void Collect(ImmutableArray<Statement> body, Dictionary<int, string> loops)
    {
        foreach (Loop loop in body.OfType<Loop>())
        {
            loops[loop.Variable] = loop.Name.Length == 0 ? "i" : loop.Name;
            Collect(loop.Body, loops);
        }
    }

    private Tensor Renamed(Kernel kernel, Tensor tensor)
    {
        if (!_renamed.TryGetValue(tensor, out Tensor? renamed))
        {
            string name = kernel.Names.TryGetValue(tensor, out string? known) ? known : tensor.Name;
            bool isNumbered = tensor.Role is TensorRole.Adjoint or TensorRole.Tangent && name.Length > 1 && name[0] == 't' && char.IsDigit(name[1]);
            renamed = isNumbered || tensor.Of is null || tensor.By is null
                ? new Tensor(name, tensor.Shape, isNumbered ? TensorRole.Temporary : tensor.Role)
                : new Tensor(name, tensor.Shape, tensor.Role) { Of = Renamed(kernel, tensor.Of), By = Renamed(kernel, tensor.By) };
            _renamed.Add(tensor, renamed);
        }

        return renamed;
    }
}
