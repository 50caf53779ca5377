using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Prints a schedule: each kernel's loops and assignments, where tensors are kept, what it costs.</summary>
internal static class SchedulePrinter
{
    public static string Print(Schedule schedule) => string.Join("\n\n", schedule.Kernels.Select(Print));

    private static string Print(Kernel kernel)
    {
        var text = new StringBuilder();
        string results = string.Join(", ", kernel.Request.Results.Select(r => Name(kernel, r)));
        text.Append($"kernel {kernel.Request.Name}({string.Join(", ", kernel.Givens.Select(g => g.ToString()))}) -> {results}\n");
        foreach (Place place in kernel.Places.Values.Where(p => p.Kind == PlaceKind.Buffer).OrderBy(p => Name(kernel, p.Tensor), System.StringComparer.Ordinal))
        {
            text.Append($"  buffer {Name(kernel, place.Tensor)}: {place.Length} from {place.Offset}\n");
        }

        Write(text, kernel, kernel.Body, "  ");
        for (int part = 0; part < kernel.Parts.Length; part++)
        {
            text.Append($"  part {part + 1}\n");
            Write(text, kernel, kernel.Parts[part].Body, "    ");
        }

        return text.Append("  operations ").Append(string.Join(", ", kernel.Operations.Counts.Select(c => $"{c.Key}: {c.Value}"))).ToString();
    }

    private static string Name(Kernel kernel, Tensor tensor) => kernel.Names.TryGetValue(tensor, out string? name) ? name : tensor.Name;

    private static void Write(StringBuilder text, Kernel kernel, ImmutableArray<Statement> body, string indent)
    {
        foreach (Statement statement in body)
        {
            text.Append(indent);
            switch (statement)
            {
                case Loop loop:
                    string range = $"{string.Join("|", loop.Range.Lower)}..{string.Join("|", loop.Range.Upper)}";
                    text.Append($"for i{loop.Variable} in {range}{(loop.IsDescending ? " downwards" : string.Empty)}  // {loop.Role}, {loop.Name}\n");
                    Write(text, kernel, loop.Body, indent + "  ");
                    break;
                case Assignment a:
                    text.Append($"{(a.IsDeclaration ? "let " : string.Empty)}{Text(kernel, a.Target)} {Sign(a.Update)} {Text(kernel, a.Value)}\n");
                    break;
                case KeepBest k:
                    text.Append($"{Text(kernel, k.Position)} {(k.IsLargest ? "argmax=" : "argmin=")} {Text(kernel, k.Value)}\n");
                    break;
                case PartCall call:
                    text.Append($"part {call.Part + 1}\n");
                    break;
            }
        }
    }

    private static string Sign(Update update) => update switch
    {
        Update.Set => "=",
        Update.Add => "+=",
        Update.Multiply => "*=",
        Update.Max => "max=",
        _ => "min=",
    };

    // In the names that the kernel uses.
    private static string Text(Kernel kernel, Expr expr)
    {
        var renamed = new Dictionary<Tensor, Tensor>();
        Expr named = new ExprRewriter(_ => null, a => new Access(Renamed(a.Tensor), a.Indices)).Rewrite(expr);
        return ExpressionPrinter.Print(named);

        Tensor Renamed(Tensor tensor)
        {
            if (!renamed.TryGetValue(tensor, out Tensor? known))
            {
                renamed.Add(tensor, known = new Tensor(Name(kernel, tensor), tensor.Shape, tensor.Role));
            }

            return known;
        }
    }
}
