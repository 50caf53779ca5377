using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Equations;
using Xunit.Sdk;

namespace SymBackprop.Tests.Pipeline;

/// <summary>A text and what each pass made of it.</summary>
internal sealed record Compilation(string Text, BoundNetwork Network, EquationSystem Primal, EquationSystem Stable, EquationSystem Gradient, EquationSystem Simplified)
{
    /// <summary>Compiles a text that is expected to be right.</summary>
    public static Compilation Of(string text, CompilerOptions? options = null)
    {
        var passes = new PassRecorder();
        CompilationResult result = GradientCompiler.Compile(new SourceText("network.sbp", text), options, passes);
        return result.Network is not { } network
            ? throw new XunitException(string.Join("\n", result.Diagnostics.Select(d => $"{d.Diagnostic.Descriptor.Id} at {d.Diagnostic.Span}: {d.Diagnostic.Message}")) + "\n" + text)
            : new Compilation(text, network.Bound, passes.Primal, passes.Stable, passes.Gradient, passes.Simplified);
    }
}
