using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Lines in which <c>dX</c> is a name for ∂L/∂X, as in programs: <c>dX = dY\, W^T</c> of <c>Y = XW</c>.</summary>
internal sealed class GradientNames
{
    /// <summary>The error where the document has no name for it.</summary>
    public const string Error = "loss";

    private readonly DocumentContext _context;
    private readonly SymbolNode _error;
    private readonly bool _areDifferentials;

    public GradientNames(DocumentContext context, ImmutableArray<Relation> relations)
    {
        _context = context;
        ImmutableArray<Relation> read = [.. relations.Where(r => r is { Left.Node: not null, Right.Node: not null })];
        _areDifferentials = read.Any(r => Names(r.Left.Node!, r.LeftRoles).Any(of => Names(r.Right.Node!, r.Roles).Any(by => LeadsTo(of, by))));
        _error = read.SelectMany(r => MathWalk.All(r.Left.Node!).Concat(MathWalk.All(r.Right.Node!)).OfType<DerivativeNode>().Select(d => d.Of).OfType<SymbolNode>().Where(s => s is { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } && context.Find(r.Roles.Resolve(s, _ => false).Key, int.MaxValue) is null))
            .GroupBy(s => s.Name).OrderByDescending(g => g.Count()).FirstOrDefault()?.First() ?? new SymbolNode(default, Error, [], [], 0, false);
    }

    /// <summary>Returns a line with derivatives for the names; null where it has none, or where differentials are meant.</summary>
    public Relation? Written(Relation relation)
    {
        if (_areDifferentials || !Names(relation.Right.Node!, relation.Roles).Any())
        {
            return null;
        }

        MathNode left = Written(relation.Left.Node!, relation.LeftRoles);
        MathNode right = Written(relation.Right.Node!, relation.Roles);
        return relation with { Left = relation.Left with { Node = left }, Right = relation.Right with { Node = right }, Restated = null };
    }

    /// <summary>Returns a side with the names as the document writes them.</summary>
    public MathNode Named(MathNode node) => MathWalk.Map(node, n => n is DerivativeNode { Of: SymbolNode of, By: [var by] } && ReferenceEquals(of, _error) ? new DifferentialNode(n.Span, by) : n);

    public string Assumption => $"d before a name stands for the derivative of {(_error.Name == Error ? "the error" : _error.Name)} by it";

    private MathNode Written(MathNode node, ScriptRoles roles) => MathWalk.Map(node, n => n switch
    {
        // dσ² of the variance σ².
        PowerNode { Base: DerivativeNode { By: [SymbolNode s] } d, Exponent: NumberNode e } when d.Of == _error && _context.Find(roles.Resolve(s with { Name = $"{s.Name}^{e.Value}" }, _ => false).Key, int.MaxValue) is not null => d with { By = [s with { Name = $"{s.Name}^{e.Value}" }] },
        DifferentialNode d when IsNamed(d.Of) => new DerivativeNode(d.Span, _error, [d.Of], []),
        _ => n,
    });

    private static bool IsNamed(MathNode of) => of is SymbolNode or PowerNode { Base: SymbolNode, Exponent: NumberNode };

    private static IEnumerable<string> Names(MathNode node, ScriptRoles roles) => MathWalk.All(node).OfType<DifferentialNode>().Select(d => PathSums.KeyOf(d.Of, roles)).OfType<string>();

    private bool LeadsTo(string of, string by) => _context.Find(of, int.MaxValue) is { } definition && _context.Paths!.LeadsTo(definition, [by]);
}
