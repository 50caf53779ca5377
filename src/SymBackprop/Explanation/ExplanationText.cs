using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Emission.Latex;
using SymBackprop.Emission.PlainText;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>A network and the derivatives asked of it, explained.</summary>
/// <param name="Network">The network's name; empty for a bare formula.</param>
/// <param name="Givens">What is given: <c>input x[n]</c>.</param>
/// <param name="Definitions">The functions and named values, each as an equation.</param>
/// <param name="Derivations">The chains, each after those that it refers to.</param>
public sealed record ExplanationText(
    string Network, ImmutableArray<string> Givens, ImmutableArray<FormulaText> Definitions, ImmutableArray<DerivationText> Derivations)
{
    internal static ExplanationText From(ExplainedDerivations explanation)
    {
        ExplainedNetwork network = explanation.Network;
        HashSet<string> names = network.Names;
        return new(
            network.Network.IsBareFormula ? string.Empty : network.Network.Name,
            [.. network.Network.Givens.Select(g => RoleOf(g) + " " + g)],
            [.. network.Functions.Users.Select(Function), .. network.Tensors.SelectMany(t => t.Pieces.Select(p => Definition(names, t, p)))],
            [.. explanation.Derivations.Select(DerivationText.From)]);
    }

    private static string RoleOf(Tensor tensor) => tensor.Role switch
    {
        TensorRole.Target => "target",
        TensorRole.Weight => "weight",
        _ => "input",
    };

    private static FormulaText Function(UserFunction function) =>
        FormulaText.Of(new Call(function.Name, [.. function.Parameters.Select(p => new Hole(p))]), []).Join(" = ", " = ", " = ", FormulaText.Of(function.Body, []));

    private static FormulaText Definition(HashSet<string> names, ExplainedTensor tensor, DefinedPiece piece)
    {
        var naming = new IndexNaming(names);
        ImmutableArray<BoundIndex> indices = naming.Name(piece.Indices);
        FormulaText left = FormulaText.Of(new Access(tensor.Tensor, piece.Targets), indices);
        return left.Join(" = ", " = ", " = ", FormulaText.Of(naming.Name(Tidy.Expression(piece.Body)), indices));
    }
}

/// <summary>A derivative as a chain of steps.</summary>
/// <param name="Of">What is differentiated.</param>
/// <param name="By">By what.</param>
/// <param name="Subject">The left side of the chain: ∂E/∂w, or a name for an adjoint on the way.</param>
/// <param name="Steps">The lines.</param>
/// <param name="Matrix">The result in matrix notation, as an equation, where one exists.</param>
/// <param name="IsIntermediate">Whether this is an adjoint on the way that nobody asked for by itself.</param>
public sealed record DerivationText(
    string Of, string By, FormulaText Subject, ImmutableArray<StepText> Steps, FormulaText? Matrix, bool IsIntermediate)
{
    /// <summary>Gets the right side of the last line.</summary>
    public FormulaText Result => Steps[Steps.Length - 1].After;

    internal static DerivationText From(Derivation derivation)
    {
        ImmutableArray<BoundIndex> indices = derivation.Indices;
        FormulaText subject = FormulaText.Of(derivation.Steps[0].Before, indices);
        if (derivation.IsIntermediate)
        {
            subject = FormulaText.Of(new Access(derivation.Adjoint, [.. indices.Select(i => i.Variable)]), indices).Join(" = ", " = ", " = ", subject);
        }

        return new(derivation.Of.Name, derivation.By.Name, subject, [.. derivation.Steps.Select(s => StepText.From(s, indices))], MatrixOf(derivation), derivation.IsIntermediate);
    }

    private static FormulaText? MatrixOf(Derivation derivation) => derivation.Matrix is not { } matrix ? null : new(
        PlainTextPrinter.NameOf(derivation.Adjoint) + " = " + MatrixPrinter.Plain(matrix),
        LatexPrinter.NameOf(derivation.Adjoint) + " = " + MatrixPrinter.Latex(matrix),
        string.Empty);
}

/// <summary>One line of a derivation.</summary>
/// <param name="Rule">The kebab-case name of the rule.</param>
/// <param name="Reason">The rule in words.</param>
/// <param name="Before">The formula above.</param>
/// <param name="After">The formula of this line.</param>
/// <param name="Span">The source that the rule was applied to.</param>
public sealed record StepText(string Rule, string Reason, FormulaText Before, FormulaText After, SourceSpan Span)
{
    internal static StepText From(DerivationStep step, ImmutableArray<BoundIndex> indices) =>
        new(step.Rule, step.Reason, FormulaText.Of(step.Before, indices), FormulaText.Of(step.After, indices), step.Span);
}
