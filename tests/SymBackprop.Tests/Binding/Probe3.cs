using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;
using Xunit;
namespace SymBackprop.Tests.Binding;
public class Probe3
{
    static string Chain(int length)
    {
        var text = new StringBuilder("network Chain\n input y, a0\n E = 1/2*(a").Append(length).Append(" - y)^2\n");
        for (int k = length; k > 0; k--) text.Append(CultureInfo.InvariantCulture, $" weight w{k}\n a{k} = sigmoid(w{k}*a{k - 1})\n");
        return text.ToString();
    }
    static string Sum(int n) => "w*x0 " + string.Concat(Enumerable.Range(1, n).Select(i => $"+ w*x{i}\n"));
    static string Sum2(int n) => "w*x[0] " + string.Concat(Enumerable.Range(1, n).Select(i => $"+ w*x[{i}]\n"));
    static string Vec(int n) => "sum(x0 " + string.Concat(Enumerable.Range(1, n).Select(i => $"+ x{i}\n")) + ")";
    static string Net(int n) => "network N(n)\n input x[n]\n weight w\n a0 = x\n" + string.Concat(Enumerable.Range(1, n).Select(i => $" a{i}[i] = tanh(w*a{i-1}[i])\n")) + $" E = sum(a{n})";
    [Fact]
    public void Run()
    {
        var w = new StringWriter();
        foreach (var (name, f) in new (string, Func<int, string>)[] { ("sum2", Sum2) })
            foreach (int n in new[] { 1000, 5000, 10000, 20000, 40000 })
            {
                string text = f(n);
                if (text.Length > (1 << 20)) continue;
                var d = new DiagnosticBag();
                var file = Parser.Parse(new SourceText("t", text), d);
                var t0 = Process.GetCurrentProcess().TotalProcessorTime;
                var b = Binder.Bind(file.Networks[0], d, BindingOptions.None);
                w.WriteLine($"{name} {n} {(Process.GetCurrentProcess().TotalProcessorTime - t0).TotalMilliseconds:F0} ms {b.Tensors.Length} {d.ToImmutable().Length}");
            }
        File.WriteAllText("/tmp/perf.txt", w.ToString());
    }
}
