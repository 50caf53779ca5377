using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Judging;
using SymBackprop.Checking.Reading;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using static SymBackprop.Checking.Mistakes.MistakeCase;

namespace SymBackprop.Checking.Mistakes;

/// <summary>What each mistake supposes of a refuted relation.</summary>
internal static class Slips
{
    private static readonly ImmutableArray<Rational> Constants = [2, new(1, 2), 3, new(1, 3), 4, new(1, 4), -2, new(-1, 2)];

    private static readonly ImmutableArray<(string One, string Other)> Cousins = [("tanh", "sigmoid"), ("sin", "cos"), ("log", "exp"), ("sinh", "cosh"), ("relu", "softplus"), ("tan", "atan"), ("σ", "tanh"), ("tanh", "σ"), ("sigmoid", "tanh"), ("cos", "sin"), ("exp", "log")];

    public static IEnumerable<Suspicion> SigmoidDerivative(MistakeCase mistake) => mistake.EachNode(node => node switch
    {
        // g (1 + g)
        ProductNode p => p.Factors.SelectMany((f, i) => OnePlus(f.Value) is { } value && p.Factors.Any(g => MathPrinter.Print(Bare(g.Value)) == MathPrinter.Print(value))
            ? [p with { Factors = p.Factors.SetItem(i, f with { Value = OneMinus(value) }) }]
            : Enumerable.Empty<MathNode>())
            .Concat(WithoutValue(p)),
        SumNode s when OneMinusOf(s) is { } value => [Times(value, s)],
        _ => [],
    });

    public static IEnumerable<Suspicion> QuotientRule(MistakeCase mistake)
    {
        foreach ((MathNode body, MathNode by) in Differentiated(mistake))
        {
            if (Bare(body) is not FractionNode { Numerator: var u, Denominator: var v } || !Mentions(u, by) || !Mentions(v, by))
            {
                continue;
            }

            MathNode du = D(u, by);
            MathNode dv = D(v, by);
            MathNode square = new PowerNode(v.Span, Grouped(v), Number(2));
            MathNode right = new FractionNode(default, Difference(Times(du, v), Times(u, dv)), square);
            foreach (MathNode wrong in new MathNode[]
            {
                new FractionNode(default, du, dv),
                new FractionNode(default, Difference(Times(u, dv), Times(du, v)), square),
                new FractionNode(default, Difference(Times(du, v), Times(u, dv)), v),
                new FractionNode(default, Sum(Times(du, v), Times(u, dv)), square),
                new FractionNode(default, Difference(Times(du, v), Times(u, dv)), new NumberNode(default, 1, -1)),
            })
            {
                yield return mistake.Slip(wrong, right);
            }
        }
    }

    public static IEnumerable<Suspicion> ProductRule(MistakeCase mistake)
    {
        foreach ((MathNode body, MathNode by) in Differentiated(mistake))
        {
            if (Bare(body) is not ProductNode { Factors.Length: >= 2 } product || product.Factors.Any(f => f.Sign == Reading.Times.Over))
            {
                continue;
            }

            for (int split = 1; split < product.Factors.Length; split++)
            {
                MathNode u = Part(product, 0, split);
                MathNode v = Part(product, split, product.Factors.Length);
                if (!Mentions(u, by) || !Mentions(v, by))
                {
                    continue;
                }

                MathNode du = D(u, by);
                MathNode dv = D(v, by);
                MathNode right = Sum(Times(du, v), Times(u, dv));
                foreach (MathNode wrong in new[] { Times(du, dv), Times(du, v), Times(u, dv), dv, du, Sum(du, dv) })
                {
                    yield return mistake.Slip(wrong, right);
                }
            }
        }
    }

    public static IEnumerable<Suspicion> PowerRule(MistakeCase mistake)
    {
        // The exponent as it was written, one up or down; a power that lost its factor.
        foreach (Suspicion changed in mistake.EachNode(node => node switch
        {
            PowerNode { Exponent: NumberNode { Value.IsInteger: true } n } p => [p with { Exponent = Number(n.Value - 1) }, p with { Exponent = Number(n.Value + 1) }, .. n.Value == 2 ? new[] { p.Base } : []],
            FractionNode { Denominator: SymbolNode x } f => [f with { Denominator = new PowerNode(x.Span, x, Number(2)) }, f with { Denominator = new PowerNode(x.Span, x, Number(3)) }],
            FractionNode { Denominator: SumNode s } f => [f with { Denominator = new PowerNode(s.Span, Grouped(s), Number(2)) }],
            _ => [],
        }))
        {
            yield return changed;
        }

        foreach (PowerNode power in mistake.Bodies.Select(Bare).OfType<PowerNode>())
        {
            if (power.Exponent is NumberNode { Value: { IsInteger: true } n } && n > 2)
            {
                yield return mistake.Corrected(Times(Number(n), mistake.Written));
            }
        }
    }

    public static IEnumerable<Suspicion> Sign(MistakeCase mistake)
    {
        yield return mistake.Corrected(Negated(mistake.Written));
        foreach (Suspicion changed in mistake.EachNode(node => node is SumNode s ? s.Terms.Select((t, i) => (MathNode)(s with { Terms = s.Terms.SetItem(i, t with { IsSubtracted = !t.IsSubtracted }) })) : []))
        {
            yield return changed;
        }

        foreach (Suspicion changed in mistake.EachNode(node => node is PowerNode { Base: SymbolNode { Name: "e" } } p ? [p with { Exponent = Negated(p.Exponent) }] : []))
        {
            yield return changed;
        }
    }

    public static IEnumerable<Suspicion> WrongArgument(MistakeCase mistake)
    {
        ImmutableArray<SymbolNode> arguments = [.. MathWalk.All(mistake.Written).OfType<ApplyNode>().SelectMany(a => a.Arguments).OfType<SymbolNode>().GroupBy(MathPrinter.Print).Select(g => g.First())];
        foreach (SymbolNode argument in arguments)
        {
            string old = MathPrinter.Print(argument);
            foreach (MathNode other in Values(mistake).Where(v => MathPrinter.Print(v) != old))
            {
                yield return mistake.Corrected(MathWalk.Map(mistake.Written, n => n is ApplyNode a ? a with { Arguments = [.. a.Arguments.Select(x => MathPrinter.Print(x) == old ? other : x)] } : n));
            }
        }
    }

    public static IEnumerable<Suspicion> Index(MistakeCase mistake)
    {
        ImmutableArray<SymbolNode> letters = [.. new[] { mistake.Left, mistake.Written }.SelectMany(MathWalk.All).OfType<SymbolNode>().SelectMany(s => s.Subscripts).OfType<SymbolNode>().GroupBy(l => l.Name).Select(g => g.First())];
        return mistake.EachNode(node => node is SymbolNode symbol && (!symbol.Subscripts.IsEmpty || !symbol.Superscripts.IsEmpty) ? Moved(symbol, letters) : []);
    }

    public static IEnumerable<Suspicion> PartialForTotal(MistakeCase mistake) => mistake.Left is DerivativeNode { IsTotal: true } ? DependenceIgnored(mistake) : [];

    public static IEnumerable<Suspicion> DependenceIgnored(MistakeCase mistake)
    {
        MathNode right = mistake.Left;
        foreach (string key in mistake.Between.Select(d => d.Name.Key).Concat(mistake.Context.Definitions.Where(d => !d.IsFunction).Select(d => d.Name.Key)).Distinct().Take(12))
        {
            yield return new Suspicion(mistake.Left, mistake.Written, right, key);
        }
    }

    public static IEnumerable<Suspicion> LostInnerDerivative(MistakeCase mistake)
    {
        if (mistake.By is null)
        {
            yield break;
        }

        foreach (MathNode inner in mistake.Bodies.Take(6).SelectMany(MathWalk.All).SelectMany(Inside).Take(12))
        {
            yield return mistake.Corrected(Times(mistake.Written, D(inner, mistake.By)));
        }
    }

    public static IEnumerable<Suspicion> LostSum(MistakeCase mistake)
    {
        HashSet<string> known = [.. Letters(mistake.Left)];
        HashSet<string> bound = [.. MathWalk.All(mistake.Written).OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name)];
        foreach (string letter in Letters(mistake.Written).Where(l => !known.Contains(l) && !bound.Contains(l)).Distinct())
        {
            yield return mistake.Corrected(new ReduceNode(default, ReduceKind.Sum, [new SumIndex(letter, null, null, null)], mistake.Written));
        }
    }

    public static IEnumerable<Suspicion> ConstantFactor(MistakeCase mistake)
    {
        IEnumerable<MathNode> sizes = mistake.Context.SizeNames.Concat(["N", "n", "m"]).Where(n => mistake.Context.Bases.Contains(n)).Distinct().Select(n => (MathNode)new SymbolNode(default, n, [], [], 0, false));
        ImmutableArray<MathNode> factors = [.. Constants.Select(Number), .. sizes.SelectMany(n => new[] { n, new FractionNode(default, Number(1), n) })];
        foreach (MathNode factor in factors)
        {
            yield return mistake.Corrected(Times(factor, mistake.Written));
        }

        // A parameter that is no weight: 1/√d, a temperature.
        foreach (MathNode factor in mistake.Bodies.SelectMany(MathWalk.All).OfType<RootNode>().Take(3))
        {
            yield return mistake.Corrected(new FractionNode(default, mistake.Written, factor));
            yield return mistake.Corrected(Times(factor, mistake.Written));
        }

        foreach (Suspicion changed in mistake.EachNode(node => node is SumNode s
            ? s.Terms.SelectMany((t, i) => Constants.Take(2).Select(c => (MathNode)(s with { Terms = s.Terms.SetItem(i, t with { Value = Times(Number(c), t.Value) }) })))
            : []))
        {
            yield return changed;
        }
    }

    public static IEnumerable<Suspicion> Jacobian(MistakeCase mistake)
    {
        var diag = new SymbolNode(default, "diag", [], [], 0, false);
        yield return mistake.Corrected(new ApplyNode(default, diag, [mistake.Written]));
        foreach (SymbolNode s in MathWalk.All(mistake.Written).OfType<SymbolNode>().GroupBy(MathPrinter.Print).Select(g => g.First()))
        {
            // s ⊙ (1 − s) for diag(s) − s sᵀ, s_i (1 − s_i) for s_i (δ_ij − s_j)
            yield return mistake.Corrected(Difference(new ApplyNode(default, diag, [s]), Times(s, new TransposeNode(default, s))));
            if (s.Subscripts is [SymbolNode i] && Letters(mistake.Left).FirstOrDefault(l => l != i.Name) is { } other)
            {
                var j = new SymbolNode(default, other, [], [], 0, false);
                yield return mistake.Corrected(Times(s, Difference(new SymbolNode(default, "δ", [i, j], [], 0, false), s with { Subscripts = [j] })));
            }
        }

        if (mistake.By is SymbolNode by && mistake.Of is not null)
        {
            // Only the diagonal of softmax: the other outputs' part is missing.
            foreach (Definition definition in mistake.Between.Where(d => d.Indices.Length == 1))
            {
                var letter = new SymbolNode(default, "r", [], [], 0, false);
                var entry = new SymbolNode(default, definition.Name.Base, [letter], [], 0, false);
                MathNode chain = Times(new DerivativeNode(default, mistake.Of, [entry], []), new DerivativeNode(default, entry, [by], []));
                if (by.Subscripts is [SymbolNode own])
                {
                    MathNode diagonal = MathWalk.Map(chain, n => n is SymbolNode { Name: "r", Subscripts.IsEmpty: true } ? own : n);
                    yield return mistake.Slip(diagonal, new ReduceNode(default, ReduceKind.Sum, [new SumIndex("r", null, null, null)], chain));
                }
            }
        }
    }

    public static IEnumerable<Suspicion> WrongLeftSide(MistakeCase mistake)
    {
        if (mistake.Left is not DerivativeNode { By: [var by] } derivative)
        {
            yield break;
        }

        string written = MathPrinter.Print(by);
        IEnumerable<SymbolNode> others = mistake.Bodies.Concat([mistake.Written]).SelectMany(MathWalk.All).OfType<SymbolNode>();
        foreach (SymbolNode other in others.GroupBy(MathPrinter.Print).Select(g => g.First()).Where(o => MathPrinter.Print(o) != written && FunctionWords.Of(o.Name) is null).Take(16))
        {
            MathNode left = derivative with { By = [other] };
            yield return new Suspicion(left, mistake.Written, left);
        }
    }

    public static IEnumerable<Suspicion> WrongFunction(MistakeCase mistake)
    {
        foreach ((string one, string other) in Cousins)
        {
            foreach (Suspicion changed in mistake.EachNode(node => node is ApplyNode a && (FunctionWords.Of(a.Function.Name) ?? a.Function.Name) == one ? [a with { Function = a.Function with { Name = other } }] : []))
            {
                yield return changed;
            }
        }

        // h (1 − h) for 1 − h², and the other way round.
        foreach (Suspicion changed in mistake.EachNode(node => node switch
        {
            ProductNode p => p.Factors.SelectMany((f, i) => OneMinusOf(Bare(f.Value)) is { } value && IndexOf(p, value) is >= 0 and var at
                ? [Without(p, i, at, Difference(Number(1), new PowerNode(default, Grouped(value), Number(2))))]
                : Enumerable.Empty<MathNode>()),
            SumNode { Terms: [{ IsSubtracted: false, Value: NumberNode { Value.IsOne: true } }, { IsSubtracted: true, Value: PowerNode { Exponent: NumberNode { Value: var two } } square }] } when two == 2 => [Times(square.Base, OneMinus(square.Base))],
            _ => [],
        }))
        {
            yield return changed;
        }

        // The function itself for its derivative, or the derivative of a cousin.
        if (mistake.By is { } by)
        {
            foreach (ApplyNode apply in mistake.Bodies.Select(Bare).OfType<ApplyNode>())
            {
                if (MathPrinter.Print(Bare(mistake.Written)) == MathPrinter.Print(apply))
                {
                    yield return new Suspicion(mistake.Left, D(apply, by), D(apply, by));
                }
            }
        }
    }

    public static IEnumerable<Suspicion> ProductForSum(MistakeCase mistake) => mistake.EachNode(node => node switch
    {
        ReduceNode { Kind: ReduceKind.Product } r => [r with { Kind = ReduceKind.Sum }],
        ProductNode p => Split(p),
        _ => [],
    });

    public static IEnumerable<Suspicion> LostChainFactor(MistakeCase mistake)
    {
        // The outermost derivative, then those of the definitions between, then plain values.
        if (mistake.Of is { } whole && mistake.Bodies.Length > 1)
        {
            foreach (SymbolNode by in MathWalk.Operands(mistake.Bodies[1]).Take(4))
            {
                yield return mistake.Corrected(Times(mistake.Written, new DerivativeNode(default, whole, [by], [])));
            }
        }

        foreach (Definition definition in mistake.Between.Where(d => !d.IsFunction).Take(8))
        {
            var of = new SymbolNode(default, definition.Name.Base, definition.Name.Indices, Layers(definition.Name), 0, false);
            foreach (SymbolNode by in MathWalk.All(definition.Body).OfType<SymbolNode>().GroupBy(MathPrinter.Print).Select(g => g.First()).Take(4))
            {
                yield return mistake.Corrected(Times(mistake.Written, new DerivativeNode(default, of, [by], [])));
            }

            foreach (ApplyNode apply in MathWalk.All(definition.Body).OfType<ApplyNode>().Where(a => a.Arguments.Length == 1 && a.Function.Primes == 0).Take(2))
            {
                yield return mistake.Corrected(Times(mistake.Written, apply with { Function = apply.Function with { Primes = 1 } }));
            }
        }

        foreach (MathNode value in Values(mistake).Take(10))
        {
            yield return mistake.Corrected(Times(mistake.Written, value));
            yield return mistake.Corrected(Times(value, mistake.Written));
        }
    }

    public static IEnumerable<Suspicion> ExtraFactor(MistakeCase mistake) => mistake.EachNode(node => node is ProductNode { Factors.Length: > 1 } p
        ? p.Factors.Select((_, i) => Part(p with { Factors = p.Factors.RemoveAt(i) }, 0, p.Factors.Length - 1))
        : []);

    public static IEnumerable<Suspicion> Transpose(MistakeCase mistake)
    {
        foreach (Suspicion changed in mistake.EachNode(Toggle))
        {
            yield return changed;
        }

        foreach (Suspicion changed in mistake.EachNode(node => node is ProductNode p && p.Factors.Length is 2 or 3 && p.Factors.All(f => f.Sign is Reading.Times.Juxtaposed or Reading.Times.Dot) ? Orders(p) : []))
        {
            yield return changed;
        }
    }

    internal static IEnumerable<MathNode> Moved(SymbolNode symbol, ImmutableArray<SymbolNode> letters)
    {
        for (int i = 0; i < symbol.Subscripts.Length; i++)
        {
            foreach (SymbolNode letter in letters.Where(l => MathPrinter.Print(l) != MathPrinter.Print(symbol.Subscripts[i])))
            {
                yield return symbol with { Subscripts = symbol.Subscripts.SetItem(i, letter) };
            }

            foreach (MathNode shifted in Shifted(symbol.Subscripts[i]))
            {
                yield return symbol with { Subscripts = symbol.Subscripts.SetItem(i, shifted) };
            }
        }

        for (int i = 0; i < symbol.Superscripts.Length; i++)
        {
            foreach (MathNode shifted in Shifted(symbol.Superscripts[i]))
            {
                yield return symbol with { Superscripts = symbol.Superscripts.SetItem(i, shifted) };
            }
        }
    }

    internal static IEnumerable<MathNode> Split(ProductNode product)
    {
        for (int from = 0; from < product.Factors.Length - 1; from++)
        {
            for (int to = from + 2; to <= product.Factors.Length; to++)
            {
                for (int at = from + 1; at < to; at++)
                {
                    MathNode sum = Sum(Part(product, from, at), Part(product, at, to));
                    MathNode rest = new BracketNode(default, "(", [sum]);
                    rest = from == 0 ? rest : Times(Part(product, 0, from), rest);
                    yield return to == product.Factors.Length ? from == 0 ? sum : rest : Times(rest, Part(product, to, product.Factors.Length));
                }
            }
        }
    }

    internal static IEnumerable<MathNode> Toggle(MathNode node) => node switch
    {
        TransposeNode t => [t.Operand],
        SymbolNode or BracketNode { Open: not "{" } => [new TransposeNode(node.Span, node)],
        _ => [],
    };

    internal static MathNode D(MathNode of, MathNode by) => new DerivativeNode(default, of is SymbolNode ? of : new BracketNode(default, "(", [of]), [by], []);

    internal static MathNode Sum(MathNode left, MathNode right) => new SumNode(default, [new MathTerm(false, left), new MathTerm(false, right)]);

    internal static MathNode Difference(MathNode left, MathNode right) => new SumNode(default, [new MathTerm(false, left), new MathTerm(true, right)]);

    internal static MathNode Grouped(MathNode node) => node is SumNode or ProductNode or FractionNode ? new BracketNode(node.Span, "(", [node]) : node;

    internal static MathNode Bare(MathNode node) => node is BracketNode { Entries: [var only] } ? Bare(only) : node;

    internal static MathNode Part(ProductNode product, int from, int to) => to - from == 1 && product.Factors[from].Sign != Reading.Times.Over
        ? product.Factors[from].Value
        : new ProductNode(default, [.. product.Factors.Skip(from).Take(to - from).Select((f, i) => i == 0 && f.Sign != Reading.Times.Over ? f with { Sign = Reading.Times.Juxtaposed } : f)]);

    /// <summary>Returns what the left side differentiates: itself, and where it is a name or a function, what that means.</summary>
    internal static IEnumerable<(MathNode Body, MathNode By)> Differentiated(MistakeCase mistake)
    {
        if (mistake.By is not { } by || mistake.Of is not { } of)
        {
            yield break;
        }

        yield return (of, by);
        string? name = Bare(of) switch { SymbolNode s => s.Name, ApplyNode a => a.Function.Name, _ => null };
        if (name is not null && mistake.Between.FirstOrDefault(d => d.Name.Base == name) is { } definition)
        {
            yield return (definition.Body, by);
        }
    }

    // Both parts must hold what is differentiated by, as they are written: else the slip is another.
    private static bool Mentions(MathNode node, MathNode by) => MathWalk.All(node).Any(n => n is SymbolNode && MathPrinter.Print(n) == MathPrinter.Print(by));

    private static IEnumerable<MathNode> Inside(MathNode node) => node switch
    {
        ApplyNode { Arguments: [var argument], Function.Primes: 0 } when argument is not SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } => [argument],
        PowerNode { Base: SymbolNode { Name: "e" }, Exponent: var exponent } => [exponent],
        PowerNode { Exponent: NumberNode, Base: var @base } when @base is not SymbolNode => [@base],
        _ => [],
    };

    private static IEnumerable<MathNode> Shifted(MathNode script) => Place.Of(script) is not { } place ? []
        : new[] { -1, 1 }.Select(by => place.Letter.Length == 0
            ? Number(place.Offset + by)
            : Script(place.Shift(by)));

    private static MathNode Script(Place place)
    {
        var letter = new SymbolNode(default, place.Letter, [], [], 0, false);
        return place.Offset == 0 ? letter : new SumNode(default, [new MathTerm(false, letter), new MathTerm(place.Offset < 0, Number(System.Math.Abs(place.Offset)))]);
    }

    private static ImmutableArray<MathNode> Layers(Quantity name) => name.Layer is { } layer && name.IsLayerAbove ? [layer.Letter.Length == 0 ? Number(layer.Offset) : Script(layer)] : [];

    // The names that occur in what is differentiated, with what functions of them are taken at.
    private static IEnumerable<MathNode> Values(MistakeCase mistake) => mistake.Bodies
        .SelectMany(MathWalk.All)
        .SelectMany(n => n is ApplyNode { Arguments: [var argument] } ? [argument] : n is SymbolNode s && FunctionWords.Of(s.Name) is null && s.Name != "e" && s.Primes == 0 ? new MathNode[] { s } : [])
        .Concat(mistake.Between.Where(d => !d.IsFunction).Select(d => (MathNode)new SymbolNode(default, d.Name.Base, d.Name.Indices, Layers(d.Name), 0, false)))
        .GroupBy(MathPrinter.Print)
        .Select(g => g.First())
        .Take(16);

    private static IEnumerable<string> Letters(MathNode node) => MathWalk.All(node).OfType<SymbolNode>().SelectMany(s => s.Subscripts.Concat(s.Superscripts)).SelectMany(MathWalk.All).OfType<SymbolNode>().Select(s => s.Name).Distinct();

    private static MathNode? OnePlus(MathNode node) => Bare(node) is SumNode { Terms: [{ IsSubtracted: false, Value: NumberNode { Value.IsOne: true } }, { IsSubtracted: false, Value: var value }] } ? Bare(value) : null;

    private static MathNode? OneMinusOf(MathNode node) => Bare(node) is SumNode { Terms: [{ IsSubtracted: false, Value: NumberNode { Value.IsOne: true } }, { IsSubtracted: true, Value: var value }] } ? Bare(value) : null;

    private static MathNode OneMinus(MathNode value) => new BracketNode(default, "(", [Difference(Number(1), value)]);

    // (1 − a) without its a.
    private static IEnumerable<MathNode> WithoutValue(ProductNode product) => product.Factors.SelectMany((f, i) => OneMinusOf(f.Value) is { } value && IndexOf(product, value) < 0
        ? [product with { Factors = product.Factors.Insert(i, new MathFactor(i == 0 ? Reading.Times.Juxtaposed : f.Sign, value)) }]
        : Enumerable.Empty<MathNode>());

    private static int IndexOf(ProductNode product, MathNode value) => product.Factors.ToList().FindIndex(f => MathPrinter.Print(Bare(f.Value)) == MathPrinter.Print(value));

    private static MathNode Without(ProductNode product, int i, int at, MathNode instead)
    {
        ImmutableArray<MathFactor> factors = product.Factors.SetItem(i, product.Factors[i] with { Value = new BracketNode(default, "(", [instead]) }).RemoveAt(at);
        return factors.Length == 1 ? factors[0].Value : product with { Factors = factors };
    }

    private static IEnumerable<MathNode> Orders(ProductNode product)
    {
        ImmutableArray<MathNode> values = [.. product.Factors.Select(f => f.Value)];
        foreach (ImmutableArray<MathNode> order in Permutations(values))
        {
            for (int mask = 0; mask < 1 << order.Length; mask++)
            {
                yield return new ProductNode(product.Span, [.. order.Select((v, i) => new MathFactor(Reading.Times.Juxtaposed, (mask >> i & 1) == 0 ? v : v is TransposeNode t ? t.Operand : new TransposeNode(v.Span, v)))]);
            }
        }
    }

    private static IEnumerable<ImmutableArray<MathNode>> Permutations(ImmutableArray<MathNode> values)
    {
        if (values.Length <= 1)
        {
            yield return values;
            yield break;
        }

        for (int i = 0; i < values.Length; i++)
        {
            foreach (ImmutableArray<MathNode> rest in Permutations(values.RemoveAt(i)))
            {
                yield return rest.Insert(0, values[i]);
            }
        }
    }
}
