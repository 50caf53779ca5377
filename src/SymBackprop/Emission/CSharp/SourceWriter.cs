using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;

namespace SymBackprop.Emission.CSharp;

/// <summary>Writes C# text: indentation, braces, comments aligned beside neighbouring lines; lines end in LF.</summary>
internal sealed class SourceWriter(CancellationToken cancellation = default)
{
    // Longer lines carry their comment above them, not beside.
    private const int WidestAlignedLine = 76;

    private readonly StringBuilder _text = new();
    private readonly List<(string Code, string Comment, string Note)> _run = [];
    private int _indentation;
    private bool _closed;

    /// <summary>Writes one line of code; lines that follow each other have their comments in one column.</summary>
    /// <param name="code">The code.</param>
    /// <param name="comment">What stands beside it.</param>
    /// <param name="note">What stands beside the comment, in a column of its own.</param>
    public void Line(string code, string comment = "", string note = "")
    {
        cancellation.ThrowIfCancellationRequested();
        if (code.Length == 0)
        {
            Blank();
            return;
        }

        _run.Add((code, Harmless(comment), Harmless(note)));
    }

    public void Blank()
    {
        Flush();
        _closed = false;
        _text.Append('\n');
    }

    /// <summary>Writes a comment on a line of its own.</summary>
    public void Comment(string text)
    {
        Flush();
        Append("// " + Harmless(text));
    }

    /// <summary>Writes a line of an XML documentation comment, as it is.</summary>
    public void Documentation(string xml)
    {
        Flush();
        Append(xml.Length == 0 ? "///" : "/// " + Harmless(xml));
    }

    /// <summary>Opens a brace that closes when the result is disposed.</summary>
    public IDisposable Block(string head, string tail = "}")
    {
        Flush();
        Append(head);
        Append("{");
        _indentation++;
        return new Closing(this, tail);
    }

    /// <summary>Writes further lines one step to the right until the result is disposed.</summary>
    public IDisposable Indent()
    {
        Flush();
        _indentation++;
        return new Closing(this, null);
    }

    /// <summary>Returns names with commas between them; of very many the first ones and the last.</summary>
    public static string List(IReadOnlyList<string> names) => names.Count <= TensorPack.MaximumParameters
        ? string.Join(", ", names)
        : string.Join(", ", names.Take(3)) + ", …, " + names[names.Count - 1] + FormattableString.Invariant($" ({names.Count} in all)");

    /// <summary>Returns escaped text for an XML comment.</summary>
    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Returns text without characters that end a line in C# or disguise its order: controls, separators, formatting marks.</summary>
    public static string Harmless(string text) => text.Any(IsHarmful) ? new string([.. text.Where(c => !IsHarmful(c))]) : text;

    public override string ToString()
    {
        Flush();
        return _text.ToString();
    }

    private static bool IsHarmful(char c) =>
        c != ' ' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private void Flush()
    {
        int width = _run.Where(l => l.Comment.Length > 0 && l.Code.Length <= WidestAlignedLine).Select(l => l.Code.Length).DefaultIfEmpty(0).Max();
        int commentWidth = _run.Where(l => l.Note.Length > 0 && l.Comment.Length <= WidestAlignedLine).Select(l => l.Comment.Length).DefaultIfEmpty(0).Max();
        foreach ((string code, string formula, string note) in _run)
        {
            string comment = note.Length == 0 ? formula : formula.PadRight(commentWidth) + "    " + note;
            if (comment.Length == 0)
            {
                Append(code);
            }
            else if (code.Length > WidestAlignedLine)
            {
                Append("// " + comment);
                Append(code);
            }
            else
            {
                Append(code.PadRight(width) + "  // " + comment);
            }
        }

        _run.Clear();
    }

    private void Append(string line)
    {
        // A closed block stands apart from what follows it.
        if (_closed && line[0] is not ('}' or '{') && !line.StartsWith("else", StringComparison.Ordinal))
        {
            _text.Append('\n');
        }

        _closed = line[0] == '}';
        _text.Append(' ', 4 * _indentation).Append(line).Append('\n');
    }

    private sealed class Closing(SourceWriter writer, string? tail) : IDisposable
    {
        public void Dispose()
        {
            writer.Flush();
            writer._indentation--;
            if (tail is not null)
            {
                writer.Append(tail);
            }
        }
    }
}
