using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp.Signatures;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Writes the body of a user's partial method: a file that repeats the types around it.</summary>
internal static class MethodEmitter
{
    /// <summary>Emits a method, or says what does not fit.</summary>
    /// <param name="system">The formula and its derivatives.</param>
    /// <param name="request">The declaration.</param>
    /// <param name="schedule">Makes the kernel of a request.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static EmissionResult Emit(EquationSystem system, MethodRequest request, Func<KernelRequest, Kernel?> schedule, CancellationToken cancellation = default)
    {
        ImmutableArray<Tensor> variables = [.. system.Derivatives.Select(d => d.By)];
        (MethodSignature? signature, ImmutableArray<RequestDiagnostic> diagnostics) =
            SignatureBinder.Bind(request, system.Givens, system.Sizes, variables, CSharpNames.Spell);
        if (signature is null || schedule(Results(system, signature)) is not { } kernel)
        {
            return new(Stub(request), [], diagnostics);
        }

        if (LengthMethod(signature) is { } lengthMethod && request.TakenNames.Contains(lengthMethod))
        {
            return new(Stub(request), [], [new(new(DiagnosticCatalog.WorkspaceLengthTaken, default, [lengthMethod], []), RequestPart.Declaration)]);
        }

        var helpers = new SortedSet<string>(StringComparer.Ordinal);
        return new(Write(system, signature, kernel, helpers, cancellation), [.. helpers], diagnostics);
    }

    /// <summary>Writes a body that only throws: beside the messages about a faulty formula, C# need not complain about a missing body.</summary>
    public static string Stub(MethodRequest request)
    {
        string type = request.Precision == Precision.Double ? "double" : "float";
        IEnumerable<string> parameters = request.Parameters.Select(p => (p.Kind switch
        {
            ParameterKind.Number => type,
            ParameterKind.NumberOut => "out " + type,
            ParameterKind.Tensor => $"global::System.ReadOnlySpan<{type}>",
            ParameterKind.TensorOut => $"global::System.Span<{type}>",
            _ => "int",
        }) + " " + CSharpNames.Escape(p.Name));
        string result = request.Returns == ReturnKind.Number ? type : "void";
        return InContext(request, output => output.Line(
            $"{request.Modifiers} {result} {CSharpNames.Escape(request.Name)}({string.Join(", ", parameters)}) => throw new global::System.NotSupportedException(\"The formula has errors.\");"));
    }

    private static KernelRequest Results(EquationSystem system, MethodSignature signature)
    {
        IEnumerable<Tensor> derivatives = system.Derivatives.Select(d => d.Value);
        Tensor? returned = signature.Returned switch
        {
            ReturnedValue => system.Error,
            ReturnedDerivative d => ValueOf(system, d.Variable),
            _ => null,
        };
        return new(signature.Request.Name, [.. (signature.Request.WithValue ? [system.Error!] : ImmutableArray<Tensor>.Empty).Concat(derivatives)], returned);
    }

    private static Tensor ValueOf(EquationSystem system, Tensor variable) => system.Derivatives.First(d => d.By == variable).Value;

    private static string Write(EquationSystem system, MethodSignature signature, Kernel kernel, ISet<string> helpers, CancellationToken cancellation)
    {
        MethodRequest request = signature.Request;
        KernelForm form = Form(system, signature);
        return InContext(request, output =>
        {
            new KernelWriter(output, kernel, form, request.Precision, DetailLevel.Compact, helpers, EmissionPatterns.Default).Write();
            if (LengthMethod(signature) is { } name)
            {
                output.Blank();
                WriteLengthMethod(output, name, form, system, kernel, helpers);
            }
        }, cancellation);
    }

    private static string InContext(MethodRequest request, Action<SourceWriter> write, CancellationToken cancellation = default)
    {
        var output = new SourceWriter(cancellation);
        var blocks = new Stack<IDisposable>();
        if (request.Namespace.Length > 0)
        {
            output.Line($"namespace {request.Namespace};");
            output.Blank();
        }

        foreach (string type in request.ContainingTypes)
        {
            blocks.Push(output.Block(type));
        }

        write(output);
        while (blocks.Count > 0)
        {
            blocks.Pop().Dispose();
        }

        return FileHeader.Text("the formula of " + request.Name) + "\n" + output;
    }

    private static KernelForm Form(EquationSystem system, MethodSignature signature)
    {
        MethodRequest request = signature.Request;
        string type = request.Precision == Precision.Double ? "double" : "float";
        Dictionary<Tensor, Tensor> values = system.Derivatives.GroupBy(d => d.By).ToDictionary(g => g.Key, g => g.First().Value);
        return new()
        {
            Modifiers = request.Modifiers,
            Name = request.Name,
            Parameters = [.. signature.Parameters.Select(p => Parameter(values, p, type))],
            Summary = Summary(system, signature),
            Sizes = SizeNames(signature),
            SizeSources = [.. signature.Sizes.OfType<SizeFromLength>()],
            Returned = signature.Returned switch
            {
                ReturnedValue => system.Error,
                ReturnedDerivative d => ValueOf(system, d.Variable),
                _ => null,
            },
            HasWorkspace = signature.Parameters.Any(p => p is WorkspaceParameter),
            MemberNames = new HashSet<string>(request.TakenNames, StringComparer.Ordinal),
        };
    }

    private static FormParameter Parameter(Dictionary<Tensor, Tensor> values, SignatureParameter parameter, string type) => parameter switch
    {
        GivenParameter g => new(g.Name, g.Tensor, FormBuilder.Declaration(g.Tensor, g.Name, type, isResult: false)),
        DerivativeParameter d => new(d.Name, values[d.Variable], FormBuilder.Declaration(d.Variable, d.Name, type, isResult: true)),
        PackParameter p => FormBuilder.Parameter(new TensorPack(p.Name, p.Members.Select(m => p.IsResult ? values[m] : m), p.IsResult), type),
        SizeParameter s => new(s.Name, null, "int " + CSharpNames.Escape(s.Name)),
        _ => new(parameter.Name, null, $"global::System.Span<{type}> {CSharpNames.Escape(parameter.Name)}"),
    };

    // A size with a parameter has its name; the others are local variables that must not meet a parameter.
    private static Dictionary<string, string> SizeNames(MethodSignature signature)
    {
        var taken = new HashSet<string>(signature.Parameters.Select(p => p.Name), StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SizeSource source in signature.Sizes)
        {
            string name = source is SizeFromParameter p ? p.Parameter : CSharpNames.Spell(source.Size);
            while (source is SizeFromLength && !taken.Add(name))
            {
                name += "_";
            }

            names.Add(source.Size, name);
        }

        return names;
    }

    private static string Summary(EquationSystem system, MethodSignature signature)
    {
        string variables = string.Join(", ", system.Derivatives.Select(d => d.By.Name));
        string derivatives = system.Derivatives.Length == 1 ? "derivative" : "derivatives";
        return signature.Returned switch
        {
            ReturnedDerivative => $"Returns the derivative of the formula by {variables}.",
            ReturnedValue => $"Returns the value of the formula and sets its {derivatives} by {variables}.",
            _ => $"Sets the {derivatives} of the formula by {variables}.",
        };
    }

    private static string? LengthMethod(MethodSignature signature) =>
        signature.Parameters.Any(p => p is WorkspaceParameter) ? signature.Request.Name + "WorkspaceLength" : null;

    // All sizes, needed or not: what a caller writes must not depend on how well the formula was simplified.
    private static void WriteLengthMethod(SourceWriter output, string name, KernelForm form, EquationSystem system, Kernel kernel, ISet<string> helpers)
    {
        string access = string.Join(" ", form.Modifiers.Split(' ').Where(m => m is "public" or "internal" or "protected" or "private"));
        string modifiers = (access.Length > 0 ? access : "private") + " static";
        WorkspaceLength.Write(output, name, form, kernel, modifiers, helpers, system.Sizes.Select(s => form.Sizes[s]));
    }
}
