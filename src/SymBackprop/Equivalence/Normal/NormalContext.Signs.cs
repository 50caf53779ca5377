using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence.Normal;

/// <summary>What is known of signs: that the sides are defined, assumptions, and the case under consideration.</summary>
/// <remarks>A fact says that a product of kernels is not negative. Facts are rows over the field of two elements; a question is answered by elimination.</remarks>
internal sealed partial class NormalContext
{
    private readonly List<(SortedSet<int> Odd, bool Negative, bool IsStrict)> _facts = [];
    private readonly HashSet<int> _nonzero = [];
    private readonly HashSet<string> _positiveTensors = [];
    private readonly SortedSet<string> _noted = new(System.StringComparer.Ordinal);
    private int _depth;

    /// <summary>Gets the number of facts, by which it is seen whether another pass may find more.</summary>
    public int FactCount => _facts.Count + _positiveTensors.Count;

    /// <summary>Gets a value indicating whether signs follow from the sides' being defined.</summary>
    public bool UsesDefinedness { get; init; } = true;

    /// <summary>Gets a value indicating whether the signs contradict each other: there is no such case.</summary>
    public bool IsImpossible { get; private set; }

    /// <summary>Gets the signs that followed from the sides' being defined, as text.</summary>
    public ImmutableArray<string> Noted => [.. _noted];

    /// <summary>Returns whether a kernel occurs in a value, also inside others.</summary>
    public static bool Mentions(Term value, Kernel kernel) => value.Factors.Any(f =>
        ReferenceEquals(f.Kernel, kernel) || f.Kernel.Terms.Any(t => Mentions(t, kernel)) || f.Kernel.Arguments.Any(a => Mentions(a, kernel)));

    /// <summary>Forgets signs and cases; kernels stay.</summary>
    public void Forget()
    {
        IsImpossible = false;
        _facts.Clear();
        _nonzero.Clear();
        _positiveTensors.Clear();
        _noted.Clear();
        _cases.Clear();
        _taken.Clear();
        _open.Clear();
        _kinks.Clear();
        SumRules.Clear();
    }

    /// <summary>Notes that a value is not negative wherever both sides are defined or an assumption holds.</summary>
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

        bool isStrict = value.Factors.All(f => _nonzero.Contains(f.Kernel.Id) || IsNeverZero(f.Kernel));
        (odd, negative, bool fromStrict) = Reduced(odd, negative);
        isStrict &= fromStrict;

        // u ≥ 0 and −u ≥ 0 leave u = 0, unless u is known not to be 0.
        IsImpossible |= odd.Count == 0 && negative && isStrict;
        if (odd.Count > 0)
        {
            _facts.Add((odd, negative, isStrict));
            _facts.Sort((a, b) => b.Odd.Max.CompareTo(a.Odd.Max));
        }
    }

    // A value under a root or a logarithm: it is not negative where both sides are defined.
    private void Note(Term value, string relation = ">=")
    {
        if (!IsUnconditional || !UsesDefinedness)
        {
            return;
        }

        int known = FactCount;
        Assume(value);
        if (FactCount > known && Description(value) is { } text)
        {
            _noted.Add($"{text} {relation} 0");
        }
    }

    // The value as text where it is made of given numbers, else null.
    private static string? Description(Term value)
    {
        var factors = new List<string>();
        foreach ((Kernel kernel, Fraction exponent) in value.Factors)
        {
            string? text = kernel.Kind switch
            {
                KernelKind.Symbol => kernel.Name + (kernel.Indices.IsEmpty ? string.Empty : "[" + string.Join(",", kernel.Indices.Select((_, i) => "ijklmnopqr"[i % 10])) + "]"),
                KernelKind.Polynomial when kernel.Terms.Length <= 6 && kernel.Terms.Select(Description).ToList() is var terms && !terms.Contains(null) =>
                    "(" + string.Join(" + ", terms).Replace("+ -", "- ") + ")",
                _ => null,
            };
            if (text is null)
            {
                return null;
            }

            factors.Add(exponent.IsOne ? text : exponent.IsInteger && exponent.Sign > 0 ? $"{text}^{exponent}" : $"{text}^({exponent})");
        }

        string sign = value.Coefficient == Rational.MinusOne && factors.Count > 0 ? "-" : value.Coefficient.IsOne && factors.Count > 0 ? string.Empty : value.Coefficient + (factors.Count > 0 ? "*" : string.Empty);
        string product = sign + string.Join("*", factors);
        return factors.Count == 1 && sign.Length == 0 && product[0] == '(' && product[product.Length - 1] == ')' ? product.Substring(1, product.Length - 2) : product;
    }

    /// <summary>Returns whether a real value is known not to be negative; false also means: not known.</summary>
    public bool IsPositive(Term value)
    {
        if (!value.IsReal)
        {
            return false;
        }

        (SortedSet<int> odd, bool negative) = Parity(value);
        (odd, negative, _) = Reduced(odd, negative);
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
                return kernel.Name is "Sum" or "Product" && kernel.IsReal && IsPositive(kernel.Arguments[0]);
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

    /// <summary>Returns whether a kernel is known not to be 0 anywhere. A power with a symbolic exponent is 0 where its base is.</summary>
    public static bool IsNeverZero(Kernel kernel) => kernel.Kind is KernelKind.Pi or KernelKind.Prime or KernelKind.Cis or KernelKind.ImaginaryUnit
        || (kernel.Kind == KernelKind.Exp && kernel.Arguments[0].Factors.All(f => f.Kernel.Kind != KernelKind.Log))
        || (kernel.Kind == KernelKind.Function && kernel.Name == "polygamma-odd");

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

    private (SortedSet<int> Odd, bool Negative, bool IsStrict) Reduced(SortedSet<int> odd, bool negative)
    {
        bool isStrict = true;
        foreach ((SortedSet<int> fact, bool sign, bool strict) in _facts)
        {
            if (odd.Contains(fact.Max))
            {
                odd.SymmetricExceptWith(fact);
                negative ^= sign;
                isStrict &= strict;
            }
        }

        return (odd, negative, isStrict);
    }
}
