using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>Turns mathematics, in the context of a document, into equations of the language.</summary>
/// <remarks>Products, transposes and chains become index notation here, so that shapes are known and a chain's axes meet by name.</remarks>
internal sealed partial class Elaborator
{
    private readonly DocumentContext _context;
    private readonly ReadingChoice _choice;
    private readonly IReadOnlyDictionary<string, int> _ranks;
    private readonly Dictionary<string, NamedQuantity> _named = [];
    private readonly HashSet<string> _inProgress = [];
    private readonly Dictionary<string, IndexVariable> _free = [];
    private readonly AssumptionList _assumptions = new();
    private readonly NetworkDraft _draft;
    private readonly ArrayAlgebra _algebra;
    private readonly ChainAlgebra _chains;
    private readonly ArrayFunctions _functions;
    private readonly Meanings _meanings;
    private readonly RefutationDoubts _doubts;
    private int _depth;

    /// <param name="context">The document.</param>
    /// <param name="choice">The reading.</param>
    /// <param name="ranks">How many axes names without a definition have.</param>
    /// <param name="lowest">The lowest layer mentioned, below which schemas over layers are not unrolled.</param>
    public Elaborator(DocumentContext context, ReadingChoice choice, IReadOnlyDictionary<string, int> ranks, int lowest)
    {
        _context = context;
        _choice = choice;
        _ranks = ranks;
        _draft = new NetworkDraft(context);
        _algebra = new ArrayAlgebra(_draft, _assumptions, choice.MeetsSideBySide, choice.EntrywiseDots);
        _chains = new ChainAlgebra(_draft, choice.NumeratorLayout);
        _functions = new ArrayFunctions(_draft, _algebra);
        _meanings = new Meanings(context, choice, lowest);
        _doubts = new RefutationDoubts(context, _draft);
        OpenErrors = new OpenErrors(context, _meanings);
    }

    /// <summary>Gets what was assumed, in order of use.</summary>
    public IReadOnlyList<string> Assumptions => _assumptions.Items;

    /// <summary>Gets how often an operation was bent to fit: arrays multiplied entry by entry and the like.</summary>
    public int Strain => _assumptions.Strain;

    public NetworkDraft Draft => _draft;

    public bool HasLayout => _chains.HasGradients || _chains.HasJacobians;

    /// <summary>Gets a value indicating whether a derivative was taken by an argument of a function of several.</summary>
    public bool HasPartials { get; private set; }

    public bool HasGradientsOnly => _chains is { HasGradients: true, HasJacobians: false };

    /// <summary>Gets the free indices of the relation, in order of appearance.</summary>
    public IEnumerable<IndexVariable> FreeIndices => _free.Values;

    // A function taken as the logistic one goes by its usual name.
    private MathNode Known(MathNode node) => node switch
    {
        ApplyNode a when Said(a.Function) is { } said => a with { Function = a.Function with { Name = said } },
        _ when _choice.Logistic.Length == 0 => node,
        ApplyNode a when a.Function.Name == _choice.Logistic => a with { Function = a.Function with { Name = "σ" } },
        SymbolNode s when s.Name == _choice.Logistic => s with { Name = "σ" },
        _ => node,
    };

    // "θ is tanh", where nothing else says what θ is.
    private string? Said(SymbolNode function)
    {
        if (function is not { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } || function.Name == "σ" || !_context.SaidFunctions.TryGetValue(function.Name, out string? said) || _context.Find(function.Name, int.MaxValue) is not null)
        {
            return null;
        }

        _assumptions.Assume($"{function.Name} is {(said == "σ" ? "the logistic function" : said)}, as the text says");
        return said;
    }

    public ArrayValue Elaborate(MathNode node, Scope scope)
    {
        if (++_depth > 200)
        {
            throw JudgingException.Unsupported("nested too deeply");
        }

        _context.Budget?.SpendPart();
        try
        {
            return Known(node) switch
            {
                NumberNode n => ArrayValue.Of(Code.Number(n.Value)),
                SymbolNode s => Symbol(s, scope),
                ApplyNode a => Apply(a, scope),
                SumNode s => Sum(s, scope),
                ProductNode p => Product(p, scope),
                FractionNode f => _algebra.Quotient(Elaborate(f.Numerator, scope), Below(f.Denominator, scope)),
                PowerNode p => Power(p, scope),
                TransposeNode t => Transposed(t, scope),
                RootNode r => Root(r, scope),
                ReduceNode r => Reduce(r, scope),
                DerivativeNode d => Derivative(d, scope),
                GradientNode g => Gradient(g, scope),
                DifferentialNode d => Differential(d, scope),
                NormNode n => Norm(n, scope),
                BracketNode { Entries: [var only] } => Elaborate(only, scope),
                EntryNode e => Entry(e, scope),
                CasesNode c => Cases(c, scope),
                MatrixNode m => Matrix(m, scope),
                LimitNode l => Limit(l, scope),
                OpaqueNode o => throw JudgingException.Unsupported($"{o.What} are not in the language"),
                EllipsisNode => throw new JudgingException(Obstacle.NotWritten, "what '…' stands for is not written"),
                BracketNode list => throw (list.Entries.Any(e => e is EllipsisNode) ? new JudgingException(Obstacle.NotWritten, "what '…' stands for is not written") : JudgingException.Unsupported("a list is no single value")),
                _ => throw JudgingException.Unsupported("this notation has no value"),
            };
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>Before the text of what stands below a fraction and is held fixed.</summary>
    public const string BelowFraction = "/";

    private ArrayValue Below(MathNode denominator, Scope scope)
    {
        ArrayValue value = Elaborate(denominator, scope);
        return _choice.Frozen.StartsWith(BelowFraction, System.StringComparison.Ordinal) && _choice.Frozen.Substring(1) == MathPrinter.Print(denominator) ? value.Map(x => Code.Call("stop", x)) with { IsRow = value.IsRow } : value;
    }

    /// <summary>Writes one side as an equation over the relation's free indices and its own axes.</summary>
    public string Side(string name, ArrayValue value)
    {
        NamedQuantity side = _draft.Equation(name, [.. _free.Values], value);
        return side.Name;
    }

    /// <summary>Takes <c>∂a/∂z = σ'(z)</c> of vectors for the diagonal of what is written on the left, where the sizes are not said.</summary>
    public ArrayValue Diagonal(ArrayValue value, ArrayValue other)
    {
        if (value.Rank != 1 || value.IsRow || other.Rank != 2 || other.Link is null || !other.Axes[0].Join(other.Axes[1]) || !value.Axes[0].Join(other.Axes[0]))
        {
            return value;
        }

        _assumptions.Bend("the derivative of a vector entry by entry is written as the vector of its diagonal");
        return new ArrayValue(other.Axes, i => Code.If(Code.Compare(ComparisonOperator.Equal, i[0], i[1]), value.At([i[0]]), Code.Zero));
    }

    /// <summary>Returns why a difference between the sides would not refute, if there is such a reason.</summary>
    public NetworkDoubts Doubts(string left, string right) => _doubts.Find(left, right);

    private ArrayValue Sum(SumNode node, Scope scope)
    {
        var terms = node.Terms.Select(t => (t.IsSubtracted, Value: Elaborate(t.Value, scope))).ToList();
        ArrayValue shape = terms.Select(t => t.Value).FirstOrDefault(v => !v.IsScalar) ?? terms[0].Value;
        foreach ((bool _, ArrayValue value) in terms)
        {
            if (_choice.KeepsScalars && value.IsScalar && !shape.IsScalar && !IsNumber(value))
            {
                throw JudgingException.Shapes("the sum", shape, value);
            }

            if (!value.IsScalar)
            {
                if (value.Rank != shape.Rank || (value.Rank == 1 && value.IsRow != shape.IsRow))
                {
                    throw JudgingException.Shapes("the sum", shape, value);
                }

                ArrayAlgebra.Join(shape, value, "the sum");
            }
        }

        // 1 + ∂F/∂x
        if (shape.Rank == 2 && terms.Exists(t => t.Value.IsScalar) && node.Terms.Any(t => t.Value is DerivativeNode) && shape.Axes[0].Join(shape.Axes[1]))
        {
            _assumptions.Assume("a number beside a derivative of a vector by a vector is that multiple of the identity matrix");
            return shape with { Link = null, At = i => Code.Add(terms.Select(t => (t.IsSubtracted, t.Value.IsScalar ? Code.If(Code.Compare(ComparisonOperator.Equal, i[0], i[1]), t.Value.Scalar, Code.Zero) : t.Value.At(i)))) };
        }

        if (!shape.IsScalar && terms.Exists(t => t.Value.IsScalar))
        {
            _assumptions.Bend("a number added to an array is added to every entry");
        }

        return shape with { Link = null, At = i => Code.Add(terms.Select(t => (t.IsSubtracted, t.Value.IsScalar ? t.Value.Scalar : t.Value.At(i)))) };
    }

    /// <summary>Gets why shapes that do not conform refute nothing here: they are not what the document says; null where they do.</summary>
    public string? ShapeDoubt => _shapeDoubt
        ?? (_hasUndefinedErrors ? $"{_open.Keys.First()} may be any function"
        : _doubts.LeftOpen is { } open ? open
        : _doubts.Structures.Count > 0 ? $"this is {_doubts.Structures[0]}, which the document does not say"
        : null);

    /// <summary>Gets a value indicating whether the doubt is only what is a row and what a column.</summary>
    public bool IsDoubtOfLayout => _shapeDoubt is not null && _shapeDoubt == _layoutDoubt && _open.Count == 0 && _doubts.Structures.Count == 0;

    private string? _shapeDoubt;
    private string? _layoutDoubt;

    private ArrayValue Transposed(TransposeNode node, Scope scope)
    {
        ArrayValue value = Elaborate(node.Operand, scope);
        if (value.IsScalar && node.IsPrime)
        {
            return _context.HasFlow ? By(value, Flow, string.Empty, scope) with { Link = null } : throw new JudgingException(Obstacle.Indices, "nothing says by what a prime at a bracket differentiates");
        }

        if (value.IsScalar && node.Operand is SymbolNode { Subscripts: [var first, var second], Superscripts.IsEmpty: true } entry && scope.Roles.Resolve(entry, l => IsBound(l, scope)) is { Indices.Length: 2 })
        {
            _assumptions.Assume($"{MathPrinter.Print(node)} is an entry of the transposed {entry.Name}");
            return Elaborate(entry with { Subscripts = [second, first] }, scope);
        }

        if (value.IsScalar && node.Operand is SymbolNode { Subscripts.IsEmpty: true } name && !scope.Locals.ContainsKey(name.Name) && _meanings.Find(scope.Roles.Resolve(name, l => IsBound(l, scope)), scope) is not null)
        {
            // Nobody transposes a number.
            _assumptions.Bend($"{MathPrinter.Print(name)} is a number, and its own transpose");
            _assumptions.Bend($"{MathPrinter.Print(name)} is a number, and its own transpose");
        }

        return ArrayAlgebra.Transposed(value);
    }

    /// <summary>The left side is done.</summary>
    public void BeginRight() => _doubts.BeginRight();

    private static bool IsNumber(ArrayValue value) => value.Scalar is NumberSyntax or NegateSyntax { Operand: NumberSyntax };

    private ArrayValue Product(ProductNode node, Scope scope)
    {
        var factors = node.Factors.Select(f => (f.Sign, Value: Elaborate(f.Value, scope))).ToList();
        if (node.Factors.Zip(node.Factors.Skip(1), (f, g) => f.Value is SymbolNode { Name: "σ" or "f" or "g" or "φ" or "ϕ", Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } name && g is { Sign: Times.Juxtaposed, Value: BracketNode { Open: "(" } } ? name.Name : null).FirstOrDefault(n => n is not null) is { } function && _context.Find(function, scope.Order) is null)
        {
            _doubts.LeaveOpen($"the document does not say whether {function} before a bracket is a function");
        }

        _chains.Chain(factors);
        if (factors.Exists(f => f.Value is { Rank: > 0, Link: { } link } && f.Value.Rank - link.OfAxes > 1) && factors.Count(f => !f.Value.IsScalar) > 1)
        {
            // ∂z/∂W beside δ: which axes meet nobody writes out.
            _shapeDoubt = "a derivative by a matrix has more axes than a product of matrices can show";
        }

        try
        {
            return Multiplied(factors);
        }
        catch (JudgingException e) when (e.Obstacle == Obstacle.Shapes && factors.Exists(f => f.Sign == Times.Hadamard) && factors.Skip(1).Any(f => f.Sign == Times.Juxtaposed))
        {
            // u ⊙ W x is u ⊙ (W x) where only that has a meaning.
            var parts = new List<(Times Sign, ArrayValue Value)>();
            for (int from = 0; from < factors.Count;)
            {
                int to = factors.FindIndex(from + 1, f => f.Sign == Times.Hadamard);
                to = to < 0 ? factors.Count : to;
                parts.Add((factors[from].Sign, Multiplied(factors.GetRange(from, to - from))));
                from = to;
            }

            return Multiplied(parts);
        }
    }

    private ArrayValue Multiplied(List<(Times Sign, ArrayValue Value)> factors)
    {
        ArrayValue result = factors[0].Value;
        foreach ((Times sign, ArrayValue value) in factors.Skip(1))
        {
            result = _algebra.Multiply(result, value, sign);
        }

        return result;
    }

    private ArrayValue Power(PowerNode node, Scope scope)
    {
        if (NamedPower(node, scope) is { } named)
        {
            return named;
        }

        if (node.Exponent is NumberNode { Value: var exponent } && exponent == -1 || node.Exponent is SumNode { Terms: [{ IsSubtracted: true, Value: NumberNode { Value.IsOne: true } }] })
        {
            ArrayValue @base = Elaborate(node.Base, scope);
            if (@base.Rank == 2 && Diagonal(node.Base, scope) is { } diagonal)
            {
                // diag(s)^{-1} = diag(1/s)
                return _functions.Builtin("diag", [diagonal.Map(x => Code.Divide(Code.One, x)) with { IsRow = false }]);
            }

            return @base.IsScalar ? ArrayValue.Of(Code.Divide(Code.One, @base.Scalar)) : @base.Rank == 2 ? throw JudgingException.Unsupported("the inverse of a matrix is not in the language yet") : @base.Map(x => Code.Divide(Code.One, x));
        }

        if (node.Base is SymbolNode { Name: "e", Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } && !scope.Locals.ContainsKey("e") && _context.Find("e", scope.Order) is null)
        {
            return Elaborate(node.Exponent, scope).Map(x => Code.Call("exp", x)) with { IsRow = false };
        }

        ArrayValue value = Elaborate(node.Base, scope);
        ArrayValue power = Elaborate(node.Exponent, scope);
        if (!power.IsScalar)
        {
            throw JudgingException.Unsupported("a power whose exponent is an array");
        }

        if (value.Rank == 2 && node.Exponent is NumberNode { Value: { IsInteger: true } n } && n > 0 && n <= 8 && !(node.Base is BracketNode { Open: "{" }))
        {
            ArrayValue result = value;
            for (int i = 1; i < (int)n.Numerator; i++)
            {
                result = _algebra.Multiply(result, value, Times.Juxtaposed);
            }

            return result;
        }

        if (value.Rank == 1)
        {
            _assumptions.Bend("the square of a vector is taken entry by entry");
        }

        return value.Map(x => Code.Power(x, power.Scalar));
    }

    // The s of diag(s), and of a name that is said to be diag(s).
    private ArrayValue? Diagonal(MathNode node, Scope scope)
    {
        MathNode inner = MathForms.Bare(node);
        if (inner is SymbolNode { Primes: 0 } name && !scope.Locals.ContainsKey(name.Name) && _meanings.Find(scope.Roles.Resolve(name, l => IsBound(l, scope)), scope) is { IsFunction: false, Indices.IsEmpty: true } definition)
        {
            inner = MathForms.Bare(definition.Body);
        }

        return inner is ApplyNode { Function: { Primes: 0 } function, Arguments: [var argument] } && FunctionWords.Of(function.Name) == "diag" && Elaborate(argument, scope) is { Rank: 1 } vector ? vector : null;
    }

    private ArrayValue Root(RootNode node, Scope scope)
    {
        ArrayValue operand = Elaborate(node.Operand, scope);
        if (node.Degree is null || (node.Degree is NumberNode two && two.Value == 2))
        {
            return operand.Map(x => Code.Call("sqrt", x));
        }

        ArrayValue degree = Elaborate(node.Degree!, scope);
        return node.Degree is NumberNode { Value: var three } && three == 3
            ? operand.Map(x => Code.Call("cbrt", x))
            : operand.Map(x => Code.Power(x, Code.Divide(Code.One, degree.Scalar)));
    }
}
