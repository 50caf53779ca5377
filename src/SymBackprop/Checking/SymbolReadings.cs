using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Reporting;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking;

/// <summary>Says how each symbol of a document was taken, in the order in which they appear.</summary>
/// <param name="document">The document.</param>
/// <param name="reading">How it was read.</param>
/// <param name="given">The formulas that stand outside of it.</param>
internal sealed class SymbolReadings(SourceText document, DocumentReading reading, ImmutableArray<Formula> given)
{
    private readonly DocumentContext _context = reading.Context;

    public ImmutableArray<SymbolReading> List(IEnumerable<ReadingQuestion> questions)
    {
        var readings = new List<SymbolReading>();
        foreach (KeyValuePair<string, QuantityUse> use in _context.Uses)
        {
            if (Reading(use.Key, use.Value) is { } symbol && !readings.Exists(r => (r.Symbol == symbol.Symbol && r.Taken == symbol.Taken) || IsOtherLayer(r, symbol)))
            {
                readings.Add(symbol);
            }
        }

        readings.AddRange(_context.SizeNames.Where(s => !_context.Uses.ContainsKey(s)).Select(s => new SymbolReading(s, "a size", "a sum runs up to it")));
        readings.AddRange(_context.Conditions.Select(c => new SymbolReading(MathPrinter.Print(c.Left), "a value that is given", "the document says so") { Definition = MathPrinter.Print(c.Right) }));
        readings.AddRange(questions.Where(q => q.TakenSo is null).Select(q => new SymbolReading(q.Symbol, q.Taken, q.Because)));
        readings.AddRange(reading.Relations.Select(r => r.Formula).Distinct()
            .SelectMany(f => RestoredCommands.In(f).Select(n => new SymbolReading(n, $"the command \\{n}", $"its backslash is missing in {Line(f.Span)}")))
            .GroupBy(r => r.Symbol).Select(g => g.First()));
        return [.. readings];
    }

    // W^(l) stands for W^(l+1), too.
    private static bool IsOtherLayer(SymbolReading one, SymbolReading other) => one.Taken == other.Taken && one.Definition == other.Definition && Family(one.Symbol) is { Length: > 0 } family && family == Family(other.Symbol);

    private static string Family(string symbol)
    {
        int at = symbol.IndexOfAny(['^', '_']);
        return at > 0 && (symbol[at] == '^' || symbol.IndexOf('{') == at + 1) ? symbol.Substring(0, at) : string.Empty;
    }

    private SymbolReading? Reading(string key, QuantityUse use)
    {
        if (key.EndsWith(NameMarks.Before, System.StringComparison.Ordinal))
        {
            string name = key.Substring(0, key.Length - NameMarks.Before.Length);
            return new SymbolReading(name, $"in its own definition, {name} of the layer before", "it would be defined by itself otherwise");
        }

        // a_k beside a_j
        if (key.IndexOf(NameMarks.OfLetter, System.StringComparison.Ordinal) >= 0)
        {
            string name = NameMarks.Plain(key);
            string indices = use.Quantity is { } quantity ? string.Concat(quantity.Indices.Select(MathPrinter.Print)) : string.Empty;
            return Defined(key) is { } defined ? defined with { Symbol = $"{name}_{indices}" } : Open(key, use) is { } open ? open with { Symbol = $"{name}_{indices}" } : null;
        }

        if (key.EndsWith("'", System.StringComparison.Ordinal) && (_context.IsApplied(key.TrimEnd('\'')) || _context.Uses.ContainsKey(key.TrimEnd('\''))))
        {
            return null;
        }

        return Defined(key) ?? Known(key, use) ?? Usual(key, use) ?? Open(key, use);
    }

    private SymbolReading? Defined(string key)
    {
        if (_context.Find(key, int.MaxValue) is not { } definition)
        {
            return null;
        }

        bool isGiven = definition.Formula is { } formula && given.Contains(formula);
        string because = isGiven ? "given from outside" : definition.Formula is null ? definition.Source : $"defined in {Line(definition.Body.Span)}";
        string body = isGiven || definition.Formula is null || definition.Body.Span.Length == 0 ? MathPrinter.Print(definition.Body) : RelationWords.OnOneLine(document.Text.Substring(definition.Body.Span.Start, definition.Body.Span.Length));
        return new SymbolReading(key, definition.IsFunction ? $"a function of {string.Join(", ", definition.Parameters.Select(p => p.Name))}" : Shape(definition), because) { Definition = body };
    }

    private string Shape(Definition definition)
    {
        int axes = definition.Indices.Length;
        if (RelationSides.ValueOf(_context, definition, reading.Ranks) is not { } value)
        {
            return axes == 0 ? "a value" : Shape(axes, false, []);
        }

        return Shape(axes + value.Rank, value.IsRow && axes == 0, []);
    }

    private static string Shape(int axes, bool isRow, ImmutableArray<string> extents)
    {
        string shape = axes switch { 0 => "a scalar", 1 => isRow ? "a row vector" : "a vector", 2 => "a matrix", _ => $"an array of {axes.ToString(CultureInfo.InvariantCulture)} axes" };
        return extents.Length == 0 || extents.Length != axes || extents.Any(e => e.Length == 0) ? shape : $"{shape} ({string.Join(" × ", extents)})";
    }

    // What is known by its name wherever it stands.
    private SymbolReading? Known(string key, QuantityUse use)
    {
        if (FunctionWords.Of(key) is { } word)
        {
            return new SymbolReading(key, word switch { "log" => "the natural logarithm", "exp" => "the exponential function", _ => $"the function {word}" }, "its name");
        }

        if (_context.SizeNames.Contains(key))
        {
            return new SymbolReading(key, "a size", "a sum runs up to it");
        }

        return ((key == "π" || (key == "e" && !_context.HasOwnE)) && use.Indices == 0) ? new SymbolReading(key, key == "e" ? "Euler's number" : "the number π", "its name")
            : key is "δ" or "I" or "𝟏" && use.Indices == 2 ? new SymbolReading(key + "_ij", "1 where the indices are equal, else 0", "its usual meaning")
            : key == "I" && use.Indices == 0 && _context.HasMatrices ? new SymbolReading(key, "the identity matrix", "its usual meaning")
            : key == "𝟏" && use.Indices == 0 ? new SymbolReading(key, "a vector of ones", "its usual meaning")
            : key == "ℝ" ? new SymbolReading(key, "the real numbers", "its name")
            : null;
    }

    private SymbolReading? Usual(string key, QuantityUse use)
    {
        Definition? convention = _context.Convention(new Quantity(key, key, null, false, [], false));
        if (convention is not null && _context.Definitions.FirstOrDefault(d => d.IsFunction && d.Parameters.Any(p => p.Name == key)) is { } function)
        {
            return new SymbolReading(key, $"the argument of {function.Name.Key}", $"{function.Name.Key} is defined so");
        }

        if (convention is not null)
        {
            const string Lead = "taking it that ";
            string meaning = convention.Source.StartsWith(Lead, System.StringComparison.Ordinal) ? convention.Source.Substring(Lead.Length) : convention.Source;
            string shape = reading.Ranks.TryGetValue(key, out int rank) ? Shape(rank, _context.IsRow(key), Extents(key)) : "a value";
            return new SymbolReading(key, $"{shape}; where a line needs more, {meaning}", "the usual meaning, as nothing defines it");
        }

        if (!_context.IsApplied(key) || reading.Ranks.ContainsKey(key))
        {
            return null;
        }

        return key is "σ" or "Sig" or "sig"
            ? new SymbolReading(key, "the logistic function", "the usual meaning, as nothing defines it") { Definition = @"\frac{1}{1 + e^{-z}}" }
            : new SymbolReading(key, "a function of which nothing is known", $"it is applied in {Line(use.First)}, and nothing defines it");
    }

    private SymbolReading? Open(string key, QuantityUse use)
    {
        if (!reading.Ranks.TryGetValue(key, out int rank))
        {
            return null;
        }

        string name = use.Quantity?.Base ?? key;
        if (!_context.IsValue(name.TrimEnd('\'')))
        {
            return _context.DifferentiatedBy(key).Any() ? new SymbolReading(key, "an error, any function of what it is differentiated by", "nothing defines it, and only its derivatives occur") : null;
        }

        string because = _context.Declared.ContainsKey(key) ? "it is declared"
            : rank == 0 ? "nothing says otherwise"
            : use.Indices > 0 ? (use.Indices == 1 ? "one index in " : "indices in ") + Line(use.Evidence)
            : use.IsTransposed ? $"transposed in {Line(use.Evidence)}"
            : use.IsBold ? $"bold in {Line(use.Evidence)}"
            : "so that sums and products fit";
        return new SymbolReading(key, Shape(rank, _context.IsRow(key), Extents(key)), because);
    }

    private ImmutableArray<string> Extents(string key) => _context.Declared.TryGetValue(key, out ImmutableArray<string> extents) ? extents : [];

    private string Line(SourceSpan span) => $"line {document.Position(span.Start).Line.ToString(CultureInfo.InvariantCulture)}";
}
