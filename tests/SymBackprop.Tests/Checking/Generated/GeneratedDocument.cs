using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SymBackprop.Tests.Checking.Generated;

/// <summary>A relation of a generated document: where its sign stands, and what its sides say.</summary>
/// <param name="Line">The line of the document, from 1.</param>
/// <param name="Left">The left side.</param>
/// <param name="Right">The right side.</param>
internal sealed record GeneratedRelation(int Line, Tree Left, Tree Right);

/// <summary>A document written from trees, and what it says.</summary>
internal sealed class GeneratedDocument
{
    private readonly StringBuilder _text = new();
    private readonly Random _random;
    private readonly LatexWriter _writer;
    private int _line = 1;

    public GeneratedDocument(World world, Random random)
    {
        World = world;
        _random = random;
        _writer = new LatexWriter(world, random);
    }

    public World World { get; }

    /// <summary>Gets the relations, at most one a line.</summary>
    public List<GeneratedRelation> Relations { get; } = [];

    public HashSet<int> DefinitionLines { get; } = [];

    public string Text => _text.ToString();

    /// <summary>Says which shapes the free names have.</summary>
    public void Declare()
    {
        string R = Pick(@"\mathbb{R}", @"\mathbb R", "ℝ");
        string times = Pick(@" \times ", @"\times ");
        Line($"Here {string.Join(" and ", World.Axes.Where(a => a.Value.Length > 0).Select(a => $"${a.Key} \\in {R}^{{{string.Join(times, a.Value)}}}$"))}.");
        Line();
    }

    public void Define()
    {
        Line(Pick("# A derivation", "I am stuck with the following.", "**Setting.**", "Here is what we have."));
        Line();
        bool isDisplayed = _random.Next(3) > 0;
        foreach (Meaning meaning in World.Meanings)
        {
            string formula = $"{Head(meaning)} {Pick("=", "=", ":=")} {_writer.Write(meaning.Body)}";
            if (isDisplayed && _random.Next(4) > 0)
            {
                Display(formula, () => DefinitionLines.Add(_line));
            }
            else
            {
                DefinitionLines.Add(_line);
                Line($"{Pick("Let", "Take", "where", "with", "We write")} ${formula}$.");
            }

            Line();
        }
    }

    /// <summary>Writes a chain of equalities, each side with the one before.</summary>
    public void Claim(params Tree[] sides)
    {
        string[] written = [.. sides.Select(_writer.Write)];
        Line(Pick("Then", "We get", "So", "Therefore:", "Now", "*Step.*"));
        Line();
        if (written.Length == 2 && _random.Next(3) == 0)
        {
            Display($"{written[0]} = {written[1]}", () => Relations.Add(new GeneratedRelation(_line, sides[0], sides[1])));
        }
        else if (written.Length == 2 && _random.Next(5) == 0)
        {
            Relations.Add(new GeneratedRelation(_line, sides[0], sides[1]));
            Line($"Hence ${written[0]} = {written[1]}$.");
        }
        else
        {
            Rows(sides, written);
        }

        Line();
    }

    private void Rows(Tree[] sides, string[] written)
    {
        (string open, string close) = _random.Next(5) switch
        {
            0 => (@"\begin{align}", @"\end{align}"),
            1 => ("$$\n\\begin{aligned}", "\\end{aligned}\n$$"),
            2 => (@"\begin{align*}", @"\end{align*}"),
            3 => ("$$\\begin{split}", "\\end{split}$$"),
            _ => ("\\[\n\\begin{aligned}", "\\end{aligned}\n\\]"),
        };
        bool hasAlignment = _random.Next(6) > 0;
        Line(open);
        bool isAfter = _random.Next(4) == 0;
        for (int i = 1; i < sides.Length; i++)
        {
            Relations.Add(new GeneratedRelation(_line, sides[i - 1], sides[i]));
            string sign = hasAlignment ? isAfter ? "=& " : "&= " : "= ";
            Line($"{(i == 1 ? written[0] + " " : string.Empty)}{sign}{written[i]}{(i < sides.Length - 1 ? @" \\" : string.Empty)}");
        }

        Line(close);
    }

    private void Display(string formula, Action mark)
    {
        switch (_random.Next(4))
        {
            case 0:
                mark();
                Line($"$${formula}$$");
                break;
            case 1:
                Line(@"\[");
                mark();
                Line(formula);
                Line(@"\]");
                break;
            case 2:
                Line(@"\begin{equation}");
                mark();
                Line(formula);
                Line(@"\end{equation}");
                break;
            default:
                Line("$$");
                mark();
                Line(formula + Pick("", ".", ","));
                Line("$$");
                break;
        }
    }

    private string Head(Meaning meaning) => meaning.Parameter is { } parameter ? $"{meaning.Head.Id}({parameter})" : _writer.Write(meaning.Head);

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private void Line(string text = "")
    {
        _text.Append(text).Append('\n');
        _line += 1 + text.Count(c => c == '\n');
    }
}
