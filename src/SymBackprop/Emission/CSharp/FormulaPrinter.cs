using System.Collections.Generic;
using System.Linq;
using SymBackprop.Emission.PlainText;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Prints the formula beside a statement, in the names that the kernel uses; its indices are called as their loops are.</summary>
internal sealed class FormulaPrinter(Kernel kernel, KernelNames names)
{
    private readonly Dictionary<Tensor, Tensor> _renamed = [];

    public string Text(Formula formula)
    {
        var printer = new PlainTextPrinter(IndexName);
        return $"{printer.Text(Renamed(formula.Left))} {(formula.Update == Update.Add ? "+=" : "=")} {printer.Text(Renamed(formula.Right))}";
    }

    private Expr Renamed(Expr expr) => new Renaming(this).Rewrite(expr);

    private string IndexName(int id) => names.FindLoop(id) ?? (kernel.IndexNames.TryGetValue(id, out string? name) ? name : "i");

    private string IndexName(BoundIndex index) => names.FindLoop(index.Id) ?? index.Name;

    private Tensor Renamed(Tensor tensor)
    {
        if (!_renamed.TryGetValue(tensor, out Tensor? renamed))
        {
            string name = kernel.Names.TryGetValue(tensor, out string? known) ? known : tensor.Name;
            bool isNumbered = tensor.Role is TensorRole.Adjoint or TensorRole.Tangent && name.Length > 1 && name[0] == 't' && char.IsDigit(name[1]);
            renamed = isNumbered || tensor.Of is null || tensor.By is null
                ? new Tensor(name, tensor.Shape, isNumbered ? TensorRole.Temporary : tensor.Role)
                : new Tensor(name, tensor.Shape, tensor.Role) { Of = Renamed(tensor.Of), By = Renamed(tensor.By) };
            _renamed.Add(tensor, renamed);
        }

        return renamed;
    }

    /// <summary>Gives tensors and bound indices their names.</summary>
    private sealed class Renaming(FormulaPrinter printer)
    {
        private readonly ExprRewriter _accesses = new(_ => null, a => new Access(printer.Renamed(a.Tensor), a.Indices));

        public Expr Rewrite(Expr expr) => Bound(_accesses.Rewrite(expr));

        private Expr Bound(Expr expr) => expr switch
        {
            Reduce r => new Reduce(r.Kind, [.. r.Indices.Select(i => i with { Name = printer.IndexName(i) })], Bound(r.Body)),
            Add a => new Add([.. a.Terms.Select(Bound)]),
            Multiply m => new Multiply([.. m.Factors.Select(Bound)]),
            Power p => new Power(Bound(p.Base), p.Exponent),
            Call c => new Call(c.Function, [.. c.Arguments.Select(Bound)]),
            Select s => new Select(s.Condition, Bound(s.Then), Bound(s.Otherwise)),
            _ => expr,
        };
    }
}
