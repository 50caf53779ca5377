using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using SymBackprop.Checking.Documents;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;
using SymBackprop.Tests.Shared.Cases;
using Xunit;

namespace SymBackprop.Tests.Checking.Structure;

public class MathMlWriterTests
{
    // How many children these elements must have.
    private static readonly Dictionary<string, int> Arity = new()
    {
        ["mfrac"] = 2,
        ["mroot"] = 2,
        ["msub"] = 2,
        ["msup"] = 2,
        ["msubsup"] = 3,
        ["munder"] = 2,
        ["mover"] = 2,
        ["munderover"] = 3,
    };

    public static TheoryData<string> EveryCommand => [.. CommandCatalog.All.Select(r => r.Name)];

    public static TheoryData<string> EveryEnvironment => [.. EnvironmentCatalog.All.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(EveryCommand))]
    public void Command_IsWrittenWithItsArguments(string name)
    {
        CommandRow row = CommandCatalog.Find(name)!;
        string arguments = string.Concat(Enumerable.Range(0, row.Arguments).Select(i => $"{{{(char)('a' + i)}}}"));
        string latex = row.Kind switch
        {
            CommandKind.Infix => $"{{a \\{name} b}}",
            CommandKind.Switch => $"{{\\{name} a}}",
            _ => $"\\{name}{(row.HasOption ? "[3]" : "")}{arguments} q",
        };

        XElement math = Write(latex);

        Assert.DoesNotContain("color", math.ToString());
        Assert.True(row.Kind is CommandKind.Space or CommandKind.Mark || name is "href" or "class" or "cssId" or "style" or "textcolor" || arguments.Length == 0
            || arguments.Where(char.IsLetter).All(a => math.Value.Contains(a) || math.Value.Any(c => char.IsSurrogate(c))), math.ToString());
        Assert.True(row.Kind is not (CommandKind.Letter or CommandKind.Operator or CommandKind.Relation or CommandKind.BigOperator or CommandKind.Function)
            || math.Value.Contains(row.Unicode == "*" ? "∗" : row.Unicode), math.ToString());
    }

    [Theory]
    [MemberData(nameof(EveryEnvironment))]
    public void Environment_IsATable(string name)
    {
        EnvironmentRow row = EnvironmentCatalog.Find(name)!;
        XElement math = Write($"\\begin{{{name}}}{string.Concat(Enumerable.Repeat("{ll}", row.Arguments))} a & b \\\\ c & d \\end{{{name}}}");

        Assert.Equal(["a", "b", "c", "d"], math.Descendants("mtd").Select(d => d.Value));
    }

    [Theory]
    [InlineData("x_i^2", "<mrow><msubsup><mrow><mi>x</mi></mrow><mrow><mi>i</mi></mrow><mrow><mrow><mn>2</mn></mrow></mrow></msubsup></mrow>")]
    [InlineData("12.5x", "<mrow><mn>12.5</mn><mi>x</mi></mrow>")]
    [InlineData("a < b", "<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>")]
    [InlineData(@"\frac{1}{2}", "<mrow><mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac></mrow>")]
    [InlineData(@"\foo", "<mrow><mtext style=\"color:#c00\">\\foo</mtext></mrow>")]
    [InlineData(@"\frac{a}", "<mrow><mtext style=\"color:#c00\">\\frac{a}</mtext></mrow>")]
    [InlineData(@"\mathbf{W}\mathbb{R}\mathcal L", "<mrow><mrow><mi>𝐖</mi></mrow><mrow><mi>ℝ</mi></mrow><mrow><mi>ℒ</mi></mrow></mrow>")]
    [InlineData(@"\text{if }x", "<mrow><mtext>if\u00A0</mtext><mi>x</mi></mrow>")]
    [InlineData(@"f'", "<mrow><msup><mrow><mi>f</mi></mrow><mrow><mo>′</mo><mrow></mrow></mrow></msup></mrow>")]
    [InlineData(@"\left( x \right.", "<mrow><mrow><mo fence=\"true\" stretchy=\"false\">(</mo><mrow><mi>x</mi></mrow></mrow></mrow>")]
    [InlineData(@"\left( \frac12 \right)", "<mrow><mrow><mo fence=\"true\" stretchy=\"true\">(</mo><mrow><mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac></mrow><mo fence=\"true\" stretchy=\"true\">)</mo></mrow></mrow>")]
    [InlineData("a := -b - c", "<mrow><mi>a</mi><mo>≔</mo><mo form=\"prefix\">−</mo><mi>b</mi><mo form=\"infix\">−</mo><mi>c</mi></mrow>")]
    [InlineData(@"x \log y", "<mrow><mi>x</mi><mspace width=\"0.167em\"/><mi mathvariant=\"normal\">log</mi><mo>\u2061</mo><mspace width=\"0.167em\"/><mi>y</mi></mrow>")]
    public void Markup(string latex, string expected) => Assert.Equal("<math display=\"block\">" + expected + "</math>", Text(latex));

    [CaseFact]
    public void FormulasOfTheCases_AreWellFormed()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(CaseFolder.Path, "derivations"), "*.md"))
        {
            string text = File.ReadAllText(file);
            foreach (Formula formula in DocumentReader.Read(new SourceText(file, text)).Parts.OfType<Formula>())
            {
                XElement math = Judge(MathMlWriter.Write(text, formula.Items, !formula.IsInline));
                Assert.DoesNotContain("color", math.ToString());
            }
        }
    }

    [Theory]
    [InlineData("a \0 \uFFFF \u202E b")]
    [InlineData("]]> <script> & \" \\text{<b>&</b>} \\tag{<}")]
    [InlineData("{ \\frac x } \\begin{align} # $ x^2^3")]
    [InlineData("a \\\\ b & c \\\\")]
    public void AnyText_IsWellFormed(string latex) => Write(latex);

    private static string Text(string latex) => MathMlWriter.Write(latex, LatexReader.Read(new SourceText("test", latex), new SourceSpan(0, latex.Length)), isDisplay: true);

    private static XElement Write(string latex) => Judge(Text(latex));

    private static XElement Judge(string text)
    {
        XElement math = XElement.Parse(text, LoadOptions.PreserveWhitespace);
        foreach (XElement element in math.DescendantsAndSelf())
        {
            Assert.True(!Arity.TryGetValue(element.Name.LocalName, out int arity) || element.Elements().Count() == arity, element.ToString());
        }

        return math;
    }
}
