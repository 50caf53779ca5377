using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Derivatives by names and by arguments.</content>
internal sealed partial class Elaborator
{
    private ArrayValue Derivative(DerivativeNode node, Scope scope)
    {
        MathNode of = Known(MathForms.Bare(node.Of));

        // ∂E/∂ŷ of E(ŷ, y): by the argument, the others held fixed.
        if (of is SymbolNode or ApplyNode && Partial(node, of, scope) is { } partial)
        {
            return partial;
        }

        if (ByExpression(node, of, scope) is { } byExpression)
        {
            return byExpression;
        }

        ArrayValue value = AlongPath(of, node, scope) ?? Holding(of, MathForms.Bare(node.By[0]), scope) ?? Differentiated(of, node.By[0], scope);
        string ofKey = KeyOf(of, scope);
        for (int i = 0; i < node.By.Length; i++)
        {
            value = By(value, node.By[i], ofKey, scope);
        }

        return node.By.Length == 1 ? value : value with { Link = null };
    }

    private string KeyOf(MathNode node, Scope scope) => node switch
    {
        SymbolNode s => scope.Roles.Resolve(s, l => IsBound(l, scope)).Key,
        ApplyNode a => scope.Roles.Resolve(a.Function, l => IsBound(l, scope)).Key,
        _ => MathPrinter.Print(node),
    };

    // ∂(y − a)²/∂(y − a), ∂f(g(x))/∂g(x), ∂f/∂g of f(g(x)): by what stands inside, wherever it does.
    private ArrayValue? ByExpression(DerivativeNode node, MathNode of, Scope scope)
    {
        MathNode by = MathForms.Bare(node.By[0]);
        if (by is SymbolNode { Primes: 0 } function && OpenArguments(function, scope) is { } arguments)
        {
            by = new ApplyNode(function.Span, function, arguments);
            of = of is SymbolNode outer && IsFunctionName(outer.Name) && _meanings.Find(scope.Roles.Resolve(outer, l => IsBound(l, scope)), scope) is null ? new ApplyNode(outer.Span, outer, [by]) : of;
        }

        if (node.By.Length > 1 || by is not (SumNode or ProductNode or FractionNode or ApplyNode or ReduceNode))
        {
            return null;
        }

        string text = MathPrinter.Print(by);
        MathNode inside = MathWalk.Map(of, n => n.GetType() == by.GetType() && MathPrinter.Print(n) == text ? new SymbolNode(n.Span, Within, [], [], 0, false) : n);
        if (MathPrinter.Print(inside) == MathPrinter.Print(of))
        {
            return null;
        }

        (NamedQuantity place, ImmutableArray<ExpressionSyntax> at) = GivePlace(Elaborate(by, scope), "within");
        var placed = new ArrayValue(place.Axes.RemoveRange(0, at.Length), i => Code.Entry(place.Name, [.. at, .. i])) { IsRow = place.IsRow };
        ArrayValue value = Elaborate(inside, scope with { Locals = scope.Locals.SetItem(Within, placed) });
        return DerivativeBy(value, place, at, text, KeyOf(of, scope));
    }

    // ∂y/∂z of y = Wσ(x), where z = σ(x): y holds what z is.
    private ArrayValue? Holding(MathNode of, MathNode by, Scope scope)
    {
        if (of is not SymbolNode { Primes: 0 } outer || by is not SymbolNode { Primes: 0 } name || scope.Locals.ContainsKey(name.Name) || scope.Locals.ContainsKey(outer.Name)
            || _meanings.Find(scope.Roles.Resolve(name, l => IsBound(l, scope)), scope) is not { IsFunction: false, IsConvention: false, Indices.IsEmpty: true, Body: not (SymbolNode or NumberNode) } part
            || _meanings.Find(scope.Roles.Resolve(outer, l => IsBound(l, scope)), scope) is not { IsFunction: false, IsConvention: false, Indices.IsEmpty: true } whole
            || _context.Paths!.LeadsTo(whole, [part.Name.Key]))
        {
            return null;
        }

        string text = MathPrinter.Print(part.Body);
        bool holds = false;
        MathNode inside = MathWalk.Map(whole.Body, n => n.GetType() == part.Body.GetType() && MathPrinter.Print(n) == text && (holds = true) ? name : n);
        return holds ? Elaborate(inside, scope) : null;
    }

    /// <summary>The name of what a derivative is taken by where that is an expression.</summary>
    private const string Within = "⟦⟧";

    // g of g(x), where nothing says what it is and it stands nowhere for a value.
    private ImmutableArray<MathNode>? OpenArguments(SymbolNode function, Scope scope) =>
        scope.Roles.Resolve(function, l => IsBound(l, scope)) is { Indices.IsEmpty: true } quantity && !scope.Locals.ContainsKey(function.Name) && _context.IsApplied(function.Name)
            && _meanings.Find(quantity, scope) is null && _context.DefaultArguments.TryGetValue(quantity.Key, out ImmutableArray<MathNode> usual) ? usual : null;

    // What is differentiated. A name without a definition depends on nothing that is known, so that its derivative is not 0 but open.
    private ArrayValue Differentiated(MathNode of, MathNode by, Scope scope)
    {
        if (of is PowerNode { Base: SymbolNode powered, Exponent: NumberNode } && powered.Name is "σ" or "s" && NamedPower((PowerNode)of, scope) is null && _meanings.Find(scope.Roles.Resolve(powered, l => IsBound(l, scope)), scope) is null
            && !(by is SymbolNode same && same.Name == powered.Name))
        {
            throw new JudgingException(Obstacle.Undefined, $"needs a definition of {powered.Name}") { Missing = powered.Name };
        }

        if (of is SymbolNode symbol && !scope.Locals.ContainsKey(symbol.Name))
        {
            Quantity quantity = scope.Roles.Resolve(symbol, l => IsBound(l, scope));
            Definition? definition = _meanings.Find(quantity, scope);
            if (definition is null && (FunctionWords.Of(symbol.Name) is not null || symbol.Name is "σ" or "Sig" || (IsFunctionName(symbol.Name) && !_context.IsValue(symbol.Name) && !_context.DefaultArguments.ContainsKey(quantity.Key))))
            {
                // ∂σ/∂w of a = σ(z) with z = w·x; else σ is applied to what it is differentiated by.
                bool isOfValue = _context.DefaultArguments.TryGetValue(quantity.Key, out ImmutableArray<MathNode> written) && written is [SymbolNode value]
                    && !(by is SymbolNode other && other.Name == value.Name) && _meanings.Find(scope.Roles.Resolve(value, l => IsBound(l, scope)), scope) is { IsFunction: false };
                return Elaborate(new ApplyNode(symbol.Span, symbol, isOfValue ? written : [by]), scope);
            }

            // E without a definition, but said to be E(y).
            if (definition is null && _choice.Instances && _context.DefaultArguments.TryGetValue(quantity.Key, out ImmutableArray<MathNode> arguments))
            {
                return Elaborate(new ApplyNode(symbol.Span, symbol, arguments), scope);
            }

            if (by is SymbolNode far && IsOpenError(quantity) && OpenErrors.IsOfOtherLayers(quantity, scope.Roles.Resolve(far, l => IsBound(l, scope)), scope.Order) && OpenError(quantity, scope, isDefined: true) is { } last)
            {
                return last;
            }

            bool isSame = by is SymbolNode b && scope.Roles.Resolve(b, l => IsBound(l, scope)).Key == quantity.Key;
            if (definition is null && !isSame)
            {
                if (IsOpenError(quantity) && OpenError(quantity, scope) is { } open)
                {
                    return open;
                }

                if (_context.Targets.Contains(quantity.Key))
                {
                    _assumptions.Assume($"{quantity.Key} is a target, which depends on nothing");
                    return Elaborate(of, scope);
                }

                throw new JudgingException(Obstacle.Undefined, $"needs a definition of {quantity.Key}") { Missing = quantity.Key };
            }
        }

        return Elaborate(of, scope);
    }

    private ArrayValue By(ArrayValue value, MathNode by, string ofKey, Scope scope)
    {
        (SymbolNode? symbol, bool isTransposed) = MathForms.Bare(by) switch
        {
            SymbolNode s => (s, false),
            TransposeNode { Operand: SymbolNode s } => (s, true),
            PowerNode { Base: SymbolNode s, Exponent: NumberNode n } => (s with { Name = s.Name + "^" + n.Value }, false),
            ApplyNode { Function: { } f } a when _meanings.Find(scope.Roles.Resolve(f, l => IsBound(l, scope)), scope) is null or { IsFunction: false } => throw new JudgingException(Obstacle.Undefined, $"needs a definition of {f.Name}") { Missing = f.Name },
            _ => throw JudgingException.Unsupported("a derivative by what is no name"),
        };
        if (scope.Locals.TryGetValue(symbol.Name, out ArrayValue? local) && symbol.Superscripts.IsEmpty)
        {
            // By a parameter: at the argument, which has a name of its own.
            return local.At([.. local.Axes.Select(_ => Code.Name("?"))]) is NameSyntax name && local.IsScalar
                ? DerivativeBy(value, new NamedQuantity(name.Text, [], false, [], false), [], symbol.Name, null)
                : throw JudgingException.Unsupported("a derivative by a parameter that has no name");
        }

        Quantity quantity = scope.Roles.Resolve(symbol, l => IsBound(l, scope));
        if (_meanings.Find(quantity, scope) is { IsFunction: true } function)
        {
            throw JudgingException.Unsupported($"a derivative by the function {function.Name.Key}");
        }

        NamedQuantity named = Named(quantity, scope);
        if (named.IsInput && ofKey == quantity.Key && quantity.Indices.Any(i => i is SumNode) && value.IsScalar)
        {
            // ∂S_k/∂S_{k−1} of an array of which nothing else is said.
            _doubts.LeaveOpen($"the document does not say how {symbol.Name} at one index depends on {symbol.Name} at another");
        }

        if (!named.IsInput && _meanings.Find(quantity, scope) is { IsFunction: false, Body: NumberNode or SumNode { Terms: [{ Value: NumberNode }] } or MatrixNode })
        {
            _doubts.LeaveOpen($"{quantity.Key} is given as a number");
        }

        if (IsOfColumn(named, quantity))
        {
            return AtColumn(DerivativeBy(value, named, [], quantity.Key, ofKey), value.Rank, named, quantity, scope);
        }

        EntryPlace place = PlaceOf(named, quantity, scope);
        ArrayValue whole = DerivativeBy(value, named, place.Positions, quantity.Key, ofKey);
        ArrayValue derivative = whole with { At = i => place.Guard(whole.At(i)) };
        return isTransposed ? ArrayAlgebra.Transposed(derivative) : derivative;
    }

    // ∂z/∂W_i of the columns of W: the derivative by W, at column i.
    private ArrayValue AtColumn(ArrayValue whole, int rank, NamedQuantity named, Quantity quantity, Scope scope)
    {
        if (rank > 0)
        {
            throw JudgingException.Unsupported("a derivative of an array by a column of a matrix");
        }

        // A gradient by a matrix has its shape, or the transposed one.
        ArrayValue gradient = _choice.NumeratorLayout ? ArrayAlgebra.Transposed(whole) : whole;
        _assumptions.Assume($"{quantity.Key} with one index is a column of {quantity.Key}");
        EntryPlace across = PlaceOn([.. named.Axes.Reverse()], quantity.Indices, scope);
        return new ArrayValue(gradient.Axes.RemoveRange(2 - across.Positions.Length, across.Positions.Length), i => across.Guard(gradient.At([.. i, .. across.Positions.Reverse()])));
    }

    private ArrayValue DerivativeBy(ArrayValue value, NamedQuantity by, ImmutableArray<ExpressionSyntax> at, string byKey, string? ofKey)
    {
        (NamedQuantity of, ImmutableArray<ExpressionSyntax> ofAt) = GivePlace(value, "of");
        CheckOrder(value, of);
        if (_doubts.OpenFunctions.FirstOrDefault(f => f.Split('_').Skip(1).Contains(byKey) && _draft.Closure(of.Name).Contains("call " + f)) is { } parametrised)
        {
            // h_θ depends on θ, in a way that is not said.
            throw new JudgingException(Obstacle.Undefined, $"needs a definition of {parametrised}") { Missing = parametrised };
        }

        _doubts.AddDerivative(of.Name, by.Name, byKey);
        ImmutableArray<Size> rest = by.Axes.RemoveRange(0, at.Length);
        var result = new ArrayValue(
            [.. value.Axes, .. rest],
            i => Code.Call("d", Code.Entry(of.Name, [.. ofAt, .. i.Take(value.Rank)]), Code.Entry(by.Name, [.. at, .. i.Skip(value.Rank)])));
        return _chains.Laid(result, new ChainLink(ofKey ?? _draft.Fresh("of"), byKey, value.Rank) { IsByRow = by.IsRow && rest.Length == 1 });
    }

    // E(ŷ, y) by ŷ: the arguments get names of their own.
    private ArrayValue? Partial(DerivativeNode node, MathNode of, Scope scope)
    {
        SymbolNode function = of is ApplyNode a ? a.Function : (SymbolNode)of;
        if (function.Primes > 0 || node.By.Length != 1 || MathForms.Bare(node.By[0]) is not SymbolNode by)
        {
            return null;
        }

        Quantity quantity = scope.Roles.Resolve(function, l => IsBound(l, scope));
        Definition? definition = _meanings.Find(quantity, scope);
        ImmutableArray<MathNode> arguments = of is ApplyNode apply ? apply.Arguments : !node.At.IsEmpty ? node.At : definition is { IsFunction: true } ? [.. definition.Parameters] : [];
        if (definition is { IsFunction: true } && definition.Parameters.Length != arguments.Length)
        {
            definition = null;
        }

        Quantity byQuantity = scope.Roles.Resolve(by, l => IsBound(l, scope));
        string byKey = byQuantity.Key;
        ImmutableArray<string> byIndices = [.. byQuantity.Indices.Select(MathPrinter.Print)];
        if (arguments.IsEmpty && definition is null && _context.DefaultArguments.TryGetValue(quantity.Key, out ImmutableArray<MathNode> usual))
        {
            arguments = usual;
        }

        int position = arguments.ToList().FindIndex(n => n is SymbolNode s && scope.Roles.Resolve(s, l => IsBound(l, scope)) is var q && q.Key == byKey && q.Indices.Select(MathPrinter.Print).SequenceEqual(byIndices));
        if (position < 0 && !node.At.IsEmpty && definition is { IsFunction: true })
        {
            position = definition.Parameters.ToList().FindIndex(p => p.Name == by.Name);
        }

        if (position < 0 || (definition is not { IsFunction: true } && FunctionWords.Of(function.Name) is null && !_choice.Instances && !_choice.Conventions) || (definition is { IsFunction: false }))
        {
            return null;
        }

        // J(θ) = Σ (h_θ(x) − y)²: the body says no more of θ than what it is made of.
        if (definition is { IsFunction: true } && node.At.IsEmpty && of is SymbolNode && !MathWalk.All(definition.Body).OfType<SymbolNode>().Any(s => s.Name == definition.Parameters[position].Name))
        {
            return null;
        }

        // One argument alone: the total derivative is the same, unless the argument is given apart.
        if (arguments.Length == 1 && node.At.IsEmpty && (definition is not null || FunctionWords.Of(function.Name) is not null))
        {
            return null;
        }

        HasPartials = true;
        if (_choice.TotalDerivatives)
        {
            _assumptions.Assume($"∂{function.Name}/∂{by.Name} is taken through all that depends on {by.Name}");
            return null;
        }

        var named = new List<NamedQuantity>();
        var values = new List<ArrayValue>();
        foreach (MathNode argument in arguments)
        {
            (NamedQuantity own, ImmutableArray<ExpressionSyntax> at) = GivePlace(Elaborate(argument, scope), "argument");
            ArrayValue value = new(own.Axes.RemoveRange(0, at.Length), i => Code.Entry(own.Name, [.. at, .. i])) { IsRow = own.IsRow };
            named.Add(own with { Axes = value.Axes });
            values.Add(value);
            if (values.Count - 1 == position)
            {
                named[position] = own;
            }
        }

        var call = new ApplyNode(function.Span, function, arguments);
        ArrayValue result = definition is null
            ? Called(call, quantity, null, [.. values], scope)
            : CallDefined(definition, [.. values], scope, quantity);
        ImmutableArray<ExpressionSyntax> byAt = [.. Enumerable.Range(0, named[position].Axes.Length - values[position].Rank).Select(i => FirstIndices(values[position], i))];
        _assumptions.Assume($"∂{function.Name}/∂{by.Name} is taken with the other arguments of {function.Name} held fixed");
        return DerivativeBy(result, named[position], byAt, byKey, quantity.Key);
    }

    private static ExpressionSyntax FirstIndices(ArrayValue value, int position) =>
        value.At([.. value.Axes.Select(_ => Code.Name("?"))]) is SubscriptSyntax s ? s.Subscripts[position] : throw JudgingException.Unsupported("an argument without a name");
}
