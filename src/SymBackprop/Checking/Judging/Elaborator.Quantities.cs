using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Quantities of the network: equations for what is defined, inputs for what is not.</content>
internal sealed partial class Elaborator
{
    /// <summary>Puts a quantity into the network: an equation for what is defined, an input for what is not.</summary>
    private NamedQuantity Named(Quantity quantity, Scope scope)
    {
        Definition? definition = _meanings.Find(quantity, scope);
        if (_choice.OpenValues && definition is null && IsOpenError(quantity) && !_opening.Contains(quantity.Key) && OpenError(quantity, scope) is not null)
        {
            return _open[quantity.Key];
        }

        string cacheKey = definition is null ? IsVariant(quantity) ? $"{quantity.Key}_({quantity.Indices.Length})" : quantity.Key : $"{quantity.Key}@{definition.Order}";
        if (definition is not null && !_held.IsEmpty)
        {
            if (_held.Contains(quantity.Key))
            {
                return Held(quantity, cacheKey, scope);
            }

            cacheKey += _context.Paths!.LeadsTo(definition, _held) ? " along " + string.Join(" ", _held) : string.Empty;
        }

        if (_named.TryGetValue(cacheKey, out NamedQuantity? known))
        {
            return known;
        }

        NamedQuantity named = definition is null ? Input(quantity) : Defined(quantity, definition, cacheKey, scope);
        _named.Add(cacheKey, named);
        return named;
    }

    /// <summary>Gets how many names stand with more indices than they have axes, so that they are taken as others.</summary>
    public int Variants { get; private set; }

    // x_i beside a scalar x: another quantity.
    private bool IsVariant(Quantity quantity) => RankOf(quantity) is { } rank && quantity.Indices.Length > rank;

    // A layer that only a schema leads to is as the others.
    private int? RankOf(Quantity quantity) => _ranks.TryGetValue(quantity.Key, out int rank) || _ranks.TryGetValue(quantity.Family, out rank) ? rank : null;

    private NamedQuantity Input(Quantity quantity)
    {
        int rank = System.Math.Max(quantity.Indices.Length, RankOf(quantity) ?? 0);
        Variants += IsVariant(quantity) ? 1 : 0;
        ImmutableArray<string> declared = _context.Declared.TryGetValue(quantity.Key, out ImmutableArray<string> names) && names.Length == rank ? names : [];
        ImmutableArray<Size> axes = [.. Enumerable.Range(0, rank).Select(i => declared.IsEmpty ? _draft.NewSize() : _draft.NamedSize(declared[i]))];
        if (_context.Recurrences.Contains(quantity.Key))
        {
            _doubts.LeaveOpen($"{quantity.Key} goes from one index to the next, which is not followed through a sum over all");
        }

        if (_context.IsApplied(quantity.Base) && FunctionWords.Of(quantity.Base) is null && !_context.DefaultArguments.ContainsKey(quantity.Key) && quantity.Indices.IsEmpty && quantity.Layer is null)
        {
            _doubts.LeaveOpen($"{quantity.Key} stands for a function and for a value");
        }

        if (quantity.Base.Normalize(System.Text.NormalizationForm.FormD).IndexOf('\u0304') > 0)
        {
            _doubts.LeaveOpen($"the document does not say what {quantity.Key} is the mean of");
        }

        string name = InputName(IsVariant(quantity) ? quantity.Key + "_" : quantity.Key);
        _draft.Inputs.Add((name, axes));
        if (rank == 2 && _context.Symmetric.Contains(quantity.Key) && axes[0].Join(axes[1]))
        {
            // Any symmetric matrix is half the sum of some matrix and its transpose.
            _assumptions.Assume($"{quantity.Key} is symmetric");
            ImmutableArray<string> at = [_draft.Fresh("i"), _draft.Fresh("i")];
            ExpressionSyntax sum = Code.Add([(false, Code.Entry(name, [Code.Name(at[0]), Code.Name(at[1])])), (false, Code.Entry(name, [Code.Name(at[1]), Code.Name(at[0])]))]);
            string symmetric = _draft.Fresh(quantity.Key);
            _draft.Add(symmetric, at, axes, Code.Divide(sum, Code.Number(2)));
            return new NamedQuantity(symmetric, axes, false, [], true);
        }

        return new NamedQuantity(name, axes, _context.IsRow(quantity.Key), [], true);
    }

    // Names that the language has for something else are spelled apart.
    private static string InputName(string key) => key is "e" or "pi" or "π" or "E" or "inf" or "infinity" or "d" ? key + "\u200B" : key;

    private NamedQuantity Defined(Quantity quantity, Definition definition, string cacheKey, Scope scope)
    {
        if (!_inProgress.Add(cacheKey))
        {
            throw new JudgingException(Obstacle.Circular, $"{quantity.Key} is defined by itself");
        }

        if (definition.IsConvention)
        {
            _assumptions.Assume(definition.Source);
            _doubts.AddStructure(definition.Source);
        }

        // Index letters of the target are its own, whatever they mean around it.
        // What is said anew of a name holds in all that was said before.
        Scope inner = Scope.Of(definition.Roles, definition.Formula is null ? definition.Order : System.Math.Max(definition.Order, scope.Order));
        var own = new List<IndexVariable>();
        foreach (string letter in definition.Indices)
        {
            IndexVariable variable = WholeIndex(letter, null);
            own.Add(variable);
            inner = inner with { Indices = inner.Indices.SetItem(letter, variable) };
        }

        var outer = new Dictionary<string, IndexVariable>(_free);
        _free.Clear();
        ArrayValue body = Elaborate(definition.Body, inner);
        body = quantity.Key == _choice.Frozen ? body.Map(x => Code.Call("stop", x)) with { IsRow = body.IsRow } : body;
        ImmutableArray<string> captured = [.. _free.Keys];
        own.InsertRange(0, _free.Values);
        _free.Clear();
        foreach (KeyValuePair<string, IndexVariable> entry in outer)
        {
            _free.Add(entry.Key, entry.Value);
        }

        NamedQuantity named = _draft.Equation(quantity.Key, own, body) with { Captured = captured };
        _inProgress.Remove(cacheKey);

        // z_j = … says what the row z is.
        return body.IsScalar && own.Count - captured.Length == 1 ? named with { IsRow = _context.IsRow(quantity.Key) } : named;
    }

    /// <summary>Gives a value a name: an equation over the indices in force and its own axes.</summary>
    private (NamedQuantity Named, ImmutableArray<ExpressionSyntax> At) GivePlace(ArrayValue value, string hint)
    {
        ImmutableArray<string> probe = [.. value.Axes.Select(_ => _draft.Fresh("i"))];
        ExpressionSyntax entry = value.At([.. probe.Select(Code.Name)]);
        ImmutableHashSet<string> mentioned = Code.Names(entry);
        ImmutableArray<IndexVariable> indices = [.. _draft.Indices.Where(i => mentioned.Contains(i.Name))];
        string name = _draft.Fresh(hint);
        ImmutableArray<Size> axes = [.. indices.Select(i => i.Size), .. value.Axes];

        // The equation's own index names: those around it are bound elsewhere.
        _draft.Add(name, [.. indices.Select(i => i.Name), .. probe], axes, entry);
        return (new NamedQuantity(name, axes, value.IsRow, [], false), [.. indices.Select(i => Code.Name(i.Name))]);
    }

    /// <summary>Gets a value indicating whether labels are taken to sum to 1.</summary>
    public bool HasLabels { get; private set; }

    /// <summary>Takes conditions of the document on the inputs that occur: Σ t = 1.</summary>
    public void TakeConditions()
    {
        foreach (DocumentCondition condition in _context.Conditions.Concat(_doubts.Structures.Any(x => x.Contains("softmax")) ? [ConventionCatalog.TargetsSumToOne] : []))
        {
            Take(condition);
        }

        foreach (LabelConvention labels in _context.Labels.Where(l => l.AlwaysHolds || (_choice.Conventions && IsSoftmax(l))))
        {
            if (Take(labels.Condition))
            {
                HasLabels = true;
                _assumptions.Assume(labels.AlwaysHolds ? $"{labels.Labels.Name} is 1 for one class and 0 for all others" : $"the labels {labels.Labels.Name} sum to 1");
            }
        }
    }

    private bool IsSoftmax(LabelConvention labels)
    {
        SymbolNode? name = labels.Probabilities as SymbolNode ?? (labels.Probabilities as EntryNode)?.Operand as SymbolNode;
        return LabelConvention.IsSoftmax(labels.Probabilities)
            || (name is not null && _meanings.Find(labels.Condition.Roles.Resolve(name, l => IsSummed(l, labels.Condition)), Scope.Of(labels.Condition.Roles, int.MaxValue)) is { } meaning && LabelConvention.IsSoftmax(meaning.Body));
    }

    // In Σ_k y_k, not in the y_t of step t.
    private static bool IsSummed(string letter, DocumentCondition condition) => !condition.Roles.Layers.Contains(letter);

    // Returns whether the condition is in force: it must have a counterpart in the language, and be on inputs that occur.
    private bool Take(DocumentCondition condition)
    {
        HashSet<string> names = [.. MathWalk.Operands(condition.Left).Select(s => condition.Roles.Resolve(s, l => IsSummed(l, condition)).Key)];
        if (!names.Any(_named.ContainsKey) || !names.All(n => _named.ContainsKey(n) || _context.SizeNames.Contains(n)))
        {
            return false;
        }

        var outer = new Dictionary<string, IndexVariable>(_free);
        _free.Clear();
        bool isTaken = false;
        try
        {
            ArrayValue left = Elaborate(condition.Left, Scope.Of(condition.Roles, condition.Order));
            ArrayValue right = Elaborate(condition.Right, Scope.Of(condition.Roles, condition.Order));
            isTaken = left.IsScalar && right.IsScalar && (_free.Count == 0 || condition.IsForAll);
            if (isTaken)
            {
                _draft.AddCondition(left.Scalar, right.Scalar);
            }
        }
        catch (JudgingException)
        {
            // Nothing becomes wrong without it.
        }

        _free.Clear();
        foreach (KeyValuePair<string, IndexVariable> entry in outer)
        {
            _free.Add(entry.Key, entry.Value);
        }

        return isTaken;
    }
}
