using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Judging;

/// <summary>Finds why a difference between the sides would not refute: the document leaves too much open.</summary>
internal sealed class RefutationDoubts(DocumentContext context, NetworkDraft draft)
{
    private readonly List<string> _structures = [];
    private readonly List<(string Of, string By, string Key)> _derivatives = [];

    /// <summary>Gets the instances of functions that the document leaves open.</summary>
    public HashSet<string> OpenFunctions { get; } = [];

    /// <summary>Gets what was taken from conventions of structure.</summary>
    public IReadOnlyList<string> Structures => _structures;

    /// <summary>Gets the unknown slopes of errors that the document leaves open, each with its error.</summary>
    public Dictionary<string, string> Slopes { get; } = [];

    /// <summary>Gets the differentials of names without a definition.</summary>
    public HashSet<string> Directions { get; } = [];

    private readonly List<string> _open = [];
    private int _rightFrom = -1;

    /// <summary>Notes something that the document leaves open, so that a difference refutes nothing.</summary>
    public void LeaveOpen(string what) => _open.Add(what);

    /// <summary>Gets the first thing that is left open, or null.</summary>
    public string? LeftOpen => _open.FirstOrDefault();

    /// <summary>From here on derivatives stand on the right side.</summary>
    public void BeginRight() => _rightFrom = _derivatives.Count;

    public void AddStructure(string structure) => _structures.Add(structure);

    public void AddDerivative(string of, string by, string key) => _derivatives.Add((of, by, key));

    /// <summary>Returns why a difference between the sides would not refute, if there is such a reason.</summary>
    public NetworkDoubts Find(string left, string right)
    {
        ImmutableArray<string> open = [.. OpenFunctions];
        if (_structures.Count > 0)
        {
            return new NetworkDoubts(open, $"it does not hold {_structures[0]}, which the document does not say");
        }

        if (_open.Count > 0)
        {
            return new NetworkDoubts(open, _open[0]);
        }

        HashSet<string> ofLeft = draft.Closure(left);
        HashSet<string> ofRight = draft.Closure(right);
        if (OpenFunctions.FirstOrDefault(f => ofLeft.Contains("call " + f) != ofRight.Contains("call " + f) || context.IsTied(f)) is { } function)
        {
            return new NetworkDoubts(open, $"needs a definition of {function}");
        }

        // g:da beside g:dW x: nothing says how da comes from dW.
        if (draft.Inputs.Select(i => i.Name).FirstOrDefault(n => n[0] == 'd' && ofLeft.Contains(n) != ofRight.Contains(n) && Directions.Contains(n)) is { } direction)
        {
            return new NetworkDoubts(open, $"needs a definition of {direction.Substring(1)}");
        }

        // a beside a^(L): they may be meant to be one.
        HashSet<string> layered = [.. ofLeft.Concat(ofRight).Where(o => o.IndexOf("^(", System.StringComparison.Ordinal) > 0).Select(o => o.Substring(0, o.IndexOf("^(", System.StringComparison.Ordinal)))];
        if (draft.Inputs.Select(i => i.Name).FirstOrDefault(n => (ofLeft.Contains(n) || ofRight.Contains(n)) && layered.Contains(n)) is { Length: > 0 } plain)
        {
            return new NetworkDoubts(open, $"the document does not say whether {plain} is that of a layer");
        }

        if (Slopes.Count > 0 && _rightFrom >= 0 && Reached(_derivatives.Take(_rightFrom)) is { Count: > 0 } fromLeft && Reached(_derivatives.Skip(_rightFrom)) is { Count: > 0 } fromRight && !fromLeft.Overlaps(fromRight))
        {
            return new NetworkDoubts(open, $"the document does not say how {fromLeft.First()} and {fromRight.First()} depend on each other");
        }

        // Nothing is known of ∂L/∂y alone.
        if (Slopes.FirstOrDefault(s => ofLeft.Contains(s.Key) != ofRight.Contains(s.Key)) is { Value: { } error })
        {
            return new NetworkDoubts(open, $"needs a definition of {error}");
        }

        if (OpenFunctions.FirstOrDefault(f => f.Contains("_") && !char.IsDigit(f[f.Length - 1]) && (ofLeft.Contains("call " + f) || ofRight.Contains("call " + f))) is { } model)
        {
            // h_θ is a model, of which the document does not say what it is.
            return new NetworkDoubts(open, $"needs a definition of {model}");
        }

        HashSet<string> inputs = [.. draft.Inputs.Select(i => i.Name)];

        // ∂/∂A beside ∂/∂Bᵀ, where A is nowhere on the other side, nor B on this one.
        if (_rightFrom >= 0 && _derivatives.Take(_rightFrom).FirstOrDefault(d => inputs.Contains(d.By) && !ofRight.Contains(d.By)) is { Key: { } here }
            && _derivatives.Skip(_rightFrom).FirstOrDefault(d => inputs.Contains(d.By) && !ofLeft.Contains(d.By)) is { Key: { } there })
        {
            return new NetworkDoubts(open, $"the document does not say how {here} and {there} depend on each other");
        }

        foreach ((string of, string by, string key) in _derivatives)
        {
            HashSet<string> closure = draft.Closure(of);
            if (!closure.Contains(by) && draft.Inputs.Select(i => i.Name).FirstOrDefault(n => n.Length == 1 && char.IsLower(n[0]) && closure.Contains(n) && context.Find(n.ToUpperInvariant(), int.MaxValue) is not null) is { } entry)
            {
                // a^(i) beside A = σ(…): a column of it.
                return new NetworkDoubts(open, $"the document does not say whether {entry} is a part of {entry.ToUpperInvariant()}");
            }

            if (!closure.Contains(by) && context.Definitions.Any() && draft.HasNumbersOnly(of))
            {
                return new NetworkDoubts(open, $"what is differentiated is given as a number, not by {key}");
            }

            if (!inputs.Contains(by) && !closure.Contains(by) && draft.Closure(by).Overlaps(closure.Intersect(inputs)))
            {
                // Both come from the same: z may stand in y in another form.
                return new NetworkDoubts(open, $"the document does not say how what is differentiated depends on {key}");
            }

            if (inputs.Contains(by) && !closure.Contains(by) && !context.Operands.Contains(key))
            {
                return new NetworkDoubts(open, $"the document does not say how what is differentiated depends on {key}");
            }
        }

        ImmutableArray<string> onLeft = [.. draft.Inputs.Select(i => i.Name).Where(ofLeft.Contains)];
        ImmutableArray<string> onRight = [.. draft.Inputs.Select(i => i.Name).Where(ofRight.Contains)];
        if (!onLeft.IsEmpty && !onRight.IsEmpty && onLeft.Concat(onRight).Any(n => !context.Anchors.Contains(n)) && !onLeft.Any(ofRight.Contains))
        {
            return new NetworkDoubts(open, $"the document does not say how {onRight[0]} and {onLeft[0]} depend on each other");
        }

        foreach ((string name, ImmutableArray<Size> _) in draft.Inputs)
        {
            if (ofLeft.Contains(name) != ofRight.Contains(name) && !IsAnchored(name) && context.Definitions.Any() && !_derivatives.Exists(d => d.By == name))
            {
                return new NetworkDoubts(open, $"needs a definition of {name}") { IsOfName = true };
            }
        }

        return new NetworkDoubts(open, draft.Padding.HasOpenEnds ? "a definition reads entries beyond the end of an axis, and the document does not say what they are" : string.Empty);
    }

    // x_{t−1} is as given as x_t.
    private bool IsAnchored(string name)
    {
        int cut = name.IndexOfAny(['_', '^']);
        return context.Anchors.Contains(name)
            || (cut > 0 && name.IndexOfAny(['+', '-'], cut) > 0 && context.Anchors.Any(a => a.Length > cut + 1 && a.StartsWith(name.Substring(0, cut + 1), System.StringComparison.Ordinal)));
    }

    // By what errors that are left open are differentiated, where they depend on it directly.
    private HashSet<string> Reached(IEnumerable<(string Of, string By, string Key)> derivatives) =>
        [.. derivatives.Where(d => Slopes.Values.Any(e => draft.Closure(d.Of).Any(n => n.StartsWith(e + "#", System.StringComparison.Ordinal)))).SelectMany(d => Slopes.Keys.Select(k => k.Substring(k.LastIndexOf('∂') + 1)).Where(q => q == d.Key || draft.Closure(q).Contains(d.By)))];
}
