using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Goes through a document once: takes its definitions and lists its relations.</summary>
internal sealed class ContextBuilder
{
    private readonly DocumentContext _context = new();
    private readonly List<Relation> _relations = [];
    private readonly ScriptSurvey _scripts;
    private (MathSide Side, ScriptRoles Roles, int Block, bool IsInline)? _last;
    private readonly ImmutableArray<ReadFormula> _formulas;
    private readonly bool _hasDisplays;
    private bool _definedHere;
    private MathNode? _chainStart;
    private bool _isOpen;
    private int _order;

    private ContextBuilder(ImmutableArray<ReadFormula> formulas)
    {
        _formulas = formulas;
        _scripts = new ScriptSurvey(formulas);
        _hasDisplays = formulas.Any(f => !f.Formula.IsInline);
    }

    public static (DocumentContext Context, ImmutableArray<Relation> Relations) Build(ImmutableArray<ReadFormula> formulas)
    {
        var builder = new ContextBuilder(formulas);
        foreach (ReadFormula formula in formulas)
        {
            builder.Look(formula);
        }

        if (ConventionCatalog.SizeOf(builder._context) is { } size)
        {
            builder._context.SizeNames.Add(size);
        }

        // What a function is used as, and what is known only behind its use, decides how names are taken everywhere.
        foreach (ReadFormula formula in formulas)
        {
            builder.Add(formula);
        }

        return (builder._context, [.. builder._relations]);
    }

    private void Look(ReadFormula formula)
    {
        ScriptRoles roles = _scripts.Roles(formula);
        bool isDeclaration = formula.Statements.Any(s => s.Signs.Any(x => x.Kind == RelationKind.Other));
        var before = new List<SymbolNode>();
        foreach (MathStatement statement in formula.Statements)
        {
            TakeDeclaration(statement, before, roles);
            foreach (MathNode node in statement.Sides.Select(s => s.Node).OfType<MathNode>())
            {
                Look(node, roles, [], isTransposed: false, isValue: statement.Sides.Length > 1 && !isDeclaration, formula.Formula.IsInline && _hasDisplays);
            }
        }
    }

    // W ∈ ℝ^{m×n}; also z, a ∈ ℝ^n.
    private void TakeDeclaration(MathStatement statement, List<SymbolNode> before, ScriptRoles roles)
    {
        if (statement.Signs.IsEmpty)
        {
            if (statement.Sides[0].Node is SymbolNode lone)
            {
                before.Add(lone);
            }

            return;
        }

        if (statement.Signs[statement.Signs.Length - 1].Text is "\\in" or "∈" && statement.Sides[statement.Sides.Length - 2].Node is SymbolNode name && Axes(statement.Sides[statement.Sides.Length - 1].Node) is { IsDefault: false } axes)
        {
            foreach (SymbolNode declared in before.Append(name))
            {
                Quantity quantity = roles.Resolve(declared, _ => false);
                if (quantity.Indices.IsEmpty)
                {
                    _context.Declared[quantity.Key] = axes;
                    _context.DeclaredSizes.UnionWith(axes);
                    _context.HasMatrices |= axes.Length > 0;
                }
            }
        }

        before.Clear();
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

    private void Look(MathNode node, ScriptRoles roles, ImmutableHashSet<string> bound, bool isTransposed, bool isValue, bool isAside, bool isDerivative = false)
    {
        switch (node)
        {
            case SymbolNode symbol:
                Quantity quantity = roles.Resolve(symbol, bound.Contains);
                _context.Mention(symbol.Name);
                if (!isDerivative)
                {
                    _context.Operands.Add(quantity.Key);
                }

                if (isValue)
                {
                    _context.MentionValue(symbol.Name);
                }

                _context.HasMatrices |= (isTransposed || symbol.IsBold) && !isAside;
                _context.Uses.TryGetValue(quantity.Key, out QuantityUse? use);
                use ??= new QuantityUse(0, false, false, 0);
                _context.Uses[quantity.Key] = new QuantityUse(System.Math.Max(use.Indices, quantity.Indices.Length), use.IsBold || symbol.IsBold, use.IsTransposed || isTransposed, use.Count + 1);
                foreach (MathNode script in symbol.Subscripts.Concat(symbol.Superscripts))
                {
                    foreach (SymbolNode letter in MathWalk.All(script).OfType<SymbolNode>())
                    {
                        _context.Mention(letter.Name);
                    }
                }

                return;
            case ApplyNode apply:
                _context.MentionFunction(apply.Function.Name);
                string function = roles.Resolve(apply.Function with { Primes = 0 }, bound.Contains).Key;
                if (!_context.DefaultArguments.ContainsKey(function) && apply.Function.Primes == 0 && apply.Arguments.All(a => a is SymbolNode))
                {
                    _context.DefaultArguments.Add(function, apply.Arguments);
                }

                Look(apply.Function, roles, bound, false, isValue: false, isAside);
                foreach (MathNode argument in apply.Arguments)
                {
                    Look(argument, roles, bound, false, isValue, isAside);
                }

                return;
            case ReduceNode reduce:
                foreach (MathNode high in reduce.Indices.Select(i => i.High).OfType<MathNode>())
                {
                    if (SizeIn(high) is { } size)
                    {
                        _context.SizeNames.Add(roles.Resolve(size, _ => false).Key);
                    }
                }

                Look(reduce.Body, roles, bound.Union(reduce.Indices.Select(i => i.Name)), false, isValue, isAside);
                return;
            case TransposeNode transpose:
                _context.HasMatrices |= !isAside;
                Look(transpose.Operand, roles, bound, true, isValue, isAside);
                return;
            case DifferentialNode { Of: SymbolNode of }:
                string key = roles.Resolve(of, bound.Contains).Key;
                if (!_context.Differentials.Contains(key))
                {
                    _context.Differentials.Add(key);
                }

                Look(of, roles, bound, false, isValue: false, isAside);
                return;
            case DerivativeNode derivative:
                Look(derivative.Of, roles, bound, false, derivative.Of is not SymbolNode && isValue, isAside, derivative.Of is SymbolNode);
                foreach (MathNode by in derivative.By.Concat(derivative.At))
                {
                    Look(by, roles, bound, false, isValue, isAside, isDerivative: by is SymbolNode);
                }

                return;
            case ProductNode product when product.Factors.Any(f => f.Sign is Times.Hadamard or Times.Frobenius or Times.Outer):
                _context.HasMatrices |= !isAside;
                break;
            case NormNode { IsDouble: true }:
                _context.HasMatrices |= !isAside;
                break;
        }

        foreach (MathNode child in MathWalk.Children(node))
        {
            Look(child, roles, bound, false, isValue, isAside);
        }
    }

    private static SymbolNode? SizeIn(MathNode high) => high switch
    {
        SymbolNode { Subscripts.IsEmpty: true } s => s,
        SymbolNode s => s,
        SumNode { Terms: [{ IsSubtracted: false, Value: SymbolNode s }, { Value: NumberNode }] } => s,
        _ => null,
    };

    private void Add(ReadFormula formula)
    {
        ScriptRoles roles = _scripts.Roles(formula);
        int number = 0;
        foreach (MathStatement statement in formula.Statements)
        {
            _order++;
            AddStatement(formula, statement, roles, ref number);
        }
    }

    private void AddStatement(ReadFormula formula, MathStatement statement, ScriptRoles roles, ref int number)
    {
        bool isFirst = ReferenceEquals(statement, formula.Statements[0]);
        ImmutableArray<MathSide> sides = statement.Sides;
        MathSide first = sides[0];
        ScriptRoles firstRoles = roles;
        bool continues = statement.Continues || (_isOpen && isFirst);
        bool wasOpen = _isOpen && isFirst && !statement.Continues;
        _isOpen = false;
        string missing = string.Empty;
        if (continues)
        {
            bool isNear = _last is { } l && (l.Block == formula.Formula.Block || (!l.IsInline && !formula.Formula.IsInline));
            if (isNear)
            {
                (first, firstRoles) = (_last!.Value.Side, _last.Value.Roles);
            }
            else
            {
                missing = "the left side is not written";
            }

            if (wasOpen && isNear)
            {
                // A sign at the end of the line before.
                number++;
                _relations.Add(new Relation(formula.Formula, number, _order, first, new RelationSign(sides[0].Span, "=", RelationKind.Equal), sides[0], roles, firstRoles));
                first = sides[0];
                firstRoles = roles;
                continues = false;
                if (sides.Length == 1)
                {
                    _last = (sides[0], roles, formula.Formula.Block, formula.Formula.IsInline);
                    return;
                }
            }
        }

        if (statement.Signs.IsEmpty)
        {
            if (first.Error is not null)
            {
                _relations.Add(new Relation(formula.Formula, 0, _order, first, null, first, roles, roles));
            }

            _last = (first, roles, formula.Formula.Block, formula.Formula.IsInline);
            return;
        }

        for (int k = 0; k < statement.Signs.Length; k++)
        {
            MathSide left = k == 0 ? first : sides[k];
            MathSide right = sides[k + 1];
            if (right is { Node: null, Error: null })
            {
                // "a =" at the end: the next line goes on.
                _isOpen = true;
                _last = (left, roles, formula.Formula.Block, formula.Formula.IsInline);
                return;
            }

            number++;
            if (k == 0 && !continues)
            {
                _chainStart = left.Node;
            }

            var relation = new Relation(formula.Formula, number, _order, left, statement.Signs[k], right, roles, k == 0 ? firstRoles : roles) { ChainStart = _chainStart };
            _relations.Add(missing.Length > 0 && k == 0 && statement.Signs[0].Kind == RelationKind.Equal
                ? relation with { Settled = RelationVerdict.NotJudged, Reason = missing }
                : Settle(relation, statement, k, continues && !wasOpen));
        }

        _last = (sides[sides.Length - 1], roles, formula.Formula.Block, formula.Formula.IsInline);
    }

    private Relation Settle(Relation relation, MathStatement statement, int k, bool continues)
    {
        if (relation.Sign!.Value.Kind == RelationKind.Other)
        {
            Declare(relation);
            return relation with { Settled = RelationVerdict.NotJudged, Reason = $"'{relation.Sign.Value.Text}' is no equality" };
        }

        if (relation.Left.Node is not { } left || relation.Right.Node is not { } right)
        {
            return relation;
        }

        if (relation.Sign.Value.Kind == RelationKind.Assign || IsUpdate(left, right, relation))
        {
            return relation with { Settled = RelationVerdict.Assignment, Reason = "an update of a value" };
        }

        // f = g∘h = explicit: the second relation says what g∘h is.
        if (k > 0 && !continues && _definedHere && MathWalk.All(left).OfType<ApplyNode>().Any(a => IsOpenFunction(a.Function)) && !MathWalk.All(left).Any(n => n is DerivativeNode || n is SymbolNode { Primes: > 0 }))
        {
            foreach (ApplyNode open in MathWalk.All(left).OfType<ApplyNode>().Where(a => IsOpenFunction(a.Function)))
            {
                _context.Tie(OpenFunction.NameOf(open.Function.Name));
            }

            return relation with { Settled = RelationVerdict.Definition, Reason = "says what the left side is" };
        }

        if (k == 0)
        {
            _definedHere = false;
        }

        if (k == 0 && !continues && TryDefine(relation, left, BodyOf(statement, right)) is { } defined)
        {
            _definedHere = defined.Settled == RelationVerdict.Definition;
            if (_definedHere)
            {
                TakeOtherMeanings(relation, statement, left, right);
            }

            return defined;
        }

        if (statement.Signs.Length == 1 && !continues && IsCondition(relation, left, right))
        {
            _context.Conditions.Add(new DocumentCondition(left, right, relation.Roles, relation.Order));
            return relation with { Settled = RelationVerdict.Definition, Reason = "a condition on what it mentions" };
        }

        return relation.Sign.Value.Kind == RelationKind.Define && k == 0 ? relation with { Settled = RelationVerdict.Definition, Reason = "said to be a definition" } : relation;
    }

    // Σ t = 1, ‖v‖ = 1: names without a definition are said to fulfil something.
    private bool IsCondition(Relation relation, MathNode left, MathNode right)
    {
        bool isPlain = MathWalk.All(left).All(n => n is SymbolNode or ReduceNode or NormNode or BracketNode or TransposeNode || (relation.Formula.IsInline && n is not (DerivativeNode or GradientNode or DifferentialNode or LimitNode)));
        return right is NumberNode && left is not (NumberNode or SymbolNode) && isPlain
            && MathWalk.All(left).OfType<SymbolNode>().All(s => _context.Find(relation.Roles.Resolve(s, _ => true).Key, relation.Order) is null);
    }

    // f(w) = g(h(w)) = explicit: what says more is the meaning.
    private MathNode BodyOf(MathStatement statement, MathNode right)
    {
        if (statement.Sides.Length <= 2 || !MathWalk.All(right).OfType<ApplyNode>().Any(a => IsOpenFunction(a.Function)))
        {
            return right;
        }

        return statement.Sides.Skip(2).Select(s => s.Node).OfType<MathNode>().FirstOrDefault(n => !MathWalk.All(n).OfType<ApplyNode>().Any(a => IsOpenFunction(a.Function))) ?? right;
    }

    private bool IsOpenFunction(SymbolNode function) => FunctionWords.Of(function.Name) is null && function.Name != "σ" && _context.Find(function.Name, _order) is null;

    // f : R^n → R, x ∈ …: what the name meant before is over for a function that is declared.
    private void Declare(Relation relation)
    {
        if (relation.Sign!.Value.Text is "\\to" or "→" or "\\rightarrow" && relation.Left.Node is ProductNode { Factors: [{ Value: SymbolNode name }, { Sign: Times.Frobenius }] })
        {
            _context.Forget(name.Name, relation.Order);
        }
    }

    private Relation? TryDefine(Relation relation, MathNode left, MathNode body)
    {
        MathNode target = left is BracketNode { Open: "{", Entries: [var only] } ? only : left;
        if (target is PowerNode { Base: SymbolNode { Primes: 0 } powered, Exponent: NumberNode { Value: { IsInteger: true } exponent } })
        {
            target = powered with { Name = powered.Name + "^" + exponent };
        }

        switch (target)
        {
            case SymbolNode { Primes: 0 } symbol:
                return Define(relation, symbol, default, body);
            case ApplyNode { Function.Primes: 0 } apply when FunctionWords.Of(apply.Function.Name) is null || char.IsUpper(apply.Function.Name[0]):
                if (apply.Arguments is [EllipsisNode])
                {
                    return Define(relation, apply.Function, default, body);
                }

                ImmutableArray<SymbolNode> parameters = [.. apply.Arguments.OfType<SymbolNode>().Where(p => p.Primes == 0)];
                return parameters.Length == apply.Arguments.Length && parameters.Select(p => p.Name).Distinct().Count() == parameters.Length
                    ? Define(relation, apply.Function, parameters, body)
                    : null;
            case ApplyNode { Function: { Primes: 1 } slope, Arguments: [SymbolNode { Primes: 0 } at] } when FunctionWords.Of(slope.Name) is null && slope.Name is not ("σ" or "Sig") && _context.Find(slope.Name, int.MaxValue) is null && !HasDefinitionAhead(slope.Name):
                // s'(x) = d/dx (…) says what s is; s'(x) = … what s' is.
                return body is DerivativeNode { By: [SymbolNode by], Of: var antiderivative } && by.Name == at.Name
                    ? Define(relation, slope with { Primes = 0 }, [at], antiderivative)
                    : !MathWalk.All(body).OfType<SymbolNode>().Any(s => s.Name == slope.Name) ? relation with { Settled = RelationVerdict.Definition, Reason = $"says what {slope.Name}' is" } : null;
            case ApplyNode { Function: { Primes: 0 } outer, Arguments: [var inside] } when FunctionWords.Of(outer.Name) is "log" or "exp" && body is ApplyNode { Arguments: [var meaning] } other && FunctionWords.Of(other.Function.Name) == FunctionWords.Of(outer.Name):
                // log h = log u says what h is.
                return inside is SymbolNode or ApplyNode ? TryDefine(relation, inside, meaning) : null;
            default:
                return null;
        }
    }

    private static string Source(Relation relation) => relation.Formula.IsInline ? "a formula in the text" : $"formula {relation.Formula.Number}";

    private bool HasDefinitionAhead(string name) => _formulas.SelectMany(f => f.Statements).Any(s => s.Sides.Length > 1 && s.Sides[0].Node is ApplyNode { Function: { Primes: 0 } f } && f.Name == name);

    private Relation? Define(Relation relation, SymbolNode symbol, ImmutableArray<SymbolNode> parameters, MathNode body)
    {
        Quantity quantity = relation.Roles.Resolve(symbol, _ => false);
        ImmutableArray<string> letters = [.. quantity.Indices.OfType<SymbolNode>().Where(s => s.Subscripts.IsEmpty).Select(s => s.Name)];
        bool hasPlainIndices = letters.Length == quantity.Indices.Length && letters.Distinct().Count() == letters.Length;
        Definition? known = _context.Find(quantity.Key, relation.Order);
        if (!hasPlainIndices || quantity.Key is "δ" && letters.Length == 2)
        {
            return null;
        }

        if (known is not null && known.Order < relation.Order)
        {
            return relation with { Restated = new Definition(quantity, letters, parameters, body, relation.Roles, relation.Order, Source(relation)) };
        }

        if (MathWalk.All(body).OfType<SymbolNode>().Any(s => s.Name == symbol.Name && relation.Roles.Resolve(s, _ => false).Key == quantity.Key && !IsParameter(s, parameters)))
        {
            return null;
        }

        foreach (SymbolNode mentioned in MathWalk.All(body).OfType<SymbolNode>())
        {
            _context.Anchors.Add(relation.Roles.Resolve(mentioned, _ => true).Key);
            _context.Anchors.Add(relation.Roles.Resolve(mentioned, _ => false).Key);
        }

        _context.Add(new Definition(quantity, letters, parameters, body, relation.Roles, relation.Order, Source(relation)));
        return relation with { Settled = RelationVerdict.Definition, Reason = $"says what {quantity.Key} is" };
    }

    // f = g∘h = explicit has two meanings; a = … = 0.62 has a rounded one.
    private void TakeOtherMeanings(Relation relation, MathStatement statement, MathNode left, MathNode right)
    {
        SymbolNode? name = left switch { SymbolNode s => s, ApplyNode a => a.Function, _ => null };
        if (name is null || _context.Find(relation.Roles.Resolve(name, _ => false).Key, relation.Order) is not { } definition)
        {
            return;
        }

        if (!ReferenceEquals(definition.Body, right))
        {
            _context.Alternatives[definition.Name.Key] = definition with { Body = right };
        }

        if (!definition.IsFunction && statement.Sides.Length > 2 && statement.Sides[statement.Sides.Length - 1].Node is { } last && (last is NumberNode { Decimals: > 0 } || last is SumNode { Terms: [{ Value: NumberNode { Decimals: > 0 } }] }))
        {
            _context.Carried[definition.Name.Key] = definition with { Body = last };
        }
    }

    private static bool IsParameter(SymbolNode symbol, ImmutableArray<SymbolNode> parameters) => !parameters.IsDefault && parameters.Any(p => p.Name == symbol.Name);

    // w = w − α ∂E/∂w, x^{k+1} = x^k − t ∇f, w (new) = w (old) − …
    private static bool IsUpdate(MathNode left, MathNode right, Relation relation)
    {
        MathNode target = left is PowerNode p ? p.Base : left;
        if (target is not SymbolNode symbol)
        {
            return false;
        }

        string key = relation.Roles.Resolve(symbol, _ => false).Key;
        bool isItself = left is SymbolNode && MathWalk.All(right).OfType<SymbolNode>().Any(s => relation.Roles.Resolve(s, _ => false).Key == key && Same(s, symbol));
        if (isItself)
        {
            return true;
        }

        return right is SumNode sum && sum.Terms.Any(t => IsBefore(t.Value, left));
    }

    private static bool Same(SymbolNode a, SymbolNode b) => a.Name == b.Name && a.Subscripts.Length == b.Subscripts.Length
        && a.Subscripts.Concat(a.Superscripts).Select(Place.Of).SequenceEqual(b.Subscripts.Concat(b.Superscripts).Select(Place.Of));

    private static bool IsBefore(MathNode term, MathNode left)
    {
        (SymbolNode? Name, Place? At) now = Step(left);
        (SymbolNode? Name, Place? At) before = Step(term);
        if (now.Name is null || before.Name is null)
        {
            return false;
        }

        string Plain(string name) => name.Replace("^new", string.Empty).Replace("^old", string.Empty).Replace("_new", string.Empty).Replace("_old", string.Empty).Replace("^+", string.Empty).Replace("^next", string.Empty);
        return Plain(now.Name.Name) == Plain(before.Name.Name)
            && (now.Name.Name != before.Name.Name || (now.At is { } a && before.At is { } b && a.Letter == b.Letter && a.Offset == b.Offset + 1));
    }

    private static (SymbolNode? Name, Place? At) Step(MathNode node) => node switch
    {
        PowerNode { Base: SymbolNode s } p => (s, Place.Of(p.Exponent)),
        SymbolNode s => (s, s.Superscripts.Concat(s.Subscripts).Select(Place.Of).FirstOrDefault(x => x is not null)),
        _ => (null, null),
    };
}
