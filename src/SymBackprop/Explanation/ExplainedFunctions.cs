using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Expressions;
using SymBackprop.Functions;

namespace SymBackprop.Explanation;

/// <summary>The functions that a derivation may name: the catalogue's, and the user's own where they act entry by entry.</summary>
internal sealed class ExplainedFunctions
{
    private readonly Dictionary<string, UserFunction> _users = [];
    private readonly Dictionary<BoundFunction, UserFunction?> _named = [];
    private readonly Dictionary<(string Function, int Parameter), Expr> _derivatives = [];
    private readonly BoundNetwork _network;

    /// <param name="network">The network whose values a derivative may go through.</param>
    public ExplainedFunctions(BoundNetwork network) => _network = network;

    /// <summary>Gets the user's functions that were met, in order.</summary>
    public IEnumerable<UserFunction> Users => _users.Values;

    public UserFunction? User(string name) => _users.TryGetValue(name, out UserFunction? user) ? user : null;

    /// <summary>Returns an elementwise function, which keeps its name in a derivation; null for any other, which is written out.</summary>
    /// <remarks>Of several functions with one name the first keeps it.</remarks>
    public UserFunction? Named(BoundFunction function)
    {
        if (_named.TryGetValue(function, out UserFunction? known))
        {
            return known;
        }

        UserFunction? named = IsElementwise(function) ? WithBody(function) : null;
        if (named is not null && User(named.Name) is { } taken)
        {
            named = named.IsSameAs(taken) ? taken : null;
        }
        else if (named is not null)
        {
            named = named with { KnownAs = FunctionRecognizer.Recognize(named with { Body = Expand(named.Body) }) };
            _users.Add(named.Name, named);
        }

        _named.Add(function, named);
        return named;
    }

    /// <summary>Returns the partial of a call by its argument, with the arguments put in; null for a function without derivative.</summary>
    public Expr? Partial(Call call, int argument)
    {
        if (call.Function == "stop")
        {
            return null;
        }

        if (User(call.Function) is not { } user)
        {
            return Put(CataloguePartial(FunctionCatalog.Get(call.Function), argument), HolesOfCatalogue, call.Arguments, call);
        }

        return user switch
        {
            { OwnDerivative: { } own } => Put(own, user.Parameters, call.Arguments, call),
            { KnownAs: { } known } => Put(CataloguePartial(known, argument), HolesOfCatalogue, call.Arguments, call),
            _ => Put(DerivativeOf(user, argument), user.Parameters, call.Arguments, call),
        };
    }

    /// <summary>Returns the derivative of a user's function by a parameter, over holes named as its parameters.</summary>
    public Expr DerivativeOf(UserFunction user, int parameter)
    {
        if (!_derivatives.TryGetValue((user.Name, parameter), out Expr? known))
        {
            var derivative = new LocalDerivative(this, new IndexForm(this, 0), e => e is Hole h && h.Name == user.Parameters[parameter] ? [] : null);
            known = Tidy.Expression(Tidy.Sum(derivative.Of(user.Body).Select(t => t.ToExpr())));
            _derivatives.Add((user.Name, parameter), known);
        }

        return known;
    }

    /// <summary>Says in words what the derivative of a function is.</summary>
    public string PartialRule(string function, int argument)
    {
        return User(function) switch
        {
            { OwnDerivative: not null } => $"{function}′ as given",
            { KnownAs: { } known } => PartialRule(known.Name, argument),
            { Parameters.Length: > 1 } user => $"∂{function}({string.Join(", ", user.Parameters)})/∂{user.Parameters[argument]} = {DerivationTexts.Plain(DerivativeOf(user, argument))}",
            { } user => $"{function}′({user.Parameters[0]}) = {DerivationTexts.Plain(DerivativeOf(user, argument))}",
            null => DerivationTexts.CataloguePartial(function, argument),
        };
    }

    /// <summary>Leaves out the choice that a partial makes at a kink: on paper one is not there.</summary>
    public static Expr WithoutKink(ScalarFunction function, Expr partial) =>
        !function.Kinks.IsEmpty && partial is Select { Then: Constant { Value.IsZero: true }, Otherwise: not Constant } s ? s.Otherwise : partial;

    /// <summary>Returns ∂of/∂by through all definitions between them, written out.</summary>
    public Expr TotalDerivative(BoundExpr of, Tensor by, ImmutableArray<IndexExpr> at, IndexForm form)
    {
        int rank = of.Shape.Rank;
        Expr expr = WrittenOut(form.Entry(of, [.. at.Take(rank)]), by, form);
        var derivative = LocalDerivative.By(this, form, by, [.. at.Skip(rank)]);
        var none = new Dictionary<int, IndexRange>();
        return Tidy.Expression(Tidy.Sum(derivative.Of(expr).Select(t => t.Contract(none)).Where(t => t is not null).Select(t => t!.ToExpr())));
    }

    /// <summary>Writes calls of the user's functions out, down to functions of the catalogue.</summary>
    public Expr Expand(Expr expr) => expr.Replace(e => e is Call c && User(c.Function) is { } user
        ? Expand(Put(user.Body, user.Parameters, c.Arguments, c))
        : null);

    private static Expr CataloguePartial(ScalarFunction function, int argument) => WithoutKink(function, function.Partials[argument]);

    private static readonly ImmutableArray<string> HolesOfCatalogue = ["x", "y", "z"];

    private static Expr Put(Expr body, ImmutableArray<string> holes, ImmutableArray<Expr> arguments, Call call) => body.Replace(e => e is Hole h
        ? holes.IndexOf(h.Name) is >= 0 and var at && at < arguments.Length ? arguments[at] : call
        : null);

    private Expr WrittenOut(Expr expr, Tensor by, IndexForm form) => expr.Replace(e =>
        e is Access a && !ReferenceEquals(a.Tensor, by) && _network.Tensors.FirstOrDefault(t => ReferenceEquals(t.Tensor, a.Tensor)) is { } definition
            ? WrittenOut(Definitions.EntryOf(definition, a.Indices, form), by, form)
            : null);

    private UserFunction WithBody(BoundFunction function)
    {
        (Expr body, Expr? own) = new IndexForm(this, 0).Bodies(function);
        return new UserFunction(function.Name, [.. function.Parameters.Select(p => p.Name)], body, own);
    }

    private bool IsElementwise(BoundFunction function) =>
        !function.Parameters.IsEmpty
        && FunctionCatalog.Find(function.Name) is null
        && function.Parameters.All(p => p.Shape.IsScalar || p.Shape.Equals(function.Body.Shape))
        && IsElementwise(function.Body)
        && (function.OwnDerivative is null || IsElementwise(function.OwnDerivative));

    private bool IsElementwise(BoundExpr expr) => expr switch
    {
        BoundNumber or BoundNamedConstant or BoundParameterReference => true,
        BoundSum s => s.Terms.All(IsElementwise),
        BoundElementwiseProduct p => p.Factors.All(IsElementwise),
        BoundNegation n => IsElementwise(n.Operand),
        BoundQuotient q => IsElementwise(q.Numerator) && IsElementwise(q.Denominator),
        BoundPower p => IsElementwise(p.Base) && IsElementwise(p.Exponent),
        BoundFunctionCall c => c.Arguments.All(IsElementwise),
        BoundConditional c => IsElementwise(c.Condition) && IsElementwise(c.Then) && IsElementwise(c.Otherwise),
        BoundUserCall c => IsElementwise(c.Function) && c.Arguments.All(IsElementwise),
        BoundStop s => IsElementwise(s.Operand),
        _ => false,
    };

    private bool IsElementwise(BoundCondition condition) => condition switch
    {
        BoundComparison c => IsElementwise(c.Left) && IsElementwise(c.Right),
        BoundLogical l => l.Parts.All(IsElementwise),
        BoundNot n => IsElementwise(n.Operand),
        _ => false,
    };
}

/// <summary>A function of the source whose parameters and value are scalars, its body over holes named as the parameters.</summary>
internal sealed record UserFunction(string Name, ImmutableArray<string> Parameters, Expr Body, Expr? OwnDerivative)
{
    /// <summary>Gets the function of the catalogue that this one is, spelled out by the user; null for any other.</summary>
    public ScalarFunction? KnownAs { get; init; }

    public bool IsSameAs(UserFunction other) =>
        Name == other.Name && Parameters.SequenceEqual(other.Parameters) && Tidy.Same(Body, other.Body)
        && (OwnDerivative is null ? other.OwnDerivative is null : other.OwnDerivative is not null && Tidy.Same(OwnDerivative, other.OwnDerivative));
}
