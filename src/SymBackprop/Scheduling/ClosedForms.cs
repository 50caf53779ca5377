using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Writes the mathematics of a kernel for its documentation: the source's names, and each derivative in closed form where it is short.</summary>
internal static class ClosedForms
{
    private const int MaximumSize = 40;

    // A documentation comment that nobody reads to its end says nothing.
    private const int MaximumValues = 24;
    private const int MaximumDerivatives = 24;

    public static (ImmutableArray<Formula> Formulas, IReadOnlyDictionary<int, string> IndexNames) Of(IReadOnlyList<Definition> definitions, ImmutableArray<Tensor> results)
    {
        var forms = new Dictionary<Tensor, (Definition Definition, Expr Form)>();
        var formulas = new List<Formula>();
        HashSet<Tensor> wanted = [.. results];
        HashSet<Tensor> several = [.. definitions.GroupBy(d => d.Target).Where(g => g.Count() > 1).Select(g => g.Key)];
        var names = new Dictionary<int, string>();
        IReadOnlyDictionary<Tensor, int> positions = FactorOrder.Positions(definitions);
        int fresh = -1;
        int values = 0;
        int derivatives = 0;
        foreach (Definition definition in definitions)
        {
            if (values == MaximumValues && derivatives == MaximumDerivatives)
            {
                break;
            }

            Tensor tensor = definition.Target;
            bool isResult = wanted.Contains(tensor);
            bool isShown = isResult || tensor.Role == TensorRole.Named;
            bool isWhole = !several.Contains(tensor) && definition is { IsScatter: false, IsRecurrent: false } && definition.Targets.All(t => t.AsVariable is not null);
            if (!isWhole)
            {
                continue;
            }

            bool isComplete = true;
            Expr form = GuardFlattener.Flatten(new ExprRewriter(_ => null, Replace).Rewrite(FactorOrder.Sort(Right(definition), definition.Section, positions)), KnownConditions.None);
            int size = form.Nodes().Count;
            bool isDerivative = tensor.Role is TensorRole.Adjoint or TensorRole.Tangent;
            bool fits = isDerivative ? derivatives < MaximumDerivatives : values < MaximumValues;
            if (isShown && fits && size <= MaximumSize && (isComplete || tensor.Role == TensorRole.Named))
            {
                values += isDerivative ? 0 : 1;
                derivatives += isDerivative ? 1 : 0;
                formulas.Add(Own(new Formula(new Access(tensor, definition.Targets), Update.Set, form, definition.Rule), definition));
            }

            if (isComplete && !isShown && size <= MaximumSize)
            {
                forms[tensor] = (definition, form);
            }

            Expr? Replace(Access access)
            {
                if (forms.TryGetValue(access.Tensor, out (Definition Definition, Expr Form) known))
                {
                    var at = new Dictionary<int, IndexExpr>();
                    for (int axis = 0; axis < access.Indices.Length; axis++)
                    {
                        at[known.Definition.Targets[axis].AsVariable!.Value] = access.Indices[axis];
                    }

                    // Indices bound inside keep clear of those outside.
                    foreach (BoundIndex bound in known.Form.Nodes().OfType<Reduce>().SelectMany(r => r.Indices))
                    {
                        at[bound.Id] = IndexExpr.Variable(fresh--);
                    }

                    return new ExprRewriter(v => at.TryGetValue(v, out IndexExpr? to) ? to : null).Rewrite(known.Form);
                }

                // What has no short form of its own, and is neither given nor named, would explain nothing.
                isComplete &= access.Tensor.Role is not (TensorRole.Temporary or TensorRole.Adjoint or TensorRole.Tangent) || wanted.Contains(access.Tensor);
                return null;
            }
        }

        return ([.. formulas], names);

        // No loop has these numbers.
        Formula Own(Formula formula, Definition definition)
        {
            var own = new Dictionary<int, IndexExpr>();
            foreach (BoundIndex index in definition.Indices)
            {
                names.Add(fresh, index.Name);
                own.Add(index.Id, IndexExpr.Variable(fresh--));
            }

            var rewriter = new ExprRewriter(v => own.TryGetValue(v, out IndexExpr? to) ? to : null);
            return formula with { Left = rewriter.Rewritten(formula.Left), Right = rewriter.Rewrite(formula.Right) };
        }
    }

    private static Expr Right(Definition definition)
    {
        if (definition.Meaning is { } meaning)
        {
            return meaning;
        }

        Expr value = definition.Guard.IsEmpty
            ? definition.Value
            : new Select(definition.Guard.Length == 1 ? definition.Guard[0] : new And([.. definition.Guard]), definition.Value, new Constant(Numbers.Rational.Zero));
        return definition.Reduction is { } kind ? new Reduce(kind, definition.Reduced, value) : value;
    }
}
