using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Reading;

/// <summary>Finds out from a whole document which rows of letters are names, and which names are functions.</summary>
internal sealed class Survey
{
    private static readonly ImmutableHashSet<string> FunctionLetters = ["f", "g", "h", "φ", "ψ", "σ", "F", "G", "ϕ", "ρ", "ς"];

    private readonly HashSet<string> _singles = [];
    private readonly HashSet<string> _runs = [];
    private readonly HashSet<string> _leading = [];
    private readonly HashSet<string> _headed = [];
    private readonly HashSet<string> _differentiated = [];
    private readonly FixedReadings _fixed;
    private readonly List<ReadingQuestion> _questions = [];
    private readonly HashSet<string> _differentiatedBy = [];
    private int _differentials;
    private int _loneD;

    private Survey(FixedReadings fixedReadings) => _fixed = fixedReadings;

    /// <summary>Returns whether a letter usually names a function.</summary>
    public static bool IsFunctionLetter(string letter) => FunctionLetters.Contains(letter);

    /// <summary>Reads all formulas twice: first with every name before a bracket as a function, then with what that showed.</summary>
    public static (Lexicon Lexicon, ImmutableArray<ReadFormula> Formulas, ImmutableArray<ReadingQuestion> Questions) Read(IEnumerable<Formula> formulas, FixedReadings fixedReadings)
    {
        ImmutableArray<Formula> all = [.. formulas];
        var survey = new Survey(fixedReadings);
        foreach (Formula formula in all)
        {
            survey.Look(formula.Items, isFraction: false);
        }

        Lexicon first = new() { LongNames = survey.LongNames(), HasDifferentials = survey.HasDifferentials, Fixed = fixedReadings, NamesSums = all.Any(f => SumNames.AreIn(f.Items)), NamesSigma = all.Any(f => SumNames.IsLetterName(f.Items)), TransposesByT = TransposeSign.IsSmallIn(all.SelectMany(f => f.Items)) };
        first = LetterSurvey.Read(all.Select(f => f.Items.AsEnumerable()), first);
        ImmutableArray<ReadFormula> draft = [.. all.Select(f => NotationReader.Read(f, first))];
        (ImmutableHashSet<string> functions, ImmutableDictionary<string, string> withArgument) = survey.Functions(draft);
        Lexicon second = first with { Functions = functions, WithArgument = withArgument };
        ImmutableArray<MathNode> nodes = [.. all.Select(f => NotationReader.Read(f, second)).SelectMany(f => f.Statements).SelectMany(s => s.Sides).Select(s => s.Node).OfType<MathNode>().SelectMany(MathWalk.All)];
        ImmutableHashSet<string> samples = SampleNames(nodes);
        ImmutableHashSet<(string Name, string Letter)> layers = LayerNames.In(nodes);
        survey._questions.AddRange(ScriptQuestions.Of(nodes, samples, layers));
        survey._questions.AddRange(SignQuestions.Of(all, nodes));
        Lexicon known = second with
        {
            SampleNames = samples.Except(fixedReadings.Symbols(ReadingDecision.Sample, false)),
            LayerNames = ScriptQuestions.Decided(layers, nodes, fixedReadings),
            Counted = fixedReadings.Of(ReadingDecision.Entry) == true ? Counted(nodes).Union(ScriptQuestions.Numbered(nodes)) : Counted(nodes),
        };
        return (known, [.. all.Select(f => NotationReader.Read(f, known))], [.. survey._questions]);
    }

    private bool HasDifferentials => _differentials > 0 && _loneD == 0;

    private void Look(IEnumerable<LatexNode> nodes, bool isFraction, bool isDenominator = false)
    {
        List<Element> elements = Element.From(nodes);
        for (int i = 0; i < elements.Count; i++)
        {
            Element e = elements[i];
            LookInside(e);
            if (e.Core is not LatexCharacter c || !Letters.IsLetter(c.Text))
            {
                continue;
            }

            int start = i;
            string run = c.Text;
            while (!elements[i].HasScripts && i + 1 < elements.Count && elements[i + 1] is { Gap: Gap.None, Core: LatexCharacter next } && (Letters.IsLetter(next.Text) || (next.Text == "." && i + 2 < elements.Count && Letters.IsLetter(elements[i + 2].Text) && elements[i + 2].Gap == Gap.None && run.Length > 2)))
            {
                i++;
                LookInside(elements[i]);
                run += next.Text;
            }

            Record(elements, start, i, run, isFraction);
            if (isDenominator && i == elements.Count - 1 && start == 1 && elements[0].Is("∂", "\\partial"))
            {
                _differentiatedBy.Add(run);
            }
        }
    }

    private void Record(List<Element> elements, int start, int end, string run, bool isFraction)
    {
        bool nextIsName = end + 1 < elements.Count && elements[end + 1].Gap == Gap.None && elements[end + 1].Core is LatexGroup or LatexCommand;
        if (run == "d" && !isFraction && !IsSlash(elements, end))
        {
            _differentials += nextIsName ? 1 : 0;
            _loneD += nextIsName || OpensBracket(elements, end + 1) ? 0 : 1;
        }

        if (run.Length == 1)
        {
            _singles.Add(run);
            return;
        }

        if (run.Length == 2 && run[0] == 'd' && !isFraction && !IsSlash(elements, end))
        {
            _differentials++;
        }

        bool isBehindSign = start > 0 && elements[start - 1].Is("∂", "\\partial");
        if (isFraction && start == 0 && run.Length > 2 && run[0] == 'd')
        {
            run = run.Substring(1);
            isBehindSign = true;
        }

        _runs.Add(run);
        if (isBehindSign)
        {
            _differentiated.Add(run);
        }

        if (start == 0 && end + 1 < elements.Count && elements[end + 1].Is("="))
        {
            _headed.Add(run);
        }

        bool isFollowedBySign = end + 1 < elements.Count && (elements[end + 1].Is("=", ":", "(") || elements[end + 1].Core is LatexDelimited);
        if ((start == 0 || elements[start - 1].Is("=", ",")) && isFollowedBySign)
        {
            _leading.Add(run);
        }
    }

    private static bool OpensBracket(List<Element> elements, int at) => at < elements.Count && (elements[at].Is("(", "[") || elements[at].Core is LatexDelimited);

    private const int LongestNumerator = 200;

    private static bool IsSlash(List<Element> elements, int at)
    {
        for (int i = at + 1; i < System.Math.Min(elements.Count, at + LongestNumerator); i++)
        {
            if (elements[i].Is("/"))
            {
                return true;
            }

            if (elements[i].Is("=", "+", "-", ","))
            {
                break;
            }
        }

        for (int i = at - 1; i >= 0 && i >= at - 2; i--)
        {
            if (elements[i].Is("/"))
            {
                return true;
            }
        }

        return false;
    }

    private void LookInside(Element e)
    {
        switch (e.Core)
        {
            case LatexCommand command:
                bool isFraction = command.Name.EndsWith("frac", System.StringComparison.Ordinal);
                if (Letters.IsFont(command.Name))
                {
                    break;
                }

                for (int i = 0; i < command.Arguments.Length; i++)
                {
                    Look(command.Arguments[i].Items, isFraction, isFraction && i == 1);
                }

                break;
            case LatexGroup group:
                Look(group.Items, false);
                break;
            case LatexDelimited delimited:
                Look(delimited.Items, false);
                break;
            case LatexEnvironment environment:
                foreach (LatexGroup cell in environment.Rows.SelectMany(r => r.Cells))
                {
                    Look(cell.Items, false);
                }

                break;
        }

        if (e.Super is not null)
        {
            Look(e.Super.Items, true);
        }
    }

    private ImmutableHashSet<string> LongNames()
    {
        _questions.AddRange(_runs.OrderBy(r => r, System.StringComparer.Ordinal).Select(Doubt).OfType<ReadingQuestion>());
        return [.. _runs.Where(r => _fixed.Of(ReadingDecision.LongName, r) ?? IsName(r))];
    }

    // wx where w and x stand nowhere alone: a name of two letters, or a product. net = … where n, e and t stand alone, too: a product, or the name that is defined.
    private ReadingQuestion? Doubt(string run)
    {
        bool isName = IsName(run);
        bool isPair = run.Length == 2 && run.All(c => c is >= 'a' and <= 'z') && !_leading.Contains(run) && !_differentiated.Contains(run);
        bool isHead = run.All(c => c < 128) && _headed.Contains(run) && run.All(c => _singles.Contains(c.ToString()));
        string product = string.Join("·", run.ToCharArray());
        return FunctionWords.IsWord(run) || (run[0] == 'd' && HasDifferentials) ? null
            : isName && isPair ? new ReadingQuestion(run, $"{run} is one name", $"{run} is the product {product}", $"the letters of {run} stand nowhere alone", new FixedReading(ReadingDecision.LongName, run, false))
            : !isName && isHead ? new ReadingQuestion(run, $"{run} is the product {product}", $"{run} is one name", $"all letters of {run} stand alone elsewhere", new FixedReading(ReadingDecision.LongName, run, true))
            : null;
    }

    // A row of letters is one name where its letters are no names of their own, or it is too long for a product.
    private bool IsName(string run)
    {
        if (run.Contains('.'))
        {
            return true;
        }

        bool isWord = FunctionWords.IsWord(run);
        bool allKnown = run.All(c => _singles.Contains(c.ToString()));
        bool noneKnown = run.All(c => !_singles.Contains(c.ToString()));
        bool startsWithDifferential = run[0] == 'd' && HasDifferentials;
        return !isWord && !startsWithDifferential
            && run.All(c => c < 128)
            && ((_leading.Contains(run) && !allKnown) || (_differentiatedBy.Contains(run) && (run.Length > 2 || !allKnown)) || (run.Length >= 5 && FunctionWords.All.All(w => w.Length < 3 || !run.Contains(w))) || (noneKnown && run.Length >= 2 && !IsProductOfKnown(run)));
    }

    // wx beside w_i and x_i: the letters are names, only never alone.
    private bool IsProductOfKnown(string run) => run.Length == 2 && _runs.Any(r => r.Length == 2 && r != run && r.Any(c => run.Contains(c)));

    private (ImmutableHashSet<string> Functions, ImmutableDictionary<string, string> WithArgument) Functions(ImmutableArray<ReadFormula> draft)
    {
        var defined = new HashSet<string>();
        var applied = new Dictionary<string, List<ApplyNode>>();
        var bare = new HashSet<string>();
        foreach (MathStatement statement in draft.SelectMany(f => f.Statements))
        {
            for (int i = 0; i < statement.Sides.Length; i++)
            {
                if (statement.Sides[i].Node is not { } node)
                {
                    continue;
                }

                bool isLone = statement.Sides.Length == 1;
                if (i == 0 && !isLone && (node as ApplyNode ?? (node as EntryNode)?.Operand) is ApplyNode { Function: { Primes: 0 } head } apply && apply.Arguments.All(IsParameter) && statement.Signs[0].Kind is RelationKind.Equal or RelationKind.Define)
                {
                    defined.Add(head.Name);
                }

                Collect(node, isLone || IsDeclaration(statement), applied, bare);
            }
        }

        ImmutableHashSet<string> functions = [.. applied.Keys.Where(name => defined.Contains(name) || FunctionWords.IsWord(name)
            || applied[name].Any(a => a.Arguments.Length > 1 || a.Arguments[0] is EllipsisNode || (a.Function.Primes > 0 && (!bare.Contains(name) || FunctionLetters.Contains(name) || a.Arguments[0] is SymbolNode)))
            || (!bare.Contains(name) && (FunctionLetters.Contains(name) || applied[name].Any(a => a.Arguments[0] is SymbolNode or NumberNode) || name.Length > 3)))];
        foreach (string name in applied.Keys.Where(n => !defined.Contains(n) && !bare.Contains(n) && IsOpen(n, applied[n])))
        {
            bool isFunction = functions.Contains(name);
            string product = $"{MathPrinter.Print(applied[name][0])} is a product";
            string application = $"{name} is a function, applied to what stands in the bracket";
            _questions.Add(new ReadingQuestion(
                name,
                isFunction ? application : product,
                isFunction ? product : application,
                isFunction ? $"{name} usually names a function" : $"nothing says that {name} is a function",
                new FixedReading(ReadingDecision.Applied, name, !isFunction)));
        }

        functions = functions.Union(_fixed.Symbols(ReadingDecision.Applied, true)).Except(_fixed.Symbols(ReadingDecision.Applied, false));
        return (functions, applied
            .Where(a => !functions.Contains(a.Key) && FunctionLetters.Contains(a.Key))
            .Select(a => (a.Key, Argument: a.Value.Select(n => n.Arguments[0]).OfType<SymbolNode>().FirstOrDefault(s => s.Subscripts.IsEmpty && s.Name != a.Key)))
            .Where(a => a.Argument is not null)
            .ToImmutableDictionary(a => a.Key, a => a.Argument!.Name));
    }

    // Before a sum or a product in brackets, and nowhere else: w(x+1). Nobody puts a single name into brackets to multiply by it.
    private static bool IsOpen(string name, List<ApplyNode> uses) => !FunctionWords.IsWord(name) && name.Length <= 3 && name is not ("e" or "π")
        && (!FunctionLetters.Contains(name) || name is "h" or "g" or "F" or "G")
        && uses.TrueForAll(a => a is { Function.Primes: 0, Arguments: [SumNode or ProductNode] });

    private static bool IsDeclaration(MathStatement statement) => statement.Signs.Any(s => s.Kind == RelationKind.Other);

    private static bool IsParameter(MathNode node) => node is SymbolNode or EllipsisNode;

    private static void Collect(MathNode node, bool isDeclaration, Dictionary<string, List<ApplyNode>> applied, HashSet<string> bare)
    {
        var names = new HashSet<MathNode>(NodeIdentity.Comparer);
        foreach (MathNode below in MathWalk.All(node))
        {
            switch (below)
            {
                case ApplyNode a:
                    names.Add(a.Function);
                    if (!applied.TryGetValue(a.Function.Name, out List<ApplyNode>? all))
                    {
                        applied.Add(a.Function.Name, all = []);
                    }

                    all.Add(a);
                    break;
                case DerivativeNode d:
                    names.Add(d.Of);
                    break;
                case GradientNode g:
                    names.Add(g.Of);
                    break;
                case SymbolNode { Primes: > 0 } s:
                    names.Add(s);
                    break;
                case SymbolNode s when !names.Contains(s) && !isDeclaration:
                    bare.Add(s.Name);
                    break;
            }
        }
    }

    // y^i beside y_i, or an exponent that a sum around it binds while the base never stands alone.
    private static ImmutableHashSet<string> SampleNames(ImmutableArray<MathNode> all)
    {
        HashSet<string> indices = [.. all.OfType<ReduceNode>().SelectMany(r => r.Indices).Select(i => i.Name)];
        var powers = all.OfType<PowerNode>().Where(p => p.Base is SymbolNode && p.Exponent is SymbolNode e && indices.Contains(e.Name)).ToList();
        HashSet<MathNode> inPowers = new(powers.Select(p => p.Base), NodeIdentity.Comparer);
        HashSet<string> alone = [.. all.OfType<SymbolNode>().Where(s => s.Subscripts.IsEmpty && s.Superscripts.IsEmpty && !inPowers.Contains(s)).Select(s => s.Name)];

        // x_j^i: entry j of example i, whatever x is elsewhere.
        HashSet<string> entries = [.. powers.Select(p => (SymbolNode)p.Base).Where(s => s.Subscripts is [SymbolNode or NumberNode]).Select(s => s.Name)];

        // x_1^i beside x^i, too.
        HashSet<string> bases = [.. powers.Select(p => ((SymbolNode)p.Base).Name)];
        foreach (string component in bases.Where(n => n.IndexOf('_') is > 0 and var at && bases.Contains(n.Substring(0, at)) && n.Skip(at + 1).All(char.IsDigit)).ToList())
        {
            entries.Add(component);
            entries.Add(component.Substring(0, component.IndexOf('_')));
        }

        return [.. powers.Select(p => ((SymbolNode)p.Base).Name).Where(n => (!alone.Contains(n) || entries.Contains(n)) && n != "e"), .. OfOneExample(all)];
    }

    // The ŷ of ∂E/∂ŷ_j^k, the x of x_j^k: names that stand nowhere without the letter of their example, and a letter that stands nowhere else. Nobody differentiates by a power.
    private static IEnumerable<string> OfOneExample(ImmutableArray<MathNode> all)
    {
        var powers = all.OfType<PowerNode>().Where(p => p is { Base: SymbolNode, Exponent: SymbolNode { Subscripts.IsEmpty: true, Superscripts.IsEmpty: true, Primes: 0, Name: "i" or "j" or "k" or "m" or "n" or "p" or "s" } }).ToList();
        HashSet<MathNode> scripts = new(all.OfType<SymbolNode>().SelectMany(s => s.Subscripts.Concat(s.Superscripts)).Concat(powers.Where(p => p.Base is not SymbolNode { Name: "e", IsBold: false, Subscripts.IsEmpty: true }).Select(p => p.Exponent)), NodeIdentity.Comparer);
        HashSet<string> values = [.. all.OfType<SymbolNode>().Where(s => !scripts.Contains(s)).Select(s => s.Name)];
        HashSet<MathNode> by = new(all.OfType<DerivativeNode>().SelectMany(d => d.By), NodeIdentity.Comparer);
        HashSet<string> letters = [.. powers.Where(p => by.Contains(p) || ((SymbolNode)p.Base).Subscripts is [SymbolNode { Subscripts.IsEmpty: true }]).Select(p => ((SymbolNode)p.Exponent).Name).Where(l => !values.Contains(l))];
        HashSet<MathNode> marked = new(powers.Where(p => letters.Contains(((SymbolNode)p.Exponent).Name)).Select(p => p.Base), NodeIdentity.Comparer);
        ILookup<string, SymbolNode> named = all.OfType<SymbolNode>().Where(s => !scripts.Contains(s)).ToLookup(s => s.Name);

        // x by itself beside x_j^k is all of one example, too.
        HashSet<string> entries = [.. marked.OfType<SymbolNode>().Where(s => s.Subscripts is [SymbolNode]).Select(s => s.Name)];
        return marked.OfType<SymbolNode>().Select(s => s.Name).Distinct().Where(n => named[n].All(s => marked.Contains(s) || (entries.Contains(n) && s.Subscripts.IsEmpty && s.Superscripts.IsEmpty)));
    }

    // Σ_{i=1}^{3} y_i: y has three entries.
    private static ImmutableHashSet<string> Counted(ImmutableArray<MathNode> all) =>
    [
        .. all.OfType<ReduceNode>()
            .Where(r => r.Indices is [{ Low: NumberNode { Value.IsOne: true }, High: NumberNode }])
            .SelectMany(r => MathWalk.All(r.Body).OfType<SymbolNode>().Where(s => s.Subscripts is [SymbolNode index] && index.Name == r.Indices[0].Name))
            .Select(s => s.Name),
    ];
}
