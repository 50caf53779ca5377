using System.Collections.Immutable;
using SymBackprop.Binding;
using SymBackprop.Equivalence;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>What became of one reading of a relation.</summary>
internal sealed record Judgement(RelationVerdict Verdict, string Reason)
{
    public ImmutableArray<string> Assumptions { get; init; } = [];

    public EqualityResult? Comparison { get; init; }

    /// <summary>Gets the network in which both sides stand, or null.</summary>
    public JudgedNetwork? Network { get; init; }

    public string Missing { get; init; } = string.Empty;

    /// <summary>Gets a value indicating whether shapes do not conform because one side lies down and the other stands.</summary>
    public bool IsRowBesideColumn { get; init; }

    /// <summary>Gets a value indicating whether a name's definition leads back to it.</summary>
    public bool IsCircular { get; init; }

    /// <summary>Gets the reading under which it was made.</summary>
    public ReadingChoice Choice { get; init; } = new(false, false, false);

    /// <summary>Gets where the line was compared, if not everywhere.</summary>
    public Restriction? Restriction { get; init; }
}

/// <summary>Why a difference does not refute: the document leaves too much open.</summary>
/// <param name="OpenFunctions">The functions without a definition.</param>
/// <param name="Reason">Why; empty for no doubt.</param>
internal sealed record NetworkDoubts(ImmutableArray<string> OpenFunctions, string Reason)
{
    /// <summary>Gets a value indicating whether a name stands on one side only, and nothing says what it is.</summary>
    public bool IsOfName { get; init; }
}

/// <summary>Both sides of a relation as equations of one network.</summary>
internal sealed record JudgedNetwork(ImmutableArray<StatementSyntax> Statements, ImmutableArray<KnownShape> Inputs, string Left, string Right, int Strain, NetworkDoubts Doubts, ImmutableArray<string> Assumptions)
{
    /// <summary>Gets a value indicating whether derivatives of scalars by arrays occur, and none of arrays by arrays.</summary>
    public bool HasGradientsOnly { get; init; }

    /// <summary>Gets a value indicating whether derivatives of arrays or by arrays occur, so that their layout matters.</summary>
    public bool HasLayout { get; init; }

    /// <summary>Gets a value indicating whether an error occurs of which the document says no more than its derivatives.</summary>
    public bool HasOpenErrors { get; init; }

    /// <summary>Gets a value indicating whether labels were taken to sum to 1.</summary>
    public bool HasLabels { get; init; }

    /// <summary>Gets a value indicating whether a derivative is by an argument, with others beside it that could depend on it.</summary>
    public bool HasPartials { get; init; }
}
