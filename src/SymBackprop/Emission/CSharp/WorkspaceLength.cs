using System.Collections.Generic;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Writes the method that tells how long a kernel's workspace must be.</summary>
internal static class WorkspaceLength
{
    /// <summary>Returns the sizes that the length depends on, in order.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Sizes(KernelForm form, Kernel kernel) =>
        form.Sizes.Where(s => kernel.WorkspaceLength.Terms.Any(t => t.Atoms.Any(a => IndexExpr.Of(a).Atoms().Contains(new SizeSymbol(s.Key)))));

    /// <summary>Writes the method; it takes the sizes given, else those that the length depends on.</summary>
    public static void Write(
        SourceWriter output, string name, KernelForm form, Kernel kernel, string modifiers, ISet<string> helpers, IEnumerable<string>? sizes = null)
    {
        var names = new KernelNames(kernel, new Dictionary<Tensor, string>(), form.Sizes);
        string parameters = string.Join(", ", (sizes ?? Sizes(form, kernel).Select(s => s.Value)).Select(s => "int " + CSharpNames.Escape(s)));
        string length = new IndexWriter(names.Of, _ => string.Empty, h => helpers.Add(h)).Text(kernel.WorkspaceLength);
        bool isProduct = kernel.WorkspaceLength.Terms.Any(t => t.Atoms.Length + (t.Coefficient.IsOne ? 0 : 1) > 1) || kernel.WorkspaceLength.Terms.Skip(1).Any();
        output.Documentation($"<summary>Returns how many numbers the workspace of <c>{form.Name}</c> must hold.</summary>");
        output.Line($"{modifiers} int {name}({parameters}) => {(isProduct ? $"checked({length})" : length)};");
    }
}
