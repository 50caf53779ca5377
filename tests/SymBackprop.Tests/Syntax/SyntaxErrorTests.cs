using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;
using Xunit;

namespace SymBackprop.Tests.Syntax;

public class SyntaxErrorTests
{
    [Theory]
    // The place is written by ‹›: it is removed before parsing.
    [InlineData("E = a + ‹*› b", "SBP0001", "Found '*' where an expression should stand")]
    [InlineData("E = a *‹*› b", "SBP0001", "Found '*' where an expression should stand")]
    [InlineData("E = a ‹+›", "SBP0001", "Found the end of the statement where an expression should stand")]
    [InlineData("E ‹=›", "SBP0001", "Found the end of the statement where an expression should stand")]
    [InlineData("E ‹:›= a", "SBP0001", "Found ':' where an operator, '=' or the end of the statement should stand")]
    [InlineData("f(a, ‹)›", "SBP0001", "Found ')' where an expression should stand")]
    [InlineData("x[‹]›", "SBP0001", "Found ']' where an expression or ':' should stand")]
    [InlineData("E = a ‹=› b", "SBP0001", "Found '=' where an operator, 'for' or the end of the statement should stand")]
    [InlineData("input ‹3›", "SBP0001", "Found the number 3 where a name should stand")]
    [InlineData("‹input›", "SBP0001", "Found the end of the statement where a name should stand")]
    [InlineData("input x ‹=› 3", "SBP0001", "Found '=' where '~', ',', '[' or the end of the statement should stand")]
    [InlineData("gradient ‹E›", "SBP0001", "Found the end of the statement where 'wrt' should stand")]
    [InlineData("network A(‹)›", "SBP0001", "Found ')' where a name should stand")]
    [InlineData("y = if a > 0 then ‹b›", "SBP0001", "Found the end of the statement where an operator or 'else' should stand")]
    [InlineData("y = 1 + ‹if› a > 0 then 1 else 2", "SBP0001", "Found 'if' where an expression should stand")]
    [InlineData("y = a == ‹not› b > 0", "SBP0001", "Found 'not' where an expression should stand")]
    [InlineData("f(x ‹=› 3)", "SBP0001", "Found '=' where")]
    [InlineData("sum(j in 3‹,› j)", "SBP0001", "Found ',' where an operator or '..' should stand")]
    [InlineData("E = a ‹|› b", "SBP0002", "The character '|' means nothing here")]
    [InlineData("E = x‹′›", "SBP0002", "The character '′' (U+2032) means nothing here")]
    [InlineData("E = a‹.›b", "SBP0002", "The character '.' means nothing here")]
    [InlineData("E = x‹ⁿ›", "SBP0002", "The character 'ⁿ' (U+207F) means nothing here")]
    [InlineData("E = a‹\0\0\0›b", "SBP0003", "The text contains U+0000, which cannot be seen")]
    [InlineData("E = a‹\u200B›b", "SBP0003", "The text contains U+200B, which cannot be seen")]
    [InlineData("E = a // b‹\0›", "SBP0003", "The text contains U+0000, which cannot be seen")]
    [InlineData("E = x‹\uFE0F›", "SBP0003", "The text contains U+FE0F, which cannot be seen")]
    [InlineData("E = a // ‹\u202E› b", "SBP0004", "The text contains U+202E, which changes the direction of writing")]
    [InlineData("/* ‹\u2066› */ E = a", "SBP0004", "The text contains U+2066, which changes the direction of writing")]
    [InlineData("E = a ‹/*› b", "SBP0006", "The comment that begins here has no end")]
    [InlineData("E = ‹(›a + b", "SBP0009", "The '(' is never closed")]
    [InlineData("E = f(a, x‹[›i", "SBP0009", "The '[' is never closed")]
    [InlineData("E = a + b‹)›", "SBP0010", "The ')' closes nothing")]
    [InlineData("E = (a + x[i‹)›", "SBP0010", "The ')' closes nothing")]
    [InlineData("E = 1/‹2x›", "SBP0011", "'/2x' could mean two things")]
    [InlineData("E = 1/-‹2x›", "SBP0011", "'/2x' could mean two things")]
    [InlineData("E = x^‹2y›", "SBP0011", "'^2y' could mean two things")]
    [InlineData("E = x^-‹2(›y + 1)", "SBP0011", "'^2(…)' could mean two things")]
    [InlineData("E = a ./ ‹2f›(x)", "SBP0011", "'./2f(…)' could mean two things")]
    [InlineData("E = a ‹b›", "SBP0012", "Nothing stands between the name 'a' and the name 'b'")]
    [InlineData("E = (a)‹(›b)", "SBP0012", "Nothing stands between ')' and '('")]
    [InlineData("E = x²‹y›", "SBP0012", "Nothing stands between the exponent '²' and the name 'y'")]
    [InlineData("E = x' ‹y›", "SBP0012", "Nothing stands between ''' and the name 'y'")]
    [InlineData("E = 1 ‹2›", "SBP0012", "Nothing stands between the number 1 and the number 2")]
    [InlineData("E = x ‹2›", "SBP0012", "Nothing stands between the name 'x' and the number 2")]
    [InlineData("weight W[h] ‹b›[h]", "SBP0012", "Nothing stands between ']' and the name 'b'")]
    [InlineData("E = ‹1e999›", "SBP0013", "The number 1e999 is out of bounds")]
    [InlineData("E = ‹1e-401›", "SBP0013", "The number 1e-401 is out of bounds")]
    [InlineData("E = ‹1e99999999999999999999›", "SBP0013", "The number 1e99999999999999999999 is out of bounds")]
    [InlineData("E = ‹2e308›", "SBP0013", "The number 2e308 is out of bounds")]
    [InlineData("E = ‹.5›", "SBP0014", "The point of a number needs digits on both sides")]
    [InlineData("E = ‹5.› + x", "SBP0014", "The point of a number needs digits on both sides")]
    [InlineData("‹a + b› = c", "SBP0015", "Left of '=' stands a sum, which cannot be defined")]
    [InlineData("‹∂E/∂w› = c", "SBP0015", "Left of '=' stands a derivative, which cannot be defined")]
    [InlineData("‹2› = c", "SBP0015", "Left of '=' stands the number 2, which cannot be defined")]
    [InlineData("‹x'› = c", "SBP0015", "Left of '=' stands a transpose, which cannot be defined")]
    [InlineData("‹√(x)› = c", "SBP0015", "Left of '=' stands a call, which cannot be defined")]
    [InlineData("derivative ‹f› = c", "SBP0015", "Left of '=' stands the name 'f', which cannot be defined")]
    [InlineData("f(‹2›) = c", "SBP0016", "Found the number 2 where the function 'f' needs a parameter")]
    [InlineData("f(‹x[:]›) = c", "SBP0016", "Found an entry where the function 'f' needs a parameter")]
    [InlineData("f(x)[‹i+1›] = c", "SBP0017", "Found a sum where an index is named")]
    [InlineData("sum(‹2*j› in 0..3, j)", "SBP0017", "Found a product where an index is named")]
    [InlineData("E = if a < b ‹<› c then 1 else 2", "SBP0018", "A comparison cannot be compared again")]
    [InlineData("f(x) = x for ‹i› in 0..3", "SBP0019", "'for' bounds the indices of an equation, and this is a function")]
    [InlineData("", "SBP0020", "The text has no statement")]
    [InlineData(" // nothing\n;", "SBP0020", "The text has no statement")]
    public void Fault(string marked, string id, string message)
    {
        int start = marked.IndexOf('‹', System.StringComparison.Ordinal);
        int end = marked.IndexOf('›', System.StringComparison.Ordinal) - 1;
        string text = marked.Replace("‹", "", System.StringComparison.Ordinal).Replace("›", "", System.StringComparison.Ordinal);

        Diagnostic fault = Parsing.Fault(text);

        Assert.Equal(id, fault.Descriptor.Id);
        Assert.StartsWith(message, fault.Message, System.StringComparison.Ordinal);
        Assert.Equal(start < 0 ? new SourceSpan(0, 0) : new SourceSpan(start, end), fault.Span);
    }

    [Theory]
    [InlineData("E = a ** b", "write '^' for a power")]
    [InlineData("E := a", "write '=' to define")]
    [InlineData("f(x = 3)", "write '==' to compare")]
    [InlineData("E = a && b", "write 'and'")]
    [InlineData("E = .5", "write 0.5")]
    [InlineData("E = 5. + x", "write 5.0, or 5")]
    [InlineData("E = a b", "write '*' between them if a product is meant")]
    [InlineData("input a b", "put ',' between them")]
    [InlineData("E = 1 + if a > 0 then 1 else 2", "put parentheses around 'if … then … else …'")]
    [InlineData("gradient E", "add 'wrt'")]
    public void Hint(string text, string hint) => Assert.Equal(hint, Parsing.Fault(text).Hint);

    // An attribute could not hold these texts.
    [Theory]
    [InlineData('\uD800')]
    [InlineData('\uDBFF')]
    [InlineData('\uDC00')]
    public void HalfACharacter_IsReported(char half)
    {
        Diagnostic fault = Parsing.Fault($"E = a {half}+ b // {half}".TrimEnd(half));

        Assert.Equal(("SBP0005", new SourceSpan(6, 7)), (fault.Descriptor.Id, fault.Span));
        Assert.Equal($"U+{(int)half:X4}", fault.Found);
        Assert.Equal(2, Parsing.Parse($"E = a // {half} {half}").Diagnostics.Length);
    }

    [Fact]
    public void SeveralFaults_AreAllReported_AndTheRestIsRead()
    {
        const string Text = """
            network A(N
              input x[N
              weight w +
              E = (w*x
              y = a b
              z = w*x
            network B
              p = q
            """;

        (FileSyntax file, ImmutableArray<Diagnostic> diagnostics) = Parsing.Parse(Text);

        Assert.Equal(["SBP0009", "SBP0009", "SBP0001", "SBP0009", "SBP0012"], diagnostics.Select(d => d.Descriptor.Id));
        Assert.Equal(
            string.Join(
                "\n",
                "network A(N)", "  unreadable(x)", "  unreadable(w)", "  unreadable(E)", "  unreadable(y)", "  z := <*w *x>", "network B()", "  p := q"),
            SyntaxDump.Of(file));
    }

    [Fact]
    public void EveryMessage_IsFilledIn()
    {
        foreach (Diagnostic fault in new[] { "a b", "(", ")", "1/2x", "1e999", ".5", "2 = 3", "f(2) = 1", "a < b < c", "a ** b" }.Select(Parsing.Fault))
        {
            Assert.All(
                [fault.Message, fault.Expected, fault.Found, fault.Hint],
                text =>
                {
                    Assert.NotEmpty(text);
                    Assert.DoesNotMatch(@"\{\d\}", text);
                });
        }
    }
}
