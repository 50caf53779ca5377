using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Equivalence.Normal;

/// <summary>Entries of tensors, indices as numbers, guards, and other indices in their place.</summary>
internal sealed partial class NormalContext
{
    /// <summary>Gets or sets the indices that stand around, with their ranges: what they say decides guards.</summary>
    public ImmutableList<BoundIndex> Scope { get; set; } = [];

    public Term Symbol(string tensor, ImmutableArray<IndexExpr> indices) => Of(Intern(
        "s|" + tensor + "[" + string.Join(",", indices.Select(i => IndexText(i))) + "]",
        id => new Kernel(id, KernelKind.Symbol, tensor) { Indices = indices, Free = [.. indices.SelectMany(i => i.Variables())] }));

    public Term Index(IndexExpr index)
    {
        var sum = new List<Term> { Number(index.Constant) };
        foreach ((IndexAtom atom, long coefficient) in index.Terms)
        {
            var alone = IndexExpr.Of(atom);
            string name = (atom is SizeSymbol ? "size " : "index ") + IndexText(alone);
            Kernel kernel = Intern("x|" + name, id => new Kernel(id, KernelKind.Index, name) { Indices = [alone], Free = [.. alone.Variables()] });
            sum.Add(Multiply(Number(coefficient), Of(kernel)));
        }

        return Add(sum);
    }

    /// <summary>Returns 1 where a comparison of indices holds and 0 where it does not.</summary>
    public Term Guard(Comparison comparison, IndexExpr left, IndexExpr right) => comparison switch
    {
        Comparison.Equal => Equal(left - right),
        Comparison.NotEqual => Subtract(Term.One, Equal(left - right)),
        Comparison.GreaterOrEqual => AtLeastZero(left - right),
        Comparison.Greater => AtLeastZero(left - right - 1),
        Comparison.LessOrEqual => AtLeastZero(right - left),
        _ => AtLeastZero(right - left - 1),
    };

    /// <summary>Returns the value with other index expressions in the place of index variables.</summary>
    public Term Substitute(Term value, IReadOnlyDictionary<int, IndexExpr> map)
    {
        if (!value.Free.Any(map.ContainsKey))
        {
            return value;
        }

        budget.Spend(4);
        Term result = Number(value.Coefficient);
        foreach ((Kernel kernel, Fraction exponent) in value.Factors)
        {
            Term part = kernel.Free.Overlaps(map.Keys) ? Substitute(kernel, exponent, map) : Of(kernel, exponent);
            result = Multiply(result, part);
        }

        return result;
    }

    /// <summary>Writes a value as a sum in which an index that a guard makes equal to another is that other.</summary>
    public Term Contracted(Term value)
    {
        bool hasGuards = value.Factors.Any(f => f.Kernel.Kind == KernelKind.Guard || f.Kernel.Terms.Any(t => t.Factors.Any(g => g.Kernel.Kind == KernelKind.Guard)));
        if (value.IsZero || !hasGuards)
        {
            return value;
        }

        var terms = new List<Term>();
        foreach (Term term in Terms(value))
        {
            Term next = term;
            foreach ((Kernel guard, _) in term.Factors.Where(f => f.Kernel is { Kind: KernelKind.Guard, Name: "equal" }))
            {
                int variable = guard.Indices[0].Terms.Where(t => t.Atom is IndexVariable && System.Math.Abs(t.Coefficient) == 1).Select(t => ((IndexVariable)t.Atom).Id).DefaultIfEmpty(-1).Max();
                if (variable >= 0)
                {
                    var atom = new IndexVariable(variable);
                    long coefficient = guard.Indices[0].CoefficientOf(atom);
                    IndexExpr solution = (guard.Indices[0] - (IndexExpr.Of(atom) * coefficient)) * -coefficient;
                    next = Multiply(Of(guard), Substitute(Divide(next, Of(guard)), new Dictionary<int, IndexExpr> { [variable] = solution }));
                }
            }

            terms.Add(next);
        }

        return Add(terms);
    }

    private Term Substitute(Kernel kernel, Fraction exponent, IReadOnlyDictionary<int, IndexExpr> map)
    {
        IndexExpr Here(IndexExpr index) => index.SubstituteVariables(v => map.TryGetValue(v, out IndexExpr? to) ? to : null);
        Term Raised(Term v) => exponent.IsInteger ? Power(v, checked((int)exponent.Numerator))
            : v.Factors.Length == 1 && v.Coefficient.IsOne && v.Factors[0].Exponent.IsOne ? Of(v.Factors[0].Kernel, exponent)
            : RootOfPositive(v, exponent);
        switch (kernel.Kind)
        {
            case KernelKind.Symbol:
                return Raised(Symbol(kernel.Name, [.. kernel.Indices.Select(Here)]));
            case KernelKind.Index:
                return Raised(Index(Here(kernel.Indices[0])));
            case KernelKind.Guard:
                return kernel.Name == "equal" ? Equal(Here(kernel.Indices[0])) : AtLeastZero(Here(kernel.Indices[0]));
            case KernelKind.Polynomial:
                return Raised(Add([.. kernel.Terms.Select(t => Substitute(t, map))]));
            case KernelKind.Reduction:
                ImmutableArray<BoundIndex> bound = [.. kernel.Bound.Select(b => b with { Range = new([.. b.Range.Lower.Select(Here)], [.. b.Range.Upper.Select(Here)]) })];
                return Raised(Reduction(kernel.Name, bound, Substitute(kernel.Arguments[0], map)));
            case KernelKind.Exp:
                return Exp(Multiply(Number(exponent.ToRational()), Substitute(kernel.Arguments[0], map)));
            case KernelKind.Cis:
                return Cis(Multiply(Number(exponent.ToRational()), Substitute(kernel.Arguments[0], map)));
            case KernelKind.Log:
                return Raised(FormalLog(Substitute(kernel.Arguments[0], map)));
            case KernelKind.Root:
                return RootOfPositive(Substitute(kernel.Arguments[0], map), exponent);
            case KernelKind.CubeRoot:
                return Power(CubeRoot(Substitute(kernel.Arguments[0], map)), checked((int)(exponent * new Fraction(3)).Numerator));
            case KernelKind.Function or KernelKind.Choice when kernel.Arguments.Length == 1:
                return Raised(Of(Unary(kernel.Kind, kernel.Name, Substitute(kernel.Arguments[0], map))));
            case KernelKind.Function:
                return Raised(Function(kernel.Name, [.. kernel.Arguments.Select(a => Substitute(a, map))]));
            default:
                throw new InvalidOperationException(kernel.Kind.ToString());
        }
    }

    private Term Equal(IndexExpr difference)
    {
        if (difference.IsConstant)
        {
            return difference.Constant == 0 ? 1 : 0;
        }

        if (IndexArithmetic.IsNonNegative(difference - 1, Scope) || IndexArithmetic.IsNonNegative(IndexExpr.Zero - difference - 1, Scope))
        {
            return Term.Zero;
        }

        IndexExpr upright = difference.Terms[0].Coefficient < 0 ? IndexExpr.Zero - difference : difference;
        return Of(Intern("e|" + IndexText(upright), id => new Kernel(id, KernelKind.Guard, "equal") { Indices = [upright], Free = [.. upright.Variables()] }));
    }

    private Term AtLeastZero(IndexExpr e)
    {
        if (e.IsConstant)
        {
            return e.Constant >= 0 ? 1 : 0;
        }

        if (IndexArithmetic.IsNonNegative(e, Scope) || IndexArithmetic.IsNonNegative(IndexExpr.Zero - e - 1, Scope))
        {
            return IndexArithmetic.IsNonNegative(e, Scope) ? 1 : 0;
        }

        // [e ≥ 0] = 1 − [−e − 1 ≥ 0]: one of the two stands for both.
        if (e.Terms[0].Coefficient < 0)
        {
            return Subtract(Term.One, AtLeastZero(IndexExpr.Zero - e - 1));
        }

        return Of(Intern("g|" + IndexText(e), id => new Kernel(id, KernelKind.Guard, "at-least-zero") { Indices = [e], Free = [.. e.Variables()] }));
    }

    private static string IndexText(IndexExpr index, IReadOnlyDictionary<int, string>? names = null)
    {
        string Name(int v) => names is not null && names.TryGetValue(v, out string? name) ? name : "v" + v.ToString(System.Globalization.CultureInfo.InvariantCulture);
        IEnumerable<string> terms = index.Terms.Select(t => IndexPrinter.Print(IndexExpr.Of(t.Atom), Name) + "*" + t.Coefficient.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return string.Join("+", terms.OrderBy(t => t, StringComparer.Ordinal)) + "+" + index.Constant.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
