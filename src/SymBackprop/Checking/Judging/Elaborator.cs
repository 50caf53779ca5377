using System.Collections.Generic;
using System.Collections.Immutable;
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
    private readonly List<string> _assumptions = [];
    private int _fresh;
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
        _lowest = lowest;
    }

    private readonly int _lowest;

    public List<StatementSyntax> Statements { get; } = [];

    public List<(string Name, ImmutableArray<Size> Axes)> Inputs { get; } = [];

    /// <summary>Gets what was assumed, in order of use.</summary>
    public IReadOnlyList<string> Assumptions => _assumptions;

    /// <summary>Gets the instances of functions that the document leaves open.</summary>
    public HashSet<string> OpenFunctions { get; } = [];

    /// <summary>Gets the free indices of the relation, in order of appearance.</summary>
    public IEnumerable<IndexVariable> FreeIndices => _free.Values;

    /// <summary>Gets how often an operation was bent to fit: arrays multiplied entry by entry and the like.</summary>
    public int Strain { get; private set; }

    private void Bend(string text)
    {
        Strain++;
        Assume(text);
    }

    private void Assume(string text)
    {
        if (!_assumptions.Contains(text))
        {
            _assumptions.Add(text);
        }
    }

    public ArrayValue Elaborate(MathNode node, Scope scope)
    {
        if (++_depth > 200)
        {
            throw Unsupported("nested too deeply");
        }

        try
        {
            return node switch
            {
                NumberNode n => ArrayValue.Of(Code.Number(n.Value)),
                SymbolNode s => Symbol(s, scope),
                ApplyNode a => Apply(a, scope),
                SumNode s => Sum(s, scope),
                ProductNode p => Product(p, scope),
                FractionNode f => Quotient(Elaborate(f.Numerator, scope), Elaborate(f.Denominator, scope)),
                PowerNode p => Power(p, scope),
                TransposeNode t => Transposed(Elaborate(t.Operand, scope)),
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
                EllipsisNode => throw new JudgingException(Obstacle.NotWritten, "what '…' stands for is not written"),
                BracketNode list => throw (list.Entries.Any(e => e is EllipsisNode) ? new JudgingException(Obstacle.NotWritten, "what '…' stands for is not written") : Unsupported("a list is no single value")),
                _ => throw Unsupported("this notation has no value"),
            };
        }
        finally
        {
            _depth--;
        }
    }

    private static JudgingException Unsupported(string reason) => new(Obstacle.Unsupported, reason);

    private static JudgingException Shapes(string operation, ArrayValue left, ArrayValue right) =>
        new(Obstacle.Shapes, $"shapes: {operation} of {left.Shape} and {right.Shape}");

    private IndexVariable NewIndex(string letter, Size size, int from)
    {
        var variable = new IndexVariable(Fresh(letter), size, from);
        _allIndices.Add(variable);
        return variable;
    }

    private string Fresh(string hint) => $"{hint}#{++_fresh}";

    private void Join(ArrayValue left, ArrayValue right, string operation)
    {
        for (int i = 0; i < left.Rank; i++)
        {
            if (!left.Axes[i].Join(right.Axes[i]))
            {
                throw Shapes(operation, left, right);
            }
        }
    }

    private ArrayValue Sum(SumNode node, Scope scope)
    {
        var terms = node.Terms.Select(t => (t.IsSubtracted, Value: Elaborate(t.Value, scope))).ToList();
        ArrayValue shape = terms.Select(t => t.Value).FirstOrDefault(v => !v.IsScalar) ?? terms[0].Value;
        foreach ((bool _, ArrayValue value) in terms)
        {
            if (value.IsScalar && !shape.IsScalar && !IsNumber(value))
            {
                throw Shapes("the sum", shape, value);
            }

            if (!value.IsScalar)
            {
                if (value.Rank != shape.Rank || (value.Rank == 1 && value.IsRow != shape.IsRow))
                {
                    throw Shapes("the sum", shape, value);
                }

                Join(shape, value, "the sum");
            }
        }

        if (!shape.IsScalar && terms.Exists(t => t.Value.IsScalar))
        {
            Bend("a number added to an array is added to every entry");
        }

        return shape with { Link = null, At = i => Code.Add(terms.Select(t => (t.IsSubtracted, t.Value.IsScalar ? t.Value.Scalar : t.Value.At(i)))) };
    }

    private static bool IsNumber(ArrayValue value) => value.Scalar is NumberSyntax or NegateSyntax { Operand: NumberSyntax };

    private ArrayValue Power(PowerNode node, Scope scope)
    {
        if (NamedPower(node, scope) is { } named)
        {
            return named;
        }

        if (node.Exponent is NumberNode { Value: var exponent } && exponent == -1 || node.Exponent is SumNode { Terms: [{ IsSubtracted: true, Value: NumberNode { Value.IsOne: true } }] })
        {
            ArrayValue @base = Elaborate(node.Base, scope);
            return @base.IsScalar ? ArrayValue.Of(Code.Divide(Code.One, @base.Scalar)) : @base.Rank == 2 ? throw Unsupported("the inverse of a matrix is not in the language yet") : @base.Map(x => Code.Divide(Code.One, x));
        }

        if (node.Base is SymbolNode { Name: "e", Subscripts.IsEmpty: true, Superscripts.IsEmpty: true } && !scope.Locals.ContainsKey("e") && _context.Find("e", scope.Order) is null)
        {
            return Elaborate(node.Exponent, scope).Map(x => Code.Call("exp", x)) with { IsRow = false };
        }

        ArrayValue value = Elaborate(node.Base, scope);
        ArrayValue power = Elaborate(node.Exponent, scope);
        if (!power.IsScalar)
        {
            throw Unsupported("a power whose exponent is an array");
        }

        if (value.Rank == 2 && node.Exponent is NumberNode { Value: { IsInteger: true } n } && n > 0 && n <= 8 && !(node.Base is BracketNode { Open: "{" }))
        {
            ArrayValue result = value;
            for (int i = 1; i < (int)n.Numerator; i++)
            {
                result = Multiply(result, value, Times.Juxtaposed);
            }

            return result;
        }

        if (value.Rank == 1)
        {
            Bend("the square of a vector is taken entry by entry");
        }

        return value.Map(x => Code.Power(x, power.Scalar));
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

    private static ArrayValue Transposed(ArrayValue value) => value.Rank switch
    {
        0 => value,
        1 => value with { IsRow = !value.IsRow, Link = null },
        2 => value with { Axes = [value.Axes[1], value.Axes[0]], At = i => value.At([i[1], i[0]]), Link = null },
        _ => throw Unsupported("the transpose of an array of more than two axes"),
    };

    private ArrayValue Reduce(ReduceNode node, Scope scope)
    {
        string function = node.Kind switch
        {
            Expressions.ReduceKind.Sum => "sum",
            Expressions.ReduceKind.Product => "prod",
            Expressions.ReduceKind.Max => "max",
            _ => "min",
        };
        if (node.Indices is [{ Name: "" }])
        {
            return Total(Elaborate(node.Body, scope), function);
        }

        var binders = new List<(string Index, ExpressionSyntax Low, ExpressionSyntax High)>();
        Scope inner = scope;
        var without = new List<(IndexVariable Index, MathNode Except)>();
        foreach (SumIndex index in node.Indices)
        {
            int? low = index.Low is null ? 1 : Whole(index.Low, scope);
            int? high = index.High is null ? null : Whole(index.High, scope);
            if (low is not { } from || from < 0 || (from > 1 && high is null) || high - from is < 0 or > 1000)
            {
                throw Unsupported("a sum between these bounds");
            }

            Size size = high is { } last ? Size.Of(last - from + 1) : SizeOf(index.High, from, scope);
            IndexVariable variable = NewIndex(index.Name, size, from);
            inner = inner with { Indices = inner.Indices.SetItem(index.Name, variable), Locals = inner.Locals.Remove(index.Name) };
            binders.Add((variable.Name, Code.Zero, Code.Zero));
            if (index.Except is { } except)
            {
                without.Add((variable, except));
            }
        }

        ArrayValue body = Elaborate(node.Body, inner);
        ExpressionSyntax neutral = function == "prod" ? Code.One : function == "sum" ? Code.Zero : throw Unsupported("a maximum that leaves an index out");
        var conditions = without.Select(w => Code.Compare(ComparisonOperator.Equal, Code.Name(w.Index.Name), Index(w.Except, inner).Code)).ToList();
        var variables = node.Indices.Select(i => inner.Indices[i.Name]).ToList();

        // The name of an index that is nowhere in the body, while the body has an axis: Σ_i (y − t)² of vectors.
        if (variables.Count == 1 && body.Rank == 1 && conditions.Count == 0 && !Code.Names(body.At([Code.Name("?")])).Contains(variables[0].Name))
        {
            variables[0].Size.Join(body.Axes[0]);
            return Total(body, function);
        }

        return body with
        {
            Link = null,
            At = i =>
            {
                ExpressionSyntax entry = body.At(i);
                foreach (ExpressionSyntax condition in conditions)
                {
                    entry = Code.If(condition, neutral, entry);
                }

                return Code.Reduce(function, variables.Select(v => (v.Name, Code.Zero, v.Size.Last)), entry);
            },
        };
    }

    // A bound that is a whole number, by itself or by its definition.
    private int? Whole(MathNode bound, Scope scope)
    {
        MathNode meaning = bound is SymbolNode symbol && _context.Find(scope.Roles.Resolve(symbol, _ => false).Key, scope.Order) is { IsFunction: false } definition ? definition.Body : bound;
        return Place.Of(meaning) is { Letter.Length: 0 } place ? place.Offset : null;
    }

    private ArrayValue Total(ArrayValue value, string function)
    {
        if (value.IsScalar)
        {
            throw Unsupported("a sum without an index of a value without axes");
        }

        ImmutableArray<string> names = [.. value.Axes.Select(_ => Fresh("s"))];
        return ArrayValue.Of(Code.Reduce(function, names.Select((n, i) => (n, Code.Zero, value.Axes[i].Last)), value.At([.. names.Select(Code.Name)])));
    }

    private readonly Dictionary<string, Size> _sizes = [];

    // n, m, d_x: a name over which something runs is a size; n − 1 from 0 on is n of them.
    private Size SizeOf(MathNode? high, int from, Scope scope)
    {
        if (high is null)
        {
            return NewSize();
        }

        if (high is SymbolNode symbol && from == 1)
        {
            return NamedSize(symbol, scope);
        }

        if (high is SumNode { Terms: [{ IsSubtracted: false, Value: SymbolNode s }, { IsSubtracted: true, Value: NumberNode { Value.IsOne: true } }] } && from == 0)
        {
            return NamedSize(s, scope);
        }

        return NewSize();
    }

    private Size NamedSize(SymbolNode symbol, Scope scope)
    {
        string key = scope.Roles.Resolve(symbol, _ => false).Key;
        if (!_sizes.TryGetValue(key, out Size? size))
        {
            _sizes.Add(key, size = NewSize(key, _context.DeclaredSizes.Contains(key)));
        }

        return size;
    }

    private ArrayValue Norm(NormNode node, Scope scope)
    {
        ArrayValue operand = Elaborate(node.Operand, scope);
        bool isOne = node.Kind is NumberNode { Value.IsOne: true };
        if (operand.IsScalar)
        {
            return operand.Map(x => Code.Call("abs", x));
        }

        if (!node.IsDouble)
        {
            if (operand.Rank == 2)
            {
                throw Unsupported("a determinant");
            }

            Assume("|x| of a vector is its Euclidean norm");
        }

        ArrayValue entries = operand.Map(x => isOne ? Code.Call("abs", x) : Code.Power(x, Code.Number(2)));
        bool isKnown = node.Kind is null or SymbolNode { Name: "F" } || (node.Kind is NumberNode p && (p.Value == 2 || p.Value.IsOne));
        if (!isKnown)
        {
            throw Unsupported("this norm");
        }

        ArrayValue total = Total(entries, "sum");
        return isOne ? total : total.Map(x => Code.Call("sqrt", x));
    }

    private ArrayValue Entry(EntryNode node, Scope scope)
    {
        ArrayValue operand = Elaborate(node.Operand, scope);
        if (operand.Rank < node.Subscripts.Length)
        {
            // softmax(z_i) is written for softmax(z)_i; an entry of a scalar is itself where the index is inside already.
            throw new JudgingException(Obstacle.Indices, $"{node.Subscripts.Length} indices at {operand.Shape}");
        }

        ImmutableArray<(ExpressionSyntax Code, IndexVariable? Pure)> indices = [.. node.Subscripts.Select(s => Index(s, scope))];
        for (int i = 0; i < indices.Length; i++)
        {
            JoinIndex(indices[i].Pure, operand.Axes[i]);
        }

        return operand with { Axes = operand.Axes.RemoveRange(0, indices.Length), At = i => operand.At([.. indices.Select(x => x.Code), .. i]), Link = null };
    }

    private static void JoinIndex(IndexVariable? index, Size axis)
    {
        if (index is not null && !index.Size.Join(axis))
        {
            throw new JudgingException(Obstacle.Shapes, $"shapes: an index of {index.Size.Text} at an axis of {axis.Text}");
        }
    }

    private ArrayValue Cases(CasesNode node, Scope scope)
    {
        var rows = node.Rows.Select(r => (Value: Elaborate(r.Value, scope), r.Condition)).ToList();
        if (rows.Exists(r => !r.Value.IsScalar))
        {
            throw Unsupported("cases of arrays");
        }

        // The last row is for all other cases where the rows before say when they hold.
        ExpressionSyntax result = rows[rows.Count - 1].Value.Scalar;
        for (int i = rows.Count - 2; i >= 0; i--)
        {
            if (rows[i].Condition is not { } condition)
            {
                throw Unsupported("a case without a condition before the last");
            }

            result = Code.If(Condition(condition, scope), rows[i].Value.Scalar, result);
        }

        return ArrayValue.Of(result);
    }

    private ExpressionSyntax Condition(MathRelation relation, Scope scope)
    {
        ComparisonOperator comparison = relation.Sign switch
        {
            "=" => ComparisonOperator.Equal,
            "\\neq" or "\\ne" or "≠" => ComparisonOperator.NotEqual,
            "<" or "\\lt" => ComparisonOperator.Less,
            ">" or "\\gt" => ComparisonOperator.Greater,
            "\\le" or "\\leq" or "≤" or "\\leqslant" => ComparisonOperator.LessOrEqual,
            "\\ge" or "\\geq" or "≥" or "\\geqslant" => ComparisonOperator.GreaterOrEqual,
            _ => throw Unsupported($"the condition {relation.Sign}"),
        };
        bool isIndex = IsIndex(relation.Left, scope) && IsIndex(relation.Right, scope);
        return isIndex
            ? Code.Compare(comparison, Index(relation.Left, scope).Code, Index(relation.Right, scope).Code)
            : Code.Compare(comparison, Elaborate(relation.Left, scope).Scalar, Elaborate(relation.Right, scope).Scalar);
    }

    private bool IsIndex(MathNode node, Scope scope) =>
        Place.Of(node) is { } place && (place.Letter.Length == 0 || scope.Indices.ContainsKey(place.Letter) || _free.ContainsKey(place.Letter) || (_indexLetters.Contains(place.Letter)));

    private readonly HashSet<string> _indexLetters = [];

    /// <summary>Letters that stand as indices in the relation, so that a condition on them is one on indices.</summary>
    public void KnowIndices(IEnumerable<string> letters) => _indexLetters.UnionWith(letters);

    private ArrayValue Matrix(MatrixNode node, Scope scope)
    {
        int rows = node.Rows.Length;
        int columns = node.Rows[0].Length;
        if (node.Rows.Any(r => r.Length != columns))
        {
            throw Unsupported("rows of different lengths");
        }

        ImmutableArray<ImmutableArray<ArrayValue>> entries = [.. node.Rows.Select(r => r.Select(e => Elaborate(e, scope)).ToImmutableArray())];
        if (entries.Any(r => r.Any(e => !e.IsScalar)))
        {
            throw Unsupported("blocks inside a matrix");
        }

        ExpressionSyntax Pick(IReadOnlyList<ExpressionSyntax> all, ExpressionSyntax index)
        {
            ExpressionSyntax result = all[all.Count - 1];
            for (int i = all.Count - 2; i >= 0; i--)
            {
                result = Code.If(Code.Compare(ComparisonOperator.Equal, index, Code.Number(i)), all[i], result);
            }

            return result;
        }

        return columns == 1 ? new ArrayValue([Size.Of(rows)], i => Pick([.. entries.Select(r => r[0].Scalar)], i[0]))
            : rows == 1 ? new ArrayValue([Size.Of(columns)], i => Pick([.. entries[0].Select(e => e.Scalar)], i[0])) { IsRow = true }
            : new ArrayValue([Size.Of(rows), Size.Of(columns)], i => Pick([.. entries.Select(r => Pick([.. r.Select(e => e.Scalar)], i[1]))], i[0]));
    }

    // lim (f(x + h v) − f(x))/h for h → 0: the derivative by h at 0.
    private ArrayValue Limit(LimitNode node, Scope scope)
    {
        if (node.Target is not NumberNode { Value.IsZero: true } || node.Body is not FractionNode { Denominator: SymbolNode { } variable } quotient || variable.Name != node.Variable)
        {
            throw new JudgingException(Obstacle.NotWritten, "limits are not judged");
        }

        string name = Fresh(node.Variable);
        Statements.Add(Code.Equation(name, [], Code.Zero, []));
        Scope inner = scope with { Locals = scope.Locals.SetItem(node.Variable, ArrayValue.Of(Code.Name(name))) };
        ArrayValue numerator = Elaborate(quotient.Numerator, inner);
        return DerivativeBy(numerator, new NamedQuantity(name, [], false, [], false), [], node.Variable, null);
    }
}
