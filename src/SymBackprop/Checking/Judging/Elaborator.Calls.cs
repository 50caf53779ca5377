using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Functions: those of the language, those of the document, those that stay open.</content>
internal sealed partial class Elaborator
{
    private ArrayValue Apply(ApplyNode node, Scope scope)
    {
        SymbolNode function = node.Function;
        Quantity quantity = scope.Roles.Resolve(function with { Primes = 0 }, l => IsBound(l, scope));
        Definition? definition = _meanings.Find(quantity, scope);
        if (node.Arguments is [EllipsisNode])
        {
            // C(...): the arguments are left out, the name is the value.
            return Symbol(function, scope);
        }

        // A function that is defined with fewer arguments is another one here.
        if (definition is { IsFunction: true } && definition.Parameters.Length != node.Arguments.Length)
        {
            definition = null;
        }

        if (definition is { IsFunction: false } && definition.Parameters.IsDefault && FunctionWords.Of(function.Name) is null)
        {
            if (function.Primes == 0 && definition.Body is NumberNode && node.Arguments is [SumNode or ProductNode or BracketNode])
            {
                // η(2λw) where η is a number: elsewhere it may be a function.
                return Elaborate(new ProductNode(node.Span, [new MathFactor(Times.Juxtaposed, function), new MathFactor(Times.Juxtaposed, new BracketNode(node.Span, "(", node.Arguments))]), scope);
            }

            return function.Primes == 0 ? Symbol(function, scope) : throw JudgingException.Unsupported($"{function.Name} is a value and no function");
        }

        int strain = _assumptions.Strain;
        ImmutableArray<ArrayValue> arguments = [.. node.Arguments.Select(a => Elaborate(a, scope))];
        if (FunctionWords.Of(function.Name) == "diag" && arguments is [{ IsScalar: true }] && Letter(node.Arguments[0], scope) is { } letter)
        {
            // diag(p_i(1 − p_i)): i stands for all entries.
            IndexVariable own = WholeIndex(letter, null);
            Scope inner = scope with { Indices = scope.Indices.SetItem(letter, own) };
            ArrayValue along = Elaborate(node.Arguments[0], inner);
            (NamedQuantity named, ImmutableArray<ExpressionSyntax> at) = GivePlace(along, "entries");
            arguments = [new ArrayValue([own.Size], i => Code.Entry(named.Name, [.. at.Select(a => a is NameSyntax n && n.Text == own.Name ? i[0] : a)]))];
        }

        if (FunctionWords.Of(function.Name) == "diag")
        {
            // diag(1 − h²): nothing else is meant than entry by entry.
            _assumptions.Strain = strain;
        }

        if (function.Primes > 0)
        {
            return Derived(node, quantity, definition, arguments, scope);
        }

        return Called(node, quantity, definition, arguments, scope);
    }

    // The only letter in scripts that nothing binds.
    private string? Letter(MathNode node, Scope scope) => MathWalk.All(node).OfType<SymbolNode>().SelectMany(s => scope.Roles.Resolve(s, l => IsBound(l, scope)).Indices).OfType<SymbolNode>().Select(s => s.Name)
        .Where(l => !IsBound(l, scope) && !_context.SizeNames.Contains(l)).Distinct().ToList() is [var only] ? only : null;

    private ArrayValue Called(ApplyNode node, Quantity quantity, Definition? definition, ImmutableArray<ArrayValue> arguments, Scope scope)
    {
        if (definition is not null)
        {
            return CallDefined(definition, arguments, scope, quantity);
        }

        string name = node.Function.Name;
        if (FunctionWords.Of(name) is { } word)
        {
            if (word == "softmax" && arguments is [{ IsScalar: true }] && node.Arguments[0] is SymbolNode { Subscripts: [.., var last] } entry && node.Function.Subscripts.IsEmpty)
            {
                // softmax(z_j) is written for the entry j of softmax(z).
                return At(_functions.Builtin(word, [Elaborate(entry with { Subscripts = entry.Subscripts.RemoveAt(entry.Subscripts.Length - 1) }, scope)]), [last], scope);
            }

            if (word == "trace" && MathWalk.All(node.Arguments[0]).Any(n => n is ApplyNode { Function.Name: var inner } && FunctionWords.Of(inner) is null or "log" or "exp") && node.Arguments[0] is ApplyNode or DifferentialNode or ProductNode)
            {
                // Tr(f(A)) is of functions of matrices, not of their entries.
                _doubts.LeaveOpen("a function of a matrix below a trace may be that of matrices, not of entries");
            }

            if (word == FunctionWords.CrossEntropy && arguments.Length == 2)
            {
                _assumptions.Assume($"{name}(y, p) is the cross-entropy −Σ y log p");
                arguments = ReferenceEquals(LabelConvention.OfCrossEntropy(node.Arguments[0], node.Arguments[1]).Labels, node.Arguments[0]) ? arguments : [arguments[1], arguments[0]];
            }

            if (word == "softmax" && arguments is [{ Rank: 2 }])
            {
                if (node.Span.Length == 0)
                {
                    // Nobody wrote it: a convention speaks of vectors.
                    throw JudgingException.Shapes("softmax", arguments[0], arguments[0]);
                }

                if (!IsOfMatrices(node.Arguments[0]))
                {
                    _assumptions.Strain++;
                }

                _assumptions.Assume("softmax of a matrix is taken along its rows");
                _doubts.LeaveOpen("softmax of a matrix may be taken along its columns");
            }

            ArrayValue value = _functions.Builtin(word, arguments);
            return At(value, node.Function.Subscripts, scope);
        }

        if (name is "σ" or "Sig" or "sig" or "S" or "s" && arguments.Length == 1 && _choice.Conventions && (name is not ("S" or "s")))
        {
            _assumptions.Assume($"{name} is the logistic function");
            return arguments[0].Map(x => Code.Call("sigmoid", x));
        }

        return At(Open(quantity, arguments, []), quantity.Indices, scope);
    }

    // softmax(QK^T/√d): of capitals alone, as matrices are named.
    private static bool IsOfMatrices(MathNode argument) => MathWalk.Operands(argument is FractionNode fraction ? fraction.Numerator : argument).All(s => char.IsUpper(s.Name[0]));

    private ArrayValue CallDefined(Definition definition, ImmutableArray<ArrayValue> arguments, Scope scope, Quantity? call = null)
    {
        if (definition.IsConvention)
        {
            _assumptions.Assume(definition.Source);
            _doubts.AddStructure(definition.Source);
        }

        // A function of a scalar maps over an array.
        if (arguments.Length == 1 && !arguments[0].IsScalar && ParameterRank(definition) == 0)
        {
            return Mapped(definition, arguments[0], scope, call);
        }

        return Body(definition, arguments, scope, call);
    }

    private int? ParameterRank(Definition definition)
    {
        string key = definition.Parameters[0].Name;
        return _ranks.TryGetValue(key, out int rank) ? rank : null;
    }

    private ArrayValue Mapped(Definition definition, ArrayValue argument, Scope scope, Quantity? call)
    {
        // The entries are named, so that the body sees scalars.
        ArrayValue sample = Body(definition, [ArrayValue.Of(Code.Name("?"))], scope, call);
        return sample.IsScalar
            ? argument.Map(x => Body(definition, [ArrayValue.Of(x)], scope, call).Scalar)
            : throw JudgingException.Unsupported("a function of scalars whose value is an array, at an array");
    }

    // f(f(f(x))) written out doubles with each f.
    private const int MostUses = 50_000;
    private int _uses;

    private ArrayValue Counted(ArrayValue argument) => argument with
    {
        At = i => ++_uses <= MostUses ? argument.At(i) : throw JudgingException.Unsupported("too large: functions within functions"),
    };

    private ArrayValue Body(Definition definition, ImmutableArray<ArrayValue> arguments, Scope scope, Quantity? call)
    {
        if (definition.Parameters.FirstOrDefault(p => MathWalk.All(definition.Body).OfType<SymbolNode>().SelectMany(s => s.Subscripts).Any(i => i is SymbolNode { Subscripts.IsEmpty: true } l && l.Name == p.Name)) is { } place)
        {
            // p(o|c) = … u_o: the argument is an index, too.
            _doubts.AddStructure($"taking it that {place.Name} below a name is an index of its own");
        }

        Scope inner = Scope.Of(definition.Roles, definition.Formula is null ? definition.Order : System.Math.Max(definition.Order, scope.Order));
        for (int i = 0; i < arguments.Length; i++)
        {
            inner = inner with { Locals = inner.Locals.SetItem(definition.Parameters[i].Name, Counted(arguments[i])) };
        }

        // Indices of the function's own name: p_i(x) = …
        ImmutableArray<MathNode> indices = call?.Indices ?? [];
        for (int i = 0; i < System.Math.Min(definition.Indices.Length, indices.Length); i++)
        {
            IndexVariable pure = ReadPosition(indices[i], scope).Pure ?? throw JudgingException.Unsupported("index arithmetic at a function's name");
            inner = inner with { Indices = inner.Indices.SetItem(definition.Indices[i], pure) };
        }

        if (indices.Length < definition.Indices.Length)
        {
            // The function as a whole, of what is said of its entries.
            ImmutableArray<IndexVariable> own = [.. definition.Indices.Skip(indices.Length).Select(l => WholeIndex(l, null))];
            inner = inner with { Indices = inner.Indices.SetItems(definition.Indices.Skip(indices.Length).Select((l, i) => new KeyValuePair<string, IndexVariable>(l, own[i]))) };
            ArrayValue entry = Elaborate(definition.Body, inner);
            (NamedQuantity named, ImmutableArray<ExpressionSyntax> at) = GivePlace(entry, definition.Name.Key);
            return new ArrayValue([.. own.Select(o => o.Size), .. entry.Axes], i => Code.Entry(named.Name, [.. at.Select(a => a is NameSyntax n && own.ToList().FindIndex(o => o.Name == n.Text) is >= 0 and var k ? i[k] : a), .. i.Skip(own.Length)]));
        }

        if (call is not null && indices.Length > definition.Indices.Length)
        {
            return At(Elaborate(definition.Body, inner), [.. indices.Skip(definition.Indices.Length)], scope);
        }

        return Elaborate(definition.Body, inner);
    }

    // f'(u): the derivative by the parameter, at the argument.
    private ArrayValue Derived(ApplyNode node, Quantity quantity, Definition? definition, ImmutableArray<ArrayValue> arguments, Scope scope)
    {
        if (arguments.Length != 1)
        {
            throw JudgingException.Unsupported("a prime at a function of several arguments");
        }

        if (definition is null && FunctionWords.Of(node.Function.Name) is null && !(_choice.Conventions && node.Function.Name is "σ" or "Sig" or "sig"))
        {
            return Open(quantity, arguments, [.. Enumerable.Repeat(0, node.Function.Primes)]);
        }

        ArrayValue argument = arguments[0];
        SymbolNode plain = node.Function with { Primes = 0 };
        int primes = node.Function.Primes;

        // The argument gets a name; where it is an array and the function maps, its entries are differentiated one by one.
        (NamedQuantity place, ImmutableArray<ExpressionSyntax> at) = GivePlace(argument, node.Function.Name);
        ArrayValue placed = new(argument.Axes, i => Code.Entry(place.Name, [.. at, .. i])) { IsRow = argument.IsRow };
        ArrayValue value = Called(node with { Function = plain }, quantity, definition, [placed], scope);
        bool maps = false;
        for (int i = 0; i < primes; i++)
        {
            // f'' of a number is not mapped because f' has the axes of the argument.
            maps = i == 0 ? value.Rank == argument.Rank && argument.Rank > 0 && !(_choice.Jacobians && definition is not null) : maps;
            value = maps ? EntryDerivative(value, place, at) : DerivativeBy(value, place, at, "argument", null);
        }

        return value with { Link = null };
    }

    private ArrayValue EntryDerivative(ArrayValue value, NamedQuantity place, ImmutableArray<ExpressionSyntax> at)
    {
        (NamedQuantity of, ImmutableArray<ExpressionSyntax> ofAt) = GivePlace(value, "value");
        return value with { Link = null, At = i => Code.Call("d", Code.Entry(of.Name, [.. ofAt, .. i]), Code.Entry(place.Name, [.. at, .. i])) };
    }

    // A function that the document leaves open, or its derivative by some of its arguments.
    private ArrayValue Open(Quantity quantity, ImmutableArray<ArrayValue> arguments, ImmutableArray<int> orders)
    {
        // A line that holds with any function in the place of k! holds; k! = k(k − 1)! holds for k! alone.
        bool isKnown = quantity.Key is "factorial" or "binom";
        if (isKnown && OpenErrors.Sides.Exists(s => MathWalk.All(s.Node).OfType<ApplyNode>().Any(a => a.Function.Name is "factorial" or "binom")))
        {
            _doubts.LeaveOpen("what is special to factorials is not known");
        }

        if (!_choice.Instances && !isKnown)
        {
            throw new JudgingException(Obstacle.Undefined, $"needs a definition of {quantity.Key}") { Missing = quantity.Key };
        }

        string name = OpenFunction.NameOf(quantity.Key);
        if (!isKnown)
        {
            _doubts.OpenFunctions.Add(name);
        }

        return OpenFunction.Call(name, arguments, orders);
    }
}
