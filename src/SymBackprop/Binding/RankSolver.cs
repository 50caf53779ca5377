using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Binding;

/// <summary>Removes kinds from variables until all constraints agree, then makes the choices that are left.</summary>
internal sealed class RankSolver
{
    private readonly List<RankConstraint> _constraints = [];
    private readonly Queue<RankConstraint> _waiting = new();

    public void Add(RankConstraint constraint)
    {
        _constraints.Add(constraint);
        foreach (RankVariable variable in constraint.Variables)
        {
            variable.Constraints.Add(constraint);
        }

        Await(constraint);
    }

    public void Fix(RankVariable variable, int domain)
    {
        if (variable.Restrict(domain))
        {
            variable.Constraints.ForEach(Await);
        }
    }

    /// <summary>Draws all conclusions that need no choice.</summary>
    public void Propagate()
    {
        while (_waiting.Count > 0)
        {
            RankConstraint constraint = _waiting.Dequeue();
            constraint.IsWaiting = false;
            foreach (RankVariable changed in constraint.Revise())
            {
                changed.Constraints.ForEach(Await);
            }
        }
    }

    /// <summary>Draws all conclusions. Where something must be a tensor a choice is made; what may be scalar after that is, as its lowest rank says.</summary>
    public void Solve()
    {
        Propagate();
        while (Choose(_constraints.Where(c => c.IsOverload)) || Choose(_constraints))
        {
        }
    }

    private bool Choose(IEnumerable<RankConstraint> constraints)
    {
        bool isChanged = false;
        foreach (RankConstraint constraint in constraints.Where(c => c.IsTense))
        {
            foreach (RankVariable changed in constraint.Choose())
            {
                isChanged = true;
                changed.Constraints.ForEach(Await);
            }

            Propagate();
        }

        return isChanged;
    }

    private void Await(RankConstraint constraint)
    {
        if (!constraint.IsWaiting)
        {
            constraint.IsWaiting = true;
            _waiting.Enqueue(constraint);
        }
    }
}
