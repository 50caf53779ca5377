using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>A usual meaning of a name that a document leaves undefined.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Text">What it says.</param>
/// <param name="Applies">Whether it applies to a quantity in a document.</param>
/// <param name="Body">Writes what the quantity means.</param>
internal sealed record ConventionRow(string Name, string Text, System.Func<Quantity, DocumentContext, bool> Applies, System.Func<Quantity, DocumentContext, MathNode> Body);

/// <summary>Usual meanings of names. One row is all it takes to add one.</summary>
internal static class ConventionCatalog
{
    public static ImmutableArray<ConventionRow> All { get; } =
    [
        new("activation", "a = σ(z) in each layer", (q, c) => q.Base is "a" or "h" && c.Bases.Contains("z") && (c.IsApplied("σ") || q.Layer is not null) && !IsIn("z", q, c),
            (q, _) => new ApplyNode(default, Name("σ"), [Same(q, "z")])),
        new("pre-activation", "z is the weighted sum of the inputs (and a bias, where one occurs)", (q, c) => q.Base == "z" && (c.Bases.Contains("W") || c.Bases.Contains("w")), PreActivation),
        new("softmax", "y is the softmax of z, and the targets sum to 1", (q, c) => q.Base is "y" or "p" or "s" or "ŷ" && c.Bases.Contains("z") && c.Bases.Contains("t") && q.Layer is null,
            (q, _) => q.Indices.Length == 1
                ? new EntryNode(default, new ApplyNode(default, Name("softmax"), [Name("z")]), q.Indices)
                : new ApplyNode(default, Name("softmax"), [Name("z")])),
        new("average", "a bar says the mean", (q, c) => q.Indices.IsEmpty && q.Layer is null && Averaged(q) is { } of && c.Uses.TryGetValue(of, out QuantityUse? use) && use.Indices == 1 && !c.Definitions.Any(d => d.IsFunction && d.Parameters.Any(p => p.Name == of)),
            (q, _) => new ApplyNode(default, Name("mean"), [Name(Averaged(q)!)])),
        new("mean", "μ is the mean of the x", (q, c) => q.Base == "μ" && IsNormalisation(c), (_, c) => Mean(Entry("x"), c)),
        new("variance", "σ² is the variance of the x", (q, c) => q.Base == "σ^2" && IsNormalisation(c), (_, c) => Mean(new PowerNode(default, Bracket(Entry("x"), Name("μ")), new NumberNode(default, 2, -1)), c)),
        new("normalised", "x̂ is x minus the mean over the root of the variance plus ε", (q, c) => q.Base == "x̂" && IsNormalisation(c), (q, _) => new FractionNode(
            default,
            Bracket(Name("x") with { Subscripts = q.Indices }, Name("μ")),
            new RootNode(default, null, new SumNode(default, [new MathTerm(false, new PowerNode(default, Name("σ"), new NumberNode(default, 2, -1))), new MathTerm(false, Name("ε"))])))),
    ];

    /// <summary>Gets the letters that conventions speak of.</summary>
    public static ImmutableHashSet<string> Bases { get; } = ["a", "h", "z", "y", "p", "s", "ŷ", "μ", "σ", "σ^2", "x̂", "W", "w", "x", "b", "t", "ε", "N"];

    /// <summary>Returns names that are sizes where a convention says so.</summary>
    public static string? SizeOf(DocumentContext context) => IsNormalisation(context) ? new[] { "N", "m", "n" }.FirstOrDefault(n => context.Bases.Contains(n)) : null;

    // z = ax + b: a is a parameter there.
    private static bool IsIn(string of, Quantity q, DocumentContext context) => q.Layer is null
        && context.Definitions.Any(d => d.Name.Base == of && MathWalk.All(d.Body).OfType<SymbolNode>().Any(s => s.Name == q.Base && s.Superscripts.IsEmpty));

    // x̄
    private static string? Averaged(Quantity q) => q.Base.Normalize(System.Text.NormalizationForm.FormD) is [var letter, '\u0304'] ? letter.ToString() : null;

    private static bool IsNormalisation(DocumentContext context) => context.Bases.Contains("x̂") && context.Bases.Contains("μ") && (context.Bases.Contains("σ") || context.Bases.Contains("σ^2"));

    private static SymbolNode Entry(string name) => Name(name) with { Subscripts = [Name("k")] };

    private static MathNode Bracket(MathNode left, MathNode right) => new BracketNode(default, "(", [new SumNode(default, [new MathTerm(false, left), new MathTerm(true, right)])]);

    private static MathNode Mean(MathNode body, DocumentContext context)
    {
        SymbolNode size = Name(SizeOf(context) ?? "N");
        return new FractionNode(default, new ReduceNode(default, Expressions.ReduceKind.Sum, [new SumIndex("k", new NumberNode(default, 1, -1), size, null)], body), size);
    }

    /// <summary>Gets the condition that goes with softmax: Σ t = 1.</summary>
    public static DocumentCondition TargetsSumToOne { get; } = new(
        new ReduceNode(default, Expressions.ReduceKind.Sum, [new SumIndex("k", null, null, null)], new SymbolNode(default, "t", [Name("k")], [], 0, false)),
        new NumberNode(default, 1, -1),
        ScriptRoles.None,
        0);

    public static Definition? Find(Quantity quantity, DocumentContext context)
    {
        if (All.FirstOrDefault(r => r.Applies(quantity, context)) is not { } row)
        {
            return null;
        }

        ImmutableArray<string> letters = [.. quantity.Indices.Select((_, i) => i == 0 ? "i" : "j")];
        var roles = new ScriptRoles(quantity.Layer is { Letter.Length: > 0 } layer ? [layer.Letter] : [], [], []);
        Quantity target = quantity with { Indices = [.. letters.Select(Name)] };
        return new Definition(target, letters, default, row.Body(target, context), roles, -1, $"taking it that {row.Text}") { IsConvention = true };
    }

    private static MathNode PreActivation(Quantity z, DocumentContext context)
    {
        string weight = context.Bases.Contains("W") ? "W" : "w";
        string input = z.Layer is null ? "x" : "a";
        MathNode product;
        if (z.Indices.Length == 1)
        {
            product = new ReduceNode(default, Expressions.ReduceKind.Sum, [new SumIndex("k", null, null, null)], new ProductNode(default,
            [
                new MathFactor(Times.Juxtaposed, Scripted(weight, z.Layer, z.IsLayerAbove, [z.Indices[0], Name("k")])),
                new MathFactor(Times.Juxtaposed, Scripted(input, z.Layer?.Shift(-1), z.IsLayerAbove, [Name("k")])),
            ]));
        }
        else
        {
            product = new ProductNode(default, [new MathFactor(Times.Juxtaposed, Scripted(weight, z.Layer, z.IsLayerAbove, [])), new MathFactor(Times.Juxtaposed, Scripted(input, z.Layer?.Shift(-1), z.IsLayerAbove, []))]);
        }

        return context.Bases.Contains("b")
            ? new SumNode(default, [new MathTerm(false, product), new MathTerm(false, Scripted("b", z.Layer, z.IsLayerAbove, z.Indices))])
            : product;
    }

    private static SymbolNode Name(string name) => new(default, name, [], [], 0, false);

    private static SymbolNode Same(Quantity quantity, string name) => Scripted(name, quantity.Layer, quantity.IsLayerAbove, quantity.Indices);

    private static SymbolNode Scripted(string name, Place? layer, bool isAbove, ImmutableArray<MathNode> indices)
    {
        ImmutableArray<MathNode> script = layer is { } place ? [PlaceNode(place)] : [];
        return new SymbolNode(default, name, isAbove ? indices : [.. script, .. indices], isAbove ? script : [], 0, false);
    }

    private static MathNode PlaceNode(Place place)
    {
        if (place.Letter.Length == 0)
        {
            return new NumberNode(default, place.Offset, -1);
        }

        SymbolNode letter = Name(place.Letter);
        return place.Offset == 0 ? letter : new SumNode(default, [new MathTerm(false, letter), new MathTerm(place.Offset < 0, new NumberNode(default, System.Math.Abs(place.Offset), -1))]);
    }
}
