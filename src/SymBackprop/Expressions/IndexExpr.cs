using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>An integer expression, affine in its atoms: c₀ + Σ cₖ·atomₖ.</summary>
/// <remarks>Immutable with value equality; terms are in canonical order and no coefficient is 0.</remarks>
internal sealed class IndexExpr : IEquatable<IndexExpr>
{
    private readonly int _hash;

    private IndexExpr(long constant, ImmutableArray<(IndexAtom Atom, long Coefficient)> terms)
    {
        Constant = constant;
        Terms = terms;
        int hash = constant.GetHashCode();
        foreach ((IndexAtom atom, long coefficient) in terms)
        {
            hash = unchecked((hash * 31 + atom.GetHashCode()) * 31 + coefficient.GetHashCode());
        }

        _hash = hash;
    }

    public static IndexExpr Zero { get; } = Of(0);

    public long Constant { get; }

    public ImmutableArray<(IndexAtom Atom, long Coefficient)> Terms { get; }

    public bool IsConstant => Terms.IsEmpty;

    /// <summary>Gets a value indicating whether this is one place whatever the indices are: numbers and sizes only.</summary>
    public bool IsFixed
    {
        get
        {
            foreach ((IndexAtom atom, long _) in Terms)
            {
                if (atom is not SizeSymbol)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Gets a value indicating whether every atom is an index or a size: nothing stands inside another atom.</summary>
    public bool IsPlain
    {
        get
        {
            foreach ((IndexAtom atom, long _) in Terms)
            {
                if (atom is not (IndexVariable or SizeSymbol))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Gets the variable's number if this is just one index variable, else null.</summary>
    public int? AsVariable =>
        Constant == 0 && Terms.Length == 1 && Terms[0].Coefficient == 1 && Terms[0].Atom is IndexVariable v ? v.Id : null;

    public static IndexExpr Of(long constant) => new(constant, []);

    public static IndexExpr Of(IndexAtom atom) => new(0, [(atom, 1)]);

    public static IndexExpr Variable(int id) => Of(new IndexVariable(id));

    public static IndexExpr Size(string name) => Of(new SizeSymbol(name));

    public static IndexExpr operator +(IndexExpr a, IndexExpr b) => Combine(a, b, 1);

    public static IndexExpr operator -(IndexExpr a, IndexExpr b) => Combine(a, b, -1);

    public static IndexExpr operator +(IndexExpr a, long b) => b == 0 ? a : new(checked(a.Constant + b), a.Terms);

    public static IndexExpr operator -(IndexExpr a, long b) => b == 0 ? a : new(checked(a.Constant - b), a.Terms);

    public static IndexExpr operator *(IndexExpr a, long factor) =>
        factor == 1 ? a : factor == 0 ? Zero : new(checked(a.Constant * factor), [.. a.Terms.Select(t => (t.Atom, checked(t.Coefficient * factor)))]);

    /// <summary>Returns operand mod divisor, never negative.</summary>
    public static IndexExpr Mod(IndexExpr operand, long divisor) =>
        operand.IsConstant ? Of(((operand.Constant % divisor) + divisor) % divisor) : Of(new Modulus(operand, divisor));

    /// <summary>Returns ⌊this / divisor⌋, exact where every coefficient divides.</summary>
    public IndexExpr FloorDivide(long divisor)
    {
        if (!Terms.All(t => t.Coefficient % divisor == 0))
        {
            return Of(new FloorDivision(this, divisor));
        }

        long floor = Constant >= 0 ? Constant / divisor : -((divisor - 1 - Constant) / divisor);
        return new(floor, [.. Terms.Select(t => (t.Atom, t.Coefficient / divisor))]);
    }

    /// <summary>Returns ⌈this / divisor⌉.</summary>
    public IndexExpr CeilingDivide(long divisor) => (this + (divisor - 1)).FloorDivide(divisor);

    /// <summary>Returns the coefficient of an atom at the top level, 0 if it is not there.</summary>
    public long CoefficientOf(IndexAtom atom) => Terms.FirstOrDefault(t => t.Atom.Equals(atom)).Coefficient;

    /// <summary>Replaces atoms, also inside divisions, moduli and gathers; a null answer keeps the atom.</summary>
    public IndexExpr Substitute(Func<IndexAtom, IndexExpr?> replace)
    {
        if (IsConstant)
        {
            return this;
        }

        IndexExpr result = Of(Constant);
        foreach ((IndexAtom atom, long coefficient) in Terms)
        {
            IndexExpr part = replace(atom) ?? atom switch
            {
                FloorDivision d => d.Operand.Substitute(replace).FloorDivide(d.Divisor),
                Modulus m => Mod(m.Operand.Substitute(replace), m.Divisor),
                IndexGather g => Of(new IndexGather(g.Tensor, new([.. g.Indices.Items.Select(i => i.Substitute(replace))]))),
                _ => Of(atom),
            };
            result += part * coefficient;
        }

        return result;
    }

    /// <summary>Replaces index variables; a null answer keeps the variable.</summary>
    public IndexExpr SubstituteVariables(Func<int, IndexExpr?> replace) => Substitute(a => a is IndexVariable v ? replace(v.Id) : null);

    /// <summary>Returns all atoms, also those inside divisions, moduli and gathers.</summary>
    public IEnumerable<IndexAtom> Atoms()
    {
        foreach ((IndexAtom atom, long _) in Terms)
        {
            yield return atom;
            IEnumerable<IndexAtom> inner = atom switch
            {
                FloorDivision d => d.Operand.Atoms(),
                Modulus m => m.Operand.Atoms(),
                IndexGather g => g.Indices.Items.SelectMany(i => i.Atoms()),
                _ => [],
            };
            foreach (IndexAtom other in inner)
            {
                yield return other;
            }
        }
    }

    /// <summary>Returns the numbers of all index variables, with repetitions.</summary>
    public IEnumerable<int> Variables() => IsConstant ? [] : Atoms().OfType<IndexVariable>().Select(v => v.Id);

    public bool Mentions(int variable) => Variables().Contains(variable);

    public bool Equals(IndexExpr? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Constant == other.Constant && Terms.SequenceEqual(other.Terms));

    public override bool Equals(object? obj) => Equals(obj as IndexExpr);

    public override int GetHashCode() => _hash;

    public override string ToString() => IndexPrinter.Print(this, v => "i" + v.ToString(CultureInfo.InvariantCulture));

    private static IndexExpr Combine(IndexExpr a, IndexExpr b, long factor)
    {
        long constant = checked(a.Constant + (b.Constant * factor));
        if (b.IsConstant)
        {
            return constant == a.Constant ? a : new(constant, a.Terms);
        }

        if (a.IsConstant && factor == 1)
        {
            return constant == b.Constant ? b : new(constant, b.Terms);
        }

        var terms = a.Terms.ToList();
        foreach ((IndexAtom atom, long coefficient) in b.Terms)
        {
            int at = terms.FindIndex(t => t.Atom.Equals(atom));
            long added = checked(coefficient * factor);
            if (at < 0)
            {
                terms.Add((atom, added));
            }
            else
            {
                terms[at] = (atom, checked(terms[at].Coefficient + added));
            }
        }

        terms.RemoveAll(t => t.Coefficient == 0);
        terms.Sort((x, y) => Compare(x.Atom, y.Atom));
        return new(constant, [.. terms]);
    }

    // Variables by number, then sizes by name, then the rest by its text: a total order that does not depend on hashes.
    private static int Compare(IndexAtom left, IndexAtom right) => (left, right) switch
    {
        (IndexVariable a, IndexVariable b) => a.Id.CompareTo(b.Id),
        (SizeSymbol a, SizeSymbol b) => string.CompareOrdinal(a.Name, b.Name),
        _ when Kind(left) != Kind(right) => Kind(left).CompareTo(Kind(right)),
        _ => string.CompareOrdinal(Text(left), Text(right)),
    };

    private static int Kind(IndexAtom atom) => atom switch
    {
        IndexVariable => 0,
        SizeSymbol => 1,
        _ => 2,
    };

    private static string Text(IndexAtom atom) => IndexPrinter.Print(Of(atom), v => "i" + v.ToString("D8", CultureInfo.InvariantCulture));
}
