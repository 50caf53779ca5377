using System;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using SymBackprop.Binding;

namespace SymBackprop.Interpretation;

/// <summary>The entries of a named value, each computed from its piece when it is first asked for.</summary>
/// <remarks>So a recurrence may run forwards or backwards, and several tensors may need each other's earlier entries.</remarks>
internal sealed class DefinedTensor<T>
{
    private readonly TensorInterpreter<T> _interpreter;
    private readonly BoundTensor _definition;
    private readonly ImmutableArray<int> _extents;
    private readonly (BoundPiece Piece, Surroundings Around, int Start)[] _tuples;
    private readonly int[] _tupleOf;
    private readonly State[] _states;
    private readonly T[] _entries;

    public DefinedTensor(TensorInterpreter<T> interpreter, BoundTensor definition)
    {
        _interpreter = interpreter;
        _definition = definition;
        _extents = interpreter.Indices.Extents(definition.Tensor.Shape);
        _entries = new T[_extents.Aggregate(1, (count, e) => checked(count * e))];
        _tuples = [.. definition.Pieces.SelectMany(p => interpreter.Indices.Tuples(p.Indices, Surroundings.Empty).Select(a => (p, a, Start(p, a))))];
        _states = new State[_tuples.Length];
        _tupleOf = [.. Enumerable.Repeat(-1, _entries.Length)];
        for (int tuple = 0; tuple < _tuples.Length; tuple++)
        {
            int length = _extents.Skip(_tuples[tuple].Piece.Subscripts.Length).Aggregate(1, (count, e) => count * e);
            for (int flat = _tuples[tuple].Start; flat < _tuples[tuple].Start + length; flat++)
            {
                _tupleOf[flat] = tuple;
            }
        }
    }

    private enum State
    {
        Pending,
        Running,
        Done,
    }

    /// <summary>Gets a value indicating whether an entry is being computed.</summary>
    public bool IsRunning => Array.IndexOf(_states, State.Running) >= 0;

    public T Entry(int flat)
    {
        int tuple = _tupleOf[flat];
        if (tuple < 0)
        {
            throw new InvalidOperationException($"No equation gives entry {flat} of '{_definition.Tensor}'.");
        }

        Run(tuple);
        return _entries[flat];
    }

    /// <summary>Computes all entries: forwards, and where that runs into a deep chain of later ones, backwards.</summary>
    public TensorValue<T> Whole()
    {
        if (!TryRunForwards())
        {
            RunAll(_tuples.Length - 1, -1);
        }

        int gap = Array.IndexOf(_tupleOf, -1);
        return gap < 0 ? new(_extents, _entries) : throw new InvalidOperationException($"No equation gives entry {gap} of '{_definition.Tensor}'.");
    }

    // The handler itself still runs on the deep stack, so the other way is tried after it.
    private bool TryRunForwards()
    {
        try
        {
            RunAll(0, 1);
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }

    private void RunAll(int first, int step)
    {
        for (int tuple = first; tuple >= 0 && tuple < _tuples.Length; tuple += step)
        {
            Run(tuple);
        }
    }

    private void Run(int tuple)
    {
        if (_states[tuple] == State.Done)
        {
            return;
        }

        if (_states[tuple] == State.Running)
        {
            throw new InvalidOperationException($"'{_definition.Tensor}' depends on itself.");
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        _states[tuple] = State.Running;
        try
        {
            (BoundPiece piece, Surroundings around, int start) = _tuples[tuple];
            TensorValue<T> value = _interpreter.Evaluate(piece.Body, around);
            if (!value.Extents.SequenceEqual(_extents.Skip(piece.Subscripts.Length)))
            {
                throw new InvalidOperationException($"A piece of '{_definition.Tensor}' is [{string.Join(",", value.Extents)}].");
            }

            value.Entries.CopyTo(_entries, start);
            _states[tuple] = State.Done;
        }
        finally
        {
            if (_states[tuple] == State.Running)
            {
                _states[tuple] = State.Pending;
            }
        }
    }

    private int Start(BoundPiece piece, Surroundings around)
    {
        ImmutableArray<long> fixedIndices = [.. piece.Subscripts.Select(s => _interpreter.Indices.Value(s, around))];
        return RowMajor.Position(_definition.Tensor, _extents, [.. fixedIndices, .. Enumerable.Repeat(0L, _extents.Length - fixedIndices.Length)]);
    }
}
