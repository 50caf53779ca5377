using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Tells definitions and conditions from equations, and takes them into the context.</summary>
internal sealed class DefinitionReader(DocumentContext context, ImmutableArray<ReadFormula> formulas)
{
    // Σ t = 1, ‖v‖ = 1: names without a definition are said to fulfil something.
    public bool IsCondition(Relation relation, MathNode left, MathNode right)
    {
        bool isPlain = MathWalk.All(left).All(n => n is SymbolNode or ReduceNode or NormNode or BracketNode or TransposeNode || (relation.Formula.IsInline && n is not (DerivativeNode or GradientNode or DifferentialNode or LimitNode)));
        return right is NumberNode && left is not (NumberNode or SymbolNode) && isPlain && MathWalk.Operands(left).Any(s => s.Name is not ("e" or "π"))
            && MathWalk.All(left).OfType<SymbolNode>().All(s => context.Find(relation.Roles.Resolve(s, _ => true).Key, relation.Order) is null);
    }

    // f(w) = g(h(w)) = explicit: what says more is the meaning.
    public MathNode BodyOf(MathStatement statement, MathNode right, int order)
    {
        if (statement.Sides.Length <= 2 || !MathWalk.All(right).OfType<ApplyNode>().Any(a => IsOpenFunction(a.Function, order)))
        {
            return right;
        }

        return statement.Sides.Skip(2).Select(s => s.Node).OfType<MathNode>().FirstOrDefault(n => !MathWalk.All(n).OfType<ApplyNode>().Any(a => IsOpenFunction(a.Function, order))) ?? right;
    }

    public bool IsOpenFunction(SymbolNode function, int order) => FunctionWords.Of(function.Name) is null && function.Name != "σ" && context.Find(function.Name, order) is null;

    // f : R^n → R, x ∈ …: what the name meant before is over for a function that is declared.
    public void Declare(Relation relation)
    {
        if (relation.Sign!.Value.Text is "\\to" or "→" or "\\rightarrow" && relation.Left.Node is ProductNode { Factors: [{ Value: SymbolNode name }, { Sign: Times.Frobenius }] })
        {
            context.Forget(name.Name, relation.Order);
        }
    }

    public Relation? TryDefine(Relation relation, MathNode left, MathNode body)
    {
        MathNode target = left is BracketNode { Open: "{", Entries: [var only] } ? only : left;
        if (target is PowerNode { Base: SymbolNode { Primes: 0 } powered, Exponent: NumberNode { Value: { IsInteger: true } exponent } })
        {
            if (body is NumberNode && context.Find(relation.LeftRoles.Resolve(powered, _ => false).Key, relation.Order) is { IsFunction: false })
            {
                // Where something says what ε is, ε² = 0.01 is a power.
                return null;
            }

            target = powered with { Name = powered.Name + "^" + exponent };
        }

        switch (target)
        {
            case SymbolNode { Primes: 0, Subscripts.IsEmpty: true } matrix when EntriesOf(body) is { } entry && entry.Name != matrix.Name:
                // X = [x_ij] says what the entries are.
                return Define(relation, matrix with { Subscripts = entry.Subscripts }, default, entry);
            case EntryNode { Operand: ApplyNode { Function: { Primes: 0, Subscripts.IsEmpty: true } vector } call, Subscripts: var entries } when FunctionWords.Of(vector.Name) is null && entries.All(e => e is SymbolNode) && call.Arguments.All(a => a is SymbolNode { Primes: 0 }):
                // f(z)_i says what f is, entry by entry.
                return Define(relation, vector with { Subscripts = entries }, [.. call.Arguments.OfType<SymbolNode>()], body);
            case SymbolNode { Primes: 0 } symbol:
                return Define(relation, symbol, default, body);
            case ApplyNode { Function.Primes: 0 } apply when FunctionWords.Of(apply.Function.Name) is null || char.IsUpper(apply.Function.Name[0]):
                if (apply.Arguments is [EllipsisNode])
                {
                    return Define(relation, apply.Function, default, body);
                }

                ImmutableArray<SymbolNode> parameters = [.. apply.Arguments.OfType<SymbolNode>().Where(p => p.Primes == 0)];
                return parameters.Length == apply.Arguments.Length && parameters.Select(p => p.Name).Distinct().Count() == parameters.Length
                    ? Define(relation, apply.Function, [.. parameters.Select(p => p with { Subscripts = [], Superscripts = [] })], Plain(body, parameters))
                    : null;
            case ApplyNode { Function: { Primes: 1 } slope, Arguments: [SymbolNode { Primes: 0 } at] } when FunctionWords.Of(slope.Name) is null && slope.Name is not ("σ" or "Sig") && context.Find(slope.Name, int.MaxValue) is null && !HasDefinitionAhead(slope.Name):
                // s'(x) = d/dx (…) says what s is; s'(x) = … what s' is.
                return body is DerivativeNode { By: [SymbolNode by], Of: var antiderivative } && by.Name == at.Name
                    ? Define(relation, slope with { Primes = 0 }, [at], antiderivative)
                    : !MathWalk.All(body).OfType<SymbolNode>().Any(s => s.Name == slope.Name) ? relation with { Settled = RelationVerdict.Definition, Reason = $"says what {slope.Name}' is" } : null;
            case ApplyNode { Function: { Primes: 0 } outer, Arguments: [var inside] } when FunctionWords.Of(outer.Name) is "log" or "exp" && body is ApplyNode { Arguments: [var meaning] } other && FunctionWords.Of(other.Function.Name) == FunctionWords.Of(outer.Name):
                // log h = log u says what h is.
                return inside is SymbolNode or ApplyNode ? TryDefine(relation, inside, meaning) : null;
            case ApplyNode { Function: { Primes: 0, Subscripts.IsEmpty: true } outer, Arguments: [var inside] } when FunctionWords.Of(outer.Name) is "log" && body is SumNode or ProductNode or FractionNode
                && (inside is ApplyNode a ? a.Function : inside as SymbolNode) is { } density && FunctionWords.Of(density.Name) is null && context.Find(relation.Roles.Resolve(density, _ => false).Key, int.MaxValue) is null:
                // log p(x) = u says what p is, too.
                return TryDefine(relation, inside, new ApplyNode(body.Span, new SymbolNode(body.Span, "exp", [], [], 0, false), [body]));
            default:
                return null;
        }
    }

    // h(x^(i)) = σ(θᵀx^(i)) says what h is at any argument.
    private static MathNode Plain(MathNode body, ImmutableArray<SymbolNode> parameters)
    {
        foreach (SymbolNode parameter in parameters.Where(p => p.Subscripts.Length + p.Superscripts.Length > 0))
        {
            string written = MathPrinter.Print(parameter);
            body = MathWalk.Map(body, n => n is SymbolNode s && s.Name == parameter.Name && MathPrinter.Print(s) == written ? s with { Subscripts = [], Superscripts = [] } : n);
        }

        return body;
    }

    /// <summary>Takes <c>∂L/∂w = ∂/∂w (…)</c> for what L is, where nothing else says it.</summary>
    public Relation? TryDefineUnder(Relation relation, MathNode left, MathNode right)
    {
        (MathNode Of, MathNode By)? whole = Differentiated(left);
        (MathNode Of, MathNode By)? part = Differentiated(right);
        SymbolNode? name = whole?.Of switch { SymbolNode { Primes: 0 } s => s, ApplyNode { Function: { Primes: 0 } f, Arguments: var a } when a.All(x => x is SymbolNode) && FunctionWords.Of(f.Name) is null => f, _ => null };
        if (name is null || part is null || MathPrinter.Print(whole!.Value.By) != MathPrinter.Print(part.Value.By) || part.Value.Of is SymbolNode or BracketNode { Entries: [SymbolNode] }
            || context.Find(relation.LeftRoles.Resolve(name, _ => false).Key, int.MaxValue) is not null
            || MathWalk.All(part.Value.Of).OfType<SymbolNode>().Any(s => s.Name == name.Name)
            || formulas.SelectMany(f => f.Statements).Any(s => s.Sides.Length > 1 && !s.Continues && (s.Sides[0].Node switch { SymbolNode x => x, ApplyNode a => a.Function, _ => null })?.Name == name.Name))
        {
            return null;
        }

        return TryDefine(relation with { LeftRoles = relation.Roles }, whole.Value.Of, part.Value.Of) is { Settled: RelationVerdict.Definition } defined ? defined with { LeftRoles = relation.LeftRoles } : null;
    }

    private static (MathNode Of, MathNode By)? Differentiated(MathNode node) => node switch
    {
        DerivativeNode { By: [var by] } d => (d.Of, by),
        GradientNode { By: { } by, IsHessian: false } g => (g.Of, by),
        _ => null,
    };

    /// <summary>Returns whether nothing else in the document says what a name is, and nothing is computed with it before.</summary>
    public bool IsNew(SymbolNode symbol, Relation relation)
    {
        Quantity quantity = relation.Roles.Resolve(symbol, _ => false);
        return context.Find(quantity.Key, int.MaxValue) is null
            && !formulas.SelectMany(f => f.Statements).Any(s => s.Sides.Length > 1 && s.Sides[0].Node is SymbolNode first && first.Name == symbol.Name)
            && !formulas.SelectMany(f => f.Statements).SelectMany(s => s.Sides).Where(s => s.Node is not null && s.Span.End < relation.Left.Span.Start).Any(s => MathWalk.All(s.Node!).OfType<SymbolNode>().Any(n => n.Name == symbol.Name));
    }

    /// <summary>Returns whether a name is computed with behind a relation.</summary>
    public bool IsUsedLater(SymbolNode symbol, Relation relation) => formulas.SelectMany(f => f.Statements).SelectMany(s => s.Sides)
        .Where(s => s.Node is not null && s.Span.Start > relation.Right.Span.End).Any(s => MathWalk.All(s.Node!).OfType<SymbolNode>().Any(n => n.Name == symbol.Name));

    private static SymbolNode? EntriesOf(MathNode body) => body switch
    {
        BracketNode { Open: "[" or "(", Entries: [SymbolNode { Subscripts.Length: > 0 } entry] } when entry.Subscripts.All(s => s is SymbolNode) => entry,
        EntryNode { Operand: BracketNode { Open: "[" or "(", Entries: [SymbolNode { Subscripts.Length: > 0 } entry] } } => entry,
        _ => null,
    };

    private static string Source(Relation relation) => relation.Formula.IsInline ? "a formula in the text" : $"formula {relation.Formula.Number}";

    private bool HasDefinitionAhead(string name) => formulas.SelectMany(f => f.Statements).Any(s => s.Sides.Length > 1 && s.Sides[0].Node is ApplyNode { Function: { Primes: 0 } f } && f.Name == name);

    private Relation? Define(Relation relation, SymbolNode symbol, ImmutableArray<SymbolNode> parameters, MathNode body)
    {
        Quantity quantity = relation.Roles.Resolve(symbol, _ => false);
        ImmutableArray<string> letters = [.. quantity.Indices.OfType<SymbolNode>().Where(s => s.Subscripts.IsEmpty).Select(s => s.Name)];
        bool hasPlainIndices = letters.Length == quantity.Indices.Length && letters.Distinct().Count() == letters.Length;
        Definition? known = context.Find(quantity.Key, relation.Order);
        if (!hasPlainIndices || quantity.Key is "δ" && letters.Length == 2)
        {
            return null;
        }

        if (parameters.IsDefault && body is BracketNode { Open: not "{", Entries.Length: > 1 } list && list.Entries.All(e => e is NumberNode))
        {
            // y = [1, 0, 0] in words: what it may be.
            return relation.Formula.IsInline && known is null ? relation with { Settled = RelationVerdict.Definition, Reason = $"says what {quantity.Key} is in an example" } : null;
        }

        if (parameters.IsDefault && relation.Formula.IsInline && body is SymbolNode { Primes: 0 } twin && known is null && TellsApart(symbol, twin, relation))
        {
            Quantity tied = relation.Roles.Resolve(twin, _ => false);
            context.TiedNames.UnionWith([quantity.Key, tied.Key]);
            return relation with { Settled = RelationVerdict.Definition, Reason = $"says that {quantity.Key} and {tied.Key} have one value, where lines before tell them apart" };
        }

        if (known is { IsTabled: true } && relation.IsTabled)
        {
            known = null;
        }

        if (known is not null && known.Order < relation.Order)
        {
            return relation with { Restated = new Definition(quantity, letters, parameters, body, relation.Roles, relation.Order, Source(relation)) { Formula = relation.Formula } };
        }

        // δ^L = … after δ^l = ∂C/∂z^l, where the document says what C is.
        if (known is null && parameters.IsDefault && context.OfOtherLayers(quantity, relation.Order).FirstOrDefault() is { Body: DerivativeNode { Of: SymbolNode whole } } schema && body is not DerivativeNode
            && context.Find(schema.Roles.Resolve(whole, _ => false).Key, relation.Order) is not null)
        {
            return null;
        }

        // θ = (XᵀX)⁻¹Xᵀy after ∂J/∂θ = 0: where that holds, and no meaning of θ.
        if (known is null && parameters.IsDefault && letters.IsEmpty && (context.IsSolved(quantity.Key, relation.Order) || (context.DifferentiatedBefore(quantity.Key, relation.Order) && HasInverse(body))))
        {
            return relation with { Solves = new Definition(quantity, letters, parameters, body, relation.Roles, relation.Order, Source(relation)) { Formula = relation.Formula } };
        }

        if (letters.Length > 0 && parameters.IsDefault && IsRecurrence(relation, quantity, body))
        {
            context.Recurrences.Add(quantity.Key);
            return relation with { Settled = RelationVerdict.Definition, Reason = $"says how {quantity.Key} goes from one index to the next" };
        }

        if (MathWalk.Operands(body).Any(s => s.Name == symbol.Name && relation.Roles.Resolve(s, _ => false).Key == quantity.Key && !IsParameter(s, parameters)))
        {
            return null;
        }

        foreach (SymbolNode mentioned in MathWalk.All(body).OfType<SymbolNode>())
        {
            context.Anchors.Add(relation.Roles.Resolve(mentioned, _ => true).Key);
            context.Anchors.Add(relation.Roles.Resolve(mentioned, _ => false).Key);
        }

        context.Add(new Definition(quantity, letters, parameters, body, relation.Roles, relation.Order, Source(relation)) { Formula = relation.Formula, IsTabled = relation.IsTabled });
        return relation with { Settled = RelationVerdict.Definition, Reason = $"says what {quantity.Key} is" };
    }

    // w_1 = w_2 behind z = w_1 x_1 + w_2 x_2: weights that are tied, which derivatives before and behind still take apart.
    private bool TellsApart(SymbolNode one, SymbolNode other, Relation relation) => one.Subscripts.Length == other.Subscripts.Length && one.Name.Split('_')[0] == other.Name.Split('_')[0] && MathPrinter.Print(one) != MathPrinter.Print(other)
        && context.Find(relation.Roles.Resolve(other, _ => false).Key, int.MaxValue) is null
        && formulas.SelectMany(f => f.Statements).Where(s => s.Signs.Length > 0).SelectMany(s => s.Sides.Skip(1)).Where(s => s.Node is SumNode && s.Span.End < relation.Left.Span.Start)
            .Any(s => MathWalk.Operands(s.Node!).Select(o => MathPrinter.Print(o)).ToList() is var names && names.Contains(MathPrinter.Print(one)) && names.Contains(MathPrinter.Print(other)));

    // h_t = f(h_{t−1}): all mentions of the name are at shifted indices.
    private static bool IsRecurrence(Relation relation, Quantity quantity, MathNode body)
    {
        List<Quantity> own = [.. MathWalk.All(body).OfType<SymbolNode>().Where(s => s.Name == quantity.Base).Select(s => relation.Roles.Resolve(s, _ => false)).Where(q => q.Key == quantity.Key)];
        return own.Count > 0 && own.TrueForAll(q => q.Indices.Length == quantity.Indices.Length && q.Indices.Zip(quantity.Indices, (a, b) => (From: Place.Of(a), To: Place.Of(b))).ToList() is var places
            && places.TrueForAll(p => p.From is { } from && p.To is { } to && from.Letter == to.Letter) && places.Exists(p => p.From!.Value.Offset != p.To!.Value.Offset));
    }

    private static bool HasInverse(MathNode body) => MathWalk.All(body).Any(n => n is PowerNode { Base: BracketNode { Entries: [ProductNode or SumNode] }, Exponent: NumberNode { Value: var e } } && e == -1
        || n is PowerNode { Base: BracketNode { Entries: [ProductNode or SumNode] }, Exponent: SumNode { Terms: [{ IsSubtracted: true, Value: NumberNode { Value.IsOne: true } }] } });

    // f = g∘h = explicit has two meanings; a = … = 0.62 has a rounded one.
    public void TakeOtherMeanings(Relation relation, MathStatement statement, MathNode left, MathNode right)
    {
        SymbolNode? name = left switch { SymbolNode s => s, ApplyNode a => a.Function, _ => null };
        if (name is null || context.Find(relation.Roles.Resolve(name, _ => false).Key, relation.Order) is not { } definition)
        {
            return;
        }

        if (!ReferenceEquals(definition.Body, right))
        {
            context.Alternatives[definition.Name.Key] = definition with { Body = right };
        }

        if (!definition.IsFunction && statement.Sides.Length > 2 && statement.Sides[statement.Sides.Length - 1].Node is { } last && (last is NumberNode { Decimals: > 0 } || last is SumNode { Terms: [{ Value: NumberNode { Decimals: > 0 } }] }))
        {
            context.Carried[definition.Name.Key] = definition with { Body = last };
        }
    }

    private static bool IsParameter(SymbolNode symbol, ImmutableArray<SymbolNode> parameters) => !parameters.IsDefault && parameters.Any(p => p.Name == symbol.Name);
}
