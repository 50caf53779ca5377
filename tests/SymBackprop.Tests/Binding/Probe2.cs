using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;
using SymBackprop.Binding; using SymBackprop.Expressions; using SymBackprop.Numbers; using SymBackprop.Interpretation; using SymBackprop.Lowering; using SymBackprop.Equations;
namespace SymBackprop.Tests.Binding;
public class Probe2
{
    static (List<int>, List<double>) Flat(JsonElement e)
    {
        if (e.ValueKind != JsonValueKind.Array) return ([], [e.GetDouble()]);
        var parts = e.EnumerateArray().Select(Flat).ToList();
        return ([parts.Count, .. parts[0].Item1], [.. parts.SelectMany(p => p.Item2)]);
    }
    [Fact]
    public void Run()
    {
        var w = new StringWriter();
        string[] lines = File.ReadAllLines("/tmp/pb/cases.txt");
        for (int i = 0; i + 3 < lines.Length; i += 4)
        {
            try {
            var at = JsonDocument.Parse(lines[i + 2]).RootElement.EnumerateObject().ToDictionary(p => p.Name, p => Flat(p.Value));
            var options = new BindingOptions { Shapes = [.. at.Select(p => new KnownShape(p.Key, new Shape([.. p.Value.Item1.Select(e => IndexExpr.Of(e))])))],
              SizeValues = at.Where(p => p.Value.Item1.Count == 0 && p.Value.Item2[0] == Math.Floor(p.Value.Item2[0])).ToImmutableDictionary(p => p.Key, p => (long)p.Value.Item2[0]) };
            Bound b = Bound.Of(lines[i + 1], options);
            if (b.Network.Error is null) { w.WriteLine(lines[i] + " " + lines[i+1] + "\n   " + b.Summary); continue; }
            var givens = at.ToDictionary(p => p.Key, p => new DenseTensor([.. p.Value.Item1], [.. p.Value.Item2]));
            var v = Interpreter.Evaluate(b.Network, new Dictionary<string, long>(), givens)[b.Network.Error.Name].Values;
            var u = Evaluator.Evaluate(Lowerer.Lower(b.Network), new Dictionary<string, long>(), givens)[b.Network.Error.Name].Values;
            var x = Flat(JsonDocument.Parse(lines[i + 3]).RootElement).Item2;
            double d = v.Zip(x, (p, q) => Math.Abs(p - q) / (1 + Math.Abs(q))).Max(), d2 = u.Zip(x, (p, q) => Math.Abs(p - q) / (1 + Math.Abs(q))).Max();
            w.WriteLine((d < 1e-9 && d2 < 1e-9 ? "ok  " : "BAD ") + lines[i] + " " + d + " " + d2 + (b.Diagnostics.Length > 0 ? b.Summary : ""));
            } catch (Exception e) { w.WriteLine(lines[i] + " " + lines[i+1] + "\n  " + e.ToString()); }
        }
        File.WriteAllText("/tmp/pb/out.txt", w.ToString());
    }
}
