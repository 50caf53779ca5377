using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <content>What a relation is, where it is no equation to be judged: a definition, a case, an update, a range.</content>
internal sealed partial class ContextBuilder
{
    // 1 … n in one, or 1 with dots or another number behind a comma.
    private static bool IsRange(MathNode right, MathStatement statement, ReadFormula formula) =>
        right is ProductNode { Factors: [_, { Value: EllipsisNode }, ..] }
        || (right is NumberNode && formula.Statements.SkipWhile(s => !ReferenceEquals(s, statement)).Skip(1).Take(2).Any(s => s.Sides is [{ Node: EllipsisNode or NumberNode }]));

    private static SymbolNode? TurnedName(MathNode side, MathNode other) => side is TransposeNode { Operand: SymbolNode name } && other is SymbolNode && MathPrinter.Print(name) == MathPrinter.Print(other) ? name : null;

    // m × n, in brackets or not.
    private static bool AreSizes(MathNode node) => node is ProductNode { Factors: { Length: > 1 } factors } && factors.Skip(1).All(f => f.Sign == Times.Cross)
        && factors.All(f => f.Value is SymbolNode { Superscripts.IsEmpty: true, Primes: 0 } or NumberNode || (f.Value is BracketNode { Entries: [var inner] } && AreSizes(inner)));

    // The parts are another quantity, and what they are stands elsewhere or nowhere.
    private static bool IsTotalOfSteps(MathNode left, MathNode right, ScriptRoles roles) =>
        ScriptSurvey.PartsOfTotal(left, right) is { } letter && !roles.Layers.Contains(letter);

    private Relation Settle(Relation relation, ReadFormula formula, MathStatement statement, int k, bool continues)
    {
        if (_cases.ConditionIn(statement) is not null)
        {
            return relation with { Settled = RelationVerdict.NotJudged, Reason = "a case of indices" };
        }

        if (_case is { } given && relation.Sign!.Value.Kind == RelationKind.Equal && relation.Left.Node is { } before && relation.Right.Node is { } after && CaseReader.Applies(given, before, after))
        {
            // What holds in one case is no definition.
            return relation with { Left = CaseReader.Under(relation.Left, given), Right = CaseReader.Under(relation.Right, given) };
        }

        if (relation.Sign!.Value.Kind == RelationKind.Other)
        {
            _definitions.Declare(relation);
            return relation with { Settled = RelationVerdict.NotJudged, Reason = relation.Sign.Value.Text == "=" ? "says where something holds" : $"'{relation.Sign.Value.Text}' is no equality" };
        }

        if (relation.Left.Node is not { } left || relation.Right.Node is not { } right)
        {
            return relation;
        }

        if (relation.Sign.Value.Kind == RelationKind.Equal && AreSizes(left) && AreSizes(right) && left is ProductNode { Factors: var outer } && outer.Any(f => f.Value is BracketNode))
        {
            // (N × M) × (M × 1) = N × 1
            return relation with { Settled = RelationVerdict.NotJudged, Reason = "says how sizes fit" };
        }

        // Labels y = ±1.
        if (left is SymbolNode && right is OpaqueNode { What: NotationReader.EitherSign })
        {
            return relation with { Settled = RelationVerdict.NotJudged, Reason = "says which values it takes" };
        }

        // Until l + 1 = L: layers are numbered, and nothing is claimed of numbers.
        if (relation.Formula.IsInline && relation.Sign.Value.Kind == RelationKind.Equal && left is SumNode && Place.Of(left) is { Letter.Length: > 0 } at && Place.Of(right) is { Letter.Length: > 0 } to && _context.Find(at.Letter, int.MaxValue) is null && _context.Find(to.Letter, int.MaxValue) is null)
        {
            return relation with { Settled = RelationVerdict.NotJudged, Reason = "says which layer or step is meant" };
        }

        if (relation.Sign.Value.Kind == RelationKind.Assign || (k == 0 && !continues && UpdateForms.IsUpdate(left, right, relation)))
        {
            return relation with { Settled = RelationVerdict.Assignment, Reason = "an update of a value" };
        }

        if (k == 0 && !continues && IsTotalOfSteps(left, right, relation.Roles))
        {
            return relation with { Settled = RelationVerdict.Definition, Reason = "says that the left side is the total over all steps" };
        }

        // f = g∘h = explicit: the second relation says what g∘h is.
        if (k > 0 && !continues && _definedHere && MathWalk.All(left).OfType<ApplyNode>().Any(a => _definitions.IsOpenFunction(a.Function, relation.Order)) && !MathWalk.All(left).Any(n => n is DerivativeNode || n is SymbolNode { Primes: > 0 }))
        {
            foreach (ApplyNode open in MathWalk.All(left).OfType<ApplyNode>().Where(a => _definitions.IsOpenFunction(a.Function, relation.Order)))
            {
                _context.Tie(OpenFunction.NameOf(open.Function.Name));
            }

            return relation with { Settled = RelationVerdict.Definition, Reason = "says what the left side is" };
        }

        // h = y = …: both are said to be the same.
        if (k > 0 && !continues && _definedHere && left is SymbolNode { Primes: 0 } between && _definitions.IsNew(between, relation) && _definitions.TryDefine(relation, left, right) is { Settled: RelationVerdict.Definition } also)
        {
            return also;
        }

        // w_1 = w_2 = w: of both nothing is said but that.
        if (k > 0 && left is SymbolNode twin && right is SymbolNode { Primes: 0 } common && _context.TiedNames.Contains(relation.Roles.Resolve(twin, _ => false).Key) && _definitions.IsNew(common, relation))
        {
            _context.TiedNames.Add(relation.Roles.Resolve(common, _ => false).Key);
            return relation with { Settled = RelationVerdict.Definition, Reason = $"says that {twin.Name} and {common.Name} have one value" };
        }

        // "s^T = s" in the text, of a name that nothing else says anything of.
        if (relation.Formula.IsInline && k == 0 && !continues && relation.Sign.Value.Kind == RelationKind.Equal && (TurnedName(left, right) ?? TurnedName(right, left)) is { } turned && _context.Find(relation.Roles.Resolve(turned, _ => false).Key, int.MaxValue) is null)
        {
            return relation with { Settled = RelationVerdict.Definition, Reason = "a condition on what it mentions" };
        }

        // w = b = 1: both are taken to be so.
        if (k > 0 && !continues && _definedHere && left is SymbolNode { Primes: 0, Name: not "𝟏" } chosen && right is NumberNode or SymbolNode { Name: "𝟏" } && relation.Sign.Value.Kind == RelationKind.Equal && _context.Find(relation.Roles.Resolve(chosen, _ => false).Key, int.MaxValue) is null)
        {
            return relation with { Settled = RelationVerdict.Definition, Reason = "a condition on what it mentions" };
        }

        // y = softplus(x) = f(x): another name of what was written.
        if (k > 0 && right is ApplyNode { Function.Primes: 0, Arguments: [SymbolNode { Subscripts.IsEmpty: true }] } synonym && left is ApplyNode or SymbolNode && relation.Sign.Value.Kind == RelationKind.Equal
            && _definitions.IsOpenFunction(synonym.Function, int.MaxValue) && _definitions.IsNew(synonym.Function, relation)
            && _definitions.TryDefine(relation with { LeftRoles = relation.Roles }, synonym, left) is { Settled: RelationVerdict.Definition } alsoCalled)
        {
            return alsoCalled with { LeftRoles = relation.LeftRoles };
        }

        // ∂E/∂z = δ, and nothing else is said of δ.
        if ((left is DerivativeNode or GradientNode || (k > 0 && left is not (SymbolNode or NumberNode)) || (k == 0 && !continues && statement.Signs.Length == 1 && left is ReduceNode or SumNode { Terms.Length: > 1 } or ProductNode or FractionNode)) && right is SymbolNode { Primes: 0 } shorthand && _definitions.IsNew(shorthand, relation) && (relation.Sign.Value.Kind == RelationKind.Define || (relation.Sign.Value.Kind == RelationKind.Equal && _definitions.IsUsedLater(shorthand, relation)))
            && _definitions.TryDefine(relation with { LeftRoles = relation.Roles }, right, left) is { Settled: RelationVerdict.Definition } named)
        {
            return named with { LeftRoles = relation.LeftRoles };
        }

        if (!continues && relation.Sign.Value.Kind is RelationKind.Equal or RelationKind.Define && left is SymbolNode { Subscripts.IsEmpty: true, Primes: 0 } listed && ListedEntries.IsListOf(listed, right))
        {
            return relation with { Settled = RelationVerdict.Definition, Reason = $"says how the entries of {listed.Name} are called" };
        }

        // t = 1, …, T
        if (k == 0 && !continues && left is SymbolNode { Primes: 0, Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Name.Length: 1 } && IsRange(right, statement, formula))
        {
            return relation with { Settled = RelationVerdict.Definition, Reason = "says which values it takes" };
        }

        // β_0 = 0: said of an entry of what is not defined.
        if (k == 0 && !continues && left is SymbolNode { Primes: 0, Subscripts: [NumberNode], Superscripts.IsEmpty: true } entry && right is NumberNode && statement.Signs.Length == 1 && _context.Find(relation.Roles.Resolve(entry with { Subscripts = [] }, _ => false).Key, int.MaxValue) is null
            && relation.Roles.Resolve(entry, _ => false) is { Indices.Length: 1 })
        {
            return relation with { Settled = RelationVerdict.Definition, Reason = "a condition on what it mentions" };
        }

        if (k == 0)
        {
            _definedHere = false;
        }

        if (k == 0 && !continues && _definitions.TryDefine(relation, left, _definitions.BodyOf(statement, right, relation.Order)) is { } defined)
        {
            _definedHere = defined.Settled == RelationVerdict.Definition;
            if (_definedHere)
            {
                _definitions.TakeOtherMeanings(relation, statement, left, right);
            }

            return defined;
        }

        if (k == 0 && !continues && relation.Sign!.Value.Kind == RelationKind.Equal && _definitions.TryDefineUnder(relation, left, right) is { } under)
        {
            return under;
        }

        // σ(Σ w_j x_j) = σ(net): nothing else says what net is.
        if (relation.Sign.Value.Kind == RelationKind.Equal && NamedPart.Between(left, right) is { } part && _definitions.IsNew(part.Name, relation)
            && _definitions.TryDefine(relation with { LeftRoles = relation.Roles }, part.Name, part.Meaning) is { Settled: RelationVerdict.Definition } partNamed)
        {
            return partNamed with { LeftRoles = relation.LeftRoles };
        }

        if (statement.Signs.Length == 1 && !continues && _definitions.IsCondition(relation, left, right))
        {
            _context.Conditions.Add(new DocumentCondition(left, right, relation.Roles, relation.Order));
            return relation with { Settled = RelationVerdict.Definition, Reason = "a condition on what it mentions" };
        }

        return relation.Sign.Value.Kind == RelationKind.Define && k == 0 ? relation with { Settled = RelationVerdict.Definition, Reason = "said to be a definition" } : relation;
    }
}
