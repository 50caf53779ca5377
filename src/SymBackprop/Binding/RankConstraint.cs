using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Binding;

/// <summary>A relation between the kinds of some expressions.</summary>
internal abstract class RankConstraint(IReadOnlyList<RankVariable> variables)
{
    public IReadOnlyList<RankVariable> Variables { get; } = variables;

    public bool IsWaiting { get; set; }

    /// <summary>Gets a value indicating whether this chooses among functions of one name, which comes before what their arguments are.</summary>
    public bool IsOverload { get; init; }

    /// <summary>Gets a value indicating whether something must be a tensor here while something is still open.</summary>
    public bool IsTense => Variables.Any(v => !v.CanBeScalar) && Variables.Any(v => !v.IsDecided);

    /// <summary>Removes kinds that no solution has; returns what changed.</summary>
    public abstract List<RankVariable> Revise();

    /// <summary>Chooses the first solution; returns what changed.</summary>
    public abstract List<RankVariable> Choose();
}

/// <summary>One row of the table holds: a set of kinds for each variable.</summary>
internal sealed class RankTable(IReadOnlyList<RankVariable> variables, IReadOnlyList<int[]> rows) : RankConstraint(variables)
{
    public override List<RankVariable> Revise() => Restrict(rows.Where(Fits));

    public override List<RankVariable> Choose() => Restrict(rows.Where(Fits).Take(1));

    private bool Fits(int[] row) => Variables.Zip(row, (v, mask) => (v.Domain & mask) != 0).All(fits => fits);

    private List<RankVariable> Restrict(IEnumerable<int[]> fitting)
    {
        int[] union = new int[Variables.Count];
        foreach (int[] row in fitting)
        {
            for (int i = 0; i < union.Length; i++)
            {
                union[i] |= row[i];
            }
        }

        return [.. Variables.Where((v, i) => v.Restrict(union[i]))];
    }
}

/// <summary>Operands that work element by element: all tensors among them, and the result, are of one kind.</summary>
internal sealed class ElementwiseRanks(RankVariable result, IReadOnlyList<RankVariable> operands) : RankConstraint([result, .. operands])
{
    public override List<RankVariable> Revise()
    {
        List<RankVariable> changed = [];
        int tensors = 0;
        int common = RankVariable.Any;
        RankVariable? possible = null;
        int possibleCount = 0;
        foreach (RankVariable operand in operands)
        {
            int kinds = operand.Domain & RankVariable.Tensor;
            tensors |= kinds;
            common &= operand.CanBeScalar ? RankVariable.Any : operand.Domain;
            possible = kinds != 0 ? operand : possible;
            possibleCount += kinds != 0 ? 1 : 0;
        }

        bool canBeScalar = operands.All(o => o.CanBeScalar);
        Note(result, common & (tensors | (canBeScalar ? RankVariable.Scalar : 0)));
        foreach (RankVariable operand in operands)
        {
            Note(operand, result.Domain | RankVariable.Scalar);
        }

        if (!result.CanBeScalar && possibleCount == 1)
        {
            Note(possible!, result.Domain);
        }

        return changed;

        void Note(RankVariable variable, int domain)
        {
            if (variable.Restrict(domain))
            {
                changed.Add(variable);
            }
        }
    }

    // Tensors meet tensors of their own shape sooner than scalars: x - m.
    public override List<RankVariable> Choose()
    {
        int lowest = result.Domain & -result.Domain;
        return [.. Variables.Where(v => (v.Domain & lowest) != 0 && v.Restrict(lowest))];
    }
}
