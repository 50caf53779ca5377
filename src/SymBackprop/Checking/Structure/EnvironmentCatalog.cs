using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Structure;

/// <summary>What an environment does with its rows.</summary>
internal enum EnvironmentKind
{
    /// <summary>One formula: <c>equation</c>.</summary>
    Display,

    /// <summary>Every row is a formula: <c>align</c>.</summary>
    Aligned,

    /// <summary>Rows and cells of one thing: <c>matrix</c>, <c>cases</c>, <c>array</c>.</summary>
    Table,
}

/// <summary>One environment of mathematical LaTeX.</summary>
/// <param name="Name">As it stands in <c>\begin{…}</c>.</param>
/// <param name="Kind">What its rows are.</param>
internal sealed record EnvironmentRow(string Name, EnvironmentKind Kind)
{
    /// <summary>Gets the number of arguments in braces after <c>\begin{…}</c>: the columns of an array.</summary>
    public int Arguments { get; init; }

    /// <summary>Gets the characters around it, opening and closing.</summary>
    public string Fences { get; init; } = string.Empty;

    /// <summary>Gets a value indicating whether it begins a display by itself, outside dollar signs.</summary>
    public bool IsOuter { get; init; }
}

/// <summary>Every environment of mathematical LaTeX that is known.</summary>
internal static class EnvironmentCatalog
{
    public static ImmutableArray<EnvironmentRow> All { get; } =
    [
        .. Outer(EnvironmentKind.Display, "equation displaymath math dmath"),
        .. Outer(EnvironmentKind.Aligned, "align gather multline flalign eqnarray dgroup"),
        .. Outer(EnvironmentKind.Aligned, "alignat xalignat xxalignat", arguments: 1),
        .. new[] { "aligned", "split", "gathered", "multlined", "alignedat", "eqalign" }
            .Select(name => new EnvironmentRow(name, EnvironmentKind.Aligned) { Arguments = name == "alignedat" ? 1 : 0 }),
        new("array", EnvironmentKind.Table) { Arguments = 1 },
        new("tabular", EnvironmentKind.Table) { Arguments = 1 },
        new("subarray", EnvironmentKind.Table) { Arguments = 1 },
        .. Tables("matrix", "pmatrix ()", "bmatrix []", "Bmatrix {}", "vmatrix ||", "Vmatrix ‖‖", "smallmatrix", "psmallmatrix ()", "bsmallmatrix []", "cases {", "dcases {", "rcases  }", "drcases  }", "numcases {"),
    ];

    private static readonly ImmutableDictionary<string, EnvironmentRow> ByName = All.ToImmutableDictionary(row => row.Name);

    /// <summary>Returns an environment's row, or null.</summary>
    public static EnvironmentRow? Find(string name) => ByName.TryGetValue(name, out EnvironmentRow? row) ? row : null;

    private static IEnumerable<EnvironmentRow> Outer(EnvironmentKind kind, string names, int arguments = 0) =>
        names.Split(' ').SelectMany(name => new[] { name, name + "*" }).Select(name => new EnvironmentRow(name, kind) { Arguments = arguments, IsOuter = true });

    private static IEnumerable<EnvironmentRow> Tables(params string[] rows) =>
        from row in rows
        let space = row.IndexOf(' ')
        let name = space < 0 ? row : row.Substring(0, space)
        let fences = space < 0 ? string.Empty : row.Substring(space + 1)
        from starred in new[] { name, name + "*" }
        select new EnvironmentRow(starred, EnvironmentKind.Table) { Fences = fences };
}
