using System.Globalization;
using System.Linq;
using System.Text;
using SymBackprop.Expressions;

namespace SymBackprop.Checking.Reading;

/// <summary>Writes mathematics as LaTeX, with the names of the document.</summary>
internal static class MathPrinter
{
    private enum Tightness
    {
        Sum,
        Product,
        Power,
        Atom,
    }

    public static string Print(MathNode node) => At(node, Tightness.Sum);

    private static string At(MathNode node, Tightness around)
    {
        (string text, Tightness tightness) = Write(node);
        return tightness < around ? $@"\left({text}\right)" : text;
    }

    private static (string Text, Tightness Tightness) Write(MathNode node) => node switch
    {
        NumberNode { Decimals: > 0 } n => (n.Value.ToDouble().ToString("F" + n.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), n.Value.Sign < 0 ? Tightness.Sum : Tightness.Atom),
        NumberNode n => n.Value.IsInteger ? (n.Value.ToString(), n.Value.Sign < 0 ? Tightness.Sum : Tightness.Atom) : (string.Format(CultureInfo.InvariantCulture, @"\frac{{{0}}}{{{1}}}", n.Value.Numerator, n.Value.Denominator), Tightness.Atom),
        SymbolNode s => (Symbol(s), Tightness.Atom),
        ApplyNode a => ($"{Symbol(a.Function)}({string.Join(", ", a.Arguments.Select(Print))})", Tightness.Atom),
        SumNode s => (Sum(s), s.Terms.Length == 1 && !s.Terms[0].IsSubtracted ? Tightness.Product : Tightness.Sum),
        ProductNode p => (Product(p), Tightness.Product),
        FractionNode f => ($@"\frac{{{Print(f.Numerator)}}}{{{Print(f.Denominator)}}}", Tightness.Atom),
        PowerNode { Base: SymbolNode { Superscripts.IsEmpty: false } or SymbolNode { Primes: > 0 } } p => ($@"\left({Print(p.Base)}\right)^{{{Print(p.Exponent)}}}", Tightness.Power),
        PowerNode p => ($"{At(p.Base, Tightness.Atom)}^{{{Print(p.Exponent)}}}", Tightness.Power),
        TransposeNode { Operand: SymbolNode { Superscripts.IsEmpty: false } or SymbolNode { Primes: > 0 } } t => ($@"\left({Print(t.Operand)}\right)^T", Tightness.Power),
        TransposeNode t => ($"{At(t.Operand, Tightness.Atom)}^T", Tightness.Power),
        RootNode r => (r.Degree is null ? $@"\sqrt{{{Print(r.Operand)}}}" : $@"\sqrt[{Print(r.Degree)}]{{{Print(r.Operand)}}}", Tightness.Atom),
        ReduceNode r => ($"{Operator(r)} {At(r.Body, Tightness.Product)}", Tightness.Product),
        DerivativeNode d => (Derivative(d), Tightness.Atom),
        GradientNode g => ($@"\nabla{(g.IsHessian ? "^2" : string.Empty)}{(g.By is null ? string.Empty : $"_{{{Print(g.By)}}}")} {At(g.Of, Tightness.Atom)}", Tightness.Product),
        DifferentialNode d => ("d" + At(d.Of, Tightness.Atom), Tightness.Atom),
        NormNode n => (n.IsDouble ? $@"\left\|{Print(n.Operand)}\right\|" : $@"\left|{Print(n.Operand)}\right|", Tightness.Atom),
        BracketNode { Open: "{", Entries: [var only] } => Write(only),
        BracketNode b => ($@"\left({string.Join(", ", b.Entries.Select(Print))}\right)", Tightness.Atom),
        EntryNode e => ($"{At(e.Operand, Tightness.Atom)}_{{{string.Concat(e.Subscripts.Select(Print))}}}", Tightness.Atom),
        EllipsisNode => (@"\ldots", Tightness.Atom),
        LimitNode l => ($@"\lim_{{{l.Variable} \to {Print(l.Target)}}} {At(l.Body, Tightness.Product)}", Tightness.Product),
        MatrixNode m => ($@"\begin{{pmatrix}}{string.Join(@" \\ ", m.Rows.Select(r => string.Join(" & ", r.Select(Print))))}\end{{pmatrix}}", Tightness.Atom),
        CasesNode c => ($@"\begin{{cases}}{string.Join(@" \\ ", c.Rows.Select(r => Print(r.Value) + (r.Condition is { } d ? $" & {Print(d.Left)} {d.Sign} {Print(d.Right)}" : string.Empty)))}\end{{cases}}", Tightness.Atom),
        _ => (string.Empty, Tightness.Atom),
    };

    private static string Sum(SumNode sum)
    {
        var text = new StringBuilder();
        foreach (MathTerm term in sum.Terms)
        {
            text.Append(text.Length == 0 ? term.IsSubtracted ? "-" : string.Empty : term.IsSubtracted ? " - " : " + ").Append(At(term.Value, Tightness.Product));
        }

        return text.ToString();
    }

    private static string Product(ProductNode product)
    {
        var text = new StringBuilder();
        foreach (MathFactor factor in product.Factors.SelectMany(f => f is { Sign: Times.Juxtaposed, Value: ProductNode inner } && inner.Factors.All(g => g.Sign == Times.Juxtaposed) ? inner.Factors : [f]))
        {
            string value = At(factor.Value, Tightness.Power);
            string sign = factor.Sign switch
            {
                Times.Dot => @" \cdot ",
                Times.Cross => @" \times ",
                Times.Hadamard => @" \odot ",
                Times.Outer => @" \otimes ",
                Times.Over => " / ",
                Times.Frobenius => " : ",
                _ => value is [>= '0' and <= '9', ..] && text.Length > 0 ? @" \cdot " : @"\, ",
            };
            text.Append(text.Length == 0 ? string.Empty : sign).Append(value);
        }

        return text.ToString();
    }

    private static string Operator(ReduceNode reduce)
    {
        string name = reduce.Kind switch { ReduceKind.Sum => @"\sum", ReduceKind.Product => @"\prod", ReduceKind.Max => @"\max", _ => @"\min" };
        string below = string.Join(", ", reduce.Indices.Select(i => i.Except is { } except ? $@"{i.Name} \ne {Print(except)}" : i.Set is { } set ? $@"{i.Name} \in {Print(set)}" : i.Low is null ? i.Name : $"{i.Name}={Print(i.Low)}"));
        MathNode? high = reduce.Indices[reduce.Indices.Length - 1].High;
        return $"{name}{(below.Length == 0 ? string.Empty : $"_{{{below}}}")}{(high is null ? string.Empty : $"^{{{Print(high)}}}")}";
    }

    private static string Derivative(DerivativeNode d)
    {
        MathNode of = d.Of;
        while (of is BracketNode { Entries: [var inside] })
        {
            of = inside;
        }

        bool isSimple = of is SymbolNode or ApplyNode;
        string order = d.By.Length > 1 ? $"^{d.By.Length.ToString(CultureInfo.InvariantCulture)}" : string.Empty;
        string by = string.Concat(d.By.Select(b => $@"\partial {Print(b)}"));
        string at = d.At.IsEmpty ? string.Empty : $"({string.Join(", ", d.At.Select(Print))})";
        return isSimple ? $@"\frac{{\partial{order} {Print(of)}}}{{{by}}}{at}" : $@"\frac{{\partial{order}}}{{{by}}}\left({Print(of)}\right)";
    }

    private static string Symbol(SymbolNode symbol)
    {
        if (symbol.Written.Length > 0)
        {
            return symbol.Written;
        }

        string own = NameMarks.Plain(symbol.Name);
        int split = own.IndexOf('_');
        string name = split > 0 ? own.Substring(0, split) : own;
        string suffix = split > 0 ? own.Substring(split + 1) : string.Empty;
        name = FunctionWords.Of(name) is not null ? $@"\operatorname{{{name}}}" : name.Length > 1 && name.All(char.IsLetter) && name[0] < 128 && name.Normalize(NormalizationForm.FormD).All(char.IsLetter) ? $@"\mathrm{{{name}}}" : name;
        string below = suffix + string.Join(symbol.Subscripts.All(s => s is SymbolNode { Name.Length: 1 }) ? string.Empty : ",", symbol.Subscripts.Select(Print));
        string above = symbol.Superscripts.IsEmpty ? string.Empty : $"^{{({string.Join(",", symbol.Superscripts.Select(Print))})}}";
        return (symbol.IsBold ? $@"\mathbf{{{name}}}" : name) + (below.Length == 0 ? string.Empty : $"_{{{below}}}") + above + new string('\'', symbol.Primes);
    }
}
