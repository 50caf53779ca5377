using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;

namespace SymBackprop.Emission.CSharp.Signatures;

/// <summary>Finds what each parameter of a user's method stands for.</summary>
/// <remarks>After an error the signature is null: then no code is emitted. Names are compared as C# spells them.</remarks>
internal sealed class SignatureBinder
{
    private readonly MethodRequest _request;
    private readonly ImmutableArray<Tensor> _givens;
    private readonly ImmutableArray<Tensor> _variables;
    private readonly Func<string, string> _spell;
    private readonly List<RequestDiagnostic> _diagnostics = [];

    private SignatureBinder(MethodRequest request, ImmutableArray<Tensor> givens, ImmutableArray<Tensor> variables, Func<string, string> spell)
    {
        _request = request;
        _givens = givens;
        _variables = variables;
        _spell = spell;
    }

    /// <summary>With some thousand more the just-in-time compiler refuses the method.</summary>
    public const int MostParameters = 8_000;

    /// <summary>Binds a declaration to the tensors of its formula.</summary>
    /// <param name="request">The declaration.</param>
    /// <param name="givens">The names that the formula reads.</param>
    /// <param name="sizes">The symbolic sizes of their shapes.</param>
    /// <param name="variables">Those of the givens to differentiate by.</param>
    /// <param name="spell">The C# name of a name of the language.</param>
    public static (MethodSignature? Signature, ImmutableArray<RequestDiagnostic> Diagnostics) Bind(
        MethodRequest request, ImmutableArray<Tensor> givens, ImmutableArray<string> sizes, ImmutableArray<Tensor> variables, Func<string, string> spell)
    {
        var binder = new SignatureBinder(request, givens, variables, spell);
        if (request.Parameters.Count > MostParameters)
        {
            binder.Report(DiagnosticCatalog.TooManyParameters, request.Name, request.Parameters.Count.ToString(CultureInfo.InvariantCulture));
            return (null, [.. binder._diagnostics]);
        }

        Returned? returned = binder.BindResult();
        ImmutableArray<SignatureParameter> parameters = binder.BindParameters(sizes);
        binder.RequireGivens(parameters);
        binder.RequireDerivatives(parameters, returned);
        ImmutableArray<SizeSource> sources = binder.BindSizes(sizes, parameters);
        return (binder._diagnostics.Count > 0 ? null : new(request, parameters, sources, returned), [.. binder._diagnostics]);
    }

    private string Element => _request.Precision == Precision.Double ? "double" : "float";

    private Returned? BindResult()
    {
        bool isNumber = _request.Returns == ReturnKind.Number;
        bool isSingleScalar = _variables.Length == 1 && _variables[0].Shape.IsScalar;
        if (_request.WithValue && !isNumber)
        {
            Report(DiagnosticCatalog.ReturnKindMismatch, _request.Name, Element, "void", "'ValueAndGradient' returns the formula's value");
        }
        else if (!_request.WithValue && isNumber && !isSingleScalar)
        {
            Report(DiagnosticCatalog.ReturnKindMismatch, _request.Name, "void", Element, "'Gradient' returns only the derivative by a single scalar");
        }

        return !isNumber ? null : _request.WithValue ? new ReturnedValue() : isSingleScalar ? new ReturnedDerivative(_variables[0]) : null;
    }

    private ImmutableArray<SignatureParameter> BindParameters(ImmutableArray<string> sizes)
    {
        ImmutableArray<SignatureParameter>.Builder bound = ImmutableArray.CreateBuilder<SignatureParameter>();
        for (int position = 0; position < _request.Parameters.Count; position++)
        {
            if (BindParameter(position, sizes) is { } parameter)
            {
                bound.Add(parameter);
            }
        }

        return bound.ToImmutable();
    }

    // What the kind allows comes first: `dw` may be a name of the formula and a derivative. Then the name alone decides, and the kind is wrong.
    private SignatureParameter? BindParameter(int position, ImmutableArray<string> sizes)
    {
        (string name, ParameterKind kind) = _request.Parameters[position];
        if (_request.Parameters[position].Members is { Count: > 0 } members)
        {
            bool isResult = kind == ParameterKind.TensorOut;
            Dictionary<string, Tensor> known = (isResult ? _variables : _givens).ToDictionary(t => t.Name);
            return new PackParameter(name, [.. members.Select(m => known[m])], isResult);
        }

        bool comesIn = kind is ParameterKind.Number or ParameterKind.Tensor;
        bool goesOut = kind is ParameterKind.NumberOut or ParameterKind.TensorOut;
        Tensor? given = Find(_givens, name, n => n);
        Tensor? variable = Find(_variables, name, DerivativeName);
        string? size = sizes.FirstOrDefault(s => SameName(s, name));
        if (given is not null && (comesIn || variable is null || !goesOut))
        {
            CheckKind(position, given.Shape.IsScalar ? ParameterKind.Number : ParameterKind.Tensor, InDeclaration(given));
            return new GivenParameter(name, given);
        }

        if (variable is not null)
        {
            CheckKind(position, variable.Shape.IsScalar ? ParameterKind.NumberOut : ParameterKind.TensorOut, OutDeclaration(variable));
            return new DerivativeParameter(name, variable);
        }

        if (size is not null)
        {
            CheckKind(position, ParameterKind.Size, "int " + _spell(size));
            return new SizeParameter(name, size);
        }

        if (name == "workspace" && position == _request.Parameters.Count - 1)
        {
            CheckKind(position, ParameterKind.TensorOut, $"Span<{Element}> workspace");
            return new WorkspaceParameter(name);
        }

        Report(DiagnosticCatalog.UnusedParameter, position, name);
        return null;
    }

    private void CheckKind(int position, ParameterKind expected, string declaration)
    {
        MethodParameter parameter = _request.Parameters[position];
        if (parameter.Kind != expected)
        {
            Report(DiagnosticCatalog.ParameterShape, position, parameter.Name, InWords(parameter.Kind), InWords(expected), declaration);
        }
    }

    private static string InWords(ParameterKind kind) => kind switch
    {
        ParameterKind.Number => "a scalar that comes in",
        ParameterKind.Tensor => "a tensor that comes in",
        ParameterKind.NumberOut => "a scalar that goes out",
        ParameterKind.TensorOut => "a tensor that goes out",
        _ => "a size",
    };

    private void RequireGivens(ImmutableArray<SignatureParameter> parameters)
    {
        foreach (Tensor given in _givens.Except(parameters.SelectMany(p => p switch
        {
            GivenParameter g => [g.Tensor],
            PackParameter { IsResult: false } pack => pack.Members,
            _ => ImmutableArray<Tensor>.Empty,
        })))
        {
            Report(DiagnosticCatalog.MissingParameter, given.Name, InDeclaration(given));
        }
    }

    private void RequireDerivatives(ImmutableArray<SignatureParameter> parameters, Returned? returned)
    {
        IEnumerable<Tensor> delivered = parameters.SelectMany(p => p switch
        {
            DerivativeParameter d => [d.Variable],
            PackParameter { IsResult: true } pack => pack.Members,
            _ => ImmutableArray<Tensor>.Empty,
        });
        if (returned is ReturnedDerivative derivative)
        {
            delivered = delivered.Append(derivative.Variable);
        }

        foreach (Tensor variable in _variables.Except(delivered))
        {
            Report(DiagnosticCatalog.MissingDerivative, variable.Name, OutDeclaration(variable));
        }
    }

    private ImmutableArray<SizeSource> BindSizes(ImmutableArray<string> sizes, ImmutableArray<SignatureParameter> parameters)
    {
        ImmutableArray<SizeSource> sources = SizeSolver.Solve(sizes, parameters);
        if (_diagnostics.Count > 0)
        {
            // A missing parameter has been reported; the size that it would have given is no second cause.
            return sources;
        }

        // A size that is asked for may determine others.
        while (sizes.Except(sources.Select(s => s.Size)).FirstOrDefault() is { } size)
        {
            Tensor? of = _givens.FirstOrDefault(g => g.Shape.Extents.Any(e => e.Atoms().Contains(new SizeSymbol(size))));
            Report(DiagnosticCatalog.UndeterminedSize, size, of?.Name ?? size);
            parameters = parameters.Add(new SizeParameter(size, size));
            sources = SizeSolver.Solve(sizes, parameters);
        }

        return sources;
    }

    private Tensor? Find(ImmutableArray<Tensor> tensors, string parameter, Func<string, string> name) =>
        tensors.FirstOrDefault(t => SameName(name(t.Name), parameter));

    private bool SameName(string name, string parameter) => name == parameter || _spell(name) == _spell(parameter);

    private static string DerivativeName(string variable) => "d" + variable;

    private string InDeclaration(Tensor given) =>
        (given.Shape.IsScalar ? Element : $"ReadOnlySpan<{Element}>") + " " + _spell(given.Name);

    private string OutDeclaration(Tensor variable) =>
        (variable.Shape.IsScalar ? $"out {Element}" : $"Span<{Element}>") + " " + _spell(DerivativeName(variable.Name));

    private void Report(DiagnosticDescriptor descriptor, params string[] arguments) =>
        _diagnostics.Add(new(new(descriptor, default, [.. arguments], []), RequestPart.Declaration));

    private void Report(DiagnosticDescriptor descriptor, int parameter, params string[] arguments) =>
        _diagnostics.Add(new(new(descriptor, default, [.. arguments], []), RequestPart.Parameter, parameter));
}
