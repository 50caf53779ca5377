using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Reading;
using SymBackprop.Checking.Restating;

namespace SymBackprop.Checking.Judging;

/// <summary>Goes through a document once: takes its definitions and lists its relations.</summary>
internal sealed partial class ContextBuilder
{
    private readonly DocumentContext _context = new();
    private readonly UseSurvey _uses;
    private readonly DefinitionReader _definitions;
    private readonly List<Relation> _relations = [];
    private readonly ScriptSurvey _scripts;
    private readonly CaseReader _cases;
    private MathRelation? _case;
    private (MathSide Side, ScriptRoles Roles, int Block, bool IsInline)? _last;
    private (MathSide Side, ScriptRoles Roles, int Block, bool IsInline)? _lastLine;
    private (MathSide Side, ScriptRoles Roles, int Block, bool IsInline)? _beforeReason;
    private readonly bool _hasDisplays;
    private bool _definedHere;
    private MathNode? _chainStart;
    private bool _isOpen;
    private Relation? _dangling;
    private int _order;

    private readonly IReadOnlyDictionary<Formula, SaidKind> _kinds;

    private ContextBuilder(ImmutableArray<ReadFormula> formulas, IReadOnlyDictionary<Formula, SaidKind> kinds, FixedReadings fixedReadings)
    {
        _kinds = kinds;
        _scripts = new ScriptSurvey(formulas, fixedReadings);
        _context.PrimesTranspose = fixedReadings.Of(ReadingDecision.PrimesTranspose) == true;
        _cases = new CaseReader(formulas);
        _uses = new UseSurvey(_context);
        _definitions = new DefinitionReader(_context, formulas);
        _hasDisplays = formulas.Any(f => !f.Formula.IsInline);
    }

    public static (DocumentContext Context, ImmutableArray<Relation> Relations, ImmutableArray<ReadingQuestion> Questions) Build(ImmutableArray<ReadFormula> formulas, IReadOnlyDictionary<Formula, SaidKind> kinds, FixedReadings fixedReadings)
    {
        var builder = new ContextBuilder(formulas, kinds, fixedReadings);
        foreach (ReadFormula formula in formulas)
        {
            builder.Look(formula);
        }

        DeclarationReader.TakeRows(builder._context);

        if (ConventionCatalog.SizeOf(builder._context) is { } size)
        {
            builder._context.SizeNames.Add(size);
        }

        // What a function is used as, and what is known only behind its use, decides how names are taken everywhere.
        foreach (ReadFormula formula in formulas)
        {
            builder.Add(formula);
        }

        builder.ReportDangling();
        return (builder._context, [.. builder._relations], [.. builder._scripts.Questions(formulas), .. PrimeQuestion.Of(formulas, builder._context)]);
    }

    private void Look(ReadFormula formula)
    {
        ScriptRoles roles = _scripts.Roles(formula);
        if (_kinds.TryGetValue(formula.Formula, out SaidKind? kind))
        {
            DeclarationReader.Take(_context, formula, kind, roles);
        }

        bool isDeclaration = formula.Statements.Any(s => s.Signs.Any(x => x.Kind == RelationKind.Other));
        var before = new List<SymbolNode>();
        foreach (MathStatement statement in formula.Statements)
        {
            int known = _context.Declared.Count;
            DeclarationReader.Take(_context, statement, before, roles);
            _context.FirstDeclared = _context.Declared.Count > known ? System.Math.Min(_context.FirstDeclared, _looked) : _context.FirstDeclared;
            LookForZero(statement, roles, ++_looked);
            foreach (MathNode node in statement.Sides.Select(s => s.Node).OfType<MathNode>())
            {
                _uses.Look(node, roles, [], isTransposed: false, isValue: statement.Sides.Length > 1 && !isDeclaration, formula.Formula.IsInline && _hasDisplays && statement.Signs.IsEmpty);
            }
        }
    }

    private int _looked;
    private MathNode? _started;
    private ImmutableArray<string> _lastBy = [];

    // ∂J/∂θ = … = 0, in one statement or in rows.
    private void LookForZero(MathStatement statement, ScriptRoles roles, int order)
    {
        ImmutableArray<MathNode> sides = [.. statement.Sides.Select(s => s.Node).OfType<MathNode>()];
        _started = statement.Continues ? _started : sides.FirstOrDefault();
        ImmutableArray<string> by = [.. sides.Append(_started).OfType<MathNode>().SelectMany(MathWalk.All).SelectMany(By).Select(b => roles.Resolve(b, _ => false).Key)];
        bool isZero = sides.Any(s => s is NumberNode { Value.IsZero: true }) && statement.Signs.All(s => s.Kind != RelationKind.Other);
        if (isZero && by.IsEmpty)
        {
            // What was found for ∂ℓ/∂p is set to zero in another line.
            HashSet<string> here = [.. sides.SelectMany(MathWalk.All).OfType<SymbolNode>().Select(s => roles.Resolve(s, _ => false).Key)];
            by = [.. _lastBy.Where(here.Contains)];
        }

        _lastBy = by.IsEmpty ? _lastBy : by;
        foreach (string key in by)
        {
            _context.DifferentiateBy(key, order);
            if (isZero)
            {
                _context.Solve(key, order);
            }
        }

        static IEnumerable<SymbolNode> By(MathNode node) => node switch
        {
            DerivativeNode d => d.By.OfType<SymbolNode>(),
            GradientNode { By: SymbolNode one } => [one],
            GradientNode { By: null, Of: ApplyNode { Arguments: [SymbolNode one] } } => [one],
            ApplyNode { Function.Primes: > 0, Arguments: [SymbolNode one] } => [one],
            _ => [],
        };
    }

    private void Add(ReadFormula formula)
    {
        ScriptRoles roles = _scripts.Roles(formula);
        int number = 0;
        ImmutableArray<MathRelation?> cases = _cases.Enter(formula);
        for (int i = 0; i < cases.Length; i++)
        {
            MathStatement statement = formula.Statements[i];
            _lastLine = i == 0 && !statement.Continues && !_isOpen && !formula.Formula.IsInline ? _last : _lastLine;
            _case = cases[i];
            _order++;
            (MathSide Side, ScriptRoles Roles, int Block, bool IsInline)? line = _last;
            MathNode? chainStart = _chainStart;
            AddStatement(formula, statement, roles, ref number);
            bool isAside = i > 0 && statement.Signs.IsEmpty && !formula.Statements[0].Signs.IsEmpty && !formula.Formula.IsInline;
            (_last, _chainStart) = statement.IsBeside || isAside || (statement.IsReason && i > 0) ? (line, chainStart) : (_last, _chainStart);
            _beforeReason = statement.IsReason && i == 0 ? line : statement.IsReason ? _beforeReason : null;
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
        bool isNear = _last is { } l && (l.Block == formula.Formula.Block || (!l.IsInline && !formula.Formula.IsInline) || (l.Block == formula.Formula.Block - 1 && formula.Formula.IsNextLine));
        if (isNear && continues)
        {
            _dangling = null;
        }

        ReportDangling();
        _isOpen = false;
        string missing = string.Empty;
        bool isBehindAside = false;
        if (continues)
        {
            if (isNear)
            {
                (first, firstRoles) = (_last!.Value.Side, _last.Value.Roles);
                isBehindAside = _last.Value.Block != formula.Formula.Block && _lastLine is { IsInline: false } && _lastLine.Value.Side.Node is not null && !ReferenceEquals(_lastLine.Value.Side.Node, first.Node);
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

            if (!isFirst && first.Node is BracketNode { Entries: [SumNode or ProductNode] } && _relations.Count > 0 && _relations[_relations.Count - 1] is var before && ReferenceEquals(before.Formula, formula.Formula))
            {
                _relations[_relations.Count - 1] = before with { IsCut = true };
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
                _dangling = new Relation(formula.Formula, number + 1, _order, left, statement.Signs[k], right, roles, k == 0 ? firstRoles : roles);
                _last = (left, roles, formula.Formula.Block, formula.Formula.IsInline);
                return;
            }

            number++;
            if (k == 0 && !continues)
            {
                _chainStart = left.Node;
            }

            var relation = new Relation(formula.Formula, number, _order, left, statement.Signs[k], right, roles, k == 0 ? firstRoles : roles)
            {
                ChainStart = _chainStart,
                Before = k == 0 && continues && _beforeReason is { } reasoned ? (reasoned.Side, reasoned.Roles) : isBehindAside && k == 0 ? (_lastLine!.Value.Side, _lastLine.Value.Roles) : null,
                IsTabled = k == 0 && statement.Signs.Length > 1 && statement.Signs[1].Text is "\\to" or "→" or "\\rightarrow" or "\\longrightarrow" or "\\leftrightharpoons" or "\\rightleftharpoons" or "\\leftrightarrow" or "\\longleftrightarrow" or "↔" or "⇌" && sides[2].Node is DerivativeNode or GradientNode or ApplyNode { Function.Primes: > 0 },
            };
            _relations.Add(missing.Length > 0 && k == 0 && statement.Signs[0].Kind == RelationKind.Equal
                ? relation with { Settled = RelationVerdict.NotJudged, Reason = missing }
                : Settle(relation, formula, statement, k, continues && !wasOpen));
        }

        _last = (sides[sides.Length - 1], roles, formula.Formula.Block, formula.Formula.IsInline);
    }

    // "a =" with nothing behind it: words in the text are no slip, in a display something is missing.
    private void ReportDangling()
    {
        if (_dangling is { } relation)
        {
            _relations.Add(relation.Formula.IsInline
                ? relation with { Settled = RelationVerdict.NotJudged, Reason = "the right side is not written" }
                : relation with { Right = relation.Right with { Error = new ReadingError(relation.Right.Span, "a right side", "the end") } });
        }

        _dangling = null;
    }
}
