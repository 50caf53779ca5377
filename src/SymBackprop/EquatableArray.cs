using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SymBackprop;

/// <summary>Builds arrays from collection expressions.</summary>
public static class EquatableArray
{
    /// <summary>Returns an array of the elements given.</summary>
    public static EquatableArray<T> Create<T>(ReadOnlySpan<T> items)
        where T : IEquatable<T>
    {
        ImmutableArray<T>.Builder builder = ImmutableArray.CreateBuilder<T>(items.Length);
        foreach (T item in items)
        {
            builder.Add(item);
        }

        return new(builder.MoveToImmutable());
    }
}

/// <summary>An immutable array that is equal to another one with equal elements.</summary>
/// <remarks>Records that cross the steps of an incremental generator hold these: an <see cref="ImmutableArray{T}"/> compares by reference and would break the cache.</remarks>
/// <typeparam name="T">The elements, themselves compared by value.</typeparam>
[CollectionBuilder(typeof(EquatableArray), nameof(EquatableArray.Create))]
public readonly struct EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly ImmutableArray<T> _items;

    /// <summary>Initializes an array from its elements.</summary>
    public EquatableArray(ImmutableArray<T> items) => _items = items;

    /// <summary>Gets an array without elements.</summary>
    public static EquatableArray<T> Empty => new([]);

    /// <summary>Gets the number of elements.</summary>
    public int Count => Items.Length;

    /// <summary>Gets the elements.</summary>
    public ImmutableArray<T> Items => _items.IsDefault ? [] : _items;

    /// <summary>Gets the element at a position counted from 0.</summary>
    public T this[int index] => Items[index];

    /// <summary>Wraps elements.</summary>
    public static implicit operator EquatableArray<T>(ImmutableArray<T> items) => new(items);

    /// <summary>Returns whether both hold equal elements in the same order.</summary>
    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    /// <summary>Returns whether the two differ.</summary>
    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(EquatableArray<T> other) => Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = 17;
        foreach (T item in Items)
        {
            hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        }

        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
