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

        HashSet<string> ofLeft = draft.Closure(left);
        HashSet<string> ofRight = draft.Closure(right);
        if (OpenFunctions.FirstOrDefault(f => ofLeft.Contains("call " + f) != ofRight.Contains("call " + f) || context.IsTied(f)) is { } function)
        {
            return new NetworkDoubts(open, $"needs a definition of {function}");
        }

        // Nothing is known of ∂L/∂y alone.
        if (Slopes.FirstOrDefault(s => ofLeft.Contains(s.Key) != ofRight.Contains(s.Key)) is { Value: { } error })
        {
            return new NetworkDoubts(open, $"needs a definition of {error}");
        }

        foreach ((string of, string by, string key) in _derivatives)
        {
            if (draft.Inputs.Exists(i => i.Name == by) && !draft.Closure(of).Contains(by) && !context.Operands.Contains(key))
            {
                return new NetworkDoubts(open, $"the document does not say how what is differentiated depends on {key}");
            }
        }

        foreach ((string name, ImmutableArray<Size> _) in draft.Inputs)
        {
            if (ofLeft.Contains(name) != ofRight.Contains(name) && !context.Anchors.Contains(name) && context.Definitions.Any() && !_derivatives.Exists(d => d.By == name))
            {
                return new NetworkDoubts(open, $"needs a definition of {name}") { IsOfName = true };
            }
        }

        return new NetworkDoubts(open, draft.Padding.HasOpenEnds ? "a definition reads entries beyond the end of an axis, and the document does not say what they are" : string.Empty);
    }
}
