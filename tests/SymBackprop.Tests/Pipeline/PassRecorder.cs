using System.Collections.Generic;
using SymBackprop.Equations;

namespace SymBackprop.Tests.Pipeline;

/// <summary>Keeps what each pass gave, and checks what every pass over equations promises the next one.</summary>
internal sealed class PassRecorder : IPassObserver
{
    private readonly Dictionary<Pass, object> _results = [];

    public EquationSystem Primal => (EquationSystem)_results[Pass.Lower];

    public EquationSystem Stable => (EquationSystem)_results[Pass.Stabilise];

    public EquationSystem Gradient => (EquationSystem)_results[Pass.Differentiate];

    public EquationSystem Simplified => (EquationSystem)_results[Pass.Simplify];

    public void Begins(Pass pass)
    {
    }

    public void Saw(Pass pass, object result) =>
        _results[pass] = result is EquationSystem system ? EquationVerifier.Verify(system) : result;
}
