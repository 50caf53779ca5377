using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Restating;

namespace SymBackprop.Checking.Judging;

/// <summary>Finds why a relation as written may be meant otherwise, so that a difference would not refute it.</summary>
internal sealed class WritingDoubts(DocumentContext context, ImmutableArray<Relation> relations, ImmutableDictionary<string, int> ranks, ProseReadings prose)
{
    // In the units of the rank solver: one name that is taken a little unusually.
    private const int Unremarkable = 3;

    private readonly HashSet<string> _joined = JoinedInputs.Parts(relations.SelectMany(r => r.Nodes));

    /// <summary>Returns why sides whose shapes do not conform may be meant otherwise, or null.</summary>
    public string? OfShapes(Relation relation)
    {
        ImmutableArray<MathNode> all = [.. relation.Nodes];
        if (all.OfType<DerivativeNode>().Any(d => d is { Of: ProductNode or BracketNode or ApplyNode or SymbolNode { Subscripts.IsEmpty: true }, By: [SymbolNode { Subscripts.IsEmpty: true } by] } && char.IsUpper(by.Name[0]) && !(d.Of is SymbolNode of && (char.IsUpper(of.Name[0]) || of.Name is "ℒ" or "ℓ" or "l"))))
        {
            return "the derivative of an array by a matrix has more axes than are written";
        }

        if (all.OfType<SymbolNode>().FirstOrDefault(s => s.Subscripts.Length == 1 && ranks.TryGetValue(relation.Roles.Resolve(s, _ => false).Key, out int rank) && rank == 2) is { } part && char.IsUpper(part.Name[0]))
        {
            return $"{MathPrinter.Print(part)} may be a row or a column of {part.Name}";
        }

        if (all.OfType<SymbolNode>().Select(s => relation.Roles.Resolve(s, _ => false).Key).FirstOrDefault(k => context.Definitions.Where(d => d.Name.Key == k).Skip(1).Any()) is { } twice)
        {
            return $"the document says twice what {twice} is";
        }

        if (prose.SpeaksOfRows && !context.HasRows)
        {
            return "the text speaks of row vectors";
        }

        return RankSolver.Surcharge(context, relations, relation, ranks) <= Unremarkable ? "other sizes would be as likely, so that they are not settled" : null;
    }

    /// <summary>Returns why the shapes that the document states are not those of a line, or null.</summary>
    public string? OfDeclarations(Relation relation) => context.Redeclared.Count == 0 ? null
        : Closure(relation).FirstOrDefault(context.Redeclared.Contains) is { } twice ? $"the document says twice what axes {twice} has"
        : null;

    // The names of a line, and what their definitions are made of.
    private HashSet<string> Closure(Relation relation)
    {
        HashSet<string> seen = [];
        var pending = new Stack<(MathNode Node, ScriptRoles Roles)>([(relation.Left.Node!, relation.LeftRoles), (relation.Right.Node!, relation.Roles)]);
        while (pending.Count > 0)
        {
            (MathNode node, ScriptRoles roles) = pending.Pop();
            foreach (string key in MathWalk.All(node).OfType<SymbolNode>().Select(s => roles.Resolve(s with { Primes = 0 }, _ => true).Key).Where(seen.Add))
            {
                if (context.Find(key, relation.Order) is { } definition)
                {
                    pending.Push((definition.Body, definition.Roles));
                }
            }
        }

        return seen;
    }

    /// <summary>Returns whether something is differentiated that is given in numbers: in ∂E/∂Z = A − T with A = (0.5, 0.5) rows and columns say nothing of layouts.</summary>
    public bool IsOfWorkedNumbers(Relation relation)
    {
        ImmutableArray<MathNode> all = [.. relation.Nodes];
        return all.Any(n => n is DerivativeNode) && all.OfType<SymbolNode>().Any(s => context.Find(relation.Roles.Resolve(s, _ => false).Key, relation.Order)?.Body is MatrixNode { Rows: var rows } && rows.SelectMany(r => r).All(n => n is NumberNode));
    }

    /// <summary>Returns why what is written may mean something else, that no definition settles, or null.</summary>
    public string? OfNotation(Relation relation, ImmutableArray<string> open)
    {
        ImmutableArray<MathNode> all = [.. relation.Nodes];
        var slopes = all.OfType<DerivativeNode>().Where(d => d is { Of: SymbolNode, By.Length: 1 }).GroupBy(d => ((SymbolNode)d.Of).Name).Where(g => open.Contains(g.Key) && g.Select(d => MathPrinter.Print(d.By[0])).Distinct().Count() > 1).ToList();
        if (_joined.Count > 0 && all.OfType<DerivativeNode>().SelectMany(d => d.By).OfType<SymbolNode>().FirstOrDefault(s => _joined.Contains(s.Name)) is { } part)
        {
            return $"{part.Name} is part of a longer vector, and how that depends on it is not in the language";
        }

        if (context.TiedNames.Count > 0 && all.OfType<DerivativeNode>().SelectMany(d => d.By).OfType<SymbolNode>().Select(s => relation.Roles.Resolve(s, _ => false).Key).FirstOrDefault(k => context.TiedNames.Contains(k) && !context.Anchors.Contains(k)) is { } tied)
        {
            return $"the document does not say how what is differentiated depends on {tied}";
        }

        return slopes.Count > 0 ? $"needs a definition of {slopes[0].Key}"
            : all.Any(n => n is TransposeNode { IsPrime: true }) && all.Any(n => n is SymbolNode { Primes: > 0 } s && Survey.IsFunctionLetter(s.Name)) ? "a prime at a bracket may be a transpose or a derivative"
            : all.OfType<SymbolNode>().FirstOrDefault(s => s.Subscripts.Any(i => i is SymbolNode { Subscripts.IsEmpty: false } or SymbolNode { Name: [>= 'A' and <= 'Z', '_', ..] })) is { } parametrised ? $"{MathPrinter.Print(parametrised)} may be {parametrised.Name} with parameters"
            : prose.SpeaksOfConvolutions && all.OfType<ProductNode>().Any(p => p.Factors.Zip(p.Factors.Skip(1), (a, b) => b.Sign == Times.Dot && IsArray(a.Value) && IsArray(b.Value)).Contains(true)) ? "a star between arrays may be a convolution"
            : relation.IsCut ? "the bracket behind the comma may belong to it"
            : all.OfType<SumNode>().Any(ListsEntries) ? "the document does not say that the entries written out are all there are"
            : null;
    }

    private bool IsArray(MathNode node) => node is SymbolNode { Subscripts.IsEmpty: true } s && ranks.TryGetValue(NameMarks.Plain(s.Name), out int rank) && rank > 0;

    // e^{z_a} + e^{z_b} + e^{z_c}: letters for entries, one by one.
    private static bool ListsEntries(SumNode sum)
    {
        ImmutableArray<(string Form, string Letters)> terms = [.. sum.Terms.Select(t => (Form(t.Value), string.Join(",", Letters(t.Value))))];
        return terms.Length > 2 && terms.All(t => t.Form == terms[0].Form && t.Letters.Length > 0) && terms.Select(t => t.Letters).Distinct().Count() == terms.Length;

        static string Form(MathNode node) => MathPrinter.Print(MathWalk.Map(node, n => n is SymbolNode { Subscripts.IsEmpty: false } s ? s with { Subscripts = [] } : n));
        static IEnumerable<string> Letters(MathNode node) => MathWalk.All(node).OfType<SymbolNode>().SelectMany(s => s.Subscripts).OfType<SymbolNode>().Select(s => s.Name);
    }

    /// <summary>Returns a name that stands on one side, and of which the document says nothing at all, or null.</summary>
    public string? OnOneSide(Relation relation)
    {
        HashSet<string> left = Names(relation.Left.Node!, relation.LeftRoles);
        HashSet<string> right = Names(relation.Right.Node!, relation.Roles);
        left.SymmetricExceptWith(right);
        return left.FirstOrDefault(k => context.Definitions.Any() && context.Find(k, relation.Order) is null && context.Convention(new Quantity(k, k, null, false, [], false)) is null && !context.Anchors.Contains(k) && !context.Declared.ContainsKey(k)
            && !context.IsApplied(k) && context.Uses.TryGetValue(k, out QuantityUse? use) && use.Count <= 2);

        HashSet<string> Names(MathNode node, ScriptRoles roles) => [.. MathWalk.Operands(node).Select(s => roles.Resolve(s with { Primes = 0 }, _ => true).Key)];
    }
}
