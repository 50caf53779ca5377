using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Checking.Structure;

/// <summary>Every command of mathematical LaTeX that is known. One row is all it takes to add one.</summary>
/// <remarks>Commands without a row take no arguments and are kept; whoever reads the formula reports them.</remarks>
internal static class CommandCatalog
{
    public static ImmutableArray<CommandRow> All { get; } =
    [
        .. Signs(
            CommandKind.Letter,
            "alpha α", "beta β", "gamma γ", "delta δ", "epsilon ϵ", "varepsilon ε", "zeta ζ", "eta η", "theta θ", "vartheta ϑ", "iota ι", "kappa κ", "varkappa ϰ",
            "lambda λ", "mu μ", "nu ν", "xi ξ", "omicron ο", "pi π", "varpi ϖ", "rho ρ", "varrho ϱ", "sigma σ", "varsigma ς", "tau τ", "upsilon υ", "phi ϕ",
            "varphi φ", "chi χ", "psi ψ", "omega ω", "digamma ϝ",
            "Gamma Γ", "Delta Δ", "Theta Θ", "Lambda Λ", "Xi Ξ", "Pi Π", "Sigma Σ", "Upsilon Υ", "Phi Φ", "Psi Ψ", "Omega Ω",
            "varGamma Γ", "varDelta Δ", "varTheta Θ", "varLambda Λ", "varXi Ξ", "varPi Π", "varSigma Σ", "varUpsilon Υ", "varPhi Φ", "varPsi Ψ", "varOmega Ω",
            "ell ℓ", "hbar ℏ", "hslash ℏ", "imath ı", "jmath ȷ", "wp ℘", "Re ℜ", "Im ℑ", "aleph ℵ", "infty ∞", "emptyset ∅", "varnothing ∅", "top ⊤", "bot ⊥",
            "N ℕ", "R ℝ", "Z ℤ", "Q ℚ", "C ℂ", "reals ℝ", "Reals ℝ", "angle ∠", "square □", "Box □", "blacksquare ■", "bigstar ★", "degree °", "intercal ⊺",
            "checkmark ✓", "S §", "P ¶", "copyright ©", "pounds £", "textdollar $", "dag †", "ddag ‡"),
        .. Signs(
            CommandKind.Operator,
            "partial ∂", "nabla ∇", "cdot ·", "times ×", "odot ⊙", "circ ∘", "otimes ⊗", "oplus ⊕", "ominus ⊖", "oslash ⊘", "ast *", "star ⋆", "bullet •", "div ÷", "pm ±",
            "mp ∓", "cap ∩", "cup ∪", "setminus ∖", "smallsetminus ∖", "backslash \\", "wedge ∧", "vee ∨", "land ∧", "lor ∨", "neg ¬", "lnot ¬", "forall ∀", "exists ∃", "nexists ∄",
            "dagger †", "ddagger ‡", "diamond ⋄", "bmod mod", "boxtimes ⊠", "boxdot ⊡", "boxplus ⊞", "circledast ⊛", "circledcirc ⊚", "hadamard ⊙", "prime ′", "dd d",
            "uplus ⊎", "sqcup ⊔", "sqcap ⊓", "amalg ⨿", "surd √", "slash /", "centerdot ·", "smallfrown ⌢", "grad ∇", "lt <", "gt >"),
        .. Signs(
            CommandKind.Relation,
            "le ≤", "leq ≤", "leqslant ⩽", "ge ≥", "geq ≥", "geqslant ⩾", "ne ≠", "neq ≠", "equiv ≡", "approx ≈", "approxeq ≊", "sim ∼", "simeq ≃", "cong ≅", "propto ∝", "varpropto ∝",
            "ll ≪", "gg ≫", "coloneqq ≔", "coloneq ≔", "eqqcolon ≕", "triangleq ≜", "doteq ≐", "in ∈", "ni ∋", "notin ∉", "subset ⊂", "subseteq ⊆", "supset ⊃", "supseteq ⊇",
            "to →", "rightarrow →", "longrightarrow ⟶", "leftarrow ←", "longleftarrow ⟵", "gets ←", "leftrightarrow ↔", "longleftrightarrow ⟷", "mapsto ↦", "longmapsto ⟼",
            "Rightarrow ⇒", "Longrightarrow ⟹", "implies ⟹", "Leftarrow ⇐", "Longleftarrow ⟸", "impliedby ⟸", "Leftrightarrow ⇔", "Longleftrightarrow ⟺", "iff ⟺",
            "therefore ∴", "because ∵", "perp ⊥", "parallel ∥", "mid ∣", "nmid ∤", "prec ≺", "succ ≻", "preceq ⪯", "succeq ⪰", "asymp ≍", "models ⊨", "vdash ⊢", "hookrightarrow ↪",
            "uparrow ↑", "downarrow ↓", "nearrow ↗", "searrow ↘", "rightharpoonup ⇀", "rightleftharpoons ⇌", "leadsto ⇝", "rightsquigarrow ⇝", "lesssim ≲", "gtrsim ≳",
            "nless ≮", "ngtr ≯", "nleq ≰", "ngeq ≱", "subsetneq ⊊", "nsubseteq ⊈", "bowtie ⋈"),
        .. Signs(
            CommandKind.BigOperator,
            "sum ∑", "prod ∏", "coprod ∐", "int ∫", "iint ∬", "iiint ∭", "oint ∮", "bigcup ⋃", "bigcap ⋂", "bigoplus ⨁", "bigotimes ⨂", "bigodot ⨀", "bigwedge ⋀", "bigvee ⋁", "biguplus ⨄"),
        .. Functions(
            CommandKind.Function,
            "sin cos tan cot sec csc arcsin arccos arctan arccot sinh cosh tanh coth sech csch arcsinh arccosh arctanh arsinh arcosh artanh exp log ln lg det dim ker deg gcd hom arg tr Tr trace rank diag Diag",
            "softmax sigmoid relu ReLU softplus sgn sign erf Var Cov Pr cotg tg ctg logit"),
        .. Functions(CommandKind.BigOperator, "lim max min sup inf limsup liminf argmax argmin injlim projlim varlimsup varliminf"),
        .. Signs(
            CommandKind.Delimiter,
            "langle ⟨", "rangle ⟩", "lvert |", "rvert |", "vert |", "lVert ‖", "rVert ‖", "Vert ‖", "lbrace {", "rbrace }", "lbrack [", "rbrack ]", "lfloor ⌊", "rfloor ⌋", "lceil ⌈", "rceil ⌉",
            "lgroup (", "rgroup )", "lparen (", "rparen )", "ulcorner ⌜", "urcorner ⌝", "Uparrow ⇑", "Downarrow ⇓"),
        .. Signs(
            CommandKind.Punctuation,
            "ldots …", "cdots ⋯", "dots …", "dotsc …", "dotsb ⋯", "dotsm ⋯", "dotsi ⋯", "dotso …", "vdots ⋮", "ddots ⋱", "iddots ⋰", "colon :", "ldotp .", "cdotp ·", "comma ,"),

        // Built of arguments.
        .. Structures(2, "frac dfrac tfrac nicefrac sfrac flatfrac overset underset stackrel dv pdv href class cssId style texorpdfstring textcolor sideset overunderset"),
        .. Structures(1, "boxed fbox framebox not cancel bcancel xcancel underbrace overbrace overbracket underbracket mathop mathbin mathrel mathord mathopen mathclose mathinner mathpunct mathstrut"),
        .. Structures(1, "smash pmod pod ensuremath abs norm order mathrlap mathllap mathclap rlap llap clap bra ket mathchoice scalebox raisebox uline"),
        new("sqrt", CommandKind.Structure) { Arguments = 1, HasOption = true, Unicode = "√" },
        new("cfrac", CommandKind.Structure) { Arguments = 2, HasOption = true },
        new("xrightarrow", CommandKind.Structure) { Arguments = 1, HasOption = true, Unicode = "→" },
        new("xleftarrow", CommandKind.Structure) { Arguments = 1, HasOption = true, Unicode = "←" },
        new("xlongequal", CommandKind.Structure) { Arguments = 1, HasOption = true, Unicode = "=" },
        new("xRightarrow", CommandKind.Structure) { Arguments = 1, HasOption = true, Unicode = "⇒" },
        new("binom", CommandKind.Structure) { Arguments = 2, Fences = "()" },
        new("dbinom", CommandKind.Structure) { Arguments = 2, Fences = "()" },
        new("tbinom", CommandKind.Structure) { Arguments = 2, Fences = "()" },
        new("brace", CommandKind.Infix) { Unicode = "bracefrac", Fences = "{}" },
        new("brack", CommandKind.Infix) { Unicode = "brackfrac", Fences = "[]" },
        new("over", CommandKind.Infix) { Unicode = "frac" },
        new("choose", CommandKind.Infix) { Unicode = "binom", Fences = "()" },
        new("atop", CommandKind.Infix) { Unicode = "atop" },

        .. Signs(
            CommandKind.Accent,
            "hat ^", "widehat ^", "bar ¯", "overline ¯", "tilde ~", "widetilde ~", "dot ˙", "ddot ¨", "dddot ⃛", "vec →", "overrightarrow →", "overleftarrow ←", "check ˇ", "widecheck ˇ", "breve ˘",
            "acute ´", "grave `", "mathring ˚", "underline _", "underbar _", "utilde ~", "underrightarrow →"),
        .. Of(CommandKind.Style, "mathbf boldsymbol bm pmb mathbb mathcal mathscr mathfrak mathbfit mathbfcal symbf symbfit bold vb va vu mathnormal symbb symcal Bbb frak"),
        .. Of(CommandKind.Switch, "bf rm it cal sf tt sc sl em boldmath bfseries itshape rmfamily mit scr"),
        .. Of(CommandKind.Text, "text textrm textit textbf textsf texttt textnormal textsc textup textsl mbox hbox makebox emph mathtext"),
        .. Of(CommandKind.Word, "mathrm mathit mathsf mathtt operatorname operatorname* operatornamewithlimits mathup symrm symup symit"),

        .. Spaces(
            ", 0.167", ": 0.222", "> 0.222", "; 0.278", "! -0.167", "  0.25", "/ 0", "quad 1", "qquad 2", "enspace 0.5", "enskip 0.5", "thinspace 0.167", "medspace 0.222", "thickspace 0.278",
            "negthinspace -0.167", "negmedspace -0.222", "negthickspace -0.278", "space 0.25", "nobreakspace 0.25", "hfill 1", "hfil 1", "hskip 0", "mskip 0", "null 0", "relax 0", "protect 0", "- 0"),
        .. Spaces(
            "displaystyle 0", "textstyle 0", "scriptstyle 0", "scriptscriptstyle 0", "limits 0", "nolimits 0", "displaylimits 0", "big 0", "Big 0", "bigg 0", "Bigg 0", "bigl 0", "bigr 0", "bigm 0",
            "Bigl 0", "Bigr 0", "Bigm 0", "biggl 0", "biggr 0", "biggm 0", "Biggl 0", "Biggr 0", "Biggm 0", "tiny 0", "scriptsize 0", "footnotesize 0", "small 0", "normalsize 0", "large 0", "Large 0",
            "LARGE 0", "Tiny 0", "huge 0", "Huge 0", "hline 0", "noindent 0", "allowbreak 0", "nobreak 0", "break 0", "par 0", "strut 0", "centering 0", "allowdisplaybreaks 0", "smallskip 0", "medskip 0",
            "bigskip 0", "hrule 0", "indent 0", "linebreak 0", "nolinebreak 0", "pagebreak 0", "newpage 0", "mathsurround 0", "phantomsection 0", "unicode 0"),
        .. new[] { "hspace", "hspace*", "vspace", "vspace*", "phantom", "hphantom", "vphantom", "color", "require", "mspace", "cline", "noalign", "arraystretch", "setlength" }
            .Select(name => new CommandRow(name, CommandKind.Space) { Arguments = 1, Width = name.Contains("space") ? 0.5 : 0 }),

        .. Of(CommandKind.Mark, "tag tag* label ref eqref cite intertext shortintertext"),
        .. new[] { "nonumber", "notag", "qedhere", "qed", "hfilneg" }.Select(name => new CommandRow(name, CommandKind.Mark)),

        .. Rows("matrix", "pmatrix ()", "bmatrix []", "Bmatrix {}", "vmatrix ||", "Vmatrix ‖‖", "cases {", "eqalign", "eqalignno", "leqalignno", "displaylines", "substack", "smallmatrix"),
    ];

    private static readonly ImmutableDictionary<string, CommandRow> ByName = All.ToImmutableDictionary(row => row.Name);

    private static readonly ImmutableDictionary<string, CommandRow> BySign = All
        .Where(row => row.Unicode.Length > 0 && row.Kind is CommandKind.Letter or CommandKind.Operator or CommandKind.Relation or CommandKind.BigOperator or CommandKind.Punctuation or CommandKind.Delimiter)
        .GroupBy(row => row.Unicode)
        .ToImmutableDictionary(rows => rows.Key, rows => rows.First());

    /// <summary>Returns a command's row, or null.</summary>
    public static CommandRow? Find(string name) => ByName.TryGetValue(name, out CommandRow? row) ? row : null;

    /// <summary>Returns the first command that prints a sign: ∂ is <c>partial</c>, σ is <c>sigma</c>.</summary>
    public static CommandRow? FindSign(string sign) => BySign.TryGetValue(sign, out CommandRow? row) ? row : null;

    private static IEnumerable<CommandRow> Signs(CommandKind kind, params string[] rows) =>
        rows.Select(row => row.Split(' ')).Select(row => new CommandRow(row[0], kind) { Unicode = row[1], Arguments = kind == CommandKind.Accent ? 1 : 0 });

    private static IEnumerable<CommandRow> Functions(CommandKind kind, params string[] names) =>
        names.SelectMany(line => line.Split(' ')).Select(name => new CommandRow(name, kind) { Unicode = name });

    private static IEnumerable<CommandRow> Structures(int arguments, string names) =>
        names.Split(' ').Select(name => new CommandRow(name, CommandKind.Structure) { Arguments = arguments });

    private static IEnumerable<CommandRow> Of(CommandKind kind, string names) =>
        names.Split(' ').Select(name => new CommandRow(name, kind) { Arguments = kind == CommandKind.Switch ? 0 : 1 });

    private static IEnumerable<CommandRow> Spaces(params string[] rows) =>
        rows.Select(row => new CommandRow(row.Substring(0, row.LastIndexOf(' ')), CommandKind.Space)
        {
            Width = double.Parse(row.Substring(row.LastIndexOf(' ') + 1), System.Globalization.CultureInfo.InvariantCulture),
        });

    private static IEnumerable<CommandRow> Rows(params string[] rows) =>
        rows.Select(row => row.Split(' ')).Select(row => new CommandRow(row[0], CommandKind.Rows) { Arguments = 1, Fences = row.Length > 1 ? row[1] : string.Empty });
}
