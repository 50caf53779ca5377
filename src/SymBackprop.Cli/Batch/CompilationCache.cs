using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using SymBackprop.Cli.Hosting;
using SymBackprop.Diagnostics;

namespace SymBackprop.Cli.Batch;

/// <summary>Keeps the last compilations: requests often differ in the point only.</summary>
internal sealed class CompilationCache
{
    private const int Size = 128;

    private readonly Dictionary<string, CompilationResult> _results = [];
    private readonly Queue<string> _order = new();
    private readonly Lock _lock = new();

    public CompilationResult Compile(BatchRequest request, IReadOnlyList<DerivativeKind> kinds, CancellationToken cancellation)
    {
        string key = string.Join('\u0001', [
            request.SourceField, request.Source, request.Shapes, .. request.WithRespectTo, "\u0002", .. request.Assumptions, "\u0002",
            .. kinds.Select(k => k.ToString()), "\u0002", .. request.Point.OrderBy(p => p.Key, System.StringComparer.Ordinal).Select(Describe)]);
        lock (_lock)
        {
            if (_results.TryGetValue(key, out CompilationResult? known))
            {
                return known;
            }
        }

        CompilationResult result = GradientCompiler.Compile(
            new SourceText(request.SourceField, request.Source),
            new CompilerOptions
            {
                WithRespectTo = request.WithRespectTo,
                Derivatives = [.. kinds],
                Shapes = request.Shapes,
                Assumptions = request.Assumptions,
                Point = request.Point,
            },
            Passes.Silent,
            cancellation);

        // A request that took too long may still be on its way beside the next one.
        lock (_lock)
        {
            if (_order.Count == Size)
            {
                _results.Remove(_order.Dequeue());
            }

            if (_results.TryAdd(key, result))
            {
                _order.Enqueue(key);
            }
        }

        return result;
    }

    // Shapes decide how a text is read, and integers, which may be sizes.
    private static string Describe(KeyValuePair<string, NumberArray> entry) => entry.Key + ":" + string.Join(',', entry.Value.Extents)
        + (entry.Value.Extents.IsEmpty && entry.Value.Value == System.Math.Floor(entry.Value.Value) ? "=" + entry.Value.Value.ToString("R", CultureInfo.InvariantCulture) : string.Empty);
}
