using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence.Normal;

/// <summary>The catalogue's functions: by exponentials, logarithms and roots where that can be, else as kernels with what is known of them.</summary>
internal sealed partial class NormalContext
{
    private readonly Dictionary<string, int> _cases = [];
    private readonly List<Term> _taken = [];
    private readonly HashSet<string> _kinks = [];
    private readonly List<(string Key, Term Value, bool NeedsZero)> _open = [];

    /// <summary>Gets or sets a value indicating whether the edges of choices do not count: there is no derivative there.</summary>
    public bool HasKinks { get; set; }

    /// <summary>Gets the values whose sign a choice asked for and nobody knew, and whether 0 is a case of its own.</summary>
    public IReadOnlyList<(Term Value, bool NeedsZero)> Open => [.. _open.Select(o => (o.Value, o.NeedsZero && !_kinks.Contains(o.Key)))];

    /// <summary>Takes a value to be positive (1) or negative (−1).</summary>
    public void Take(Term value, int sign)
    {
        Term positive = sign > 0 ? value : Negate(value);
        _cases[Key(value)] = sign;
        foreach ((Kernel kernel, _) in value.Factors)
        {
            _nonzero.Add(kernel.Id);
        }

        // a > 0, b > 0 and −a − b > 0 cannot be; three of them neither.
        foreach (Term first in _taken)
        {
            IsImpossible |= _taken.Any(second => Add(positive, first, second).IsZero);
        }

        _taken.Add(positive);
        Assume(positive);
    }

    public Term Call(string name, Term[] v) => name switch
    {
        "exp" => Exp(v[0]),
        "expm1" => Subtract(Exp(v[0]), Term.One),
        "log" => Log(v[0]),
        "log1p" => Log(Add(Term.One, v[0])),
        "log2" => Divide(Log(v[0]), Log(2)),
        "log10" => Divide(Log(v[0]), Log(10)),
        "sqrt" => Root(v[0], Half),
        "cbrt" => CubeRoot(v[0]),
        "pow" => Pow(v[0], v[1]),
        "hypot" => Root(Add(Power(v[0], 2), Power(v[1], 2)), Half),
        "abs" => AbsByCase(v[0]),
        "sign" => Sign(v[0]),
        "step" => Positive(v[0]),
        "max" => Halved(Add(v[0], v[1], AbsByCase(Subtract(v[0], v[1])))),
        "min" => Halved(Add(v[0], v[1], Negate(AbsByCase(Subtract(v[0], v[1]))))),
        "relu" => Halved(Add(v[0], AbsByCase(v[0]))),
        "sin" => Sin(v[0]),
        "cos" => Cos(v[0]),
        "tan" => Divide(Sin(v[0]), Cos(v[0])),
        "cot" => Divide(Cos(v[0]), Sin(v[0])),
        "sec" => Divide(Term.One, Cos(v[0])),
        "csc" => Divide(Term.One, Sin(v[0])),
        "asin" => Asin(v[0]),
        "acos" => Subtract(Halved(Pi), Asin(v[0])),
        "atan" => Atan(v[0]),
        "acot" => Atan(Divide(Term.One, v[0])),
        "asec" => Subtract(Halved(Pi), Asin(Divide(Term.One, v[0]))),
        "acsc" => Asin(Divide(Term.One, v[0])),
        "sinh" => Halved(Subtract(Exp(v[0]), Exp(Negate(v[0])))),
        "cosh" => Halved(Add(Exp(v[0]), Exp(Negate(v[0])))),
        "tanh" => Tanh(v[0]),
        "coth" => Divide(Term.One, Tanh(v[0])),
        "sech" => Divide(2, Add(Exp(v[0]), Exp(Negate(v[0])))),
        "csch" => Divide(2, Subtract(Exp(v[0]), Exp(Negate(v[0])))),
        "asinh" => Asinh(v[0]),
        "acsch" => Asinh(Divide(Term.One, v[0])),
        "acosh" => Log(Add(v[0], Multiply(Root(Subtract(v[0], Term.One), Half), Root(Add(v[0], Term.One), Half)))),
        "asech" => Log(Divide(Add(Term.One, Multiply(Root(Subtract(Term.One, v[0]), Half), Root(Add(Term.One, v[0]), Half))), v[0])),
        "atanh" => Artanh(v[0]),
        "acoth" => Artanh(Divide(Term.One, v[0])),
        "sigmoid" => Divide(Term.One, Add(Term.One, Exp(Negate(v[0])))),
        "softplus" => Log(Add(Term.One, Exp(v[0]))),
        "silu" => Divide(v[0], Add(Term.One, Exp(Negate(v[0])))),
        "erf" => Odd("erf", v[0]),
        "erfc" => Subtract(Term.One, Odd("erf", v[0])),
        "gelu" => Halved(Multiply(v[0], Add(Term.One, Odd("erf", Multiply(v[0], RootOfNumber(2, new Fraction(-1, 2))))))),
        _ => Function(name, v),
    };

    /// <summary>Returns 1 where a comparison holds and 0 where it does not.</summary>
    public Term Compare(Comparison comparison, Term left, Term right)
    {
        Term difference = Subtract(left, right);
        return comparison switch
        {
            Comparison.Greater => Positive(difference),
            Comparison.Less => Positive(Negate(difference)),
            Comparison.GreaterOrEqual => Subtract(Term.One, Positive(Negate(difference))),
            Comparison.LessOrEqual => Subtract(Term.One, Positive(difference)),
            Comparison.NotEqual => Subtract(Term.One, Zero(difference)),
            _ => Zero(difference),
        };
    }

    /// <summary>Returns the kernel of a function of which nothing else is known.</summary>
    public Term Function(string name, Term[] arguments)
    {
        if (arguments.Length == 1)
        {
            return Of(Unary(KernelKind.Function, name, arguments[0]));
        }

        string key = "f|" + name + "|" + string.Join(";", arguments.Select(Key));
        if (!_kernels.TryGetValue(key, out Kernel? kernel))
        {
            ImmutableHashSet<int> free = FreeOf(arguments);
            kernel = Alike(KernelKind.Function, name, free).FirstOrDefault(k => k.Arguments.Length == arguments.Length
                && k.Arguments.Zip(arguments, (a, b) => Key(a) == Key(b) || IsSame(a, b)).All(e => e));
            if (kernel is null)
            {
                kernel = new Kernel(_count++, KernelKind.Function, name) { Arguments = [.. arguments], Free = free };
                _byName[(KernelKind.Function, name)].Add(kernel);
            }

            _kernels[key] = kernel;
        }

        return Of(kernel);
    }

    private static Fraction Half => new(1, 2);

    private Term Halved(Term v) => Multiply(Number(Rational.Half), v);

    private Term Pow(Term @base, Term exponent)
    {
        if (!exponent.IsNumber && !exponent.IsZero)
        {
            return PowerOf(@base, exponent);
        }

        return Fraction.Of(exponent.Coefficient) is { } e ? Root(@base, e) : throw new UnsupportedException("an exponent");
    }

    private Term Odd(string name, Term v) => v.IsZero ? v
        : v.Coefficient.Sign < 0 ? Negate(Of(Unary(KernelKind.Function, name, Negate(v))))
        : Of(Unary(KernelKind.Function, name, v));

    // −1 ≤ v ≤ 1 where the arcsine is defined.
    private Term Asin(Term v)
    {
        Note(Subtract(Term.One, v));
        Note(Add(Term.One, v));
        return AngleOf(v, [(Term.One, 2), (Number(Rational.Half), 6), (RootOfNumber(Rational.Half, Half), 4), (RootOfNumber(new Rational(3, 4), Half), 3)]) ?? Odd("asin", v);
    }

    private Term Atan(Term v) => AngleOf(v, [(Term.One, 4), (RootOfNumber(3, Half), 3), (RootOfNumber(new Rational(1, 3), Half), 6)]) ?? Odd("atan", v);

    // π over a whole number, for the values whose angle everyone knows.
    private Term? AngleOf(Term v, ImmutableArray<(Term Value, Rational Part)> known)
    {
        foreach ((Term value, Rational part) in known)
        {
            if (v.Monomial.Equals(value.Monomial) && Rational.Abs(v.Coefficient) == value.Coefficient)
            {
                return Divide(Pi, Number(part * v.Coefficient.Sign));
            }
        }

        return null;
    }

    private Term Asinh(Term v) => v.Coefficient.Sign < 0 ? Negate(Asinh(Negate(v))) : FormalLog(Add(v, RootOfPositive(Add(Term.One, Power(v, 2)), Half)));

    // artanh v = ½·log((1 + v)/(1 − v))
    private Term Artanh(Term v)
    {
        (Term above, Term below) = (Add(Term.One, v), Subtract(Term.One, v));
        Note(above);
        Note(below);
        return Halved(Log(Divide(above, below)));
    }

    private Term Tanh(Term v)
    {
        Term square = Exp(Multiply(2, v));
        return Divide(Subtract(square, Term.One), Add(square, Term.One));
    }

    private Term AbsByCase(Term v)
    {
        if (v.IsZero || v.IsNumber)
        {
            return Number(Rational.Abs(v.Coefficient));
        }

        if (!IsPositive(v) && !IsPositive(Negate(v)))
        {
            Wonder(v, needsZero: false);
        }

        return Abs(v);
    }

    private Term Sign(Term v)
    {
        if (v.IsNumber || v.IsZero)
        {
            return v.Coefficient.Sign;
        }

        return CaseOf(v) is { } sign ? sign : Upright(v) is var (core, turned) ? Multiply(turned, Of(Unary(KernelKind.Function, "sign", core))) : v;
    }

    // 1 where v > 0.
    private Term Positive(Term v)
    {
        if (v.IsNumber || v.IsZero)
        {
            return v.Coefficient.Sign > 0 ? 1 : 0;
        }

        if (CaseOf(v) is { } sign)
        {
            return sign > 0 ? 1 : 0;
        }

        (Term core, int turned) = Upright(v);
        return HasKinks && turned < 0
            ? Subtract(Term.One, Of(Unary(KernelKind.Choice, "positive", core)))
            : Of(Unary(KernelKind.Choice, "positive", HasKinks ? core : v));
    }

    private Term Zero(Term v)
    {
        if (v.IsNumber || v.IsZero)
        {
            return v.IsZero ? 1 : 0;
        }

        return HasKinks || CaseOf(v) is not null ? 0 : Of(Unary(KernelKind.Choice, "zero", Upright(v).Core));
    }

    // The sign that the case says, or that nothing says: then it is noted that a case is wanted.
    private int? CaseOf(Term v)
    {
        (Term core, int turned) = Upright(v);
        if (_cases.TryGetValue(Key(core), out int sign))
        {
            return sign * turned;
        }

        // At a kink there is no derivative, so that nothing else need be compared there.
        if (HasKinks && IsUnconditional)
        {
            _kinks.Add(Key(core));
        }

        Wonder(v, needsZero: !HasKinks);
        return null;
    }

    private void Wonder(Term v, bool needsZero)
    {
        Term core = Upright(v).Core;
        string key = Key(core);
        int known = _open.FindIndex(o => o.Key == key);
        if (known >= 0)
        {
            _open[known] = (key, core, needsZero || _open[known].NeedsZero);
        }
        else if (!_cases.ContainsKey(key))
        {
            _open.Add((key, core, needsZero));
        }
    }

    private static (Term Core, int Sign) Upright(Term v) => (new Term(Rational.One, v.Monomial), v.Coefficient.Sign);
}
