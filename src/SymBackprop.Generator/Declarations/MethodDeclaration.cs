using SymBackprop.Emission.CSharp;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Declarations;

/// <summary>What is to be compiled for a method; holds no place, so that moving the method changes nothing.</summary>
/// <param name="Formula">The formula.</param>
/// <param name="Request">The method around it.</param>
/// <param name="HintName">The name of the generated file.</param>
internal sealed record MethodJob(string Formula, MethodRequest Request, string HintName);

/// <summary>A method with an attribute of ours.</summary>
/// <param name="Job">What is to be compiled; null where the declaration itself has errors.</param>
/// <param name="Formula">The formula's argument.</param>
/// <param name="WithRespectTo">The argument that lists names to differentiate by.</param>
/// <param name="Shapes">The argument that states shapes.</param>
/// <param name="Derivation">The argument that names a derivation by hand.</param>
/// <param name="Name">The place of the method's name.</param>
/// <param name="Parameters">The places of its parameters.</param>
/// <param name="Errors">What is wrong with the declaration.</param>
internal sealed record MethodDeclaration(
    MethodJob? Job,
    Argument Formula,
    Argument WithRespectTo,
    Argument Shapes,
    Argument Derivation,
    Place Name,
    EquatableArray<Place> Parameters,
    EquatableArray<Report> Errors);
