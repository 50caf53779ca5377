using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;
using SymBackprop.Numbers;

namespace SymBackprop.Checking.Reading;

/// <content>Superscripts and subscripts.</content>
internal sealed partial class NotationReader
{
    /// <summary>Puts scripts around what is no name.</summary>
    private MathNode WithScripts(MathNode node, Element e)
    {
        MathNode result = node;
        if (e.Sub is not null && HasRange(e.Sub))
        {
            // (x_{ij})_{i,j=1,…,n}, (w_l)_{1 ≤ l ≤ L}: an array by its entries.
            return new OpaqueNode(node.Span.To(e.Span), "arrays that are given by their entries");
        }

        if (e.Sub is not null)
        {
            (string suffix, ImmutableArray<MathNode> indices) = Subscripts(e.Sub);
            if (indices.Length == 2 && e is { Super: { } above, Primes: 0 } && IsTranspose(above))
            {
                // (AB)_{ij}^T is an entry of (AB)^T: an entry itself is not transposed.
                return new EntryNode(node.Span.To(e.Span), new TransposeNode(node.Span, node), indices);
            }

            result = indices.IsEmpty ? throw new ReadingException(e.Sub.Span, "an index", $"'{suffix}'") : new EntryNode(node.Span.To(e.Sub.Span), node, indices);
        }

        for (int i = 0; i < e.Primes; i++)
        {
            result = Primed(result, result.Span.To(e.Span));
        }

        if (e.Super is null)
        {
            return result;
        }

        if (IsTranspose(e.Super))
        {
            return new TransposeNode(result.Span.To(e.Super.Span), result);
        }

        (LatexGroup super, bool alsoTransposed) = TransposeSign.WithoutTranspose(e.Super);
        var power = new PowerNode(result.Span.To(e.Super.Span), result, Inside(super.Items, super.Span.End));
        return alsoTransposed ? new TransposeNode(power.Span, power) : power;
    }

    // (1 + e^{-x})': the derivative by the variable that primes differentiate by, or by the only name inside; X' beside capitals is a transpose.
    private MathNode Primed(MathNode node, SourceSpan span)
    {
        ImmutableArray<SymbolNode> names = [.. MathWalk.Operands(node).Where(s => s.Name is not ("e" or "π") && FunctionWords.Of(s.Name) is null)];
        bool isScalar = names.All(s => !s.IsBold && char.IsLower(s.Name[0])) && !MathWalk.All(node).Any(n => n is TransposeNode or MatrixNode);
        SymbolNode? variable = names.FirstOrDefault(s => s.Name == _lexicon.PrimeVariable && s.Subscripts.IsEmpty)
            ?? (names.Length == 1 && !_lexicon.IsFunction(names[0].Name) ? names[0]
                : names.All(s => _lexicon.IsFunction(s.Name)) ? new SymbolNode(node.Span, _lexicon.PrimeVariable ?? "x", [], [], 0, false)
                : null);
        return isScalar && variable is not null ? new DerivativeNode(span, node, [variable], []) { IsTotal = true } : new TransposeNode(span, node) { IsPrime = true };
    }

    private bool IsTranspose(LatexGroup super) => (_lexicon.TransposesByT && TransposeSign.IsSmall(super)) || TransposeSign.IsTranspose(super) && !(_lexicon.Fixed.Of(ReadingDecision.PowerOfT) == true && super.Items is [LatexCharacter { Text: "T" }]);

    private (SymbolNode Symbol, MathNode? Exponent, bool IsTransposed) Superscript(SymbolNode name, LatexGroup super)
    {
        if (IsTranspose(super))
        {
            return (name, null, true);
        }

        (LatexGroup rest, bool isTransposed) = TransposeSign.WithoutTranspose(super);
        var items = rest.Items.Where(i => i is not LatexSpace).ToList();

        // y^*, x^+, w^{new}: part of the name.
        if (items is [LatexCharacter { Text: "*" or "+" or "-" or "∗" } sign])
        {
            return (name with { Name = name.Name + "^" + sign.Text }, null, isTransposed);
        }

        if (items is [LatexCommand { Name: "ast" or "star", Arguments.IsEmpty: true }])
        {
            return (name with { Name = name.Name + "^*" }, null, isTransposed);
        }

        if (items is [LatexWord word])
        {
            return (name with { Name = name.Name + "^" + word.Text.Trim() }, null, isTransposed);
        }

        if (items.Count > 2 && items.TrueForAll(i => i is LatexCharacter c && Letters.IsLetter(c.Text)))
        {
            string letters = string.Concat(items.Cast<LatexCharacter>().Select(c => c.Text));
            if (letters is "new" or "old" or "true" or "pred" or "out" or "train" or "test" or "next" or "prev")
            {
                return (name with { Name = name.Name + "^" + letters }, null, isTransposed);
            }
        }

        // W^{(rec)}, W^{(in)}: part of the name.
        if (BracketPart(items) is { Behind.Count: 0, Inside: var inside } && string.Concat(inside.Select(i => i is LatexCharacter { Text.Length: 1 } c && char.IsLetter(c.Text[0]) ? c.Text : " ")) is var named && !named.Contains(' ') && (named.Length > 2 || named == "in"))
        {
            return (name with { Name = $"{name.Name}^({named})" }, null, isTransposed);
        }

        // a^{(l)}, a^{[l]}, a^{(l)2}
        if (name.Name != "e" && !_lexicon.IsPlainText && BracketPart(items) is { } split && ListInside(split.Inside, rest.Span.End) is var layers && layers.All(l => Place.Of(l) is not null && !IsDifference(l)))
        {
            MathNode? power = split.Behind.Count == 0 ? null : Inside(split.Behind, rest.Span.End);
            return (name with { Superscripts = [.. name.Superscripts, .. layers] }, power, isTransposed);
        }

        // ℝ^{m,n} is ℝ^{m×n}.
        if (name.Name == "ℝ" && items.FindIndex(i => i is LatexCharacter { Text: "," }) is > 0 and var comma)
        {
            return (name, new ProductNode(rest.Span, [new MathFactor(Times.Juxtaposed, Inside(items.Take(comma), rest.Span.End)), new MathFactor(Times.Cross, Inside(items.Skip(comma + 1), rest.Span.End))]), isTransposed);
        }

        MathNode exponent = Inside(rest.Items, rest.Span.End);
        return (exponent is SymbolNode { Subscripts.IsEmpty: true, Name.Length: 1 } && _lexicon.SampleNames.Contains(name.Name)) || LayerNames.IsLayer(_lexicon.LayerNames, name.Name, exponent)
            ? (name with { Superscripts = [.. name.Superscripts, exponent] }, null, isTransposed)
            : (name, exponent, isTransposed);
    }

    // x^{(2-1)}: an exponent that is being worked out.
    private static bool IsDifference(MathNode node) => node is SumNode { Terms: [{ Value: NumberNode }, { IsSubtracted: true, Value: NumberNode }] };

    private static (List<LatexNode> Inside, List<LatexNode> Behind)? BracketPart(List<LatexNode> items)
    {
        if (items.Count > 0 && items[0] is LatexDelimited { Open: "(" or "[" } d)
        {
            return ([.. d.Items], [.. items.Skip(1)]);
        }

        if (items.Count < 3 || items[0] is not LatexCharacter { Text: "(" or "[" or "<" } open)
        {
            return null;
        }

        string close = open.Text switch { "(" => ")", "[" => "]", _ => ">" };
        int end = items.FindIndex(i => i is LatexCharacter c && c.Text == close);
        return end > 1 ? (items.GetRange(1, end - 1), items.GetRange(end + 1, items.Count - end - 1)) : null;
    }

    /// <summary>Tells apart what a subscript adds to a name and what may be indices.</summary>
    private (string Suffix, ImmutableArray<MathNode> Indices) Subscripts(LatexGroup group, string? of = null)
    {
        var items = group.Items.Where(i => i is not LatexSpace).ToList();
        if (items.Count == 0)
        {
            throw new ReadingException(group.Span, "a subscript", "nothing");
        }

        // A word, or upright text: part of the name.
        if (items.TrueForAll(i => i is LatexWord or LatexCharacter { Text: "," or "-" or "_" } or LatexCommand { Arguments.Length: 1 }) && items.Exists(i => i is LatexWord || (i is LatexCommand c && Letters.IsFont(c.Name))))
        {
            return ("_" + string.Concat(items.Select(Plain)), []);
        }

        // J_{neg-sample}
        if (items.TrueForAll(i => i is LatexCharacter { Text: "-" } or LatexCharacter { Text: [>= 'a' and <= 'z' or >= 'A' and <= 'Z'] }) && string.Concat(items.Cast<LatexCharacter>().Select(c => c.Text)) is var hyphenated && hyphenated.Split('-') is { Length: > 1 } words && words.All(w => w.Length > 2))
        {
            return ("_" + hyphenated, []);
        }

        if (items.TrueForAll(i => i is LatexCharacter c && IsDigit(c.Text)))
        {
            return items.Count == 1 && of is not null && _lexicon.Counted.Contains(of) ? (string.Empty, [Single(items[0])]) : ("_" + string.Concat(items.Cast<LatexCharacter>().Select(c => c.Text)), []);
        }

        if (items.TrueForAll(i => i is LatexCharacter c && (Letters.IsLetter(c.Text) || IsDigit(c.Text))))
        {
            string letters = string.Concat(items.Cast<LatexCharacter>().Select(c => c.Text));
            if (_lexicon.Between.Contains(letters) || (letters.Length == 1 && of is not null && (_lexicon.Between.Any(p => p.Contains(letters)) || (_lexicon.Gated.Contains(of) && !_lexicon.Indexed.Contains(letters)))))
            {
                return ("_" + letters, []);
            }

            // y_{in} beside a sum over n.
            bool isPair = letters == "in" && _lexicon.Indexed.Contains("n");
            if (letters.Any(char.IsDigit) || !(letters.Length == 1 ? char.IsLower(letters[0]) || char.IsUpper(letters[0]) : isPair || Letters.AreIndices(letters)))
            {
                bool isIndexed = of is null || (of.Length == 1 && (_lexicon.Indexed.Contains(of) || _lexicon.Indexed.Contains(letters.Substring(0, 1)))) || char.IsDigit(letters[0]);
                return isIndexed && letters.Length > 1 && letters.Any(char.IsDigit) && Letters.AreIndices(letters.Replace("0", string.Empty).Replace("1", string.Empty).Replace("2", string.Empty).Replace("3", string.Empty))
                    ? (string.Empty, [.. items.Select(Single)])
                    : ("_" + letters, []);
            }

            return (string.Empty, [.. items.Select(Single)]);
        }

        if (of is not null && HasEquals(group))
        {
            // x_{t=0}
            return ("_" + string.Concat(items.Select(Plain)), []);
        }

        // w_{j \rightarrow o}: from one to the other.
        if (items.FindIndex(i => i is LatexCommand { Name: "rightarrow" or "to" or "leftarrow" or "gets" } or LatexCharacter { Text: "→" or "←" }) is > 0 and var arrow && arrow + 1 < items.Count)
        {
            return (string.Empty, [.. new[] { items.GetRange(0, arrow), items.GetRange(arrow + 1, items.Count - arrow - 1) }.SelectMany(part => ListInside([.. part], group.Span.End)).SelectMany(Split)]);
        }

        // Indices with commas, or index arithmetic: w_{i,j}, w_{i+1,j}, a_{L-1}.
        ImmutableArray<MathNode> indices = ListInside(group.Items, group.Span.End);
        return indices.All(i => i is NumberNode)
            ? ("_" + string.Join(",", indices.Cast<NumberNode>().Select(n => n.Value.ToString())), [])
            : (string.Empty, [.. indices.SelectMany(Split)]);
    }

    private static bool HasEquals(LatexGroup group) => group.Items.Any(i => i is LatexCharacter { Text: "=" });

    private static bool HasRange(LatexGroup group) => HasEquals(group) || group.Items.Any(i => i is LatexCharacter { Text: "≤" or "<" or "∈" } or LatexCommand { Name: "le" or "leq" or "leqslant" or "lt" or "in" });

    // i j without a comma: two indices.
    private static IEnumerable<MathNode> Split(MathNode index) => index is ProductNode p && p.Factors.All(f => f.Sign == Times.Juxtaposed && f.Value is SymbolNode)
        ? p.Factors.Select(f => f.Value)
        : [index];

    private static MathNode Single(LatexNode node) => node is LatexCharacter c && IsDigit(c.Text)
        ? new NumberNode(node.Span, Rational.FromDecimal(c.Text, 0), -1)
        : new SymbolNode(node.Span, ((LatexCharacter)node).Text, [], [], 0, false);

    private static string Plain(LatexNode node) => node switch
    {
        LatexCharacter c => c.Text,
        LatexWord w => w.Text.Trim(),
        LatexCommand c => string.Concat(c.Arguments.SelectMany(a => a.Items).Select(Plain)),
        LatexGroup g => string.Concat(g.Items.Select(Plain)),
        _ => string.Empty,
    };
}
