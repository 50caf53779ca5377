using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SymBackprop.Functions;
using Xunit;

namespace SymBackprop.Tests.Functions;

public class HelperCatalogTests
{
    private static readonly double[] Grid =
    [
        0.0, 1e-300, 1e-9, 0.1, 0.3, 0.5, 0.75, 0.99, 1.0, 1.01, 1.5, 2.0, 2.5, 3.0, 5.7, 12.0, 31.4, 88.0, 745.0, 1e3, 1e10, 1e300, double.PositiveInfinity, double.NaN,
        -1e-300, -1e-9, -0.1, -0.3, -0.5, -0.75, -0.99, -1.0, -1.01, -1.5, -2.0, -3.5, -12.3, -31.4, -88.0, -745.0, -1e3, -1e10, -1e300, double.NegativeInfinity,
    ];

    private static readonly PortableExecutableReference Framework = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);

    private static readonly Lazy<Type> Compiled = new(Compile);

    public static TheoryData<string> EveryFunction() => [.. FunctionCatalog.All.Select(f => f.Name)];

    public static TheoryData<string> EveryHelper() => [.. HelperCatalog.Names];

    [Theory, MemberData(nameof(EveryFunction))]
    public void EmittedCall_EqualsValue(string name)
    {
        ScalarFunction function = FunctionCatalog.Get(name);
        MethodInfo method = Method(function, typeof(double));
        foreach (double[] point in Points(function.Arity))
        {
            double expected = function.Value(point);
            var actual = (double)method.Invoke(null, [.. point.Cast<object>()])!;

            // Helpers are the same text; .NET's own functions may differ in the last digits from ours.
            Assert.True(Near(expected, actual, 1e-15, 1e-320), $"{name}({string.Join(", ", point)}): value {expected:R}, emitted {actual:R}");
        }
    }

    [Theory, MemberData(nameof(EveryFunction))]
    public void EmittedCallInFloat_EqualsValue(string name)
    {
        ScalarFunction function = FunctionCatalog.Get(name);
        MethodInfo method = Method(function, typeof(float));
        foreach (double[] point in Points(function.Arity))
        {
            // Where the float argument is inside the range that float has, and away from where the argument's rounding decides.
            double[] rounded = [.. point.Select(v => (double)(float)v)];
            var actual = (float)method.Invoke(null, [.. rounded.Select(v => (object)(float)v)])!;
            double expected = function.Value(rounded);

            Assert.True(
                Near(expected, actual, 3e-6, 1e-37) || (Math.Abs(expected) > 3e38 && float.IsInfinity(actual)),
                $"{name}({string.Join(", ", rounded)}): value {expected:R}, emitted {actual:R}");
        }
    }

    [Theory, MemberData(nameof(EveryHelper))]
    public void Helper_ComesWithWhatItCalls(string name)
    {
        foreach (bool single in new[] { false, true })
        {
            string text = HelperCatalog.Methods([name], !single, single);

            Assert.Empty(Errors(text));
            Assert.Contains($"internal static {(single ? "float" : "double")} {name}(", text);
        }
    }

    [Fact]
    public void Methods_AreSortedAndHoldOnlyWhatIsCalled()
    {
        string text = HelperCatalog.Methods(["Softplus", "Hypot"], withDouble: true, withSingle: false);

        Assert.Equal(["Hypot", "Log1P", "Softplus"], text.Split('\n').Where(l => l.Contains("internal static")).Select(l => l.Split('(')[0].Split(' ')[^1]));
        Assert.DoesNotContain("float", text);
    }

    private static bool Near(double expected, double actual, double relative, double absolute) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= (relative * Math.Abs(expected)) + absolute;

    private static IEnumerable<double[]> Points(int arity) => arity == 1
        ? Grid.Select(x => new[] { x })
        : Grid.SelectMany(x => Grid.Select(y => new[] { x, y }));

    private static MethodInfo Method(ScalarFunction function, Type number)
    {
        Type[] parameters = [.. Enumerable.Repeat(number, function.Arity)];
        Type declaring = function.Native is null ? Compiled.Value : number == typeof(double) ? typeof(Math) : typeof(MathF);
        return declaring.GetMethod(function.Native ?? function.Helper!, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, parameters)
            ?? throw new InvalidOperationException($"{declaring} has no method for {function.Name}.");
    }

    private static Type Compile()
    {
        using var stream = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = Compilation(HelperCatalog.Methods(HelperCatalog.Names, withDouble: true, withSingle: true)).Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return Assembly.Load(stream.ToArray()).GetType("Helpers", throwOnError: true)!;
    }

    private static IEnumerable<Microsoft.CodeAnalysis.Diagnostic> Errors(string members) =>
        Compilation(members).GetDiagnostics().Where(d => d.Severity != DiagnosticSeverity.Hidden);

    private static CSharpCompilation Compilation(string members) => CSharpCompilation.Create(
        "Helpers",
        [CSharpSyntaxTree.ParseText("#nullable enable\ninternal static class Helpers\n{\n" + members + "}\n")],
        [Framework],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, checkOverflow: true, generalDiagnosticOption: ReportDiagnostic.Error, nullableContextOptions: NullableContextOptions.Enable));
}
