using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Which values the definitions of each value use, directly and through functions.</summary>
internal sealed class DependencyGraph
{
    private readonly Dictionary<object, List<Use>> _uses = [];
    private readonly SymbolTable _symbols;

    public DependencyGraph(SymbolTable symbols)
    {
        _symbols = symbols;
        foreach (ValueSymbol value in symbols.Values)
        {
            var uses = new NameUses();
            foreach (EquationSyntax equation in value.Definitions)
            {
                Collect(uses, equation);
            }

            _uses.Add(value, Resolve(uses));
        }

        // All functions of one name are one node: which of them a call means is known only when its arguments are.
        foreach (IGrouping<string, FunctionDefinition> functions in symbols.Functions.All.GroupBy(f => f.Name))
        {
            var uses = new NameUses();
            foreach (FunctionDefinition function in functions)
            {
                uses.Collect(function.Syntax.Body, function.OwnNames());
                if (function.Derivative is { } derivative)
                {
                    uses.Collect(derivative.Body, [.. derivative.Parameters.Select(p => p.Name.Text)]);
                }
            }

            _uses.Add(symbols.Functions.Named(functions.Key), Resolve(uses));
        }
    }

    /// <summary>Collects the names that an equation uses.</summary>
    public static void Collect(NameUses uses, EquationSyntax equation)
    {
        ImmutableHashSet<string> bound = [.. equation.For.Select(b => b.Index.Text), .. equation.Subscripts.SelectMany(s => NameUses.Of(s, []).Values).Select(n => n.Text)];
        foreach (BinderSyntax range in equation.For)
        {
            uses.CollectBounds(range, []);
        }

        uses.Collect(equation.Body, bound);
    }

    /// <summary>Returns the values that these use, and what those use, and so on.</summary>
    public HashSet<ValueSymbol> Reachable(IEnumerable<ValueSymbol> from)
    {
        HashSet<object> seen = [.. from];
        var waiting = new Queue<object>(seen);
        while (waiting.Count > 0)
        {
            foreach (Use use in _uses[waiting.Dequeue()].Where(u => seen.Add(u.Node)))
            {
                waiting.Enqueue(use.Node);
            }
        }

        return [.. seen.OfType<ValueSymbol>()];
    }

    /// <summary>Returns the values that definitions use directly or through functions only.</summary>
    public HashSet<ValueSymbol> UsedBy(ValueSymbol value)
    {
        HashSet<object> seen = [];
        var waiting = new Queue<object>([value]);
        while (waiting.Count > 0)
        {
            foreach (Use use in _uses[waiting.Dequeue()].Where(u => seen.Add(u.Node) && u.Node is not ValueSymbol))
            {
                waiting.Enqueue(use.Node);
            }
        }

        return [.. seen.OfType<ValueSymbol>()];
    }

    /// <summary>Returns the named values so that each stands after those it uses; circles are reported and left out.</summary>
    public ImmutableArray<ValueSymbol> Order(BindingContext context)
    {
        var search = new Search(this, context);
        foreach (ValueSymbol value in _symbols.Values)
        {
            search.From(value);
        }

        return search.Ordered;
    }

    private List<Use> Resolve(NameUses uses)
    {
        List<Use> resolved = [];
        foreach (NameSyntax name in uses.Values.Concat(uses.Variables).Concat(uses.Positions).Concat(uses.Bounds))
        {
            if (_symbols.Value(name.Text) is { } value)
            {
                resolved.Add(new Use(value, name.Span));
            }
        }

        resolved.AddRange(uses.Functions.Where(f => _symbols.Functions.Named(f.Text).Count > 0).Select(f => new Use(_symbols.Functions.Named(f.Text), f.Span)));
        return resolved;
    }

    private readonly record struct Use(object Node, SourceSpan Span);

    /// <summary>A depth-first search with a stack of its own: chains of definitions may be long.</summary>
    private sealed class Search(DependencyGraph graph, BindingContext context)
    {
        private readonly HashSet<object> _done = [];
        private readonly HashSet<object> _open = [];
        private readonly HashSet<object> _circular = [];
        private readonly List<(object Node, int Next)> _path = [];
        private readonly ImmutableArray<ValueSymbol>.Builder _ordered = ImmutableArray.CreateBuilder<ValueSymbol>();

        public ImmutableArray<ValueSymbol> Ordered => _ordered.ToImmutable();

        public void From(ValueSymbol value)
        {
            Enter(value);
            while (_path.Count > 0)
            {
                (object node, int next) = _path[_path.Count - 1];
                List<Use> uses = graph._uses[node];
                if (next == uses.Count)
                {
                    Leave(node);
                    continue;
                }

                _path[_path.Count - 1] = (node, next + 1);
                if (_open.Contains(uses[next].Node))
                {
                    ReportCircle(uses[next]);
                }
                else
                {
                    Enter(uses[next].Node);
                }
            }
        }

        private void Enter(object node)
        {
            if (!_done.Contains(node) && _open.Add(node))
            {
                _path.Add((node, 0));
            }
        }

        private void Leave(object node)
        {
            _path.RemoveAt(_path.Count - 1);
            _open.Remove(node);
            _done.Add(node);
            if (node is ValueSymbol { IsGiven: false } value && !_circular.Contains(value))
            {
                _ordered.Add(value);
            }
        }

        private void ReportCircle(Use last)
        {
            List<ValueSymbol> circle = [.. _path.Select(p => p.Node).SkipWhile(n => n != last.Node).OfType<ValueSymbol>()];

            // A circle of functions alone may be overloads that call each other; instantiation finds true recursion.
            if (circle.Count == 0 || circle.Exists(_circular.Contains))
            {
                _circular.UnionWith(circle);
                return;
            }

            _circular.UnionWith(circle);
            string name = circle[0].Name;
            if (circle is [{ Definitions: [{ Subscripts.IsEmpty: false }, ..] } or { Definitions: [_, { Subscripts.IsEmpty: false }, ..] }])
            {
                context.Report(DiagnosticCatalog.Recurrence, last.Span, name);
            }
            else
            {
                context.Report(DiagnosticCatalog.CyclicDefinition, circle[0].Span, name, string.Join(" → ", circle.Select(v => v.Name).Append(name)));
            }
        }
    }
}
