using System;
using System.Collections.Generic;
using System.Collections.Immutable;
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

    public KernelWriter(SourceWriter output, Kernel kernel, KernelForm form, Precision precision, DetailLevel level, ISet<string> helpers, EmissionPatternSet patterns)
    {
        _output = output;
        _kernel = kernel;
        _form = form;
        _precision = precision;
        _level = level;
        _helpers = helpers;
        _patterns = patterns;
        _names = new KernelNames(kernel, form.Parameters.Where(p => p.Tensor is not null).ToDictionary(p => p.Tensor!, p => p.Name), form.Sizes, form.HasWorkspace ? form.WorkspaceName : null);
        _workspace = form.HasWorkspace ? CSharpNames.Escape(form.WorkspaceName) : _names.Reserve("workspace");
        _printer = new CSharpPrinter(_names, precision, patterns, helpers);
        _formulas = new FormulaPrinter(kernel, _names);
    }

    // 16 KB.
    private int StackNumbers => _precision == Precision.Double ? 2048 : 4096;

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
    }

    private StatementWriter Writer() => new(_output, _names, _printer, _formulas, _patterns, _level, _ => { });

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
        FormParameter[] spans = [.. _form.Parameters.Where(p => p.Tensor is { Shape.IsScalar: false })];
        foreach (FormParameter span in spans)
        {
            string name = CSharpNames.Escape(span.Name);
            Shape shape = span.Tensor!.Shape;
            string length = _printer.Indices.Text(SizePolynomial.Product(shape.Extents));
            string extents = "[" + string.Join(",", shape.Extents.Select(e => e.ToString())) + "]";
            _output.Line($"{name} = {Use("Length")}({name}, {length}, \"{span.Name}\", \"{SourceWriter.Harmless(extents)}\");");
        }

        FormParameter[] results = [.. spans.Where(IsResult)];
        for (int i = 0; i < results.Length; i++)
        {
            FormParameter result = results[i];
            FormParameter[] others = [.. spans.Where(s => !IsResult(s)).Concat(results.Skip(i + 1)).Where(s => s.Tensor!.IsInteger == result.Tensor!.IsInteger)];
            if (others.Length > 0)
            {
                string pairs = string.Concat(others.Select(o => $", {CSharpNames.Escape(o.Name)}, \"{o.Name}\""));
                _output.Line($"{Use("Apart" + others.Length.ToString(CultureInfo.InvariantCulture), "Apart")}<{(result.Tensor!.IsInteger ? "int" : Type)}>({CSharpNames.Escape(result.Name)}, \"{result.Name}\"{pairs});");
            }
        }

        if (spans.Length > 0)
        {
            _output.Blank();
        }
    }

    private bool IsResult(FormParameter parameter) => _kernel.Request.Results.Contains(parameter.Tensor!);

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
