using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace SymBackprop.Expressions;

/// <summary>Equality of nodes over interned operands: the same kind, operands and data.</summary>
internal sealed class ShallowEquality : IEqualityComparer<Expr>
{
    public bool Equals(Expr? left, Expr? right) => (left, right) switch
    {
        (Access a, Access b) => ReferenceEquals(a.Tensor, b.Tensor) && AreEqual(a.Indices, b.Indices),
        (Add a, Add b) => AreSame(a.Terms, b.Terms),
        (Multiply a, Multiply b) => AreSame(a.Factors, b.Factors),
        (Power a, Power b) => ReferenceEquals(a.Base, b.Base) && ReferenceEquals(a.Exponent, b.Exponent),
        (Call a, Call b) => a.Function == b.Function && AreSame(a.Arguments, b.Arguments),
        (Constant a, Constant b) => a.Value == b.Value,
        (NamedConstant a, NamedConstant b) => a.Number == b.Number,
        (IndexValue a, IndexValue b) => a.Index.Equals(b.Index),
        (Reduce a, Reduce b) => a.Kind == b.Kind && ReferenceEquals(a.Body, b.Body) && AreEqual(a.Indices, b.Indices),
        (Select a, Select b) => ReferenceEquals(a.Condition, b.Condition) && ReferenceEquals(a.Then, b.Then) && ReferenceEquals(a.Otherwise, b.Otherwise),
        (Hole a, Hole b) => a.Name == b.Name,
        (DerivativeRequest a, DerivativeRequest b) => ReferenceEquals(a.Of, b.Of) && ReferenceEquals(a.By, b.By),
        _ => false,
    };

    public int GetHashCode(Expr node) => node switch
    {
        Access a => Hash(a.Tensor.GetHashCode(), a.Indices),
        Add a => Hash(1, a.Terms),
        Multiply m => Hash(2, m.Factors),
        Power p => Hash(3, p.Operands),
        Call c => Hash(StringComparer.Ordinal.GetHashCode(c.Function), c.Arguments),
        Constant c => c.Value.GetHashCode(),
        NamedConstant n => (int)n.Number,
        IndexValue v => v.Index.GetHashCode(),
        Reduce r => Hash(Combine((int)r.Kind, r.Body.Order), r.Indices),
        Select s => Hash(s.Condition.GetHashCode(), s.Operands),
        Hole h => StringComparer.Ordinal.GetHashCode(h.Name),
        DerivativeRequest d => Combine(d.Of.GetHashCode(), d.By.GetHashCode()),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static bool AreSame(ImmutableArray<Expr> left, ImmutableArray<Expr> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (!ReferenceEquals(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqual<T>(ImmutableArray<T> left, ImmutableArray<T> right)
        where T : IEquatable<T>
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (!left[i].Equals(right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static int Hash(int start, ImmutableArray<Expr> operands)
    {
        int hash = start;
        foreach (Expr operand in operands)
        {
            hash = Combine(hash, operand.Order);
        }

        return hash;
    }

    private static int Hash<T>(int start, ImmutableArray<T> items)
        where T : notnull
    {
        int hash = start;
        foreach (T item in items)
        {
            hash = Combine(hash, item.GetHashCode());
        }

        return hash;
    }

    // Mixed well: the orders of neighbouring operands differ by little.
    private static int Combine(int hash, int next) => unchecked((hash ^ next) * 16777619);
}
