using System;
using System.IO;
using System.Linq;
using Xunit;
namespace SymBackprop.Tests.Binding;
public class Probe
{
    [Fact]
    public void Run()
    {
        var w = new StringWriter();
        foreach (string t in File.ReadAllText("/tmp/probe.txt").Split("\n---\n"))
        {
            w.WriteLine("=== " + t.Trim());
            try {
            Bound b = Bound.Of(t.Trim('\n'));
            w.WriteLine("givens " + b.Givens + "  sizes " + string.Join(",", b.Network.Sizes));
            foreach (var x in b.Network.Tensors) w.WriteLine("  " + x.Tensor + " := " + b.Pieces(x.Tensor.Name));
            w.WriteLine("error " + b.Network.Error + " outputs " + string.Join(",", b.Network.Outputs) + " req " + string.Join("; ", b.Network.Requests.Select(r => r.Kind + " " + r.Of.Name + " by " + string.Join(",", r.By.Select(v => v.Name)))));
            w.WriteLine(b.Summary);
            } catch (Exception e) { w.WriteLine(e.ToString()); }
        }
        File.WriteAllText("/tmp/probe.out", w.ToString());
    }
}
