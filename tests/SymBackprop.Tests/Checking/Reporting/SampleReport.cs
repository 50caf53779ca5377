using System.Collections.Immutable;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;

namespace SymBackprop.Tests.Checking.Reporting;

/// <summary>A report with every verdict and every field, made by hand.</summary>
internal static class SampleReport
{
    private const string Text =
        """
        # The delta rule

        Let $o = wx$ be the output, and

        $$
        E = \frac12 (t - o)^2
        $$

        Then, with <b>care</b> & the chain rule,

        \begin{align}
        \frac{\partial E}{\partial o} &= t - o \\
        \frac{\partial E}{\partial w} &= \frac{\partial E}{\partial o} x \\
        &= (t - o)x \approx 0.25
        \end{align}

        | step | what |
        |------|------|
        | 1    | update |

        $$ w := w - \alpha \frac{\partial E}{\partial w} $$

        $$ \sigma(0.5) = 0.622 $$

        $$ \sigma(w) = 1 - \sigma(-w) $$

        $$ f(w) = f(-w) $$

        $$ \frac{1}{ $$

        Done.
        """;

    public static DerivationReport Create()
    {
        SourceText source = new("delta.md", Text.ReplaceLineEndings("\n"));
        return new(
            source,
            [
                new("w", "a weight, a scalar", "the document differentiates by it"),
                new("\\sigma", "the logistic function", "a convention"),
            ],
            [
                Relation(source, "o = wx", 0, 1, "o", "wx", RelationVerdict.Definition) with { Reason = "says what o is" },
                Relation(source, "E = \\frac12 (t - o)^2", 1, 1, "E", "\\frac12 (t - o)^2", RelationVerdict.Definition),
                Relation(source, "\\frac{\\partial E}{\\partial o} &= t - o", 2, 1, "\\frac{\\partial E}{\\partial o}", "t - o", RelationVerdict.Refuted) with
                {
                    Reason = "the sides differ",
                    Point = ImmutableDictionary<string, NumberArray>.Empty.Add("t", NumberArray.Scalar(1.25)).Add("o", NumberArray.Scalar(0.7)),
                    LeftValue = NumberArray.Scalar(-0.55),
                    RightValue = NumberArray.Scalar(0.55),
                    Difference = new("o - t", "t - o"),
                    Mistake = new("sign", "the inner derivative of t - o by o is -1", "\\frac{\\partial E}{\\partial o} = -(t - o)"),
                },
                Relation(source, "\\frac{\\partial E}{\\partial w} &= \\frac{\\partial E}{\\partial o} x", 3, 1, "\\frac{\\partial E}{\\partial w}", "\\frac{\\partial E}{\\partial o} x", RelationVerdict.Agrees) with
                {
                    Points = 24,
                    Reason = "both sides agree at 24 random points",
                    Assumptions = ["x and t do not depend on w"],
                },
                Relation(source, "&= (t - o)x", 4, 1, "\\frac{\\partial E}{\\partial o} x", "(t - o)x", RelationVerdict.Refuted) with { FollowsFrom = new(2, 1) },
                Relation(source, "\\approx 0.25", 4, 2, "(t - o)x", "0.25", RelationVerdict.NotJudged, "\\approx") with { Reason = "'\\approx' is no equality" },
                Relation(source, "w := w", 5, 1, "w", "w - \\alpha \\frac{\\partial E}{\\partial w}", RelationVerdict.Assignment, ":="),
                Relation(source, "\\sigma(0.5) = 0.622", 6, 1, "\\sigma(0.5)", "0.622", RelationVerdict.Agrees) with { Reason = "rounded", Assumptions = ["σ is the logistic function"] },
                Relation(source, "\\sigma(w) = 1 - \\sigma(-w)", 7, 1, "\\sigma(w)", "1 - \\sigma(-w)", RelationVerdict.Proved),
                Relation(source, "f(w) = f(-w)", 8, 1, "f(w)", "f(-w)", RelationVerdict.Unknown) with { Reason = "needs a definition of f" },
                Relation(source, "\\frac{1}{", 9, 0, "\\frac{1}{", "", RelationVerdict.Unread, "\\frac{1}{") with { Reason = "a closing brace is missing" },
            ]);
    }

    private static RelationReport Relation(SourceText source, string whole, int formula, int relation, string left, string right, RelationVerdict verdict, string sign = "=")
    {
        int start = source.Text.IndexOf(whole, System.StringComparison.Ordinal);
        (int line, int column) = source.Position(source.Text.IndexOf(sign, start, System.StringComparison.Ordinal));
        return new(formula, line, column, relation, new SourceSpan(start, start + whole.Length), left, right, verdict);
    }
}
