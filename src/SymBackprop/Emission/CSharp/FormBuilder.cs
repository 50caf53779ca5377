using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Emission.CSharp.Signatures;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Makes the method around a kernel: parameters in the order of the network, sizes from lengths where these tell.</summary>
internal static class FormBuilder
{
    // Smaller workspaces are on the stack.
    private const int StackBytes = 16 * 1024;

    /// <summary>Returns whether the caller must hand in the workspace: it has no fixed length, or a large one.</summary>
    public static bool NeedsWorkspace(Kernel kernel, Precision precision) =>
        !kernel.WorkspaceLength.IsZero && !(kernel.WorkspaceLength.AsConstant is { } length && length * (precision == Precision.Double ? 8 : 4) <= StackBytes);

    public static KernelForm Static(Kernel kernel, ImmutableArray<string> sizes, string name, string summary, Precision precision, bool withWorkspace, ISet<string> memberNames)
    {
        string type = precision == Precision.Double ? "double" : "float";
        var given = kernel.Givens.Select(g => (Tensor: g, Name: CSharpNames.Spell(g.Name))).ToList();
        HashSet<Tensor> givens = [.. kernel.Givens];
        var results = kernel.Request.Results.Where(r => r != kernel.Request.Returned && !givens.Contains(r))
            .Select(r => (Tensor: r, Name: CSharpNames.Spell(kernel.Names[r]))).ToList();
        ImmutableArray<SignatureParameter> tensors =
            [.. given.Select(g => (SignatureParameter)new GivenParameter(g.Name, g.Tensor)), .. results.Select(r => new GivenParameter(r.Name, r.Tensor))];

        string[] needed = [.. sizes.Where(s => Mentions(kernel, s))];
        ImmutableArray<SizeSource> sources = SizeSolver.Solve([.. needed], tensors);
        string[] missing = [.. needed.Except(sources.Select(s => s.Size))];
        sources = SizeSolver.Solve([.. needed], [.. tensors, .. missing.Select(m => new SizeParameter(CSharpNames.Spell(m), m))]);

        var parameters = new List<FormParameter>();
        parameters.AddRange(given.Select(g => new FormParameter(g.Name, g.Tensor, Declaration(g.Tensor, g.Name, type, isResult: false))));
        parameters.AddRange(missing.Select(m => new FormParameter(CSharpNames.Spell(m), null, "int " + CSharpNames.Escape(CSharpNames.Spell(m)))));
        parameters.AddRange(results.Select(r => new FormParameter(r.Name, r.Tensor, Declaration(r.Tensor, r.Name, type, isResult: true))));
        string workspace = CSharpNames.Unique("workspace", [.. parameters.Select(p => p.Name), .. needed.Select(CSharpNames.Spell)]);
        if (withWorkspace)
        {
            parameters.Add(new FormParameter(workspace, null, $"global::System.Span<{type}> {workspace}") { IsWorkspace = true });
        }

        return new()
        {
            Modifiers = "public static",
            Name = name,
            Parameters = [.. parameters],
            Summary = summary,
            Sizes = needed.ToDictionary(s => s, CSharpNames.Spell),
            SizeSources = [.. sources.OfType<SizeFromLength>()],
            Returned = kernel.Request.Returned,
            HasWorkspace = withWorkspace,
            WorkspaceName = workspace,
            MemberNames = memberNames,
        };
    }

    public static string Declaration(Tensor tensor, string name, string type, bool isResult)
    {
        string element = tensor.IsInteger ? "int" : type;
        string id = CSharpNames.Escape(name);
        return (tensor.Shape.IsScalar, isResult) switch
        {
            (true, false) => $"{element} {id}",
            (true, true) => $"out {element} {id}",
            (false, false) => $"global::System.ReadOnlySpan<{element}> {id}",
            (false, true) => $"global::System.Span<{element}> {id}",
        };
    }

    private static bool Mentions(Kernel kernel, string size)
    {
        var symbol = new SizeSymbol(size);
        return kernel.Places.Keys.Concat(kernel.Request.Results).SelectMany(t => t.Shape.Extents).Any(e => e.Atoms().Contains(symbol))
            || Mentions(kernel.Body, symbol);
    }

    private static bool Mentions(ImmutableArray<Statement> body, SizeSymbol symbol) => body.Any(s => s switch
    {
        Loop l => l.Range.Bounds.Any(b => b.Atoms().Contains(symbol)) || Mentions(l.Body, symbol),
        Assignment a => a.Value.IndexExprs().Concat(a.Target.Indices).Any(i => i.Atoms().Contains(symbol)),
        KeepBest k => k.Value.IndexExprs().Any(i => i.Atoms().Contains(symbol)),
        _ => false,
    });
}
