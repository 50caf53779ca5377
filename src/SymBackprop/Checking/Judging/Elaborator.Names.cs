using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Numbers;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Names: what they stand for, and their entries.</content>
internal sealed partial class Elaborator
{
    private ArrayValue Symbol(SymbolNode symbol, Scope scope)
    {
        if (symbol.Superscripts.IsEmpty && symbol.Primes == 0)
        {
            if (scope.Locals.TryGetValue(symbol.Name, out ArrayValue? local))
            {
                return At(local, symbol.Subscripts, scope);
            }

            if (symbol.Subscripts.IsEmpty && (scope.Indices.TryGetValue(symbol.Name, out IndexVariable? index) || _free.TryGetValue(symbol.Name, out index)))
            {
                return ArrayValue.Of(index.From == 0 ? Code.Name(index.Name) : Code.Add(Code.Name(index.Name), Code.Number(index.From)));
            }

            // i beside x_i is the index as a number.
            if (symbol.Subscripts.IsEmpty && _indexLetters.Contains(symbol.Name) && !_context.SizeNames.Contains(symbol.Name) && _context.Find(symbol.Name, scope.Order) is null)
            {
                return ArrayValue.Of(Code.Add(Code.Name(Variable(symbol.Name, scope).Name), Code.One));
            }

            if (symbol.Subscripts.IsEmpty && _context.SizeNames.Contains(symbol.Name) && _context.Find(symbol.Name, scope.Order) is null)
            {
                Size count = NamedSize(symbol, scope);
                return new ArrayValue([], _ => count.Code);
            }
        }

        Quantity quantity = scope.Roles.Resolve(symbol, l => IsBound(l, scope));
        Definition? definition = Find(quantity, scope);
        if (symbol.Primes > 0)
        {
            return Primed(symbol, scope);
        }

        if (definition is null && Constant(symbol, quantity, scope) is { } constant)
        {
            return constant;
        }

        if (definition is { IsFunction: true })
        {
            return CallDefined(definition, [.. definition.Parameters.Select(p => Elaborate(p, scope))], scope);
        }

        NamedQuantity named = Named(quantity, scope);
        return Entries(named, quantity, scope);
    }

    private bool IsBound(string letter, Scope scope) => scope.Indices.ContainsKey(letter);

    private ArrayValue Primed(SymbolNode symbol, Scope scope)
    {
        SymbolNode plain = symbol with { Primes = 0 };
        Quantity quantity = scope.Roles.Resolve(plain, l => IsBound(l, scope));
        Definition? definition = Find(quantity, scope);
        if (definition is { IsFunction: true })
        {
            return Apply(new ApplyNode(symbol.Span, symbol, [.. definition.Parameters]), scope);
        }

        if (definition is null && IsFunctionName(symbol.Name))
        {
            // σ' = σ(1 − σ): functions as such are equal where their values at any place are.
            return Apply(new ApplyNode(symbol.Span, symbol, [new SymbolNode(symbol.Span, Dummy, [], [], 0, false)]), scope);
        }

        Assume($"{symbol.Name}' is the transpose of {symbol.Name}");
        return Transposed(Symbol(plain, scope));
    }

    /// <summary>The argument at which functions as such are compared.</summary>
    private const string Dummy = "u";

    private bool IsFunctionName(string name) => FunctionWords.Of(name) is not null || name is "σ" or "f" or "g" or "h" or "φ" or "ψ" || _context.IsApplied(name);

    private ArrayValue? Constant(SymbolNode symbol, Quantity quantity, Scope scope)
    {
        bool isPlain = quantity.Indices.IsEmpty && quantity.Layer is null;
        if (symbol.Name == "π" && isPlain)
        {
            return ArrayValue.Of(Code.Name("pi"));
        }

        if (symbol.Name == "e" && isPlain)
        {
            return ArrayValue.Of(Code.Call("exp", Code.One));
        }

        if (symbol.Name is "δ" or "1" or "I" or "𝟏" && quantity.Indices.Length == 2)
        {
            (ExpressionSyntax Code, IndexVariable? Pure) a = Index(quantity.Indices[0], scope);
            (ExpressionSyntax Code, IndexVariable? Pure) b = Index(quantity.Indices[1], scope);
            if (a.Pure is { } first && b.Pure is { } second)
            {
                first.Size.Join(second.Size);
            }

            Assume("δ_ij is 1 for i = j and 0 otherwise");
            return ArrayValue.Of(Code.If(Code.Compare(ComparisonOperator.Equal, a.Code, b.Code), Code.One, Code.Zero));
        }

        if (symbol.Name == "I" && isPlain && _context.HasMatrices)
        {
            var size = NewSize();
            Assume("I is the identity matrix");
            return new ArrayValue([size, size], i => Code.If(Code.Compare(ComparisonOperator.Equal, i[0], i[1]), Code.One, Code.Zero));
        }

        if (symbol.Name == "𝟏" && isPlain)
        {
            return new ArrayValue([NewSize()], _ => Code.One);
        }

        if (FunctionWords.Of(symbol.Name) is not null && symbol.Name.Length > 2 && isPlain)
        {
            return Apply(new ApplyNode(symbol.Span, symbol, [new SymbolNode(symbol.Span, Dummy, [], [], 0, false)]), scope);
        }

        return symbol.Name == "σ" && isPlain && _context.IsApplied("σ") && !_context.IsValue("σ")
            ? Apply(new ApplyNode(symbol.Span, symbol, [new SymbolNode(symbol.Span, Dummy, [], [], 0, false)]), scope)
            : null;
    }

    // σ^2 where the document says what σ^2 is.
    private ArrayValue? NamedPower(PowerNode node, Scope scope)
    {
        if (node.Base is not SymbolNode symbol || node.Exponent is not NumberNode { Value: { IsInteger: true } exponent })
        {
            return null;
        }

        Quantity quantity = scope.Roles.Resolve(symbol with { Name = symbol.Name + "^" + exponent }, l => IsBound(l, scope));
        return Find(quantity, scope) is null ? null : Entries(Named(quantity, scope), quantity, scope);
    }

    private ArrayValue At(ArrayValue value, ImmutableArray<MathNode> subscripts, Scope scope)
    {
        if (subscripts.IsEmpty)
        {
            return value;
        }

        // An argument that is given entry by entry has no further entries.
        if (value.Rank < subscripts.Length)
        {
            return value.IsScalar ? value : throw new JudgingException(Obstacle.Indices, $"{subscripts.Length} indices at {value.Shape}");
        }

        ImmutableArray<(ExpressionSyntax Code, IndexVariable? Pure)> indices = [.. subscripts.Select(s => Index(s, scope))];
        for (int i = 0; i < indices.Length; i++)
        {
            JoinIndex(indices[i].Pure, value.Axes[i]);
        }

        return value with { Axes = value.Axes.RemoveRange(0, indices.Length), At = i => value.At([.. indices.Select(x => x.Code), .. i]), Link = null };
    }

    private ArrayValue Entries(NamedQuantity named, Quantity quantity, Scope scope)
    {
        ImmutableArray<(ExpressionSyntax Code, IndexVariable? Pure)> indices = [.. named.Captured.Select(l => Index(new SymbolNode(default, l, [], [], 0, false), scope)), .. quantity.Indices.Select(s => Index(s, scope))];
        if (indices.Length > named.Axes.Length)
        {
            throw new JudgingException(Obstacle.Indices, $"{quantity.Key} has {named.Axes.Length - named.Captured.Length} axes and stands with {quantity.Indices.Length} indices");
        }

        for (int i = 0; i < indices.Length; i++)
        {
            JoinIndex(indices[i].Pure, named.Axes[i]);
        }

        return new ArrayValue(named.Axes.RemoveRange(0, indices.Length), i => Code.Entry(named.Name, [.. indices.Select(x => x.Code), .. i])) { IsRow = named.IsRow };
    }

    /// <summary>Returns an index's position, counted from 0, and its variable where it is one alone.</summary>
    private (ExpressionSyntax Code, IndexVariable? Pure) Index(MathNode node, Scope scope)
    {
        if (node is SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0 } lone)
        {
            IndexVariable variable = Variable(lone.Name, scope);
            return variable.From <= 1 ? (Code.Name(variable.Name), variable) : (Code.Add(Code.Name(variable.Name), Code.Number(variable.From - 1)), null);
        }

        if (node is NumberNode { Value: { IsInteger: true } number } && number >= 1)
        {
            return (Code.Number(number - 1), null);
        }

        if (node is SumNode sum && sum.Terms.All(t => t.Value is NumberNode or SymbolNode { Subscripts.IsEmpty: true }))
        {
            // Letters count from where their sums begin; so does the axis.
            int from = sum.Terms.Select(t => t.Value).OfType<SymbolNode>().Select(s => Variable(s.Name, scope).From).DefaultIfEmpty(1).Min();
            Rational constant = -from;
            var terms = new List<(bool, ExpressionSyntax)>();
            foreach (MathTerm term in sum.Terms)
            {
                Rational sign = term.IsSubtracted ? -1 : 1;
                if (term.Value is NumberNode n)
                {
                    constant += sign * n.Value;
                }
                else
                {
                    IndexVariable variable = Variable(((SymbolNode)term.Value).Name, scope);
                    constant += sign * variable.From;
                    terms.Add((term.IsSubtracted, Code.Name(variable.Name)));
                }
            }

            if (!constant.IsZero)
            {
                terms.Add((constant.Sign < 0, Code.Number(Rational.Abs(constant))));
            }

            return terms.Count == 0 ? (Code.Zero, null) : (Code.Add(terms), null);
        }

        throw Unsupported("this index");
    }

    private IndexVariable Variable(string letter, Scope scope)
    {
        if (scope.Indices.TryGetValue(letter, out IndexVariable? bound))
        {
            return bound;
        }

        if (!_free.TryGetValue(letter, out IndexVariable? free))
        {
            _free.Add(letter, free = NewIndex(letter, NewSize(), 1));
        }

        return free;
    }

    /// <summary>Returns what a name means: what the document says, a schema over layers, a convention; null for none.</summary>
    private Definition? Find(Quantity quantity, Scope scope)
    {
        if (_choice.Givens.Contains(quantity.Key))
        {
            return null;
        }

        if (_choice.Carried && _context.Carried.TryGetValue(quantity.Key, out Definition? number) && number.Order < scope.Order)
        {
            return number;
        }

        if (_choice.Alternatives && _context.Alternatives.TryGetValue(quantity.Key, out Definition? other))
        {
            return other;
        }

        Definition? found = _context.Find(quantity.Key, scope.Order) ?? Schema(quantity, scope.Order);
        bool isBelow = quantity.Layer is { } layer && layer.Offset < _lowest;
        return found ?? (_choice.Conventions && !isBelow ? _context.Convention(quantity) : null);
    }

    // z_L = w_L a_{L−1} holds at L − 1, too; also at a number.
    private Definition? Schema(Quantity quantity, int order)
    {
        if (quantity.Layer is not { } layer || layer.Offset < _lowest)
        {
            return null;
        }

        Definition? pattern = _context.OfOtherLayers(quantity, order).FirstOrDefault(d => d.Name.Layer!.Value.Letter == layer.Letter || layer.Letter.Length == 0);
        if (pattern is null)
        {
            return null;
        }

        Place from = pattern.Name.Layer!.Value;
        int shift = layer.Offset - from.Offset;
        MathNode body = MathWalk.Map(pattern.Body, n => n is SymbolNode s ? s with { Subscripts = [.. s.Subscripts.Select(Moved)], Superscripts = [.. s.Superscripts.Select(Moved)] } : n);
        MathNode Moved(MathNode script) => Place.Of(script) is { } p && p.Letter == from.Letter
            ? layer.Letter.Length == 0 ? Script(script, new Place(string.Empty, layer.Offset + p.Offset - from.Offset)) : Script(script, p.Shift(shift))
            : script;
        return pattern with { Name = quantity, Body = body, Source = $"{pattern.Source}, for {layer}" };
    }

    private static MathNode Script(MathNode at, Place place)
    {
        MathNode? letter = place.Letter.Length == 0 ? null : new SymbolNode(at.Span, place.Letter, [], [], 0, false);
        var number = new NumberNode(at.Span, System.Math.Abs(place.Offset), -1);
        return letter is null ? new NumberNode(at.Span, place.Offset, -1)
            : place.Offset == 0 ? letter
            : new SumNode(at.Span, [new MathTerm(false, letter), new MathTerm(place.Offset < 0, number)]);
    }

    /// <summary>Puts a quantity into the network: an equation for what is defined, an input for what is not.</summary>
    private NamedQuantity Named(Quantity quantity, Scope scope)
    {
        Definition? definition = Find(quantity, scope);
        string cacheKey = definition is null ? IsVariant(quantity) ? $"{quantity.Key}_({quantity.Indices.Length})" : quantity.Key : $"{quantity.Key}@{definition.Order}";
        if (_named.TryGetValue(cacheKey, out NamedQuantity? known))
        {
            return known;
        }

        NamedQuantity named = definition is null ? Input(quantity) : Defined(quantity, definition, cacheKey);
        _named.Add(cacheKey, named);
        return named;
    }

    /// <summary>Gets how many names stand with more indices than they have axes, so that they are taken as others.</summary>
    public int Variants { get; private set; }

    // x_i beside a scalar x: another quantity.
    private bool IsVariant(Quantity quantity) => _ranks.TryGetValue(quantity.Key, out int rank) && quantity.Indices.Length > rank;

    private NamedQuantity Input(Quantity quantity)
    {
        int rank = System.Math.Max(quantity.Indices.Length, _ranks.TryGetValue(quantity.Key, out int known) ? known : 0);
        Variants += IsVariant(quantity) ? 1 : 0;
        ImmutableArray<string> declared = _context.Declared.TryGetValue(quantity.Key, out ImmutableArray<string> names) && names.Length == rank ? names : [];
        ImmutableArray<Size> axes = [.. Enumerable.Range(0, rank).Select(i => declared.IsEmpty ? NewSize() : DeclaredSize(declared[i]))];
        string name = InputName(IsVariant(quantity) ? quantity.Key + "_" : quantity.Key);
        Inputs.Add((name, axes));
        return new NamedQuantity(name, axes, false, [], true);
    }

    private Size DeclaredSize(string name)
    {
        if (!_sizes.TryGetValue(name, out Size? size))
        {
            _sizes.Add(name, size = int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) ? Size.Of(number) : NewSize(name, isDeclared: true));
        }

        return size;
    }

    // Names that the language has for something else are spelled apart.
    private static string InputName(string key) => key is "e" or "pi" or "π" or "E" or "inf" or "infinity" or "d" ? key + "\u200B" : key;

    private NamedQuantity Defined(Quantity quantity, Definition definition, string cacheKey)
    {
        if (!_inProgress.Add(cacheKey))
        {
            throw Unsupported($"{quantity.Key} is defined by itself");
        }

        if (definition.IsConvention)
        {
            Assume(definition.Source);
            _structures.Add(definition.Source);
        }

        // Index letters of the target are its own, whatever they mean around it.
        Scope inner = Scope.Of(definition.Roles, definition.Order);
        var own = new List<IndexVariable>();
        foreach (string letter in definition.Indices)
        {
            IndexVariable variable = NewIndex(letter, NewSize(), 1);
            own.Add(variable);
            inner = inner with { Indices = inner.Indices.SetItem(letter, variable) };
        }

        var outer = new Dictionary<string, IndexVariable>(_free);
        _free.Clear();
        ArrayValue body = Elaborate(definition.Body, inner);
        body = quantity.Key == _choice.Frozen ? body.Map(x => Code.Call("stop", x)) with { IsRow = body.IsRow } : body;
        ImmutableArray<string> captured = [.. _free.Keys];
        own.InsertRange(0, _free.Values);
        _free.Clear();
        foreach (KeyValuePair<string, IndexVariable> entry in outer)
        {
            _free.Add(entry.Key, entry.Value);
        }

        NamedQuantity named = Equation(quantity.Key, own, body) with { Captured = captured };
        _inProgress.Remove(cacheKey);
        return named;
    }

    private NamedQuantity Equation(string hint, IReadOnlyList<IndexVariable> indices, ArrayValue body)
    {
        string name = Fresh(hint);
        ImmutableArray<string> rest = [.. body.Axes.Select(_ => Fresh("i"))];
        ImmutableArray<Size> axes = [.. indices.Select(i => i.Size), .. body.Axes];
        ExpressionSyntax entry = body.At([.. rest.Select(Code.Name)]);
        _pending.Add((name, [.. indices.Select(i => i.Name), .. rest], axes, entry));
        return new NamedQuantity(name, axes, body.IsRow, [], false);
    }

    // Ranges are written at the end, when all sizes are known.
    private readonly List<(string Name, ImmutableArray<string> Indices, ImmutableArray<Size> Axes, ExpressionSyntax Body)> _pending = [];

    /// <summary>Writes one side as an equation over the relation's free indices and its own axes.</summary>
    public string Side(string name, ArrayValue value)
    {
        NamedQuantity side = Equation(name, [.. _free.Values], value);
        return side.Name;
    }

    /// <summary>Returns all statements, with the sizes that use has joined.</summary>
    public ImmutableArray<StatementSyntax> Finish()
    {
        Dictionary<string, Size> sizes = [];
        foreach (Size size in _allSizes)
        {
            sizes[size.Name] = size;
        }

        ExpressionSyntax Named(ExpressionSyntax e) => Code.Replace(e, n => sizes.TryGetValue(n.Text, out Size? size) ? size.Root.Code : n);
        return
        [
            .. Statements,
            .. _assumed.Select(a => (StatementSyntax)new AssumeSyntax(default, Named(a.Left), Named(a.Right))),
            .. _pending.Select(p => Code.Equation(p.Name, p.Indices, Named(p.Body), p.Indices.Select((index, i) => (index, Named(p.Axes[i].Last))))),
        ];
    }

    private readonly List<string> _structures = [];
    private readonly List<(string Of, string By, string Key)> _derivatives = [];

    /// <summary>Returns why a difference between the sides would not refute, if there is such a reason.</summary>
    public NetworkDoubts Doubts(string left, string right)
    {
        bool hasOpen = OpenFunctions.Count > 0;
        if (_structures.Count > 0)
        {
            return new NetworkDoubts(hasOpen, $"it does not hold {_structures[0]}, which the document does not say");
        }

        HashSet<string> ofLeft = Closure(left);
        HashSet<string> ofRight = Closure(right);
        if (OpenFunctions.FirstOrDefault(f => ofLeft.Contains("call " + f) != ofRight.Contains("call " + f) || _context.IsTied(f)) is { } open)
        {
            return new NetworkDoubts(hasOpen, $"needs a definition of {open}");
        }

        foreach ((string of, string by, string key) in _derivatives)
        {
            if (Inputs.Exists(i => i.Name == by) && !Closure(of).Contains(by) && !_context.Operands.Contains(key))
            {
                return new NetworkDoubts(hasOpen, $"the document does not say how what is differentiated depends on {key}");
            }
        }

        foreach ((string name, ImmutableArray<Size> _) in Inputs)
        {
            if (ofLeft.Contains(name) != ofRight.Contains(name) && !_context.Anchors.Contains(name) && _context.Definitions.Any() && !_derivatives.Exists(d => d.By == name))
            {
                return new NetworkDoubts(hasOpen, $"needs a definition of {name}");
            }
        }

        return new NetworkDoubts(hasOpen, string.Empty);
    }

    // The names that a quantity depends on, through all equations; calls of open functions among them.
    private HashSet<string> Closure(string name)
    {
        var found = new HashSet<string>();
        var pending = new Stack<string>([name]);
        while (pending.Count > 0)
        {
            string next = pending.Pop();
            if (!found.Add(next))
            {
                continue;
            }

            foreach ((string _, ImmutableArray<string> _, ImmutableArray<Size> _, ExpressionSyntax body) in _pending.Where(p => p.Name == next))
            {
                foreach (string mentioned in Code.Names(body))
                {
                    pending.Push(mentioned);
                }

                found.UnionWith(Code.Calls(body).Select(c => "call " + c));
            }
        }

        return found;
    }

    private readonly List<Size> _allSizes = [];
    private readonly List<(ExpressionSyntax Left, ExpressionSyntax Right)> _assumed = [];

    private Size NewSize(string? name = null, bool isDeclared = false)
    {
        var size = new Size(name ?? Fresh("n"), isDeclared);
        _allSizes.Add(size);
        return size;
    }

    /// <summary>Takes conditions of the document on the inputs that occur: Σ t = 1.</summary>
    public void TakeConditions()
    {
        foreach (DocumentCondition condition in _context.Conditions.Concat(_structures.Exists(x => x.Contains("softmax")) ? [ConventionCatalog.TargetsSumToOne] : []))
        {
            HashSet<string> names = [.. MathWalk.Operands(condition.Left).Select(s => condition.Roles.Resolve(s, _ => true).Key)];
            if (!names.Any(_named.ContainsKey) || !names.All(n => _named.ContainsKey(n) || _context.SizeNames.Contains(n)))
            {
                continue;
            }

            var outer = new Dictionary<string, IndexVariable>(_free);
            try
            {
                ArrayValue left = Elaborate(condition.Left, Scope.Of(condition.Roles, condition.Order));
                ArrayValue right = Elaborate(condition.Right, Scope.Of(condition.Roles, condition.Order));
                if (left.IsScalar && right.IsScalar && _free.Count == outer.Count)
                {
                    _assumed.Add((left.Scalar, right.Scalar));
                }
            }
            catch (JudgingException)
            {
                // A condition that has no counterpart in the language cannot be used; nothing becomes wrong without it.
            }

            _free.Clear();
            foreach (KeyValuePair<string, IndexVariable> entry in outer)
            {
                _free.Add(entry.Key, entry.Value);
            }
        }
    }
}
