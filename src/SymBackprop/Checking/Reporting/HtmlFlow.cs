using System.Collections.Generic;
using System.Linq;
using System.Text;
using SymBackprop.Checking.Documents;

namespace SymBackprop.Checking.Reporting;

/// <summary>The document in its own order: paragraphs and displays, each with its verdicts.</summary>
internal sealed class HtmlFlow(DerivationReport report, bool isTex)
{
    private readonly StringBuilder _html = new();
    private readonly StringBuilder _paragraph = new();
    private readonly List<RelationReport> _said = [];
    private readonly Dictionary<Formula, List<RelationReport>> _relations = [];
    private string _element = "p";
    private bool _isFenced;

    public string Write(Document document)
    {
        Assign(document);
        for (int i = 0; i < document.Parts.Length; i++)
        {
            switch (document.Parts[i])
            {
                case Prose prose:
                    Add(prose.Text);
                    break;
                case Formula { IsInline: true } inline when !_isFenced:
                    AddInline(inline);
                    break;
                case Formula first:
                    List<Formula> rows = [first];
                    while (Next(document, i) is { } next && next.Block == first.Block)
                    {
                        rows.Add(next);
                        i += document.Parts[i + 1] is Prose ? 2 : 1;
                    }

                    EndParagraph();
                    _html.Append(HtmlDisplay.Write(rows, report, f => _relations[f]));
                    break;
            }
        }

        EndParagraph();
        return _html.ToString();
    }

    // Between the rows of one display stands nothing that is to be shown.
    private static Formula? Next(Document document, int i)
    {
        int at = i + 1 < document.Parts.Length && document.Parts[i + 1] is Prose { Text.Length: 0 } ? i + 2 : i + 1;
        return at < document.Parts.Length ? document.Parts[at] as Formula : null;
    }

    // A relation belongs to the formula that holds its sign.
    private void Assign(Document document)
    {
        Formula[] formulas = [.. document.Parts.OfType<Formula>()];
        foreach (Formula formula in formulas)
        {
            _relations[formula] = [];
        }

        int at = 0;
        foreach (RelationReport relation in report.Relations.OrderBy(r => r.Line).ThenBy(r => r.Column))
        {
            int place = report.Source.Offset(relation.Line, relation.Column);
            while (at + 1 < formulas.Length && formulas[at + 1].Span.Start <= place)
            {
                at++;
            }

            if (formulas.Length > 0)
            {
                _relations[formulas[at]].Add(relation);
            }
        }
    }

    private void AddInline(Formula formula)
    {
        _paragraph.Append(MathText.Inline(formula.Items, report.Source.Text));
        List<RelationReport> relations = _relations[formula];
        foreach (RelationReport relation in relations)
        {
            _paragraph.Append(' ').Append(HtmlVerdict.Mark(relation));
        }

        _said.AddRange(relations);
    }

    private void Add(string prose)
    {
        string[] lines = prose.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            AddLine(HtmlProse.WithoutComment(lines[i].TrimEnd('\r'), isTex), startsLine: i > 0);
        }
    }

    private void AddLine(string line, bool startsLine)
    {
        if (startsLine && HtmlProse.IsFence(line))
        {
            EndParagraph();
            _isFenced = !_isFenced;
        }
        else if (_isFenced)
        {
            _html.Append(line.Trim().Length == 0 ? string.Empty : $"<pre>{Html.Escape(line)}</pre>\n");
        }
        else if (HtmlProse.IsFrame(line, isTex))
        {
            EndParagraph();
        }
        else if (startsLine && line.Trim().Length == 0)
        {
            EndParagraph();
        }
        else if (HtmlProse.AsHeading(line, isTex) is { } heading && _paragraph.Length == 0)
        {
            _element = "h" + System.Math.Min(6, heading.Level + 1);
            _paragraph.Append(Html.Escape(heading.Text));
            if (isTex)
            {
                EndParagraph();
                _paragraph.Append(Html.Escape(heading.After));
            }
        }
        else
        {
            AddWords(line, startsLine);
        }
    }

    private void AddWords(string line, bool startsLine)
    {
        int mark = startsLine || _paragraph.Length == 0 ? HtmlProse.ItemMark(line) : 0;
        if (mark > 0 || (startsLine && _element != "p"))
        {
            EndParagraph();
        }

        _paragraph.Append(mark > 0 ? "<span class=\"item\">•</span> " : startsLine && _paragraph.Length > 0 ? "\n" : string.Empty)
            .Append(Html.Escape(line.Substring(mark)));
    }

    private void EndParagraph()
    {
        if (_paragraph.ToString().Trim().Length > 0)
        {
            _html.Append($"<{_element}>").Append(_paragraph.ToString().Trim()).Append($"</{_element}>\n");
        }

        string details = HtmlVerdict.Details(_said, report);
        if (details.Length > 0)
        {
            _html.Append("<div class=\"aside\">").Append(details).Append("</div>\n");
        }

        _paragraph.Clear();
        _said.Clear();
        _element = "p";
    }
}
