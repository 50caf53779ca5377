using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Scheduling;

/// <summary>A polynomial in sizes (and, on the way, in loop indices): a buffer's length, a number of operations.</summary>
/// <remarks>Immutable with value equality; monomials are in canonical order and no coefficient is 0.</remarks>
internal sealed class SizePolynomial : IEquatable<SizePolynomial>
{
    private readonly ImmutableSortedDictionary<string, Monomial> _terms;

    private SizePolynomial(ImmutableSortedDictionary<string, Monomial> terms) => _terms = terms;

    public static SizePolynomial Zero { get; } = new(ImmutableSortedDictionary.Create<string, Monomial>(StringComparer.Ordinal));

    public static SizePolynomial One { get; } = Of(Rational.One);

    public IEnumerable<Monomial> Terms => _terms.Values;

    public bool IsZero => _terms.IsEmpty;

    /// <summary>Gets the value if no size occurs, else null.</summary>
    public Rational? AsConstant => _terms.IsEmpty ? Rational.Zero : _terms.Count == 1 && _terms.Values.First() is { Atoms.IsEmpty: true } m ? m.Coefficient : null;

    public static SizePolynomial Of(Rational constant) => constant.IsZero ? Zero : Zero.Plus(new Monomial(constant, []));

    public static SizePolynomial Of(IndexExpr index) =>
        index.Terms.Aggregate(Of((Rational)index.Constant), (sum, t) => sum.Plus(new Monomial(t.Coefficient, [t.Atom])));

    public static SizePolynomial Product(IEnumerable<IndexExpr> factors) => factors.Aggregate(One, (product, f) => product * Of(f));

    public static SizePolynomial operator +(SizePolynomial a, SizePolynomial b) => b._terms.Values.Aggregate(a, (sum, t) => sum.Plus(t));

    public static SizePolynomial operator -(SizePolynomial a, SizePolynomial b) => a + (b * Of(Rational.MinusOne));

    public static SizePolynomial operator *(SizePolynomial a, SizePolynomial b) =>
        a._terms.Values.SelectMany(x => b._terms.Values.Select(y => x.Times(y))).Aggregate(Zero, (sum, t) => sum.Plus(t));

    /// <summary>Returns Σ of this polynomial for a loop index from lower to upper.</summary>
    public SizePolynomial SumOver(IndexAtom index, SizePolynomial lower, SizePolynomial upper)
    {
        // Σ_{i=l}^{u} iᵏ = Sₖ(u) − Sₖ(l − 1) with Sₖ(n) = Σ_{i=0}^{n} iᵏ.
        SizePolynomial sum = Zero;
        foreach (Monomial term in _terms.Values)
        {
            int power = term.Atoms.Count(a => a.Equals(index));
            SizePolynomial rest = new SizePolynomial(Zero._terms).Plus(term with { Atoms = [.. term.Atoms.Where(a => !a.Equals(index))] });
            sum += rest * (PowerSum(power, upper) - PowerSum(power, lower - One));
        }

        return sum;
    }

    public double Value(Func<IndexAtom, double> atom) => _terms.Values.Sum(t => t.Atoms.Aggregate(t.Coefficient.ToDouble(), (product, a) => product * atom(a)));

    public bool Equals(SizePolynomial? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as SizePolynomial);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    public override string ToString() => _terms.IsEmpty ? "0" : string.Join(" + ", _terms.Values);

    private string Key => string.Join("+", _terms.Values.Select(t => t.Coefficient + "*" + t.Key));

    // n + 1, n(n+1)/2, n(n+1)(2n+1)/6, and beyond that the leading term: only counts of operations come here.
    private static SizePolynomial PowerSum(int power, SizePolynomial n) => power switch
    {
        0 => n + One,
        1 => n * (n + One) * Of(Rational.Half),
        2 => n * (n + One) * ((n * Of(2)) + One) * Of(new Rational(1, 6)),
        _ => Enumerable.Repeat(n, power + 1).Aggregate(One, (product, f) => product * f) * Of(new Rational(1, power + 1)),
    };

    private SizePolynomial Plus(Monomial term)
    {
        Rational sum = (_terms.TryGetValue(term.Key, out Monomial? before) ? before.Coefficient : Rational.Zero) + term.Coefficient;
        return new(sum.IsZero ? _terms.Remove(term.Key) : _terms.SetItem(term.Key, term with { Coefficient = sum }));
    }

    /// <summary>A coefficient times a product of sizes.</summary>
    internal sealed record Monomial(Rational Coefficient, ImmutableArray<IndexAtom> Atoms)
    {
        // Higher degrees first, then by name.
        public string Key => (char)('z' - Math.Min(25, Atoms.Length)) + ":" + string.Join("*", Atoms.Select(NameOf).OrderBy(n => n, StringComparer.Ordinal));

        public override string ToString() => Atoms.IsEmpty ? Coefficient.ToString() : (Coefficient == Rational.One ? "" : Coefficient + "*") + string.Join("*", Atoms.Select(NameOf));

        public Monomial Times(Monomial other) => new(Coefficient * other.Coefficient, [.. Atoms.AddRange(other.Atoms).OrderBy(NameOf, StringComparer.Ordinal)]);

        private static string NameOf(IndexAtom atom) => IndexExpr.Of(atom).ToString();
    }
}
