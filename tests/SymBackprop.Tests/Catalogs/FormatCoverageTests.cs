using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SymBackprop.Emission.CSharp;
using SymBackprop.Emission.Latex;
using SymBackprop.Emission.PlainText;
using SymBackprop.Expressions;
using SymBackprop.Functions;
using SymBackprop.Numbers;
using SymBackprop.Scheduling;
using SymBackprop.Tests.Shared;
using Xunit;

namespace SymBackprop.Tests.Catalogs;

/// <summary>Every format prints every kind of node and every function.</summary>
public class FormatCoverageTests
{
    private static readonly Tensor X = new("x", Shape.Scalar, TensorRole.Input);
    private static readonly Tensor Y = new("y", Shape.Scalar, TensorRole.Input);
    private static readonly Tensor K = new("k", new Shape([IndexExpr.Size("n")]), TensorRole.Input) { IsInteger = true };
    private static readonly Tensor V = new("v", new Shape([IndexExpr.Size("n")]), TensorRole.Weight);

    private static readonly Dictionary<string, Func<ExpressionPrinter>> Printers = new()
    {
        [nameof(ExpressionPrinter)] = () => new ExpressionPrinter(NameOfIndex),
        [nameof(PlainTextPrinter)] = () => new PlainTextPrinter(NameOfIndex),
        [nameof(LatexPrinter)] = () => new LatexPrinter(NameOfIndex),
        [nameof(CSharpPrinter)] = () => CSharp(Precision.Double),
        [nameof(CSharpPrinter) + "InSingle"] = () => CSharp(Precision.Single),
        [nameof(DefinitionPrinter)] = () => new DefinitionPrinter(single: false),
    };

    public static TheoryData<string> Formats => [.. Printers.Keys];

    private static IEnumerable<Type> Kinds<T>() => typeof(T).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(T))).OrderBy(t => t.Name, StringComparer.Ordinal);

    [Fact]
    public void EveryPrinter_IsAFormatHere()
    {
        IEnumerable<Type> printers = typeof(ExpressionPrinter).Assembly.GetTypes().Where(t => (t == typeof(ExpressionPrinter) || t.IsSubclassOf(typeof(ExpressionPrinter))) && !t.IsNested);

        Assert.Subset(Printers.Keys.ToHashSet(), printers.Select(p => p.Name).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Format_PrintsEveryKindOfNodeAndEveryFunction(string format)
    {
        var text = new StringBuilder();
        foreach (Expr sample in Kinds<Expr>().SelectMany(Samples))
        {
            Line(sample.GetType().Name, p => p.Text(sample));
        }

        foreach (Condition sample in Kinds<Condition>().SelectMany(ConditionSamples))
        {
            Line(sample.GetType().Name, p => p.Text(sample));
        }

        foreach (IndexExpr sample in Kinds<IndexAtom>().Select(AtomSample))
        {
            Line("index: " + sample.Terms[0].Atom.GetType().Name, p => p.Text(new Access(V, [sample])));
        }

        foreach (ScalarFunction function in FunctionCatalog.All)
        {
            Line(function.Name, p => p.Text(new Call(function.Name, [.. new[] { X, Y }.Take(function.Arity).Select(Scalar)])));
        }

        Snapshot.Verify(text.ToString(), "txt", format);

        void Line(string name, Func<ExpressionPrinter, string> print)
        {
            string printed;
            try
            {
                printed = print(Printers[format]());
            }
            catch (InvalidOperationException e)
            {
                printed = "— " + e.Message;
            }

            text.Append(name.PadRight(24)).Append(printed).Append('\n');
        }
    }

    private static IEnumerable<Expr> Samples(Type kind) => kind.Name switch
    {
        nameof(Constant) => [new Constant(new Rational(3)), new Constant(-new Rational(3)), new Constant(new Rational(1) / new Rational(2)), new Constant(-new Rational(2) / new Rational(7))],
        nameof(NamedConstant) => Enum.GetValues<KnownNumber>().Select(n => new NamedConstant(n)),
        nameof(IndexValue) => [new IndexValue(IndexExpr.Size("n") - 1)],
        nameof(Access) => [Scalar(X), Entry(IndexExpr.Variable(0))],
        nameof(Add) => [Scalar(X) + Scalar(Y), Scalar(X) - Scalar(Y), -Scalar(X) - 1],
        nameof(Multiply) => [Scalar(X) * Scalar(Y), Scalar(X) / Scalar(Y), -Scalar(X), (Scalar(X) + 1) * (Scalar(Y) - 1), 1 / (Scalar(X) * Scalar(Y))],
        nameof(Power) => [new Power(Scalar(X), 2), new Power(Scalar(X), -2), new Power(Scalar(X) + 1, Scalar(Y)), new Power(new Power(Scalar(X), 2), 3), new Power(new Call("sqrt", [Scalar(X)]), 3)],
        nameof(Call) => [new Call("exp", [-Scalar(X)])],
        nameof(Reduce) => Enum.GetValues<ReduceKind>().Select(k => new Reduce(k, [new BoundIndex(0, IndexRange.Extent(IndexExpr.Size("n")), "i")], Entry(IndexExpr.Variable(0)))),
        nameof(Select) => [new Select(new Compare(Comparison.Greater, Scalar(X), 0), Scalar(X), 0), 2 * new Select(new Compare(Comparison.Less, Scalar(X), Scalar(Y)), Scalar(X), Scalar(Y))],
        nameof(Hole) => [new Hole("a")],
        nameof(DerivativeRequest) => [new DerivativeRequest(X, Y)],
        _ => throw new InvalidOperationException("Give a sample of a " + kind.Name),
    };

    private static IEnumerable<Condition> ConditionSamples(Type kind)
    {
        var positive = new Compare(Comparison.Greater, Scalar(X), 0);
        var inside = new IndexCompare(Comparison.GreaterOrEqual, IndexExpr.Variable(0) - 1, IndexExpr.Zero);
        return kind.Name switch
        {
            nameof(Compare) => Enum.GetValues<Comparison>().Select(c => new Compare(c, Scalar(X), Scalar(Y))),
            nameof(IndexCompare) => Enum.GetValues<Comparison>().Select(c => new IndexCompare(c, IndexExpr.Variable(0), IndexExpr.Size("n") - 1)),
            nameof(And) => [new And([positive, inside]), new And([new Or([positive, inside]), inside])],
            nameof(Or) => [new Or([positive, new And([positive, inside])])],
            nameof(Not) => [new Not(positive), new Not(new Or([positive, inside]))],
            _ => throw new InvalidOperationException("Give a sample of a " + kind.Name),
        };
    }

    private static IndexExpr AtomSample(Type kind) => kind.Name switch
    {
        nameof(IndexVariable) => IndexExpr.Variable(0),
        nameof(SizeSymbol) => IndexExpr.Size("n"),
        nameof(FloorDivision) => IndexExpr.Of(new FloorDivision(IndexExpr.Variable(0), 2)),
        nameof(Modulus) => IndexExpr.Of(new Modulus(IndexExpr.Variable(0), 2)),
        nameof(IndexGather) => IndexExpr.Of(new IndexGather(K, new IndexList([IndexExpr.Variable(0)]))),
        _ => throw new InvalidOperationException("Give a sample of a " + kind.Name),
    };

    private static Access Scalar(Tensor tensor) => new(tensor, []);

    private static Access Entry(IndexExpr index) => new(V, [index]);

    private static string NameOfIndex(int id) => ((char)('i' + id)).ToString();

    private static CSharpPrinter CSharp(Precision precision)
    {
        Loop loop = new(0, "i", IndexRange.Extent(IndexExpr.Size("n")), [], Section.Forward);
        var kernel = new Kernel
        {
            Request = new KernelRequest("Run", [], null),
            Givens = [X, Y, V, K],
            Body = [loop],
            Places = new[] { X, Y, V, K }.ToDictionary(t => t, t => new Place(t, PlaceKind.Given, [.. Enumerable.Range(0, t.Shape.Rank)], SizePolynomial.Zero, SizePolynomial.One)),
            Names = new Dictionary<Tensor, string>(),
            Mathematics = [],
            IndexNames = new Dictionary<int, string>(),
            WorkspaceLength = SizePolynomial.Zero,
            Operations = new OperationTally(System.Collections.Immutable.ImmutableSortedDictionary<string, SizePolynomial>.Empty),
        };
        var names = new KernelNames(kernel, kernel.Givens.ToDictionary(g => g, g => g.Name), new Dictionary<string, string> { ["n"] = "n" });
        return new CSharpPrinter(names, precision, EmissionPatterns.Default, new HashSet<string>());
    }
}
