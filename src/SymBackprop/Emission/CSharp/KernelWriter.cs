using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SymBackprop.Emission.CSharp.Signatures;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Writes a kernel as a method: documentation, sizes, checks, workspace, statements.</summary>
internal sealed class KernelWriter
{
    private const string Check = "global::SymBackprop.SbpCheck.";

    private readonly SourceWriter _output;
    private readonly Kernel _kernel;
    private readonly KernelForm _form;
    private readonly Precision _precision;
    private readonly DetailLevel _level;
    private readonly ISet<string> _helpers;
    private readonly EmissionPatternSet _patterns;
    private readonly KernelNames _names;
    private readonly CSharpPrinter _printer;
    private readonly FormulaPrinter _formulas;
    private readonly string _workspace;
    private readonly HashSet<Tensor> _results;

    public KernelWriter(SourceWriter output, Kernel kernel, KernelForm form, Precision precision, DetailLevel level, ISet<string> helpers, EmissionPatternSet patterns)
    {
        _output = output;
        _kernel = kernel;
        _form = form;
        _precision = precision;
        _level = level;
        _helpers = helpers;
        _patterns = patterns;
        _results = [.. kernel.Request.Results];
        _names = new KernelNames(kernel, form.Parameters.Where(p => p.Tensor is not null).ToDictionary(p => p.Tensor!, p => p.Name), form.Sizes, form.HasWorkspace ? form.WorkspaceName : null, [.. Packs]);
        _workspace = form.HasWorkspace ? CSharpNames.Escape(form.WorkspaceName) : _names.Reserve("workspace");
        _printer = new CSharpPrinter(_names, precision, patterns, helpers);
        _formulas = new FormulaPrinter(kernel, _names);
    }

    // 16 KB.
    private int StackNumbers => _precision == Precision.Double ? 2048 : 4096;

    private IEnumerable<TensorPack> Packs => _form.Parameters.Select(p => p.Pack).OfType<TensorPack>();

    private string Type => _precision == Precision.Double ? "double" : "float";

    public void Write()
    {
        Document();
        string type = _form.Returned is null ? "void" : Type;
        string head = $"{_form.Modifiers} {type} {CSharpNames.Escape(_form.Name)}({string.Join(", ", _form.Parameters.Select(p => p.Declaration))})";
        using (_output.Block(head))
        {
            Sizes();
            Lengths();
            string? rented = Workspace();
            Buffers();
            Writer().WriteSections(_kernel.Body);
            if (rented is not null)
            {
                _output.Blank();
                using (_output.Block($"if ({rented} is not null)"))
                {
                    _output.Line($"global::System.Buffers.ArrayPool<{Type}>.Shared.Return({rented});");
                }
            }

            if (_form.Returned is { } returned)
            {
                _output.Blank();
                _output.Line($"return {_names.Of(returned)};");
            }
        }

        WriteParts();
    }

    private StatementWriter Writer() => new(_output, _names, _printer, _formulas, _patterns, _level, c => _output.Line($"{PartName(c.Part)}({string.Join(", ", PartArguments(c.Part).Select(a => a.Argument))});"));

    private string PartName(int part) => CSharpNames.Unique(_form.Name + "Part" + (part + 1).ToString(CultureInfo.InvariantCulture), _form.MemberNames);

    private void WriteParts()
    {
        for (int part = 0; part < _kernel.Parts.Length; part++)
        {
            _output.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]");
            using (_output.Block($"private static void {PartName(part)}({string.Join(", ", PartArguments(part).Select(a => a.Declaration))})"))
            {
                Writer().WriteSections(_kernel.Parts[part].Body);
            }
        }
    }

    // What a part mentions and does not declare: given numbers and spans, results, buffers, sizes.
    private IEnumerable<(string Declaration, string Argument)> PartArguments(int part)
    {
        var mentioned = new PartContents(_kernel.Parts[part].Body);
        TensorPack[] packs = [.. mentioned.Tensors.Select(_names.PackOf).OfType<TensorPack>().Distinct()];
        foreach (TensorPack pack in packs)
        {
            string name = CSharpNames.Escape(pack.Name);
            yield return (FormBuilder.Declaration(pack, Type), name);
        }

        foreach (Tensor tensor in mentioned.Tensors.Where(t => _names.PackOf(t) is null))
        {
            Place place = _names.PlaceOf(tensor);
            string name = _names.Of(tensor);
            string element = tensor.IsInteger ? "int" : Type;
            switch (place.Kind)
            {
                case PlaceKind.Given when tensor.Shape.IsScalar:
                    yield return ($"{element} {name}", name);
                    break;
                case PlaceKind.Result when tensor.Shape.IsScalar:
                    string passing = !mentioned.Written.TryGetValue(tensor, out Update update) ? string.Empty : update == Update.Set ? "out " : "ref ";
                    yield return ($"{passing}{element} {name}", passing + name);
                    break;
                case PlaceKind.Given:
                    yield return ($"global::System.ReadOnlySpan<{element}> {name}", name);
                    break;
                case PlaceKind.Result or PlaceKind.Buffer:
                    yield return ($"global::System.Span<{element}> {name}", name);
                    break;
            }
        }

        // Positions need the extents, also of axes that only the text of a position mentions.
        IEnumerable<string> sizes = mentioned.Sizes.Concat(mentioned.Tensors.SelectMany(t => t.Shape.Extents).SelectMany(e => e.Atoms()).OfType<SizeSymbol>().Select(s => s.Name))
            .Concat(packs.SelectMany(p => p.Sizes));
        foreach (string size in sizes.Distinct().Where(_form.Sizes.ContainsKey))
        {
            string name = _names.Of(new SizeSymbol(size));
            yield return ("int " + name, name);
        }
    }

    private void Document()
    {
        _output.Documentation($"<summary>{SourceWriter.Xml(_form.Summary)}</summary>");
        _output.Documentation("<remarks>");
        if (!_kernel.Mathematics.IsEmpty)
        {
            _output.Documentation("<code>");
            bool derivatives = false;
            foreach (Formula formula in _kernel.Mathematics)
            {
                bool isDerivative = formula.Left.Tensor.Role is TensorRole.Adjoint or TensorRole.Tangent;
                if (isDerivative && !derivatives && formula != _kernel.Mathematics[0])
                {
                    _output.Documentation("");
                }

                derivatives = isDerivative;
                _output.Documentation(SourceWriter.Xml(_formulas.Text(formula)));
            }

            _output.Documentation("</code>");
        }

        foreach (TensorPack pack in Packs)
        {
            _output.Documentation($"<c>{pack.Name}</c> {SourceWriter.Xml(pack.Describe())}");
        }

        foreach (string assumption in _kernel.Assumptions)
        {
            _output.Documentation(SourceWriter.Xml("Assumes " + assumption + "."));
        }

        _output.Documentation(SourceWriter.Xml(OperationText.Of(_kernel.Operations)));
        _output.Documentation("</remarks>");
    }

    private void Sizes()
    {
        bool any = false;
        foreach (SizeFromLength source in _form.SizeSources)
        {
            any = true;
            string value = SizeText.Of(source, _printer.Indices, _form.Sizes[source.Size], _helpers);
            _output.Line($"int {CSharpNames.Escape(_form.Sizes[source.Size])} = {value};");
        }

        if (any)
        {
            _output.Blank();
        }
    }

    // Every span must have exactly the length of its tensor, and no result may lie over anything else.
    private void Lengths()
    {
        FormParameter[] spans = [.. _form.Parameters.Where(p => p.Tensor is { Shape.IsScalar: false } || p.Pack is not null)];
        foreach (FormParameter span in spans)
        {
            string name = CSharpNames.Escape(span.Name);
            string length = _printer.Indices.Checked(span.Pack?.Length ?? SizePolynomial.Product(span.Tensor!.Shape.Extents));
            string extents = span.Pack is { } pack ? $"{pack.Members.Length} tensors" : "[" + string.Join(",", span.Tensor!.Shape.Extents.Select(e => e.ToString())) + "]";
            _output.Line($"{name} = {Use("Length")}({name}, {length}, \"{span.Name}\", \"{SourceWriter.Harmless(extents)}\");");
        }

        foreach (IGrouping<bool, FormParameter> alike in spans.GroupBy(IsInteger))
        {
            FormParameter[] results = [.. alike.Where(IsResult)];
            FormParameter[] compared = [.. results, .. CheckHelpers.ComparesAll(results.Length, alike.Count()) ? alike.Where(s => !IsResult(s)) : []];
            if (results.Length > 0 && compared.Length > 1)
            {
                string check = Use(CheckHelpers.Apart(results.Length, compared.Length), "Apart" + results.Length.ToString(CultureInfo.InvariantCulture));
                string names = string.Join(", ", compared.Select(c => c.Name));
                _output.Line($"{check}<{(alike.Key ? "int" : Type)}>(\"{names}\", {string.Join(", ", compared.Select(c => CSharpNames.Escape(c.Name)))});");
            }
        }

        if (spans.Length > 0)
        {
            _output.Blank();
        }
    }

    private bool IsResult(FormParameter parameter) => parameter.Pack?.IsResult ?? _results.Contains(parameter.Tensor!);

    private static bool IsInteger(FormParameter parameter) => parameter.Tensor is { IsInteger: true };

    private string Use(string check, string? method = null)
    {
        _helpers.Add("check " + check);
        return Check + (method ?? check);
    }

    private string? Workspace()
    {
        SizePolynomial length = _kernel.WorkspaceLength;
        if (length.IsZero)
        {
            return null;
        }

        string text = _printer.Indices.Text(length);
        string span = $"global::System.Span<{Type}>";
        if (_form.HasWorkspace)
        {
            _output.Line($"{_workspace} = {Use("Workspace")}({_workspace}, {text});");
            return null;
        }

        if (length.AsConstant is { } constant && constant.Numerator <= StackNumbers)
        {
            _output.Line($"{span} {_workspace} = stackalloc {Type}[{text}];");
            return null;
        }

        string count = _names.Reserve("workspaceLength");
        string rented = _names.Reserve("rented");
        _output.Line($"int {count} = {text};");
        _output.Line($"{Type}[]? {rented} = {count} > {StackNumbers} ? global::System.Buffers.ArrayPool<{Type}>.Shared.Rent({count}) : null;");
        _output.Line($"{span} {_workspace} = {rented} is null ? stackalloc {Type}[{count}] : {rented};");
        return rented;
    }

    private void Buffers()
    {
        var buffers = _kernel.Names.Keys.Select(_names.PlaceOf).Where(p => p.Kind == PlaceKind.Buffer).ToList();
        foreach (Place place in buffers)
        {
            string slice = $"{_workspace}.Slice({_printer.Indices.Text(place.Offset)}, {_printer.Indices.Text(place.Length)})";
            bool isInteger = place.Tensor.IsInteger;
            string value = isInteger ? $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{Type}, int>({slice})" : slice;
            _output.Line($"global::System.Span<{(isInteger ? "int" : Type)}> {_names.Of(place.Tensor)} = {value};");
        }

        if (!_kernel.WorkspaceLength.IsZero)
        {
            _output.Blank();
        }
    }
}
