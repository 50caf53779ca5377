using SymBackprop.Emission.CSharp;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Declarations;

/// <summary>A class with the network attribute.</summary>
/// <param name="Request">What the compiler must know of the class; null where the declaration itself has errors.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="File">The argument that names the file.</param>
/// <param name="Network">The argument that names the network.</param>
/// <param name="Derivation">The argument that names a derivation by hand.</param>
/// <param name="Name">The place of the class's name.</param>
/// <param name="Errors">What is wrong with the declaration.</param>
internal sealed record ClassDeclaration(
    NetworkRequest? Request,
    string HintName,
    Argument File,
    Argument Network,
    Argument Derivation,
    Place Name,
    EquatableArray<Report> Errors);
