using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <content>Names: what they stand for.</content>
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
                return ArrayValue.Of(ValueOf(index));
            }

            // i beside x_i is the index as a number.
            if (symbol.Subscripts.IsEmpty && _indexLetters.Contains(symbol.Name) && !_context.SizeNames.Contains(symbol.Name) && _context.Find(symbol.Name, scope.Order) is null)
            {
                return ArrayValue.Of(ValueOf(Variable(symbol.Name, scope)));
            }

            if (symbol.Subscripts.IsEmpty && _context.SizeNames.Contains(symbol.Name) && _context.Find(symbol.Name, scope.Order) is null)
            {
                Size count = NamedSize(symbol, scope);
                return new ArrayValue([], _ => count.Code);
            }
        }

        Quantity quantity = scope.Roles.Resolve(symbol, l => IsBound(l, scope));
        Definition? definition = _meanings.Find(quantity, scope);
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
            return CallDefined(definition, [.. definition.Parameters.Select(p => Elaborate(p, scope))], scope, quantity.Indices.IsEmpty ? null : quantity);
        }

        if (definition is null && _context.HasFlow && _context.Primed.Contains(symbol.Name) && quantity.Indices.IsEmpty)
        {
            return Open(quantity, [Elaborate(Flow, scope)], []);
        }

        if (_choice.Samples != SampleLayout.None && definition is null && quantity.Indices.IsEmpty && SampleMatrices.Of(quantity.Key, _context, _ranks) is { } samples)
        {
            NamedQuantity all = Named(quantity with { Key = samples, Base = samples }, scope);
            bool areRows = _choice.Samples == SampleLayout.Rows;
            _assumptions.Assume($"{quantity.Key} has the {samples} of all samples as its {(areRows ? "rows" : "columns")}");
            var matrix = new ArrayValue(all.Axes, i => Code.Entry(all.Name, [.. i]));
            return areRows ? matrix : ArrayAlgebra.Transposed(matrix);
        }

        NamedQuantity named = Named(quantity, scope);

        // δ_i is the adjoint that the document defines, δ_ij beside it Kronecker's.
        return definition is not null && named.Axes.Length < quantity.Indices.Length && Constant(symbol, quantity, scope) is { } delta
            ? delta
            : Entries(named, quantity, scope);
    }

    private bool IsBound(string letter, Scope scope) => scope.Indices.ContainsKey(letter);

    private ArrayValue Primed(SymbolNode symbol, Scope scope)
    {
        SymbolNode plain = symbol with { Primes = 0 };
        Quantity quantity = scope.Roles.Resolve(plain, l => IsBound(l, scope));
        Definition? definition = _meanings.Find(quantity, scope);
        if (definition is { IsFunction: true })
        {
            return Apply(new ApplyNode(symbol.Span, symbol, [.. definition.Parameters]), scope);
        }

        if (definition is null && IsFunctionName(symbol.Name))
        {
            // σ' = σ(1 − σ): functions as such are equal where their values at any place are.
            return Apply(new ApplyNode(symbol.Span, symbol, [new SymbolNode(symbol.Span, Dummy, [], [], 0, false)]), scope);
        }

        if (_context.HasFlow && quantity.Indices.IsEmpty)
        {
            _assumptions.Assume("a prime is the derivative by a variable that is not written");
            ArrayValue along = Elaborate(Flow, scope);
            if (definition is null)
            {
                return Open(quantity, [along], [.. Enumerable.Repeat(0, symbol.Primes)]);
            }

            ArrayValue flowing = Symbol(plain, scope);
            for (int i = 0; i < symbol.Primes; i++)
            {
                flowing = By(flowing, Flow, quantity.Key, scope) with { Link = null };
            }

            return flowing;
        }

        ArrayValue value = Symbol(plain, scope);
        if (value.IsScalar)
        {
            // A number is its own transpose: nobody writes that.
            throw new JudgingException(Obstacle.Indices, $"nothing says what {symbol.Name}' is: another name than {symbol.Name}, or a derivative by something");
        }

        _assumptions.Assume($"{symbol.Name}' is the transpose of {symbol.Name}");
        return ArrayAlgebra.Transposed(value);
    }

    // What all names depend on where primes say so; the document has no name for it.
    private static readonly SymbolNode Flow = new(default, "ς", [], [], 0, false);

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

        if (symbol.Name == "e" && isPlain && !_context.HasOwnE)
        {
            return ArrayValue.Of(Code.Call("exp", Code.One));
        }

        if (symbol.Name is "δ" or "1" or "I" or "𝟏" && quantity.Indices.Length == 2)
        {
            Position a = ReadPosition(quantity.Indices[0], scope);
            Position b = ReadPosition(quantity.Indices[1], scope);
            if (a.Pure is { Reach: not IndexReach.Bounds } first && b.Pure is { Reach: not IndexReach.Bounds } second)
            {
                first.Size.Join(second.Size);
                first.Origin.Join(second.Origin);
            }

            _assumptions.Assume("δ_ij is 1 for i = j and 0 otherwise");
            return ArrayValue.Of(Code.If(Code.Compare(ComparisonOperator.Equal, ValueOf(a), ValueOf(b)), Code.One, Code.Zero));
        }

        if (symbol.Name == "I" && isPlain && _context.HasMatrices)
        {
            var size = _draft.NewSize();
            _assumptions.Assume("I is the identity matrix");
            return new ArrayValue([size, size], i => Code.If(Code.Compare(ComparisonOperator.Equal, i[0], i[1]), Code.One, Code.Zero));
        }

        if (symbol.Name == "𝟏" && isPlain)
        {
            return new ArrayValue([_draft.NewSize()], _ => Code.One);
        }

        if (symbol is { Name: "𝟏", Superscripts.IsEmpty: true, Subscripts: [SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } length] } && !IsBound(length.Name, scope) && !_free.ContainsKey(length.Name) && (_context.SizeNames.Contains(length.Name) || !IsIndexLetter(length.Name)))
        {
            _assumptions.Assume($"{MathPrinter.Print(symbol)} is a column of ones");
            return new ArrayValue([_context.SizeNames.Contains(length.Name) ? NamedSize(length, scope) : _draft.NewSize()], _ => Code.One);
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
        return _meanings.Find(quantity, scope) is null ? null : Entries(Named(quantity, scope), quantity, scope);
    }
}
