using System;
using System.Collections.Generic;
using SymBackprop.Numbers;

namespace SymBackprop.Equivalence;

/// <summary>The catalogue's functions on balls; those with a definition follow from it.</summary>
internal static class BallFunctions
{
    private static readonly Dictionary<string, Func<BallMath, Ball[], Ball>> Rows = new(StringComparer.Ordinal)
    {
        ["exp"] = (m, v) => m.Exp(v[0]),
        ["log"] = (m, v) => m.Log(v[0]),
        ["log2"] = (m, v) => m.Log2(v[0]),
        ["log10"] = (m, v) => m.Log10(v[0]),
        ["log1p"] = (m, v) => m.Log1P(v[0]),
        ["expm1"] = (m, v) => m.ExpM1(v[0]),
        ["sqrt"] = (m, v) => m.Sqrt(v[0]),
        ["cbrt"] = (m, v) => m.Cbrt(v[0]),
        ["pow"] = (m, v) => m.Pow(v[0], v[1]),
        ["hypot"] = (m, v) => m.Hypot(v[0], v[1]),
        ["abs"] = (m, v) => m.Abs(v[0]),
        ["sign"] = (m, v) => m.Sign(v[0]),
        ["floor"] = (m, v) => m.Floor(v[0]),
        ["ceil"] = (m, v) => m.Ceiling(v[0]),
        ["min"] = (m, v) => m.Min(v[0], v[1]),
        ["max"] = (m, v) => m.Max(v[0], v[1]),
        ["sin"] = (m, v) => m.Sin(v[0]),
        ["cos"] = (m, v) => m.Cos(v[0]),
        ["tan"] = (m, v) => m.Tan(v[0]),
        ["asin"] = (m, v) => m.Asin(v[0]),
        ["acos"] = (m, v) => m.Acos(v[0]),
        ["atan"] = (m, v) => m.Atan(v[0]),
        ["atan2"] = (m, v) => m.Atan2(v[0], v[1]),
        ["sinh"] = (m, v) => m.Sinh(v[0]),
        ["cosh"] = (m, v) => m.Cosh(v[0]),
        ["tanh"] = (m, v) => m.Tanh(v[0]),
        ["asinh"] = (m, v) => m.Asinh(v[0]),
        ["acosh"] = (m, v) => m.Acosh(v[0]),
        ["atanh"] = (m, v) => m.Atanh(v[0]),
        ["erf"] = (m, v) => m.Erf(v[0]),
        ["erfc"] = (m, v) => m.Erfc(v[0]),
        ["lgamma"] = (m, v) => m.LogGamma(v[0]),
        ["digamma"] = (m, v) => m.Digamma(v[0]),
        ["polygamma"] = (m, v) => m.Polygamma(v[0], v[1]),
    };

    /// <summary>Returns the function on balls, or null where the catalogue defines it by others.</summary>
    public static Func<BallMath, Ball[], Ball>? Find(string name) => Rows.TryGetValue(name, out Func<BallMath, Ball[], Ball>? row) ? row : null;
}
