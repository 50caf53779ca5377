using System.Collections.Generic;

namespace SymBackprop.Tests.Shared.Cases;

/// <summary>Every case that asks for numbers.</summary>
internal static class OutsideCases
{
    public static IEnumerable<OutsideCase> All() =>
    [
        .. SeedCases.All(),
        .. CaseReaders.Formulas(),
        .. CaseReaders.Optimisation(),
        .. CaseReaders.Antiderivatives(),
        .. CaseReaders.Derivatives(),
        .. CaseReaders.Activations(),
        .. MatrixCases.All(),
        .. NetCases.All(),
    ];
}
