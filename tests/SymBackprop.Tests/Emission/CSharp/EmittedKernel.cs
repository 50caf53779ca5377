using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using SymBackprop.Equations;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using SymBackprop.Scheduling;

namespace SymBackprop.Tests.Emission.CSharp;

/// <summary>Schedules a system, emits it as a static method, compiles and runs it.</summary>
internal sealed class EmittedKernel
{
    private readonly Kernel _kernel;
    private readonly KernelForm _form;
    private readonly Precision _precision;
    private readonly string _name;
    private readonly SortedSet<string> _helpers = new(StringComparer.Ordinal);
    private MethodInfo? _run;

    public EmittedKernel(EquationSystem system, Precision precision = Precision.Double, ScheduleOptions? options = null, EmissionPatternSet? patterns = null, bool withWorkspace = false, string name = "Emitted")
    {
        var diagnostics = new DiagnosticBag();
        Schedule schedule = Scheduler.Schedule(system, options ?? ScheduleOptions.Default, diagnostics);
        if (diagnostics.HasErrors)
        {
            throw new InvalidOperationException(string.Join("\n", diagnostics.ToImmutable().Select(d => d.Message)));
        }

        _kernel = schedule.Kernels[0];
        _precision = precision;
        _name = name;
        _form = FormBuilder.Static(_kernel, system.Sizes, TensorPack.Of(system), "Run", "Runs the kernel.", precision, withWorkspace, new HashSet<string>());
        var output = new SourceWriter();
        using (output.Block("static class " + name))
        {
            new KernelWriter(output, _kernel, _form, precision, schedule.Level, _helpers, patterns ?? EmissionPatterns.Default).Write();
        }

        Method = output.ToString();
        Text = FileHeader.Text("test.sbp") + "\n" + Method + "\n" + HelperFile.Classes(_helpers);
    }

    public string Text { get; }

    public string Method { get; }

    public Kernel Kernel => _kernel;

    private string DriverName => "Drive" + _name;

    /// <summary>Compiles many kernels, each of a name of its own, at once.</summary>
    public static void Compile(IReadOnlyCollection<EmittedKernel> kernels)
    {
        var helpers = new SortedSet<string>(kernels.SelectMany(k => k._helpers), StringComparer.Ordinal);
        string text = FileHeader.Text("test.sbp") + "\n" + string.Join("\n", kernels.Select(k => k.Method)) + "\n" + HelperFile.Classes(helpers);
        Assembly assembly = CompiledCode.Compile([text, .. kernels.Select(k => k.Driver())]);
        foreach (EmittedKernel kernel in kernels)
        {
            kernel._run = assembly.GetType(kernel.DriverName)!.GetMethod("Run")!;
        }
    }

    /// <summary>Runs the method; results by the names of their tensors.</summary>
    public Dictionary<string, double[]> Run(IReadOnlyDictionary<string, DenseTensor> givens, IReadOnlyDictionary<string, long> sizes)
    {
        var values = new Dictionary<string, double[]>();
        foreach (FormParameter parameter in _form.Parameters)
        {
            values[parameter.Name] =
            [
                .. Tensors(parameter).SelectMany(t => givens.TryGetValue(t.Name, out DenseTensor? given) ? given.Values : Enumerable.Repeat(double.NaN, Count(t, sizes))),
            ];
        }

        if (_run is null)
        {
            Compile([this]);
        }

        try
        {
            _run!.Invoke(null, [values, sizes.ToDictionary(s => s.Key, s => (int)s.Value)]);
        }
        catch (TargetInvocationException e)
        {
            throw new InvalidOperationException(e.InnerException!.Message + "\n" + Text, e.InnerException);
        }

        var results = new Dictionary<string, double[]>();
        foreach (FormParameter parameter in _form.Parameters.Where(IsResult))
        {
            int start = 0;
            foreach (Tensor tensor in Tensors(parameter))
            {
                results[tensor.Name] = values[parameter.Name][start..(start += Count(tensor, sizes))];
            }
        }

        if (_form.Returned is { } returned)
        {
            results[returned.Name] = values["return"];
        }

        return results;
    }

    private bool IsResult(FormParameter parameter) => parameter.Pack?.IsResult ?? (parameter.Tensor is not null && !_kernel.Givens.Contains(parameter.Tensor));

    private static IEnumerable<Tensor> Tensors(FormParameter parameter) => parameter.Pack?.Members ?? (parameter.Tensor is null ? [] : [parameter.Tensor]);

    private static int Count(Tensor tensor, IReadOnlyDictionary<string, long> sizes) =>
        tensor.Shape.Extents.Aggregate(1, (n, e) => n * (int)(e.Constant + e.Terms.Sum(t => t.Coefficient * sizes[((SizeSymbol)t.Atom).Name])));

    private string Driver()
    {
        string type = _precision == Precision.Double ? "double" : "float";
        var text = new StringBuilder("using System;\nusing System.Linq;\nusing System.Collections.Generic;\npublic static class " + DriverName + "\n{\n");
        text.Append("    public static void Run(Dictionary<string, double[]> v, Dictionary<string, int> sizes)\n    {\n");
        var arguments = new List<string>();
        var after = new StringBuilder();
        foreach (FormParameter p in _form.Parameters)
        {
            string local = "p_" + p.Name;
            if (p.IsWorkspace)
            {
                arguments.Add($"new {type}[{_kernel.WorkspaceLength.Value(a => 10)}]");
            }
            else if (p.Tensor is null && p.Pack is null)
            {
                arguments.Add($"sizes[\"{_form.Sizes.First(s => s.Value == p.Name).Key}\"]");
            }
            else
            {
                string element = p.Tensor is { IsInteger: true } ? "int" : type;
                text.Append($"        {element}[] {local} = v[\"{p.Name}\"].Select(x => ({element})x).ToArray();\n");
                bool isResult = IsResult(p);
                arguments.Add(p.Tensor is { Shape.IsScalar: true } ? (isResult ? $"out {local}[0]" : local + "[0]") : local);
                if (isResult)
                {
                    after.Append($"        v[\"{p.Name}\"] = {local}.Select(x => (double)x).ToArray();\n");
                }
            }
        }

        string call = $"{_name}.Run({string.Join(", ", arguments)})";
        text.Append(_form.Returned is null ? $"        {call};\n" : $"        v[\"return\"] = new double[] {{ {call} }};\n");
        return text.Append(after).Append("    }\n}\n").ToString();
    }
}
