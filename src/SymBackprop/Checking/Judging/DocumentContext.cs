using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Judging;

/// <summary>Something that names without a definition are said to fulfil.</summary>
internal sealed record DocumentCondition(MathNode Left, MathNode Right, ScriptRoles Roles, int Order)
{
    /// <summary>Gets a value indicating whether it holds for all values of the indices that nothing binds.</summary>
    public bool IsForAll { get; init; }
}

/// <summary>How a quantity occurs.</summary>
/// <param name="Indices">How many indices it has at most.</param>
/// <param name="IsBold">Whether it is set bold somewhere.</param>
/// <param name="IsTransposed">Whether it is transposed somewhere.</param>
/// <param name="TransposedAt">With how many indices it is transposed at most, so that it has more axes; −1 where it is not.</param>
/// <param name="Count">How often it occurs.</param>
/// <param name="Family">What it has in common with the same name in other layers.</param>
internal sealed record QuantityUse(int Indices, bool IsBold, bool IsTransposed, int TransposedAt, int Count, string Family)
{
    /// <summary>Gets the quantity.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>Gets where it occurs first.</summary>
    public SourceSpan First { get; init; }

    /// <summary>Gets where its indices, bold letters or transpose show its shape first.</summary>
    public SourceSpan Evidence { get; init; }
}

/// <summary>What a document defines, and where.</summary>
internal sealed class DocumentContext
{
    /// <summary>Gets or sets what bounds the work on the document.</summary>
    public JudgingBudget? Budget { get; set; }

    /// <summary>Gets or sets the names of matrices that are said to be symmetric.</summary>
    public ImmutableHashSet<string> Symmetric { get; set; } = [];

    /// <summary>Gets or sets the sums over paths.</summary>
    public PathSums? Paths { get; set; }

    private readonly Dictionary<string, List<Definition>> _definitions = [];
    private List<Definition>? _inOrder;
    private readonly HashSet<string> _bases = [];
    private readonly Dictionary<string, int> _declared = [];

    /// <summary>Gets all definitions in order.</summary>
    public IReadOnlyList<Definition> Definitions => _inOrder ??= [.. _definitions.Values.SelectMany(d => d).OrderBy(d => d.Order)];

    /// <summary>Gets the letters of all names that occur.</summary>
    public IReadOnlyCollection<string> Bases => _bases;

    /// <summary>Gets or sets a value indicating whether matrices and vectors occur: transposes, bold letters, traces.</summary>
    public bool HasMatrices { get; set; }

    public void Add(Definition definition)
    {
        if (!_definitions.TryGetValue(definition.Name.Key, out List<Definition>? all))
        {
            _definitions.Add(definition.Name.Key, all = []);
        }

        all.Add(definition);
        _inOrder = null;
    }

    /// <summary>Gets the names that carry a prime and are no functions.</summary>
    public HashSet<string> Primed { get; } = [];

    /// <summary>Gets a value indicating whether a prime is the derivative by a variable that is not written, as in <c>(uv)' = u'v + uv'</c>.</summary>
    public bool HasFlow => Primed.Count > 0 && !HasMatrices && !PrimesTranspose && Primed.All(n => char.IsLower(n[0]) && n[0] < 128 && !IsApplied(n));

    /// <summary>Gets or sets a value indicating whether a prime transposes, whatever it stands at.</summary>
    public bool PrimesTranspose { get; set; }

    /// <summary>Gets the names with a differential, <c>dW</c>, in order.</summary>
    public List<string> Differentials { get; } = [];

    /// <summary>Gets the names over which sums run: sizes.</summary>
    public HashSet<string> SizeNames { get; } = [];

    /// <summary>Gets the letters over which something is summed.</summary>
    public HashSet<string> BoundLetters { get; } = [];

    private readonly Dictionary<string, HashSet<int>> _origins = [];

    /// <summary>Notes from where a letter counts.</summary>
    public void SeeOrigin(string letter, int from)
    {
        if (!_origins.TryGetValue(letter, out HashSet<int>? seen))
        {
            _origins.Add(letter, seen = []);
        }

        seen.Add(from);
    }

    /// <summary>Returns from where an index with this letter counts, where the document says so once.</summary>
    public int? OriginOf(string letter) => _origins.TryGetValue(letter, out HashSet<int>? seen) && seen.Count == 1 && seen.First() is 0 or 1 ? seen.First() : null;

    /// <summary>Gets where indices usually count from: 0 where the document does so and never counts from 1.</summary>
    public int UsualOrigin => _origins.Values.Any(s => s.Contains(0)) && !_origins.Values.Any(s => s.Contains(1)) ? 0 : 1;

    /// <summary>Gets the names that stand in the text of formulas elsewhere than in derivatives.</summary>
    public HashSet<string> Operands { get; } = [];

    /// <summary>Gets the axes of names that are declared, <c>x ∈ ℝ^n</c>, by key.</summary>
    public Dictionary<string, ImmutableArray<string>> Declared { get; } = [];

    /// <summary>Gets the names that are declared again with other axes: nothing says where which ones hold.</summary>
    public HashSet<string> Redeclared { get; } = [];

    /// <summary>Gets how many axes the prose says that names have: 1 for a vector, 2 for a matrix.</summary>
    public Dictionary<string, int> SaidAxes { get; } = [];

    /// <summary>Gets a value indicating whether e is a name of the document's own, the residuals of e'e, and not Euler's number.</summary>
    public bool HasOwnE => SaidAxes.ContainsKey("e") || Primed.Contains("e") || (Uses.TryGetValue("e", out QuantityUse? use) && use.IsTransposed);

    /// <summary>Gets what functions the prose says that names are.</summary>
    public Dictionary<string, string> SaidFunctions { get; } = [];

    public HashSet<string> DeclaredSizes { get; } = [];

    /// <summary>Gets or sets before how many statements the first axes are declared.</summary>
    public int FirstDeclared { get; set; } = int.MaxValue;

    /// <summary>Gets the names that are declared as rows, <c>x ∈ ℝ^{1×n}</c>.</summary>
    public HashSet<string> DeclaredRows { get; } = [];

    /// <summary>Gets or sets a value indicating whether vectors are rows, as in <c>xW + b</c>.</summary>
    public bool HasRows { get; set; }

    /// <summary>Returns whether a name, if it is a vector, lies down.</summary>
    public bool IsRow(string key) => HasRows || DeclaredRows.Contains(key);

    public List<DocumentCondition> Conditions { get; } = [];

    /// <summary>Gets the labels of cross-entropies, which a convention lets sum to 1.</summary>
    public List<LabelConvention> Labels { get; } = [];

    /// <summary>Gets the targets of binary cross-entropies, the y of <c>(1 − y) log(1 − p)</c>: data, which depend on nothing.</summary>
    public HashSet<string> Targets { get; } = [];

    /// <summary>Gets the arguments with which functions without a definition first occur, <c>E(y)</c>.</summary>
    public Dictionary<string, ImmutableArray<MathNode>> DefaultArguments { get; } = [];

    /// <summary>Gets other meanings of names, by key: the first of f = g∘h = ….</summary>
    public Dictionary<string, Definition> Alternatives { get; } = [];

    public bool HasAlternatives => Alternatives.Count > 0;

    /// <summary>Gets the rounded numbers that were written for names, by key.</summary>
    public Dictionary<string, Definition> Carried { get; } = [];

    /// <summary>Gets the names whose entries are said by those before them, <c>h_t = f(h_{t-1})</c> beside sums over t.</summary>
    public HashSet<string> Recurrences { get; } = [];

    /// <summary>Gets names that are said to have one value, w_1 = w_2, where other lines tell them apart.</summary>
    public HashSet<string> TiedNames { get; } = [];

    /// <summary>Gets the names without a definition that definitions mention.</summary>
    public HashSet<string> Anchors { get; } = [];

    private readonly Dictionary<string, List<Quantity>> _differentiatedBy = [];

    /// <summary>Returns the quantities by which a name is differentiated somewhere, without indices.</summary>
    public IEnumerable<Quantity> DifferentiatedBy(string key) => _differentiatedBy.TryGetValue(key, out List<Quantity>? by) ? by : [];

    /// <summary>Notes a derivative of a name by another.</summary>
    public void MentionDerivative(MathNode node, ScriptRoles roles)
    {
        if (Of(node) is { } of && roles.Resolve(of, _ => false).Key is var key)
        {
            if (!_differentiatedBy.TryGetValue(key, out List<Quantity>? known))
            {
                _differentiatedBy.Add(key, known = []);
            }

            known.AddRange(By(node, roles, key).Where(q => !known.Exists(k => k.Key == q.Key)));
        }
    }

    /// <summary>Returns what a derivative of a name is by, without indices; nothing where the node is none.</summary>
    public static IEnumerable<Quantity> By(MathNode node, ScriptRoles roles, string key)
    {
        if (Of(node) is not { } of || roles.Resolve(of, _ => false).Key != key)
        {
            return [];
        }

        IEnumerable<MathNode> by = node is DerivativeNode derivative ? derivative.By : node is GradientNode { By: { } one } ? [one] : [];
        return by.Select(b => b is TransposeNode t ? t.Operand : b).OfType<SymbolNode>().Select(s => roles.Resolve(s, _ => false) with { Indices = [] });
    }

    private static SymbolNode? Of(MathNode node) => (node is DerivativeNode d ? d.Of : (node as GradientNode)?.Of) switch
    {
        SymbolNode s => s,
        BracketNode { Entries: [SymbolNode s] } => s,
        _ => null,
    };

    private readonly Dictionary<string, int> _solved = [];

    /// <summary>Notes that an equation for a name begins at a statement: a derivative by it is zero.</summary>
    public void Solve(string key, int order) => _solved[key] = _solved.TryGetValue(key, out int first) ? System.Math.Min(first, order) : order;

    /// <summary>Returns whether an equation for a name was to be solved before a statement.</summary>
    public bool IsSolved(string key, int order) => _solved.TryGetValue(key, out int first) && first < order;

    private readonly Dictionary<string, int> _by = [];

    /// <summary>Notes that something is differentiated by a name at a statement.</summary>
    public void DifferentiateBy(string key, int order) => _by[key] = _by.TryGetValue(key, out int first) ? System.Math.Min(first, order) : order;

    public bool DifferentiatedBefore(string key, int order) => _by.TryGetValue(key, out int first) && first < order;

    private readonly HashSet<string> _applied = [];
    private readonly HashSet<string> _values = [];

    /// <summary>Gets how many indices a quantity has at most, and whether it is set bold or transposed somewhere, by key.</summary>
    public Dictionary<string, QuantityUse> Uses { get; } = [];

    private readonly HashSet<string> _tied = [];

    /// <summary>Returns whether the document says something of an open function, so that an arbitrary instance of it is none of the document's.</summary>
    public bool IsTied(string name) => _tied.Contains(name);

    public void Tie(string name) => _tied.Add(name);

    public bool IsApplied(string name) => _applied.Contains(name);

    public bool IsValue(string name) => _values.Contains(name);

    public void MentionFunction(string name) => _applied.Add(name);

    public void MentionValue(string name) => _values.Add(name);

    public void Mention(string @base) => _bases.Add(@base);

    /// <summary>Returns what a name without a definition usually means beside the other names of the document; null where nothing is usual.</summary>
    public Definition? Convention(Quantity quantity) => ConventionCatalog.Find(quantity, this);

    /// <summary>From here on a name means something else than before: <c>f : R^n → R</c>.</summary>
    public void Forget(string key, int order) => _declared[key] = order;

    private Definition? _supposed;

    /// <summary>Does something while one meaning is tried in the place of all others of its name.</summary>
    public T Supposing<T>(Definition meaning, System.Func<T> work)
    {
        _supposed = meaning;
        try
        {
            return work();
        }
        finally
        {
            _supposed = null;
        }
    }

    /// <summary>Returns what a name means at a statement: the last definition before it, else the first behind it.</summary>
    public Definition? Find(string key, int order)
    {
        if (_supposed is { } supposed && supposed.Name.Key == key)
        {
            return supposed;
        }

        if (!_definitions.TryGetValue(key, out List<Definition>? all))
        {
            return null;
        }

        all = all.Count(d => d.IsTabled) > 1 ? [.. all.Where(d => !d.IsTabled || d.Order == order)] : all;
        int from = _declared.TryGetValue(key, out int declared) && declared <= order ? declared : int.MinValue;
        return all.Where(d => d.Order <= order && d.Order >= from).OrderBy(d => d.Order).LastOrDefault() ?? all.Where(d => d.Order > order).OrderBy(d => d.Order).FirstOrDefault();
    }

    /// <summary>Returns the keys of all that is defined for each step, at one.</summary>
    public ImmutableHashSet<string> OfStep(Place place) => [.. Definitions.Where(d => d.Name.Layer?.Letter == place.Letter).Select(d => Quantity.KeyOf(d.Name.Base, place, d.Name.IsLayerAbove))];

    /// <summary>Returns definitions of the same letters at other layers.</summary>
    public IEnumerable<Definition> OfOtherLayers(Quantity name, int order) =>
        Definitions.Where(d => d.Name.Base == name.Base && d.Name.Layer is { Letter.Length: > 0 } && d.Name.IsLayerAbove == name.IsLayerAbove && d.Name.Key != name.Key && d.Order <= System.Math.Max(order, int.MaxValue - 1));
}
