using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Reads rules of differentiation that a document quotes, <c>(uv)' = u'v + uv'</c>, whatever its letters mean elsewhere.</summary>
internal static class QuotedRules
{
    private const string Variable = "x" + DummyVariables.Mark;

    /// <summary>Returns a relation with its letters as functions of one variable; null where it is no such rule.</summary>
    public static Relation? Written(Relation relation)
    {
        List<MathNode> all = [.. relation.Nodes];
        HashSet<string> primed = [.. all.OfType<SymbolNode>().Where(s => s.Primes > 0).Select(s => s.Name)];
        bool isRule = all.Any(n => n is TransposeNode { IsPrime: true }) && primed.Count > 1 && all.All(n => n switch
        {
            SymbolNode s => s is { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Name.Length: 1 } && primed.Contains(s.Name),
            ProductNode or SumNode or FractionNode or BracketNode or NumberNode or PowerNode or TransposeNode { IsPrime: true } => true,
            _ => false,
        });
        return isRule ? relation with { Left = Side(relation.Left), Right = Side(relation.Right) } : null;
    }

    private static MathSide Side(MathSide side) => side with
    {
        Node = MathWalk.Map(side.Node!, n => n switch
        {
            SymbolNode s => new ApplyNode(s.Span, s with { Name = s.Name + DummyVariables.Mark }, [At(s)]),
            TransposeNode t => new DerivativeNode(t.Span, t.Operand, [At(t)], []),
            _ => n,
        }),
    };

    private static SymbolNode At(MathNode node) => new(node.Span, Variable, [], [], 0, false);
}
