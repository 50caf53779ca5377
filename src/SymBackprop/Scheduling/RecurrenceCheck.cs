using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Finds recurrences that no loop can run.</summary>
internal static class RecurrenceCheck
{
    public static void Report(EquationSystem system, DiagnosticBag diagnostics)
    {
        foreach (EquationGroup group in EquationGroup.InOrder(system.Equations).Where(g => g.IsRecurrent))
        {
            Tensor[] tensors = [.. group.Targets];
            if (tensors.Length > 1 || !group.Equations.All(RunsOneWay))
            {
                diagnostics.Report(DiagnosticCatalog.RecurrenceWithoutOrder, group.Equations[0].Origin.Span, string.Join(", ", tensors.Select(t => t.Name)));
            }
        }
    }

    // Every access of the equation to its own tensor steps back along one axis, all the same way.
    private static bool RunsOneWay(Equation equation)
    {
        int sign = 0;
        int along = -1;
        foreach (Access access in equation.Body.Nodes().OfType<Access>().Where(a => a.Tensor == equation.Target))
        {
            bool steps = false;
            for (int axis = 0; axis < access.Indices.Length; axis++)
            {
                IndexExpr step = access.Indices[axis] - equation.Targets[axis];
                if (equation.Targets[axis].AsVariable is not null && step.IsConstant && step.Constant != 0 && (sign == 0 || (sign == System.Math.Sign(step.Constant) && along == axis)))
                {
                    (sign, along, steps) = (System.Math.Sign(step.Constant), axis, true);
                }
            }

            if (!steps)
            {
                return false;
            }
        }

        return true;
    }
}
