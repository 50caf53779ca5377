using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Binding;

/// <summary>Prints bound networks and expressions in full: every operation, every range.</summary>
internal static class BoundPrinter
{
    public static string Print(BoundNetwork network) => string.Join("\n", [
        $"network {network.Name}" + (network.Sizes.IsEmpty ? string.Empty : $"({string.Join(", ", network.Sizes)})"),
        .. network.Givens.Select(g => $"  {g.Role.ToString().ToLowerInvariant()} {g}"),
        .. network.Tensors.SelectMany(t => t.Pieces.Select(p => $"  {t.Tensor}: {Print(p)}")),
        .. network.Requests.Select(r => $"  {r.Kind.ToString().ToLowerInvariant()} {r.Of.Name} wrt {string.Join(", ", r.By.Select(b => b.Name))}"),
    ]);

    public static string Print(BoundPiece piece)
    {
        var names = new Dictionary<int, string>();
        string ranges = string.Concat(piece.Indices.Select(i => " for " + Range(i, names)));
        string target = piece.Subscripts.IsEmpty ? string.Empty : "[" + string.Join(",", piece.Subscripts.Select(s => Index(s, names))) + "] = ";
        return target + Print(piece.Body, names) + ranges;
    }

    public static string Print(BoundExpr expr) => Print(expr, []);

    private static string Print(BoundExpr expr, Dictionary<int, string> names)
    {
        string P(BoundExpr e) => Print(e, names);
        string List(ImmutableArray<BoundExpr> items, string separator) => string.Join(separator, items.Select(P));
        return expr switch
        {
            BoundNumber n => n.Value.ToString(),
            BoundNamedConstant c => c.Number.ToString(),
            BoundIndexNumber i => Index(i.Index, names),
            BoundReference r => r.Tensor.Name + (r.IsRow ? "ʳ" : string.Empty),
            BoundParameterReference p => p.Parameter.Name,
            BoundSubscript s => P(s.Operand) + "[" + string.Join(",", s.Subscripts.Select(i => i is null ? ":" : Index(i, names))) + "]",
            BoundSum s => "(" + List(s.Terms, " + ") + ")",
            BoundElementwiseProduct p => "(" + List(p.Factors, "·") + ")",
            BoundNegation n => "-" + P(n.Operand),
            BoundQuotient q => $"({P(q.Numerator)}/{P(q.Denominator)})",
            BoundPower p => $"({P(p.Base)}^{P(p.Exponent)})",
            BoundMatrixProduct m => $"({P(m.Left)} × {P(m.Right)})",
            BoundOuterProduct o => $"({P(o.Left)} ⊗ {P(o.Right)})",
            BoundTranspose t => P(t.Operand) + "ᵀ",
            BoundFunctionCall c => $"{c.Function}({List(c.Arguments, ", ")})",
            BoundReduction r => $"{r.Kind}({Ranges(r.Indices, names)}, {P(r.Body)})",
            BoundMean m => $"Mean({Ranges(m.Indices, names)}, {P(m.Body)})",
            BoundTabulation t => $"{{{Ranges(t.Indices, names)} ↦ {P(t.Body)}}}",
            BoundConditional c => $"if {Print(c.Condition, names)} then {P(c.Then)} else {P(c.Otherwise)}",
            BoundUserCall u => $"{u.Function.Name}<{P(u.Function.Body)}>({List(u.Arguments, ", ")})",
            BoundDerivative d => $"d({P(d.Of)}, {d.By.Name})",
            BoundStop s => $"stop({P(s.Operand)})",
            _ => throw new InvalidOperationException(expr.GetType().Name),
        };
    }

    private static string Print(BoundCondition condition, Dictionary<int, string> names) => condition switch
    {
        BoundComparison c => $"{Print(c.Left, names)} {c.Comparison} {Print(c.Right, names)}",
        BoundIndexComparison c => $"{Index(c.Left, names)} {c.Comparison} {Index(c.Right, names)}",
        BoundLogical l => "(" + string.Join(l.IsAnd ? " and " : " or ", l.Parts.Select(p => Print(p, names))) + ")",
        BoundNot n => "not " + Print(n.Operand, names),
        _ => throw new InvalidOperationException(condition.GetType().Name),
    };

    private static string Ranges(ImmutableArray<BoundIndex> indices, Dictionary<int, string> names) => string.Join(", ", indices.Select(i => Range(i, names)));

    private static string Range(BoundIndex index, Dictionary<int, string> names)
    {
        string range = $"{string.Join("|", index.Range.Lower.Select(l => Index(l, names)))}..{string.Join("|", index.Range.Upper.Select(u => Index(u, names)))}";
        names[index.Id] = index.Name;
        return $"{index.Name} in {range}";
    }

    private static string Index(IndexExpr index, Dictionary<int, string> names) => IndexPrinter.Print(index, id => names.TryGetValue(id, out string? name) ? name : "#" + id);
}
