using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using SymBackprop.Generator.Declarations;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Jobs;

/// <summary>What is to be compiled for a class; holds no place in C#.</summary>
internal sealed record NetworkJob(SbpFile File, NetworkRequest Request, string HintName);

/// <summary>A class together with the file that it names; the job is null where there is none.</summary>
internal sealed record LocatedNetwork(ClassDeclaration Declaration, NetworkJob? Job, EquatableArray<Report> Errors)
{
    public static LocatedNetwork Find(ClassDeclaration declaration, ImmutableArray<SbpFile> files)
    {
        if (declaration.Request is null)
        {
            return new(declaration, null, declaration.Errors);
        }

        string given = declaration.File.Value;
        SbpFile[] found = [.. files.Where(f => f.IsAt(given, declaration.Name.Path))];
        if (found.Length == 0)
        {
            found = [.. files.Where(f => f.EndsIn(given))];
        }

        return found.Length == 1
            ? new(declaration, new(found[0], declaration.Request, declaration.HintName), [])
            : new(declaration, null, [NotOne(declaration.File, found.Length == 0 ? files : found, found.Length)]);
    }

    private static Report NotOne(Argument file, System.Collections.Generic.IReadOnlyCollection<SbpFile> candidates, int found)
    {
        // Names only: a message must not depend on where the project lies.
        string names = string.Join(", ", candidates.Select(f => f.Name).Distinct(StringComparer.Ordinal).OrderBy(n => n, StringComparer.Ordinal));
        return Messages.At(
            file.Whole,
            found == 0 ? DiagnosticCatalog.FileNotFound : DiagnosticCatalog.AmbiguousFile,
            file.Value,
            names.Length == 0 ? "none" : names);
    }
}
