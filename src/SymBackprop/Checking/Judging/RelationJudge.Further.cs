using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <content>Readings that are tried in turn where the usual ones leave a line undecided or refute it; what holds under one of them is meant so.</content>
internal sealed partial class RelationJudge
{
    private ImmutableArray<System.Func<Relation, Judgement, Judgement>> Further =>
        [BesideEntries, OfNamesakes, OfSamples, OfGradients, EntryByEntry, OfColumns, OfJacobians, OfARule, OfOneSize, OfExpressions, AlongPaths, AtItsLabel, AtItsStep, WithStepsBeforeFixed, WithOpenValues, WithLogistic, WithInnerProducts, WhateverTheNumbers];

    // (A^T)_ij = A^T: the entries say the array.
    private Judgement BesideEntries(Relation relation, Judgement best) => best.Comparison is null && _entries.In(relation) is { IsEmpty: false } letters ? First(relation, c => c with { EntriesOf = letters }) ?? best : best;

    // J is J_word.
    private Judgement OfNamesakes(Relation relation, Judgement best)
    {
        foreach ((string name, string word, Relation meant) in _namesakes.In(relation))
        {
            if (First(meant, c => c) is { } held)
            {
                return held with { Assumptions = held.Assumptions.Add($"{name} is {word}") };
            }

            best = best.Verdict == RelationVerdict.Refuted ? new Judgement(RelationVerdict.Unknown, $"the document does not say whether {name} is {word}") : best;
        }

        return best;
    }

    // X is the matrix of the samples.
    private Judgement OfSamples(Relation relation, Judgement best) => SampleMatrices.In(relation, context, ranks)
        ? First(relation, c => c with { Samples = SampleLayout.Rows }) ?? First(relation, c => c with { Samples = SampleLayout.Columns }) ?? best
        : best;

    // dX is the gradient by X.
    private Judgement OfGradients(Relation relation, Judgement best) => _gradients.Written(relation) is { } written && First(written, c => c) is { } named
        ? named with { Assumptions = named.Assumptions.Add(_gradients.Assumption) }
        : best;

    private Judgement EntryByEntry(Relation relation, Judgement best) => _hasDots && best.Missing.Length == 0 ? First(relation, c => c with { EntrywiseDots = true }) ?? best : best;

    // W_i is a column of W.
    private Judgement OfColumns(Relation relation, Judgement best)
    {
        if (_columns.In(relation) is not { IsEmpty: false } parts)
        {
            return best;
        }

        var ofColumns = Allowed.Where(c => !c.Alternatives && !c.Carried).Select(c => c with { Columns = parts }).Select(c => Judge(relation, c) with { Choice = c }).ToList();
        return ofColumns.Find(j => j.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees) is { } held ? held
            : best.Verdict == RelationVerdict.Refuted && !ofColumns.Exists(j => j.Verdict == RelationVerdict.Refuted)
            ? new Judgement(RelationVerdict.Unknown, $"the document does not say whether {string.Join(" and ", parts)} with one index is a row or a column")
            : best;
    }

    // h(w) = y − Xw has h'(w) = −X.
    private Judgement OfJacobians(Relation relation, Judgement best) => ranks.Values.Any(r => r > 0) && relation.Nodes.Any(n => n is ApplyNode { Function.Primes: 1 }) && First(relation, c => c with { Jacobians = true }) is { } held
        ? held with { Assumptions = held.Assumptions.Add("a prime at a function of vectors makes its Jacobian") }
        : best;

    // (uv)' = u'v + uv', quoted: of any functions.
    private Judgement OfARule(Relation relation, Judgement best) => QuotedRules.Written(relation) is { } rule && First(rule, c => c) is { } held
        ? held with { Assumptions = ["it is a rule for any functions, and primes differentiate by a variable that is not written"] }
        : best;

    // Σ_{i=1}^N of the question, Σ_{i=1}^n of the answer.
    private Judgement OfOneSize(Relation relation, Judgement best) => _sizes.Twice is { } size && First(relation, c => c with { OneSize = true }) is { } held
        ? held with { Assumptions = held.Assumptions.Add($"{size} and {size.ToUpperInvariant()} are the same number") }
        : best;

    // ∂(x + y)/∂x before the y of another example is said: held fixed. A y that was said before is not, or a dependence would be overlooked.
    private Judgement OfExpressions(Relation relation, Judgement best)
    {
        ImmutableHashSet<string> held = [.. relation.Nodes.OfType<DerivativeNode>().Where(d => !d.IsTotal && d.By.Length == 1 && MathForms.Bare(d.Of) is SumNode or ProductNode or FractionNode)
            .SelectMany(d => MathWalk.Operands(d.Of).Where(s => MathPrinter.Print(s) != MathPrinter.Print(d.By[0])))
            .Select(s => relation.Roles.Resolve(s, _ => true).Key)
            .Where(k => context.Find(k, relation.Order) is { IsFunction: false } meaning && meaning.Order > relation.Order)];
        return held.IsEmpty || First(relation, c => c with { Givens = held }) is not { } fixedNames ? best
            : fixedNames with { Assumptions = fixedNames.Assumptions.Add($"{string.Join(", ", held.OrderBy(h => h, System.StringComparer.Ordinal))} held fixed, as what it is stands further down") };
    }

    private Judgement AlongPaths(Relation relation, Judgement best) => context.Paths!.Concerns(relation) ? First(relation, c => c with { AlongPaths = true }) ?? best : best;

    // ∂L_i/∂p_k = −1/p_k of L_i = −log p_{y_i}: said of the label's own entry.
    private Judgement AtItsLabel(Relation relation, Judgement best)
    {
        ImmutableArray<MathNode> all = [.. relation.Nodes];
        if (best.Verdict != RelationVerdict.Refuted || best.Comparison is null || LabelIndices.LetterIn(all) is not { } label
            || all.OfType<DerivativeNode>().SelectMany(d => d.By).OfType<SymbolNode>().SelectMany(s => s.Subscripts).OfType<SymbolNode>().FirstOrDefault(s => s.Subscripts.IsEmpty && s.Name != label) is not { } index)
        {
            return best;
        }

        var own = new MathRelation(index, "=", new SymbolNode(default, label, [], [], 0, false));
        return First(relation with { Left = CaseReader.Under(relation.Left, own), Right = CaseReader.Under(relation.Right, own) }, c => c) is { } held
            ? held with { Assumptions = held.Assumptions.Add($"only where {index.Name} is the label") }
            : best;
    }

    private Judgement AtItsStep(Relation relation, Judgement best) =>
        best.Verdict == RelationVerdict.Refuted && RelationSteps.Differentiated(relation) is { } place && Held(relation, place) is { Verdict: RelationVerdict.Proved } held ? held : best;

    // Further back than the line goes nothing is said: what is there is no reason to refute.
    // So it is where gates without a step of their own would make a value depend on itself.
    private Judgement WithStepsBeforeFixed(Relation relation, Judgement best)
    {
        if (!(best.Verdict == RelationVerdict.Refuted || best.IsCircular) || RelationSteps.Earliest(relation) is not { } earliest)
        {
            return best;
        }

        Judgement held = Held(relation, earliest);
        return held.Verdict == RelationVerdict.Proved || !best.IsCircular ? held : best;
    }

    // C = C_0 + λw²: where C_0 is differentiated by w, its value varies with w.
    private Judgement WithOpenValues(Relation relation, Judgement best) => best.Network is { HasOpenErrors: true }
        ? Proved(relation, new ReadingChoice(NumeratorLayout: false, Conventions: false, Instances: true) { OpenValues = true }) ?? best
        : best;

    private Judgement WithLogistic(Relation relation, Judgement best) => best.Network?.Doubts.OpenFunctions is [var activation]
        && Proved(relation, new ReadingChoice(NumeratorLayout: false, Conventions: true, Instances: true) { Logistic = activation }) is { } held
        ? held with { Assumptions = [.. held.Assumptions.Where(a => context.Bases.Contains("σ") || !a.StartsWith("σ is", System.StringComparison.Ordinal)), $"{activation} is the logistic function"] }
        : best;

    // θx of two columns is their inner product.
    private Judgement WithInnerProducts(Relation relation, Judgement best)
    {
        bool isEntrywise = best.Assumptions.Contains(ArrayAlgebra.SideBySide);
        if (!(best.Comparison is null || isEntrywise) || !HasSideBySide(relation))
        {
            return best;
        }

        Judgement met = Judge(relation, new ReadingChoice(NumeratorLayout: false, Conventions: true, Instances: true) { MeetsSideBySide = true });
        return met.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees ? met
            : isEntrywise && best.Verdict == RelationVerdict.Refuted && met.Verdict != RelationVerdict.Refuted
            ? best with { Verdict = RelationVerdict.Unknown, Reason = $"it does not hold where {ArrayAlgebra.SideBySide}, and nothing says that they are" }
            : best;
    }

    private Judgement WhateverTheNumbers(Relation relation, Judgement best) => Examples(relation) is { IsEmpty: false } examples
        && Proved(relation, new ReadingChoice(NumeratorLayout: false, Conventions: true, Instances: true) { Givens = examples }) is { } general
        ? general with { Assumptions = general.Assumptions.Add($"whatever the value of {string.Join(", ", examples.OrderBy(e => e, System.StringComparer.Ordinal))}") }
        : best;

    private Judgement? Proved(Relation relation, ReadingChoice choice) => Judge(relation, choice) is { Verdict: RelationVerdict.Proved } proved ? proved : null;

    private Judgement Held(Relation relation, Place place)
    {
        ImmutableHashSet<string> givens = context.OfStep(place);
        var choice = new ReadingChoice(NumeratorLayout: false, Conventions: true, Instances: false) { Givens = givens };
        Judgement held = Judge(relation, choice);
        if (held.Verdict == RelationVerdict.Unknown)
        {
            held = Judge(relation, choice = choice with { Instances = true });
        }

        return held with { Assumptions = held.Assumptions.Add($"what else belongs to {place} is held fixed"), Choice = choice };
    }

    private Judgement? Total(Relation relation) => First(relation, c => c with { TotalDerivatives = true });

    // The first reading of a kind under which a relation holds.
    private Judgement? First(Relation relation, System.Func<ReadingChoice, ReadingChoice> kind) => Allowed.Where(c => !c.Alternatives && !c.Carried)
        .Select(kind)
        .Select(c => Judge(relation, c) with { Choice = c })
        .FirstOrDefault(j => j.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees);

    // Names that the document gives as numbers, and that stand in a relation.
    private ImmutableHashSet<string> Examples(Relation relation) =>
        [.. new[] { (relation.Left.Node!, relation.LeftRoles), (relation.Right.Node!, relation.Roles) }
            .SelectMany(s => MathWalk.Operands(s.Item1).Select(n => s.Item2.Resolve(n, _ => false).Key))
            .Where(k => context.Find(k, relation.Order) is { IsFunction: false, Body: NumberNode or MatrixNode or SumNode { Terms: [{ Value: NumberNode }] } })];

    // θx where neither is turned: only then is there a choice.
    private static bool HasSideBySide(Relation relation) => relation.Nodes.OfType<ProductNode>()
        .Any(p => p.Factors.Skip(1).Any(f => f.Sign == Times.Juxtaposed));
}
