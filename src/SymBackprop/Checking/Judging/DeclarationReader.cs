using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Restating;

namespace SymBackprop.Checking.Judging;

/// <summary>Takes the axes of names that a document declares: <c>W ∈ ℝ^{m×n}</c>.</summary>
internal static class DeclarationReader
{
    // W ∈ ℝ^{m×n}; also z, a ∈ ℝ^n.
    public static void Take(DocumentContext context, MathStatement statement, List<SymbolNode> before, ScriptRoles roles)
    {
        if (statement.Signs.IsEmpty)
        {
            if (statement.Sides[0].Node is SymbolNode lone)
            {
                before.Add(lone);
            }

            return;
        }

        // x^T ∈ ℝ^n says that x lies down: with x ∈ ℝ^m elsewhere, x is two things.
        if (statement.Signs[statement.Signs.Length - 1].Text is "\\in" or "∈" && statement.Sides[statement.Sides.Length - 2].Node is TransposeNode { Operand: SymbolNode lying } && roles.Resolve(lying, _ => false).Key is var lyingKey && context.Declared.ContainsKey(lyingKey))
        {
            context.Redeclared.Add(lyingKey);
        }

        if (statement.Signs[statement.Signs.Length - 1].Text is "\\in" or "∈" && statement.Sides[statement.Sides.Length - 2].Node is SymbolNode name && Axes(statement.Sides[statement.Sides.Length - 1].Node) is { IsDefault: false } axes)
        {
            foreach (SymbolNode declared in before.Append(name))
            {
                Quantity quantity = roles.Resolve(declared, _ => false);
                if (quantity.Indices.IsEmpty)
                {
                    if (context.Declared.TryGetValue(quantity.Key, out ImmutableArray<string> known) && !known.SequenceEqual(axes))
                    {
                        context.Redeclared.Add(quantity.Key);
                    }

                    context.Declared[quantity.Key] = axes;
                    context.DeclaredSizes.UnionWith(axes);
                    context.HasMatrices |= axes.Length > 0;
                }
            }
        }

        before.Clear();
    }

    /// <summary>Takes what the prose says that a name is.</summary>
    public static void Take(DocumentContext context, ReadFormula formula, SaidKind kind, ScriptRoles roles)
    {
        MathNode? only = formula.Statements is [{ Signs.IsEmpty: true, Sides: [var side] }] ? side.Node : null;
        if (kind.IsScalar && only is SymbolNode { Primes: 0 } scalar && roles.Resolve(scalar, _ => false) is { Indices.IsEmpty: true } quantity)
        {
            context.Declared[quantity.Key] = [];
        }

        if (kind.Axes is { } axes && only is SymbolNode { Primes: 0 } array && roles.Resolve(array, _ => false) is { Indices.IsEmpty: true } named)
        {
            context.SaidAxes[named.Key] = axes;
        }

        SymbolNode? function = only switch { SymbolNode s => s, ApplyNode { Arguments: [SymbolNode] } a => a.Function, _ => null };
        if (kind.Function.Length > 0 && function is { Primes: 0, Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } && FunctionWords.Of(function.Name) is null)
        {
            context.SaidFunctions[function.Name] = kind.Function;
        }
    }

    // x ∈ ℝ^{1×n}, unless both axes are subscripted.
    public static void TakeRows(DocumentContext context)
    {
        foreach (string key in context.Declared.Where(d => d.Value is ["1", _] && !(context.Uses.TryGetValue(d.Key, out QuantityUse? use) && use.Indices > 1)).Select(d => d.Key).ToList())
        {
            context.Declared[key] = [context.Declared[key][1]];
            context.DeclaredRows.Add(key);
        }
    }

    private static ImmutableArray<string> Axes(MathNode? set) => set switch
    {
        SymbolNode { Name: "ℝ", Subscripts.IsEmpty: true } => [],
        PowerNode { Base: SymbolNode { Name: "ℝ" }, Exponent: var exponent } => exponent switch
        {
            SymbolNode or NumberNode => [AxisName(exponent)],
            ProductNode { Factors: [{ Value: var rows }, { Sign: Times.Cross or Times.Dot, Value: var columns }] } when rows is SymbolNode or NumberNode && columns is SymbolNode or NumberNode => AxisName(columns) == "1" ? [AxisName(rows)] : [AxisName(rows), AxisName(columns)],
            _ => default,
        },
        _ => default,
    };

    private static string AxisName(MathNode node) => node is NumberNode n ? n.Value.ToString() : string.Concat(MathWalk.All(node).OfType<SymbolNode>().Select(s => s.Name));
}
