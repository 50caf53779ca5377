using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Reading;

/// <content>Matrices and cases.</content>
internal sealed partial class NotationReader
{
    private MathNode Environment(LatexEnvironment environment)
    {
        string name = environment.Name.TrimEnd('*');
        ImmutableArray<LatexRow> rows = [.. environment.Rows.Where(r => r.Cells.Any(c => c.Items.Any(i => i is not LatexSpace)))];
        bool isCases = name is "cases" or "dcases" or "rcases" || (name == "array" && rows.Length > 0 && rows.All(r => r.Cells.Length == 2 && HasRelation(r.Cells[1])));
        if (isCases)
        {
            return new CasesNode(environment.Span, [.. rows.Select(Case)]);
        }

        if (name.EndsWith("matrix", System.StringComparison.Ordinal) || name == "array")
        {
            return new MatrixNode(environment.Span, [.. rows.Select(r => r.Cells.Select(c => Inside(c.Items, c.Span.End)).ToImmutableArray())]);
        }

        if (name is "aligned" or "split" or "gathered" or "alignedat" && rows.Length == 1)
        {
            return Inside(rows[0].Cells.SelectMany(c => c.Items), environment.Span.End);
        }

        throw new ReadingException(environment.Span, "an expression", $"the environment {environment.Name}");
    }

    private static bool HasRelation(LatexGroup cell) =>
        cell.Items.Any(i => i is LatexCharacter { Text: "=" or "<" or ">" or "≠" } or LatexCommand { Name: "neq" or "ne" or "le" or "leq" or "ge" or "geq" } || (i is LatexWord w && w.Text.Trim().StartsWith("otherwise", System.StringComparison.Ordinal)));

    private MathCase Case(LatexRow row)
    {
        List<Element> first = Element.From(row.Cells[0].Items);
        while (first.Count > 0 && first[first.Count - 1].Is(",", ";", "."))
        {
            first.RemoveAt(first.Count - 1);
        }

        var value = new NotationReader(_lexicon, first, row.Cells[0].Span.End);
        MathNode node = value.Sum();
        List<Element> second = row.Cells.Length > 1 ? Element.From(row.Cells.Skip(1).SelectMany(c => c.Items)) : [];
        if (!value.AtEnd)
        {
            second = [.. first.Skip(value._at), .. second];
        }

        return new MathCase(node, new NotationReader(_lexicon, second, row.Span.End).Condition());
    }

    private MathRelation? Condition()
    {
        while (!AtEnd && (Current.Core is LatexWord || Current.Is(",", ".", "\\text")))
        {
            _at++;
        }

        // & if & i = j, and otherwise, in plain letters.
        int spelled = 0;
        while (_at + spelled < _elements.Count && _elements[_at + spelled] is { HasScripts: false, Core: LatexCharacter { Text.Length: 1 } c } letter && c.Text[0] is >= 'a' and <= 'z' && (spelled == 0 || letter.Gap == Gap.None))
        {
            spelled++;
        }

        _at += string.Concat(_elements.Skip(_at).Take(spelled).Select(e => e.Text)) is "if" or "for" or "when" or "otherwise" or "else" or "where" ? spelled : 0;
        if (AtEnd)
        {
            return null;
        }

        MathNode left = Sum();
        if (AtEnd || Sign() is not { } sign)
        {
            throw Unexpected("a relation");
        }

        _at += sign.Length;
        MathNode right = Sum();
        return AtEnd || IsSeparator(Current) ? new MathRelation(left, sign.Text, right) : throw Unexpected("the end of the condition");
    }
}
