using BenchmarkDotNet.Running;
using SymBackprop.Benchmarks.Ratios;
using SymBackprop.Benchmarks.Scale;

namespace SymBackprop.Benchmarks;

internal static class Program
{
    private static void Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["scale", .. var rest]:
                ScaleBenchmark.Run(rest);
                break;
            case ["ratios"]:
                RatioBenchmark.Run();
                break;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
                break;
        }
    }
}
