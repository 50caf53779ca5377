using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>One relation of a document with what is known before it is judged.</summary>
/// <param name="Formula">The formula that holds its sign.</param>
/// <param name="Number">Counts the formula's relations from 1; 0 for a formula without one.</param>
/// <param name="Order">The number of its statement in the document.</param>
/// <param name="Left">The left side.</param>
/// <param name="Sign">The sign; null for a formula without a relation.</param>
/// <param name="Right">The right side.</param>
/// <param name="Roles">How the formula's scripts are meant.</param>
/// <param name="LeftRoles">How the left side's scripts are meant.</param>
internal sealed record Relation(Formula Formula, int Number, int Order, MathSide Left, RelationSign? Sign, MathSide Right, ScriptRoles Roles, ScriptRoles LeftRoles)
{
    /// <summary>Gets all that stands on both sides, as far as they could be read.</summary>
    public IEnumerable<MathNode> Nodes => new[] { Left.Node, Right.Node }.OfType<MathNode>().SelectMany(MathWalk.All);

    /// <summary>Gets the verdict that needs no comparison, or null.</summary>
    public RelationVerdict? Settled { get; init; }

    /// <summary>Gets why.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Gets the first side of the chain that the relation continues.</summary>
    public Reading.MathNode? ChainStart { get; init; }

    /// <summary>Gets what the relation would say of a name that was defined before, if it does not hold as an equation.</summary>
    public Definition? Restated { get; init; }

    /// <summary>Gets a value indicating whether an arrow leads from it to a derivative, <c>f(x) = eˣ → df/dx = eˣ</c>: a row of a table, that speaks for itself.</summary>
    public bool IsTabled { get; init; }

    /// <summary>Gets what the relation would say of a name by which something was differentiated before, as the solution of an equation does.</summary>
    public Definition? Solves { get; init; }

    /// <summary>Gets the side that it goes on from if what stands between is said aside: <c>L = a \quad u = b \quad = c</c>.</summary>
    public (MathSide Side, ScriptRoles Roles)? Before { get; init; }

    /// <summary>Gets where it is said to hold, if not everywhere.</summary>
    public Restriction? Restriction { get; init; }

    /// <summary>Gets a value indicating whether a bracket without a sign of its own stands behind its comma, which may belong to its right side.</summary>
    public bool IsCut { get; init; }

    /// <summary>Gets a value indicating whether it is compared only there.</summary>
    public bool IsRestricted { get; init; }
}
