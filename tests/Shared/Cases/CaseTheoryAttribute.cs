using System;
using Xunit;

namespace SymBackprop.Tests.Shared.Cases;

/// <summary>A theory over the outside cases; skipped where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CaseTheoryAttribute : TheoryAttribute
{
    public CaseTheoryAttribute() => Skip = CaseFolder.Missing;
}

/// <summary>A fact about the outside cases; skipped where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CaseFactAttribute : FactAttribute
{
    public CaseFactAttribute() => Skip = CaseFolder.Missing;
}
