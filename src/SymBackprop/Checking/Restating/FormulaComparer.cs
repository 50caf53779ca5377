using System.Collections.Generic;
using System.Runtime.CompilerServices;
using SymBackprop.Checking.Documents;

namespace SymBackprop.Checking.Restating;

/// <summary>Tells formulas apart by where they are held: two may read alike.</summary>
internal sealed class FormulaComparer : IEqualityComparer<Formula>
{
    public static FormulaComparer Instance { get; } = new();

    public bool Equals(Formula? x, Formula? y) => ReferenceEquals(x, y);

    public int GetHashCode(Formula obj) => RuntimeHelpers.GetHashCode(obj);
}
