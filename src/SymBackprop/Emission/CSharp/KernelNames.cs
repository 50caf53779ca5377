using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>The C# identifiers inside one kernel's method: no two alike, none a keyword.</summary>
internal sealed class KernelNames
{
    private readonly Kernel _kernel;
    private readonly Dictionary<Tensor, string> _tensors = [];
    private readonly Dictionary<string, string> _sizes = [];
    private readonly Dictionary<int, string> _loops = [];
    private readonly Dictionary<Tensor, TensorPack> _packs = [];
    private readonly HashSet<string> _taken;

    /// <summary>Names all tensors and loops of a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="parameters">The names that parameters have already, without @.</param>
    /// <param name="sizes">The names of sizes, without @.</param>
    /// <param name="workspace">The name of the workspace's parameter.</param>
    /// <param name="packs">The parameters that carry several tensors.</param>
    public KernelNames(
        Kernel kernel, IReadOnlyDictionary<Tensor, string> parameters, IReadOnlyDictionary<string, string> sizes, string? workspace = null, ImmutableArray<TensorPack> packs = default)
    {
        _kernel = kernel;
        ImmutableArray<TensorPack> spans = packs.IsDefault ? [] : packs;
        _taken = [.. parameters.Values, .. sizes.Values, .. spans.Select(p => p.Name), .. workspace is null ? Array.Empty<string>() : [workspace]];
        foreach ((TensorPack pack, Tensor member) in spans.SelectMany(p => p.Members.Select(m => (p, m))))
        {
            _packs.Add(member, pack);
            _tensors.Add(member, CSharpNames.Escape(pack.Name));
        }

        foreach (KeyValuePair<Tensor, string> parameter in parameters)
        {
            _tensors.Add(parameter.Key, CSharpNames.Escape(parameter.Value));
        }

        foreach (KeyValuePair<string, string> size in sizes)
        {
            _sizes.Add(size.Key, CSharpNames.Escape(size.Value));
        }

        foreach (KeyValuePair<Tensor, string> name in kernel.Names)
        {
            if (!_tensors.ContainsKey(name.Key))
            {
                _tensors.Add(name.Key, CSharpNames.Escape(Free(CSharpNames.Spell(name.Value), _taken)));
            }
        }

        NameLoops(kernel.Body, []);
        foreach (KernelPart part in kernel.Parts)
        {
            NameLoops(part.Body, []);
        }
    }

    public Place PlaceOf(Tensor tensor) => _kernel.Places.TryGetValue(tensor, out Place? place)
        ? place
        : new Place(tensor, PlaceKind.Local, [], SizePolynomial.Zero, SizePolynomial.One);

    /// <summary>Returns the name of what holds a tensor: its own, or that of the span that it shares with others.</summary>
    public string Of(Tensor tensor) => _tensors[tensor];

    /// <summary>Returns the span that a tensor shares with others, or null.</summary>
    public TensorPack? PackOf(Tensor tensor) => _packs.TryGetValue(tensor, out TensorPack? pack) ? pack : null;

    public string Of(IndexAtom atom) => atom switch
    {
        IndexVariable v => _loops[v.Id],
        SizeSymbol s => _sizes[s.Name],
        _ => throw new InvalidOperationException(atom.GetType().Name),
    };

    /// <summary>Returns the name of a loop's index, or null if there is no such loop.</summary>
    public string? FindLoop(int variable) => _loops.TryGetValue(variable, out string? name) ? name : null;

    /// <summary>Returns a name that nothing else in the method has.</summary>
    public string Reserve(string wish) => Free(wish, _taken);

    // Loops side by side share a name, nested ones do not.
    private void NameLoops(ImmutableArray<Statement> body, ImmutableHashSet<string> around)
    {
        foreach (Loop loop in body.OfType<Loop>())
        {
            string stem = loop.Name.Length == 0 ? "i" : CSharpNames.Spell(loop.Name);
            string name = stem;
            for (int i = 2; _taken.Contains(name) || around.Contains(name); i++)
            {
                name = stem + i.ToString(CultureInfo.InvariantCulture);
            }

            _loops.Add(loop.Variable, CSharpNames.Escape(name));
            NameLoops(loop.Body, around.Add(name));
        }
    }

    private static string Free(string wish, HashSet<string> taken)
    {
        string name = CSharpNames.Unique(wish, taken);
        taken.Add(name);
        return name;
    }
}
