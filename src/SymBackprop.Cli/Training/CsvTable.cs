using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SymBackprop.Cli.Hosting;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Training;

/// <summary>A table with a header: fields between commas, quoted where they hold commas, quotes or line ends.</summary>
internal sealed class CsvTable
{
    private readonly string _file;

    private CsvTable(string file, IReadOnlyList<string> header, IReadOnlyList<(int Line, IReadOnlyList<string> Fields)> rows)
    {
        _file = file;
        Header = header;
        Rows = rows;
    }

    public IReadOnlyList<string> Header { get; }

    public IReadOnlyList<(int Line, IReadOnlyList<string> Fields)> Rows { get; }

    public static CsvTable Read(string file) => Parse(file, TextFile.Read(file));

    public static CsvTable Parse(string file, string text)
    {
        List<(int Line, IReadOnlyList<string> Fields)> lines = [.. Split(file, text).Where(l => l.Fields.Count > 1 || l.Fields[0].Length > 0)];
        if (lines.Count < 2)
        {
            throw Problem(file, 1, "it has no rows", "a header line and at least one row", lines.Count == 0 ? "nothing" : "a header");
        }

        string[] header = [.. lines[0].Fields.Select(f => f.Trim())];
        if (header.GroupBy(h => h).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw Problem(file, 1, $"it has two columns '{twice.Key}'", "different names", $"'{twice.Key}' twice");
        }

        foreach ((int line, IReadOnlyList<string> fields) in lines.Skip(1))
        {
            if (fields.Count != header.Length)
            {
                throw Problem(file, line, "the row does not fit the header", Text(header.Length) + " fields", Text(fields.Count) + " fields");
            }
        }

        return new CsvTable(file, header, lines.GetRange(1, lines.Count - 1));
    }

    /// <summary>Returns the position of a column, or −1.</summary>
    public int Column(string name) => Array.IndexOf([.. Header], name);

    public string Field(int row, int column) => Rows[row].Fields[column].Trim();

    public double Number(int row, int column)
    {
        string field = Field(row, column);
        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw Problem(_file, Rows[row].Line, $"the column '{Header[column]}' holds '{field}'", "a number", $"'{field}'");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static UserErrorException Problem(string file, int line, string problem, string expected, string found) =>
        UserErrorException.Of($"{file}({Text(line)})", DiagnosticCatalog.UnreadableData, "the data", problem, expected, found);

    private static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Split(string file, string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        int line = 1;
        int start = 1;
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (isQuoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    isQuoted = false;
                }
                else
                {
                    line += c == '\n' ? 1 : 0;
                    field.Append(c);
                }

                continue;
            }

            switch (c)
            {
                case '"' when field.ToString().Trim().Length == 0:
                    field.Clear();
                    isQuoted = true;
                    break;
                case ',':
                    fields.Add(field.ToString());
                    field.Clear();
                    break;
                case '\r':
                    break;
                case '\n':
                    fields.Add(field.ToString());
                    field.Clear();
                    yield return (start, fields);
                    fields = [];
                    start = ++line;
                    break;
                default:
                    field.Append(c);
                    break;
            }
        }

        if (isQuoted)
        {
            throw Problem(file, start, "a quote is not closed", "'\"'", "the end of the file");
        }

        fields.Add(field.ToString());
        yield return (start, fields);
    }
}
