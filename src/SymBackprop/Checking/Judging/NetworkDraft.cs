using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>The network that both sides of a relation are written into.</summary>
internal sealed class NetworkDraft(DocumentContext context)
{
    private readonly Dictionary<string, Size> _sizes = [];
    private readonly List<Size> _allSizes = [];
    private readonly List<(ExpressionSyntax Left, ExpressionSyntax Right)> _assumed = [];

    // Ranges are written at the end, when all sizes are known.
    private readonly List<(string Name, ImmutableArray<string> Indices, ImmutableArray<Size> Axes, ExpressionSyntax Body)> _pending = [];
    private int _fresh;

    public List<StatementSyntax> Statements { get; } = [];

    public List<(string Name, ImmutableArray<Size> Axes)> Inputs { get; } = [];

    public void Add(string name, ImmutableArray<string> indices, ImmutableArray<Size> axes, ExpressionSyntax body) => _pending.Add((name, indices, axes, body));

    public void AddCondition(ExpressionSyntax left, ExpressionSyntax right) => _assumed.Add((left, right));

    public string Fresh(string hint) => $"{hint}#{++_fresh}";

    public Size NewSize(string? name = null, bool isDeclared = false)
    {
        var size = new Size(name ?? Fresh("n"), isDeclared);
        _allSizes.Add(size);
        return size;
    }

    public Size NamedSize(string key)
    {
        if (!_sizes.TryGetValue(key, out Size? size))
        {
            _sizes.Add(key, size = NewSize(key, context.DeclaredSizes.Contains(key)));
        }

        return size;
    }

    public Size DeclaredSize(string name)
    {
        if (!_sizes.TryGetValue(name, out Size? size))
        {
            _sizes.Add(name, size = int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) ? Size.Of(number) : NewSize(name, isDeclared: true));
        }

        return size;
    }

    public NamedQuantity Equation(string hint, IReadOnlyList<IndexVariable> indices, ArrayValue body)
    {
        string name = Fresh(hint);
        ImmutableArray<string> rest = [.. body.Axes.Select(_ => Fresh("i"))];
        ImmutableArray<Size> axes = [.. indices.Select(i => i.Size), .. body.Axes];
        ExpressionSyntax entry = body.At([.. rest.Select(Code.Name)]);
        _pending.Add((name, [.. indices.Select(i => i.Name), .. rest], axes, entry));
        return new NamedQuantity(name, axes, body.IsRow, [], false);
    }

    /// <summary>Returns all statements, with the sizes that use has joined.</summary>
    public ImmutableArray<StatementSyntax> Finish()
    {
        Dictionary<string, Size> sizes = [];
        foreach (Size size in _allSizes)
        {
            sizes[size.Name] = size;
        }

        ExpressionSyntax Named(ExpressionSyntax e) => Code.Replace(e, n => sizes.TryGetValue(n.Text, out Size? size) ? size.Root.Code : n);
        return
        [
            .. Statements,
            .. _assumed.Select(a => (StatementSyntax)new AssumeSyntax(default, Named(a.Left), Named(a.Right))),
            .. _pending.Select(p => Code.Equation(p.Name, p.Indices, Named(p.Body), p.Indices.Select((index, i) => (index, Named(p.Axes[i].Last))))),
        ];
    }

    /// <summary>Returns the names that a quantity depends on, through all equations; calls of open functions among them.</summary>
    public HashSet<string> Closure(string name)
    {
        var found = new HashSet<string>();
        var pending = new Stack<string>([name]);
        while (pending.Count > 0)
        {
            string next = pending.Pop();
            if (!found.Add(next))
            {
                continue;
            }

            foreach ((string _, ImmutableArray<string> _, ImmutableArray<Size> _, ExpressionSyntax body) in _pending.Where(p => p.Name == next))
            {
                foreach (string mentioned in Code.Names(body))
                {
                    pending.Push(mentioned);
                }

                found.UnionWith(Code.Calls(body).Select(c => "call " + c));
            }
        }

        return found;
    }
}
