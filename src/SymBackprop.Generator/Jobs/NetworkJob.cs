using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.CSharp;
using SymBackprop.Generator.Declarations;
using SymBackprop.Generator.Reporting;

namespace SymBackprop.Generator.Jobs;

/// <summary>What is to be compiled for a class; holds no place in C#.</summary>
internal sealed record NetworkJob(ProjectFile File, NetworkRequest Request, string HintName);

/// <summary>A class together with the file that it names; the job is null where there is none.</summary>
internal sealed record LocatedNetwork(ClassDeclaration Declaration, NetworkJob? Job, EquatableArray<Report> Errors)
{
    public static LocatedNetwork Find(ClassDeclaration declaration, ImmutableArray<ProjectFile> files)
    {
        if (declaration.Request is null)
        {
            return new(declaration, null, declaration.Errors);
        }

        ProjectFile[] found = ProjectFile.Find(files, declaration.File.Value, declaration.Name.Path);
        return found.Length == 1
            ? new(declaration, new(found[0], declaration.Request, declaration.HintName), [])
            : new(declaration, null, [NotOne(declaration.File, found.Length == 0 ? files : found, found.Length)]);
    }

    private static Report NotOne(Argument file, IEnumerable<ProjectFile> candidates, int found) => Messages.At(
        file.Whole,
        found == 0 ? DiagnosticCatalog.FileNotFound : DiagnosticCatalog.AmbiguousFile,
        file.Value,
        ProjectFile.Names(candidates));
}
