using System;
using System.Globalization;
using System.Linq;

namespace SymBackprop.Tests.Checking.Generated;

/// <summary>Writes trees as LaTeX, each time in other notation: as many ways as people have of writing the same.</summary>
internal sealed class LatexWriter(World world, Random random)
{
    // A document keeps to one spelling of these.
    private readonly string _transpose = Pick(random, "^T", @"^\top", @"^{T}", @"^{\top}", @"^\mathsf{T}");
    private readonly string _partial = Pick(random, @"\partial ", @"\partial ", "d");
    private readonly string _comma = Pick(random, "", "", " ", ",");
    private readonly int _notation = random.Next(4);

    // How tightly a text holds together.
    private enum Hold
    {
        Sum,
        Term,
        Factor,
        Atom,
    }

    public string Write(Tree tree) => At(tree, Hold.Sum);

    private string Pick(params string[] choices) => Pick(random, choices);

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private string At(Tree tree, Hold around, bool isLast = false)
    {
        (string text, Hold hold) = Text(tree, isLast);
        return hold < around ? Bracketed(text) : text;
    }

    private string Bracketed(string text) => random.Next(8) switch
    {
        0 or 1 => $@"\left({text}\right)",
        2 => $@"\left[{text}\right]",
        3 => $@"\bigl({text}\bigr)",
        4 => $"[{text}]",
        5 => $@"\Big( {text} \Big)",
        _ => $"({text})",
    };

    // Arguments stand in round brackets.
    private string Argument(Tree tree)
    {
        string text = Write(tree);
        return random.Next(3) switch { 0 => $@"\left({text}\right)", 1 => $@"\bigl({text}\bigr)", _ => $"({text})" };
    }

    private (string Text, Hold Hold) Text(Tree tree, bool isLast) => tree switch
    {
        Num n => Number(n),
        Name n => (Spell(n), Hold.Atom),
        Add a => (Sum(a), a.Terms is [{ IsNegative: false }] ? Hold.Term : Hold.Sum),
        Mul m => (Product(m), Hold.Term),
        Had h => ($@"{At(h.Left, Hold.Factor)} {(_notation % 2 == 0 ? @"\odot" : @"\circ")} {At(h.Right, Hold.Factor)}", Hold.Term),
        Div d => Quotient(d),
        Pow p => Power(p),
        Fn f => Function(f, isLast),
        Call c => ($"{c.Function}{new string('\'', c.Primes)}{Argument(c.Argument)}", Hold.Atom),
        Total t => ($@"\sum{Range(t.Index)} {At(t.Body, Hold.Term, isLast: true)}", isLast ? Hold.Factor : Hold.Term),
        Transposed t => ($"{At(t.Operand, Hold.Atom)}{_transpose}", Hold.Factor),
        SquaredNorm n => (random.Next(3) switch { 0 => $@"\|{Write(n.Operand)}\|^2", 1 => $@"\left\|{Write(n.Operand)}\right\|^2", _ => $@"\lVert {Write(n.Operand)} \rVert_2^2" }, Hold.Atom),
        Slope { Of: Name of, By: var by } => Derivative(of, by),
        Slope s => ($@"\frac{{{_partial}}}{{{_partial}{Spell(s.By)}}} {Bracketed(Write(s.Of))}", Hold.Term),
        _ => throw new InvalidOperationException(tree.ToString()),
    };

    private (string Text, Hold Hold) Number(Num n)
    {
        if (n.Bottom == 1)
        {
            return (n.Top.ToString(CultureInfo.InvariantCulture), n.Top < 0 ? Hold.Sum : Hold.Atom);
        }

        return random.Next(6) switch
        {
            0 when n is { Top: 1, Bottom: < 10 } => ($@"\frac1{n.Bottom}", Hold.Atom),
            1 => ($@"\tfrac{{{n.Top}}}{{{n.Bottom}}}", Hold.Atom),
            2 => ($"{n.Top}/{n.Bottom}", Hold.Sum),
            3 when n.Bottom == 2 => (((decimal)n.Top / n.Bottom).ToString(CultureInfo.InvariantCulture), Hold.Atom),
            _ => ($@"\frac{{{n.Top}}}{{{n.Bottom}}}", Hold.Atom),
        };
    }

    // w^{(2)}_{ij} or w_{ij}^{(2)}
    private string Spell(Name n)
    {
        if (n.Indices.IsEmpty)
        {
            return n.Id;
        }

        string below = n.Indices.Length == 1 && random.Next(2) == 0 ? "_" + n.Indices[0] : $"_{{{string.Join(_comma, n.Indices)}}}";
        int layer = n.Id.IndexOf('^', StringComparison.Ordinal);
        return layer > 0 && _notation < 2 ? n.Id[..layer] + below + n.Id[layer..] : n.Id + below;
    }

    private string Sum(Add a)
    {
        string text = string.Empty;
        for (int i = 0; i < a.Terms.Length; i++)
        {
            Signed term = a.Terms[i];
            string sign = term.IsNegative ? (i == 0 ? "-" : " - ") : i == 0 ? string.Empty : " + ";

            // A sign before a sum takes its first term only.
            text += sign + At(term.Value, term.Value is Add || (term.IsNegative && term.Value is Num { Bottom: > 1 }) ? Hold.Factor : Hold.Term, isLast: i == a.Terms.Length - 1);
        }

        return text;
    }

    private string Product(Mul m)
    {
        string text = string.Empty;
        bool isPlain = m.Factors.All(f => Rewriting.IsScalar(f, world));
        for (int i = 0; i < m.Factors.Length; i++)
        {
            Tree factor = m.Factors[i];
            string written = At(factor, Hold.Factor, isLast: i == m.Factors.Length - 1);
            string join = (i, char.IsAsciiDigit(written[0]) || written.StartsWith(@"\frac1", StringComparison.Ordinal)) switch
            {
                (0, _) => string.Empty,
                (_, true) => @" \cdot ",
                _ when isPlain => Pick(" ", " ", @"\,", @" \cdot ", @" \, ", @" \times ", @"\;"),
                _ => Pick(" ", " ", @"\,"),
            };
            text += join + written;
        }

        return text;
    }

    private (string Text, Hold Hold) Quotient(Div d)
    {
        switch (random.Next(8))
        {
            case 0:
                return ($@"\dfrac{{{Write(d.Top)}}}{{{Write(d.Bottom)}}}", Hold.Atom);
            case 1:
                return ($@"\tfrac{{{Write(d.Top)}}}{{{Write(d.Bottom)}}}", Hold.Atom);
            case 2:
                return ($@"{{{Write(d.Top)} \over {Write(d.Bottom)}}}", Hold.Atom);
            case 3 when d.Top is not Div:
                return ($"{At(d.Top, Hold.Atom)}/{At(d.Bottom, Hold.Atom)}", Hold.Term - 1);
            default:
                return ($@"\frac{{{Write(d.Top)}}}{{{Write(d.Bottom)}}}", Hold.Atom);
        }
    }

    private (string Text, Hold Hold) Power(Pow p)
    {
        string exponent = p.Exponent is >= 0 and < 10 && random.Next(2) == 0 ? $"^{p.Exponent}" : $"^{{{p.Exponent}}}";
        switch (p.Base)
        {
            case Fn { Function: "sin" or "cos" or "tanh" } f when p.Exponent > 1 && random.Next(2) == 0:
                return ($@"\{f.Function}{exponent}{Argument(f.Argument)}", Hold.Factor);
            case Name n when n.Id.Contains('^', StringComparison.Ordinal):
                return ($"({Spell(n)}){exponent}", Hold.Factor);
            default:
                return (At(p.Base, Hold.Atom) + exponent, Hold.Factor);
        }
    }

    private (string Text, Hold Hold) Function(Fn f, bool isLast)
    {
        switch (f.Function)
        {
            case "exp" when random.Next(2) == 0:
                return ($"e^{{{Write(f.Argument)}}}", Hold.Factor);
            case "sqrt":
                return ($@"\sqrt{{{Write(f.Argument)}}}", Hold.Atom);
        }

        string name = f.Function switch { "sigmoid" => @"\sigma", "log" => _notation == 0 ? @"\ln" : @"\log", _ => @"\" + f.Function };
        return isLast && f.Function != "sigmoid" && f.Argument is Name && random.Next(2) == 0
            ? ($"{name} {Write(f.Argument)}", Hold.Factor)
            : (name + Argument(f.Argument), Hold.Atom);
    }

    private string Range(string index) => random.Next(4) switch
    {
        0 => "_" + index,
        1 => $@"\limits_{{{index}=1}}^{{{world.Sizes[index]}}}",
        2 => $"_{{{index}=1}}^{world.Sizes[index]}",
        _ => $"_{{{index}}}",
    };

    private (string Text, Hold Hold) Derivative(Name of, Name by) => random.Next(8) switch
    {
        0 => ($"{_partial}{Spell(of)}/{_partial}{Spell(by)}", Hold.Sum),
        1 => ($@"\dfrac{{{_partial}{Spell(of)}}}{{{_partial}{Spell(by)}}}", Hold.Atom),
        2 => ($@"{{{_partial}{Spell(of)} \over {_partial}{Spell(by)}}}", Hold.Atom),
        3 => ($@"\frac{{{_partial}}}{{{_partial}{Spell(by)}}} {Spell(of)}", Hold.Sum),
        4 when _partial != "d" => ($@"\frac{{\partial{{{Spell(of)}}}}}{{\partial{{{Spell(by)}}}}}", Hold.Atom),
        _ => ($@"\frac{{{_partial}{Spell(of)}}}{{{_partial}{Spell(by)}}}", Hold.Atom),
    };
}
