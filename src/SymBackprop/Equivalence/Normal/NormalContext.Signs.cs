using System.Collections.Generic;
using System.Linq;

namespace SymBackprop.Equivalence.Normal;

/// <summary>What is known of signs: that the sides are defined, assumptions, and the case under consideration.</summary>
/// <remarks>A fact says that a product of kernels is not negative. Facts are rows over the field of two elements; a question is answered by elimination.</remarks>
internal sealed partial class NormalContext
{
    private readonly List<(SortedSet<int> Odd, bool Negative)> _facts = [];
    private readonly HashSet<string> _positiveTensors = [];
    private int _depth;

    /// <summary>Gets the number of facts, by which it is seen whether another pass may find more.</summary>
    public int FactCount => _facts.Count + _positiveTensors.Count;

    /// <summary>Notes that a value is not negative wherever both sides are defined.</summary>
    public void Assume(Term value)
    {
        if (!value.IsReal || value.IsNumber)
        {
            return;
        }

        foreach ((Kernel kernel, _) in value.Factors)
        {
            Remember(kernel);
        }

        (SortedSet<int> odd, bool negative) = Parity(value);

        // An entry at a free or bound index stands for every entry.
        if (!negative && value.Factors is [({ Kind: KernelKind.Symbol, Indices.IsEmpty: false } symbol, { IsOne: true })] && symbol.Indices.All(i => i.AsVariable is not null)
            && symbol.Indices.Distinct().Count() == symbol.Indices.Length)
        {
            _positiveTensors.Add(symbol.Name);
            return;
        }

        (odd, negative) = Reduced(odd, negative);
        if (odd.Count > 0)
        {
            _facts.Add((odd, negative));
            _facts.Sort((a, b) => b.Odd.Max.CompareTo(a.Odd.Max));
        }
    }

    public void NotePositive(string tensor) => _positiveTensors.Add(tensor);

    /// <summary>Returns whether a real value is known not to be negative; false also means: not known.</summary>
    public bool IsPositive(Term value)
    {
        if (!value.IsReal)
        {
            return false;
        }

        (SortedSet<int> odd, bool negative) = Parity(value);
        (odd, negative) = Reduced(odd, negative);
        return odd.Count == 0 && !negative;
    }

    // Whether a kernel is not negative by itself.
    private bool IsPositive(Kernel kernel)
    {
        switch (kernel.Kind)
        {
            case KernelKind.Pi or KernelKind.Prime or KernelKind.Guard or KernelKind.Choice:
                return true;
            case KernelKind.Root:
                return kernel.IsReal;
            case KernelKind.Exp:
                // A formal power of a number that may be negative is no exponential of a real number.
                return kernel.IsReal && HasRealLogarithms(kernel.Arguments[0]);
            case KernelKind.Index:
                return kernel.Name.StartsWith("size ", System.StringComparison.Ordinal);
            case KernelKind.Symbol:
                return _positiveTensors.Contains(kernel.Name);
            case KernelKind.Reduction:
                return kernel.Name == "Sum" && kernel.IsReal && IsPositive(kernel.Arguments[0]);
            case KernelKind.Polynomial:
                if (_depth > 4 || !kernel.IsReal || kernel.Terms.Length > 64)
                {
                    return false;
                }

                _depth++;
                bool all = kernel.Terms.All(IsPositive);
                _depth--;
                return all;
            case KernelKind.Function:
                return kernel.Name == "polygamma-odd";
            default:
                return false;
        }
    }

    private bool HasRealLogarithms(Term exponent) =>
        exponent.Factors.All(f => f.Kernel.Kind != KernelKind.Log || IsPositive(f.Kernel.Arguments[0]));

    private (SortedSet<int> Odd, bool Negative) Parity(Term value)
    {
        var odd = new SortedSet<int>();
        foreach ((Kernel kernel, Fraction exponent) in value.Factors)
        {
            // A fractional power exists only where its base is not negative; a cube root has the sign of its base.
            if ((exponent.IsInteger || kernel.Kind == KernelKind.CubeRoot) && exponent.Numerator % 2 != 0 && !IsPositive(kernel))
            {
                odd.Add(kernel.Id);
            }
        }

        return (odd, value.Coefficient.Sign < 0);
    }

    private (SortedSet<int> Odd, bool Negative) Reduced(SortedSet<int> odd, bool negative)
    {
        foreach ((SortedSet<int> fact, bool sign) in _facts)
        {
            if (odd.Contains(fact.Max))
            {
                odd.SymmetricExceptWith(fact);
                negative ^= sign;
            }
        }

        return (odd, negative);
    }
}
