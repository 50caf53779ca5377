using System;
using System.Linq;
using System.Text.Json;
using SymBackprop.Cli.Batch;
using Xunit;

namespace SymBackprop.Cli.Tests.Batch;

public class BatchTests
{
    private readonly BatchRunner _runner = new(TimeSpan.FromSeconds(30));

    [Fact]
    public void Eval_AnswersWithTheShapesOfValueAndNames()
    {
        JsonElement answer = Answer("""{"id":7,"op":"eval","expr":"W*x","wrt":["W","x"],"at":{"W":[[1,2],[3,4],[5,6]],"x":[1,10]},"want":["value","jacobian"]}""");

        Assert.Equal(7, answer.GetProperty("id").GetInt32());
        Assert.Equal("[21,43,65]", Compact(answer.GetProperty("value")));
        Assert.Equal("[[1,2],[3,4],[5,6]]", Compact(answer.GetProperty("jacobian").GetProperty("x")));
        Assert.Equal("[[[1,10],[0,0],[0,0]],[[0,0],[1,10],[0,0]],[[0,0],[0,0],[1,10]]]", Compact(answer.GetProperty("jacobian").GetProperty("W")));
    }

    [Fact]
    public void Hessian_IsByBothNames()
    {
        JsonElement answer = Answer("""{"op":"eval","expr":"x^2*y","wrt":["x","y"],"at":{"x":3,"y":5},"want":["hessian"]}""");

        Assert.Equal("""{"x":{"x":10,"y":6},"y":{"x":6,"y":0}}""", Compact(answer.GetProperty("hessian")));
        Assert.False(answer.TryGetProperty("value", out _));
    }

    [Fact]
    public void AssumptionThatWasUsed_IsListed()
    {
        const string Request = """{"op":"eval","network":"network C\n target t[3]\n weight z[3]\n assume sum(k, t[k]) = 1\n E = crossEntropy(softmax(z), t)","at":{"z":[1,2,3],"t":[0,1,0]},"want":["gradient"]}""";
        JsonElement answer = Answer(Request);
        JsonElement without = Answer(Request.Replace("assume sum(k, t[k]) = 1", "", StringComparison.Ordinal));

        Assert.Equal("""["sum(k, t[k]) = 1"]""", Compact(answer.GetProperty("assumptions")));
        Assert.Equal(Compact(without.GetProperty("gradient")), Compact(answer.GetProperty("gradient")));
        Assert.False(without.TryGetProperty("assumptions", out _));
    }

    [Fact]
    public void NotFinite_IsText()
    {
        JsonElement answer = Answer("""{"op":"eval","expr":"x*y","at":{"x":"Infinity","y":"NaN"},"wrt":["x","y"],"want":["value","gradient"]}""");

        Assert.Equal("NaN", answer.GetProperty("value").GetString());
        Assert.Equal("Infinity", answer.GetProperty("gradient").GetProperty("y").GetString());
    }

    [Fact]
    public void Network_HasItsErrorAsValue()
    {
        JsonElement answer = Answer("""{"op":"eval","network":"network N\n input x\n weight w\n z = w*x\n E = z^2","at":{"x":3,"w":2},"want":["value","gradient"]}""");

        Assert.Equal(36, answer.GetProperty("value").GetDouble());
        Assert.Equal("""{"w":36}""", Compact(answer.GetProperty("gradient")));
    }

    [Theory]
    [InlineData("sin(w*x) + exp(-w)/x", "w", 0.7)]
    [InlineData("log(1 + exp(w*x))*w^3", "w", 0.7)]
    [InlineData("if w > 1/2 then w^2 else x", "w", 0.7)]
    [InlineData("max(w*x, w^2)", "w", 0.7)]
    [InlineData("sum(i in 1..4, w^i/i)", "w", 0.7)]
    [InlineData("prod(i in 1..4, w + i)", "w", 0.7)]
    public void Derivative_IsAnExpressionOfTheLanguage(string formula, string by, double at)
    {
        string point = $$"""{"w":{{at}},"x":1.3}""";
        string text = Answer(JsonSerializer.Serialize(new { op = "derive", expr = formula, wrt = new[] { by } })).GetProperty("derivative").GetProperty(by).GetString()!;

        double byText = Evaluate(text, point).GetProperty("value").GetDouble();

        Assert.Equal(Evaluate(formula, point).GetProperty("gradient").GetProperty(by).GetDouble(), byText, 1e-12);
    }

    [Fact]
    public void DerivativeByArray_IsAnEquationForItsEntries()
    {
        string text = Answer("""{"op":"derive","expr":"sum(i, x[i]^2)*dot(a, x)","wrt":["x"],"at":{"x":[1,2,3],"a":[4,5,6]}}""").GetProperty("derivative").GetProperty("x").GetString()!;

        JsonElement value = Answer(JsonSerializer.Serialize(new { op = "eval", expr = text, at = new { x = new[] { 1, 2, 3 }, a = new[] { 4, 5, 6 } } }));

        Assert.Equal("[120,198,276]", Compact(value.GetProperty("value")));
    }

    [Fact]
    public void NameThatStandsInWrtOnly_HasDerivativeZeroAndAWarning()
    {
        JsonElement answer = Answer("""{"op":"eval","expr":"x^2","wrt":["x","q"],"at":{"x":3,"r":1},"want":["gradient"]}""");

        Assert.Equal("""{"x":6,"q":0}""", Compact(answer.GetProperty("gradient")));
        Assert.Contains(answer.GetProperty("warnings").EnumerateArray(), w => w.GetProperty("in").GetString() == "wrt");
    }

    [Fact]
    public void Error_IsInTheFieldMeantAtItsPlace()
    {
        JsonElement diagnostic = Failure("""{"op":"eval","expr":"x + * y"}""");

        Assert.Equal("SBP0001", diagnostic.GetProperty("code").GetString());
        Assert.Equal(("expr", 4, 5), (diagnostic.GetProperty("in").GetString(), diagnostic.GetProperty("start").GetInt32(), diagnostic.GetProperty("end").GetInt32()));
    }

    [Fact]
    public void ErrorInAssumption_IsPlacedInTheAssumption()
    {
        JsonElement diagnostic = Failure("""{"op":"equal","left":"abs(x)","right":"x","assume":["x > 0","x > )"]}""");

        Assert.Equal(("assume", 4), (diagnostic.GetProperty("in").GetString(), diagnostic.GetProperty("start").GetInt32()));
    }

    [Fact]
    public void ErrorInShapes_IsPlacedInTheShapes()
    {
        JsonElement diagnostic = Failure("""{"op":"eval","expr":"x","shapes":"x[n","at":{"x":[1,2]}}""");

        Assert.Equal("shapes", diagnostic.GetProperty("in").GetString());
    }

    public static TheoryData<string> BadLines =>
    [
        "",
        "null",
        "42",
        "[]",
        "{",
        "{}",
        "not json",
        """{"op":5}""",
        """{"op":"eval"}""",
        """{"op":"eval","expr":3}""",
        """{"op":"eval","expr":"x","network":"x"}""",
        """{"op":"eval","expr":"x","at":[1]}""",
        """{"op":"eval","expr":"x","at":{"x":[[1,2],[3]]}}""",
        """{"op":"eval","expr":"x","at":{"x":{}}}""",
        """{"op":"eval","expr":"x","at":{"x":"three"}}""",
        """{"op":"eval","expr":"x","want":["everything"]}""",
        """{"op":"eval","expr":"x","wrt":[1]}""",
        """{"op":"eval","expr":"x"}""",
        """{"op":"eval","expr":"\ud800","at":{}}""",
        """{"op":"equal","left":"x"}""",
        """{"op":"fly"}""",
        """{"op":"eval","network":"network A\n E = 1\nnetwork B\n E = 2"}""",
        "{\"op\":\"eval\",\"expr\":\"" + new string('(', 5000) + "\"}",
        "{\"op\":\"eval\",\"expr\":\"x\",\"at\":{\"x\":" + new string('[', 5000) + "}}",
        "{\"op\":\"eval\",\"expr\":\"" + new string('9', 100_000) + "^99999999\"}",
        "{\"op\":\"eval\",\"expr\":\"" + new string('x', 2_000_000) + "\"}",
    ];

    [Theory]
    [MemberData(nameof(BadLines))]
    public void BadLine_IsAnsweredWithDiagnostics(string line)
    {
        JsonElement answer = Answer(line);

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("diagnostics").EnumerateArray());
        Assert.All(answer.GetProperty("diagnostics").EnumerateArray(), d => Assert.NotEqual("SBP9001", d.GetProperty("code").GetString()));
    }

    [Fact]
    public void Run_AnswersEachLineInOrderAndGoesOnAfterABadOne()
    {
        string input = string.Join("\n", Enumerable.Range(0, 20).Select(i => i % 3 == 1 ? "nonsense" : $$"""{"at":{"x":1},"id":{{i}},"op":"eval","expr":"x*{{i}}"}""")) + "\n";

        (int code, string output, string error) = Sbp.Run(["batch"], input);

        JsonElement[] answers = [.. output.TrimEnd('\n').Split('\n').Select(Parse)];
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(20, answers.Length);
        Assert.Equal(Enumerable.Range(0, 20).Where(i => i % 3 != 1), answers.Where(a => a.GetProperty("ok").GetBoolean()).Select(a => a.GetProperty("id").GetInt32()));
    }

    [Fact]
    public void Run_GivesUpAfterTheTimeLimit()
    {
        string input = """
            {"id":1,"op":"eval","expr":"sum(i in 0..10^9, sin(i*x))","at":{"x":1}}
            {"id":2,"op":"eval","expr":"x","at":{"x":1}}

            """;

        (int _, string output, string _) = Sbp.Run(["batch", "--time-limit", "0.5"], input);

        JsonElement[] answers = [.. output.TrimEnd('\n').Split('\n').Select(Parse)];
        Assert.Equal([false, true], answers.Select(a => a.GetProperty("ok").GetBoolean()));
        Assert.Equal([1, 2], answers.Select(a => a.GetProperty("id").GetInt32()));
    }

    [Theory]
    [InlineData("sin(x)^2 + cos(x)^2", "1", "proved")]
    [InlineData("(x + y)^3", "x^3 + 3*x^2*y + 3*x*y^2 + y^3", "proved")]
    [InlineData("x^a*y^a", "(x*y)^a", "agrees")]
    [InlineData("(x + y)^3", "x^3 + y^3", "refuted")]
    [InlineData("log(-1 - x^2)", "0", "unknown")]
    public void Equal_HasAVerdict(string left, string right, string verdict)
    {
        JsonElement answer = Answer(JsonSerializer.Serialize(new { op = "equal", left, right }));

        Assert.Equal(verdict, answer.GetProperty("verdict").GetString());
        Assert.Equal(verdict == "refuted", answer.TryGetProperty("leftValue", out _));
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;

    private JsonElement Answer(string line) => Parse(_runner.Answer(line));

    private JsonElement Failure(string line)
    {
        JsonElement answer = Answer(line);
        Assert.False(answer.GetProperty("ok").GetBoolean());
        return answer.GetProperty("diagnostics")[0];
    }

    private JsonElement Evaluate(string formula, string point) =>
        Answer($$"""{"op":"eval","expr":{{JsonSerializer.Serialize(formula)}},"wrt":["w"],"want":["value","gradient"],"at":{{point}} }""");
}
