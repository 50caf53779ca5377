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

    /// <summary>Makes the form of a static method.</summary>
    /// <param name="kernel">What it runs.</param>
    /// <param name="sizes">The network's symbolic sizes.</param>
    /// <param name="packs">The spans that carry several tensors, of which the method has those that it needs.</param>
    /// <param name="name">Its name.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="precision">The floating-point type.</param>
    /// <param name="withWorkspace">Whether the caller hands in the workspace.</param>
    /// <param name="memberNames">Names of the class that helpers must not take.</param>
    public static KernelForm Static(
        Kernel kernel, ImmutableArray<string> sizes, ImmutableArray<TensorPack> packs, string name, string summary, Precision precision, bool withWorkspace, ISet<string> memberNames)
    {
        string type = precision == Precision.Double ? "double" : "float";
        HashSet<Tensor> givens = [.. kernel.Givens];
        Tensor[] computed = [.. kernel.Request.Results.Where(r => r != kernel.Request.Returned && !givens.Contains(r))];
        TensorPack[] used = [.. packs.Where(p => (p.IsResult ? computed : (IEnumerable<Tensor>)givens).Any(p.Contains))];
        var given = kernel.Givens.Where(g => !used.Any(p => p.Contains(g))).Select(g => (Tensor: g, Name: CSharpNames.Spell(g.Name))).ToList();
        var results = computed.Where(r => !used.Any(p => p.Contains(r))).Select(r => (Tensor: r, Name: CSharpNames.Spell(kernel.Names[r]))).ToList();

        // Weights tell sizes first: an instance holds them, so what is wrong is then the length of what the caller gave.
        ImmutableArray<SignatureParameter> tensors =
            [.. given.OrderBy(g => g.Tensor.Role != TensorRole.Weight).Select(g => (SignatureParameter)new GivenParameter(g.Name, g.Tensor)), .. results.Select(r => new GivenParameter(r.Name, r.Tensor))];

        string[] needed = [.. sizes.Where(s => used.Any(p => p.Sizes.Contains(s)) || Mentions(kernel, s))];
        ImmutableArray<SizeSource> sources = SizeSolver.Solve([.. needed], tensors);
        string[] missing = [.. needed.Except(sources.Select(s => s.Size))];
        sources = SizeSolver.Solve([.. needed], [.. tensors, .. missing.Select(m => new SizeParameter(CSharpNames.Spell(m), m))]);

        var parameters = new List<FormParameter>();
        parameters.AddRange(used.Where(p => !p.IsResult).Select(p => Parameter(p, type)));
        parameters.AddRange(given.Select(g => new FormParameter(g.Name, g.Tensor, Declaration(g.Tensor, g.Name, type, isResult: false))));
        parameters.AddRange(missing.Select(m => new FormParameter(CSharpNames.Spell(m), null, "int " + CSharpNames.Escape(CSharpNames.Spell(m)))));
        parameters.AddRange(results.Select(r => new FormParameter(r.Name, r.Tensor, Declaration(r.Tensor, r.Name, type, isResult: true))));
        parameters.AddRange(used.Where(p => p.IsResult).Select(p => Parameter(p, type)));
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

    public static string Declaration(TensorPack pack, string type) => $"global::System.{(pack.IsResult ? "Span" : "ReadOnlySpan")}<{type}> {CSharpNames.Escape(pack.Name)}";

    public static FormParameter Parameter(TensorPack pack, string type) => new(pack.Name, null, Declaration(pack, type)) { Pack = pack };

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
