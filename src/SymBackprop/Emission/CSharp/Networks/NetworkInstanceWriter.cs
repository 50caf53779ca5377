using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Emission.CSharp.Signatures;
using SymBackprop.Emission.PlainText;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp.Networks;

/// <summary>Writes the instance part of a network's class: weights, gradients, workspace, and methods on top of the static ones.</summary>
internal sealed class NetworkInstanceWriter(SourceWriter output, NetworkModel model, ISet<string> helpers)
{
    private readonly bool _hasWorkspace = model.Methods.Any(m => m.Form.HasWorkspace);

    private string Type => model.Type;

    public void Write()
    {
        Fields();
        Constructor();
        foreach (WeightMember weight in model.Weights)
        {
            Properties(weight);
        }

        foreach (NetworkMethod method in model.Methods.Where(m => m.Form.HasWorkspace || m.Form.Parameters.Any(p => model.FieldOf(p) is not null)))
        {
            Method(method);
        }

        if (model.Weights.Any(w => w.Gradient is not null))
        {
            Step();
        }

        Save();
        Load();
    }

    private string SizeField(string size) => model.SizeFields[size];

    private void Fields()
    {
        foreach (string size in model.FixedSizes)
        {
            output.Line($"private readonly int {SizeField(size)};");
        }

        foreach (WeightMember weight in model.Weights)
        {
            bool isScalar = weight.Tensor.Shape.IsScalar;
            if (!weight.IsPacked)
            {
                output.Line(isScalar ? $"private {Type} {weight.Field};" : $"private readonly {Type}[] {weight.Field};");
            }

            if (weight.Gradient is not null && !weight.IsGradientPacked)
            {
                output.Line(isScalar ? $"private {Type} {weight.GradientField};" : $"private readonly {Type}[] {weight.GradientField};");
            }
        }

        foreach (PackField field in model.PackFields)
        {
            output.Line($"private readonly {Type}[] {field.Name};");
        }

        if (_hasWorkspace)
        {
            output.Line($"private {Type}[] {model.WorkspaceField} = global::System.Array.Empty<{Type}>();");
        }

        output.Blank();
    }

    private void Constructor()
    {
        ImmutableArray<string> sizes = [.. model.FixedSizes];
        string seed = CSharpNames.Unique("seed", [.. sizes.Select(CSharpNames.Spell)]);
        output.Documentation($"<summary>Makes the network with its starting weights: {SourceWriter.Xml(StartingWeights.Describe(model.Weights))}.</summary>");
        foreach (string size in sizes)
        {
            output.Documentation($"<param name=\"{CSharpNames.Spell(size)}\">The size {SourceWriter.Xml(size)}.</param>");
        }

        bool isRandom = model.Weights.Any(StartingWeights.IsRandom);
        output.Documentation($"<param name=\"{seed}\">{(isRandom ? "Equal seeds give equal weights." : "Not used: no weight starts at random.")}</param>");
        string parameters = string.Concat(sizes.Select(s => $"int {CSharpNames.Escape(CSharpNames.Spell(s))}, "));
        using (output.Block($"public {CSharpNames.Escape(model.Request.ClassName)}({parameters}int {seed} = 0)"))
        {
            foreach (string size in sizes)
            {
                helpers.Add("check Size");
                string name = CSharpNames.Spell(size);
                output.Line($"{SizeField(size)} = global::SymBackprop.SbpCheck.Size({CSharpNames.Escape(name)}, \"{name}\");");
            }

            IndexWriter indices = Indices(s => CSharpNames.Escape(CSharpNames.Spell(s)));
            foreach (WeightMember weight in model.Weights.Where(w => !w.Tensor.Shape.IsScalar))
            {
                SizePolynomial length = SizePolynomial.Product(weight.Tensor.Shape.Extents);
                if (!weight.IsPacked)
                {
                    Allocate(weight.Field, length);
                }

                if (weight.Gradient is not null && !weight.IsGradientPacked)
                {
                    Allocate(weight.GradientField, length);
                }
            }

            foreach (PackField field in model.PackFields)
            {
                Allocate(field.Name, field.Pack.Length);
            }

            void Allocate(string field, SizePolynomial length)
            {
                output.Line($"{field} = new {Type}[{indices.Checked(length)}];");
            }

            StartingWeights.Write(output, model, indices, seed, helpers);
        }
    }

    private void Properties(WeightMember weight)
    {
        string shape = weight.Tensor.ToString();
        bool isScalar = weight.Tensor.Shape.IsScalar;
        string access = isScalar ? "Gets or sets" : "Gets";
        output.Documentation($"<summary>{access} the weight {SourceWriter.Xml(shape)}{(isScalar ? string.Empty : ", row-major")}.</summary>");
        if (isScalar)
        {
            using (output.Block($"public {Type} {weight.Member}"))
            {
                output.Line($"get => {weight.Field};");
                output.Line($"set => {weight.Field} = value;");
            }
        }
        else
        {
            output.Line($"public global::System.Span<{Type}> {weight.Member} => {weight.Field};");
            output.Blank();
        }

        if (weight.Gradient is { } gradient)
        {
            output.Documentation($"<summary>Gets {SourceWriter.Xml(PlainTextPrinter.NameOf(gradient))} as the last <c>ErrorAndGradient</c> found it.</summary>");
            string type = isScalar ? Type : $"global::System.ReadOnlySpan<{Type}>";
            output.Line($"public {type} {CSharpNames.Escape(weight.GradientMember)} => {weight.GradientField};");
            output.Blank();
        }
    }

    // The caller gives inputs and targets; the sizes that no weight fixes follow from their lengths.
    private void Method(NetworkMethod method)
    {
        KernelForm form = method.Form;
        FormParameter[] open = [.. form.Parameters.Where(p => !p.IsWorkspace && model.FieldOf(p) is null && !IsFixedSize(p))];
        output.Documentation($"<summary>{SourceWriter.Xml(form.Summary)}</summary>");
        string type = form.Returned is null ? "void" : Type;

        // A parameter of the method's own name hides it.
        string Callee(string name) => form.Parameters.Select(p => p.Name).Concat(form.Sizes.Values).Contains(name.TrimStart('@')) ? CSharpNames.Escape(model.Request.ClassName) + "." + name : name;
        using (output.Block($"public {type} {form.Name}({string.Join(", ", open.Select(p => p.Declaration))})"))
        {
            if (form.HasWorkspace)
            {
                var lengths = WorkspaceLength.Sizes(form, method.Kernel).ToList();
                SizeLines(open, lengths.Select(l => l.Key));
                string arguments = string.Join(", ", lengths.Select(l => model.FixedSizes.Contains(l.Key) ? SizeField(l.Key) : CSharpNames.Escape(l.Value)));
                string local = CSharpNames.Unique("length", [.. form.Parameters.Select(p => p.Name), .. form.Sizes.Values]);
                output.Line($"int {local} = {Callee(method.LengthName)}({arguments});");
                using (output.Block($"if ({model.WorkspaceField}.Length < {local})"))
                {
                    output.Line($"{model.WorkspaceField} = new {Type}[{local}];");
                }
            }

            IEnumerable<string> passed = form.Parameters.Select(p => p.Tensor is null && p.Pack is null
                ? p.IsWorkspace ? model.WorkspaceField : IsFixedSize(p) ? SizeField(SizeOf(form, p)) : CSharpNames.Escape(p.Name)
                : (IsOut(p) ? "out " : string.Empty) + (model.FieldOf(p) ?? CSharpNames.Escape(p.Name)));
            output.Line($"{(form.Returned is null ? string.Empty : "return ")}{Callee(form.Name)}({string.Join(", ", passed)});");
        }
    }

    private static bool IsOut(FormParameter parameter) => parameter.Declaration.StartsWith("out ", StringComparison.Ordinal);

    private bool IsFixedSize(FormParameter parameter) => parameter is { Tensor: null, IsWorkspace: false } && model.FixedSizes.Any(s => CSharpNames.Spell(s) == parameter.Name);

    private static string SizeOf(KernelForm form, FormParameter parameter) => form.Sizes.First(s => s.Value == parameter.Name).Key;

    private void SizeLines(FormParameter[] open, IEnumerable<string> wanted)
    {
        HashSet<string> known = [.. model.FixedSizes];
        ImmutableArray<string> missing = [.. wanted.Where(s => !known.Contains(s) && !open.Any(p => p.Tensor is null && p.Name == CSharpNames.Spell(s)))];
        ImmutableArray<SignatureParameter> sources =
        [
            .. model.FixedSizes.Select(s => new SizeParameter(SizeField(s), s)),
            .. open.Where(p => p.Tensor is not null && !p.Tensor.Shape.IsScalar).Select(p => new GivenParameter(p.Name, p.Tensor!)),
        ];
        IndexWriter indices = Indices(s => known.Contains(s) ? SizeField(s) : CSharpNames.Escape(CSharpNames.Spell(s)));
        foreach (SizeFromLength source in SizeSolver.Solve([.. model.FixedSizes, .. missing], sources).OfType<SizeFromLength>())
        {
            output.Line($"int {CSharpNames.Escape(CSharpNames.Spell(source.Size))} = {SizeText.Of(source, indices, CSharpNames.Spell(source.Size), helpers)};");
        }
    }

    private void Step()
    {
        string rate = "learningRate";
        output.Documentation("<summary>Takes a step of gradient descent: each weight w becomes w − learningRate·∂E/∂w.</summary>");
        using (output.Block($"public void Step({Type} {rate})"))
        {
            // Where all weights and all gradients lie in the same order, one loop does.
            if (model.PackFields is [{ Pack: { IsResult: false } all } weights, { Pack: { IsResult: true } slopes } gradients]
                && model.Weights.Where(w => all.Contains(w.Tensor)).Select(w => w.Gradient).SequenceEqual(slopes.Members)
                && model.Weights.All(w => w.IsPacked))
            {
                using (output.Block($"for (int i = 0; i < {weights.Name}.Length; i++)"))
                {
                    output.Line($"{weights.Name}[i] -= {rate} * {gradients.Name}[i];");
                }

                return;
            }

            foreach (WeightMember weight in model.Weights.Where(w => w.Gradient is not null))
            {
                if (weight.Tensor.Shape.IsScalar)
                {
                    output.Line($"{weight.Field} -= {rate} * {weight.GradientField};");
                    continue;
                }

                using (output.Block($"for (int i = 0; i < {weight.Field}.Length; i++)"))
                {
                    output.Line($"{weight.Field}[i] -= {rate} * {weight.GradientField}[i];");
                }
            }
        }
    }

    private void Save()
    {
        helpers.Add("class " + NetworkHelpers.Weights);
        output.Documentation("<summary>Writes the weights as JSON: an object with a member for each weight, nested arrays row by row.</summary>");
        using (output.Block("public void Save(global::System.IO.Stream stream)"))
        {
            output.Line("using var writer = new global::System.Text.Json.Utf8JsonWriter(stream, new global::System.Text.Json.JsonWriterOptions { Indented = true });");
            output.Line("writer.WriteStartObject();");
            foreach (WeightMember weight in model.Weights)
            {
                string value = weight.Tensor.Shape.IsScalar ? $"new global::System.ReadOnlySpan<{Type}>(in {weight.Field})"
                    : weight.IsPacked ? weight.Field
                    : $"new global::System.ReadOnlySpan<{Type}>({weight.Field})";
                output.Line($"global::SymBackprop.SbpWeights.Write(writer, {Literal(weight.Tensor.Name)}, {value}{Extents(weight)});");
            }

            output.Line("writer.WriteEndObject();");
        }

        PathOverload("Writes the weights to a file of JSON.", "Save", "Create");
    }

    private void Load()
    {
        output.Documentation("<summary>Reads weights that <c>Save</c> or <c>sbp train</c> wrote; a missing or misshapen one throws.</summary>");
        using (output.Block("public void Load(global::System.IO.Stream stream)"))
        {
            output.Line("using var document = global::System.Text.Json.JsonDocument.Parse(stream);");
            output.Line("global::System.Text.Json.JsonElement root = document.RootElement;");
            foreach (WeightMember weight in model.Weights)
            {
                string value = weight.Tensor.Shape.IsScalar ? $"new global::System.Span<{Type}>(ref {weight.Field})"
                    : weight.IsPacked ? weight.Field
                    : $"new global::System.Span<{Type}>({weight.Field})";
                output.Line($"global::SymBackprop.SbpWeights.Read(root, {Literal(weight.Tensor.Name)}, {value}{Extents(weight)});");
            }
        }

        PathOverload("Reads the weights from a file of JSON.", "Load", "OpenRead");
    }

    private void PathOverload(string summary, string method, string open)
    {
        output.Documentation($"<summary>{summary}</summary>");
        using (output.Block($"public void {method}(string path)"))
        {
            output.Line($"using global::System.IO.FileStream stream = global::System.IO.File.{open}(path);");
            output.Line($"{method}(stream);");
        }
    }

    private string Extents(WeightMember weight)
    {
        IndexWriter indices = Indices(SizeField);
        return string.Concat(weight.Tensor.Shape.Extents.Select(e => ", " + indices.Text(e)));
    }

    private static string Literal(string text) => "\"" + SourceWriter.Harmless(text) + "\"";

    private IndexWriter Indices(Func<string, string> size) => new(
        atom => atom is SizeSymbol s ? size(s.Name) : throw new InvalidOperationException(atom.GetType().Name),
        _ => throw new InvalidOperationException("a weight's shape does not depend on an input"),
        h => helpers.Add(h));
}
