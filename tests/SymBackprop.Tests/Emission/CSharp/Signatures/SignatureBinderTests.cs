using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Emission.CSharp;
using SymBackprop.Emission.CSharp.Signatures;
using SymBackprop.Expressions;
using Xunit;

namespace SymBackprop.Tests.Emission.CSharp.Signatures;

public class SignatureBinderTests
{
    private static readonly IndexExpr M = IndexExpr.Size("m");
    private static readonly IndexExpr N = IndexExpr.Size("n");

    private static readonly Tensor W = new("W", new([M, N]), TensorRole.Input);
    private static readonly Tensor X = new("x", new([N]), TensorRole.Input);
    private static readonly Tensor Y = new("y", new([M]), TensorRole.Input);
    private static readonly Tensor B = new("b", Shape.Scalar, TensorRole.Input);

    [Fact]
    public void EachParameter_StandsForItsTensor()
    {
        MethodSignature signature = Accepted(Request("number W[] x[] y[] b dW[out] db:out workspace[out]", value: true), [W, X, Y, B], ["m", "n"], [W, B]);

        AssertSame(
            [
                new GivenParameter("W", W), new GivenParameter("x", X), new GivenParameter("y", Y), new GivenParameter("b", B),
                new DerivativeParameter("dW", W), new DerivativeParameter("db", B), new WorkspaceParameter("workspace"),
            ],
            signature.Parameters);
        Assert.IsType<ReturnedValue>(signature.Returned);
    }

    [Fact]
    public void DerivativeByOneScalar_IsReturned()
    {
        MethodSignature signature = Accepted(Request("number b"), [B], [], [B]);

        Assert.Equal(new ReturnedDerivative(B), signature.Returned);
    }

    [Fact]
    public void Names_MeetAsCSharpSpellsThem()
    {
        var hat = new Tensor("ŷ", Shape.Scalar, TensorRole.Input);

        MethodSignature signature = Accepted(Request("void yhat dyhat:out"), [hat], [], [hat]);

        AssertSame([new GivenParameter("yhat", hat), new DerivativeParameter("dyhat", hat)], signature.Parameters);
    }

    [Fact]
    public void NameThatIsAlsoADerivative_IsToldApartByItsDirection()
    {
        var w = new Tensor("w", Shape.Scalar, TensorRole.Input);
        var dw = new Tensor("dw", Shape.Scalar, TensorRole.Input);

        MethodSignature signature = Accepted(Request("number w dw dw:out", value: true), [w, dw], [], [w]);

        AssertSame([new GivenParameter("w", w), new GivenParameter("dw", dw), new DerivativeParameter("dw", w)], signature.Parameters);
    }

    [Fact]
    public void Sizes_FollowFromLengths()
    {
        MethodSignature signature = Accepted(Request("void W[] x[] dW[out]"), [W, X], ["m", "n"], [W]);

        // n = |x|, then m = |W| / n.
        Assert.Collection(
            signature.Sizes,
            s => Assert.Equal(("n", "x", 1L, 0), Described(s)),
            s => Assert.Equal(("m", "W", 1L, 1), Described(s)));
    }

    [Fact]
    public void Sizes_FollowFromAffineExtents()
    {
        var wide = new Tensor("v", new([(N * 2) + 3]), TensorRole.Input);

        var source = (SizeFromLength)Accepted(Request("void v[] dv[out]"), [wide], ["n"], [wide]).Sizes.Single();

        Assert.Equal((2, IndexExpr.Of(3)), (source.Coefficient, source.Offset));
    }

    [Fact]
    public void ParameterOfItsOwn_ComesBeforeLengths()
    {
        MethodSignature signature = Accepted(Request("void W[] n:size dW[out]"), [W], ["m", "n"], [W]);

        Assert.Equal(new SizeFromParameter("n", "n"), signature.Sizes[0]);
        Assert.Equal(("m", "W", 1L, 1), Described(signature.Sizes[1]));
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "void W[] dW[out]", "W", "SBP5012:m" },
        { "void W[] x[] y[]", "W", "SBP5011:W" },
        { "void W[] y[] dW[out]", "W", "SBP5008:x" },
        { "void W[] x[] y[] dW[out] z", "W", "SBP5009:z@4" },
        { "void W[] x[] y[] dW[out] n", "W", "SBP5010:n@4" },
        { "void W x[] y[] dW[out]", "W", "SBP5010:W@0" },
        { "void W[] x[out] y[] dW[out]", "W", "SBP5010:x@1" },
        { "void W[] x[] y[] dW[]", "W", "SBP5010:dW@3" },
        { "void W[] x[] y[] dW[out] workspace[out] m:size", "W", "SBP5009:workspace@4" },
        { "number W[] x[] y[] dW[out]", "W", "SBP5013:F" },
        { "number W[] x[] y[] x[]", "W", "SBP5013:F SBP5011:W" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void WhatDoesNotFit_IsReportedOnceWithItsPlace(string declaration, string variable, string expected)
    {
        bool isOpen = declaration == "void W[] dW[out]";
        ImmutableArray<Tensor> givens = isOpen ? [W] : [W, X, Y];
        (MethodSignature? signature, ImmutableArray<RequestDiagnostic> diagnostics) =
            SignatureBinder.Bind(Request(declaration), givens, ["m", "n"], [givens.Single(g => g.Name == variable)], Spell);

        Assert.Null(signature);
        Assert.Equal(expected.Split(' ').Order(), diagnostics.Select(Describe).Order());
    }

    [Fact]
    public void ValueThatIsNotReturned_IsReported()
    {
        (MethodSignature? _, ImmutableArray<RequestDiagnostic> diagnostics) =
            SignatureBinder.Bind(Request("void b db:out", value: true), [B], [], [B], Spell);

        Assert.Equal("SBP5013:F", Describe(diagnostics.Single()));
    }

    [Theory]
    [InlineData("w", "w@0")]
    [InlineData(" w , b1,ŷ ", "w@1 b1@5 ŷ@8")]
    [InlineData("w,,b", "w@0 @2 b@3")]
    [InlineData("", "@0")]
    public void NameList_KeepsPlaces(string text, string expected)
    {
        IEnumerable<string> found = NameList.Read(text).Select(n => n.Name + "@" + n.Span.Start);

        Assert.Equal(expected, string.Join(" ", found));
        Assert.All(NameList.Read(text), n => Assert.Equal(n.Name, text[n.Span.Start..n.Span.End]));
    }

    private static void AssertSame(SignatureParameter[] expected, ImmutableArray<SignatureParameter> actual) =>
        Assert.True(expected.SequenceEqual(actual), string.Join("\n", actual));

    private static MethodSignature Accepted(
        MethodRequest request, ImmutableArray<Tensor> givens, ImmutableArray<string> sizes, ImmutableArray<Tensor> variables)
    {
        (MethodSignature? signature, ImmutableArray<RequestDiagnostic> diagnostics) = SignatureBinder.Bind(request, givens, sizes, variables, Spell);
        Assert.Empty(diagnostics);
        return signature!;
    }

    // "void W[] x dW[out] db:out n:size": spans in brackets.
    private static MethodRequest Request(string declaration, bool value = false)
    {
        string[] parts = declaration.Split(' ');
        return new()
        {
            Name = "F",
            Returns = parts[0] == "void" ? ReturnKind.Nothing : ReturnKind.Number,
            WithValue = value,
            Parameters = [.. parts.Skip(1).Select(Parameter)],
        };
    }

    private static MethodParameter Parameter(string text) => new(
        text.Split('[', ':')[0],
        text.EndsWith("[]", System.StringComparison.Ordinal) ? ParameterKind.Tensor
        : text.EndsWith("[out]", System.StringComparison.Ordinal) ? ParameterKind.TensorOut
        : text.EndsWith(":out", System.StringComparison.Ordinal) ? ParameterKind.NumberOut
        : text.EndsWith(":size", System.StringComparison.Ordinal) ? ParameterKind.Size
        : ParameterKind.Number);

    private static string Spell(string name) => name.Replace("ŷ", "yhat");

    private static (string Size, string Parameter, long Coefficient, int Others) Described(SizeSource source) =>
        source is SizeFromLength l ? (l.Size, l.Parameter, l.Coefficient, l.Others.Length) : default;

    private static string Describe(RequestDiagnostic found) =>
        found.Diagnostic.Descriptor.Id + ":" + found.Diagnostic.Arguments[0] + (found.Part == RequestPart.Parameter ? "@" + found.Parameter : "");
}
