using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Judging;

/// <summary>The functions of the language at arrays.</summary>
internal sealed class ArrayFunctions(NetworkDraft draft, ArrayAlgebra algebra)
{
    public ArrayValue Builtin(string word, ImmutableArray<ArrayValue> arguments)
    {
        switch (word)
        {
            case "sum" or "prod" or "mean" when arguments.Length == 1:
                ArrayValue total = algebra.Total(arguments[0], word == "prod" ? "prod" : "sum");
                return word == "mean" ? total.Map(x => arguments[0].Axes.Aggregate(x, (y, axis) => Code.Divide(y, axis.Code))) : total;
            case "softmax" when arguments.Length == 1 && arguments[0].Rank == 1:
                ArrayValue z = arguments[0];
                string index = draft.Fresh("c");
                return z with { Link = null, At = i => Code.Divide(Code.Call("exp", z.At(i)), Code.Reduce("sum", [(index, Code.Zero, z.Axes[0].Last)], Code.Call("exp", z.At([Code.Name(index)])))) };
            case "softmax" when arguments.Length == 1 && arguments[0].Rank == 2:
                ArrayValue rows = arguments[0];
                string column = draft.Fresh("c");
                return rows with { Link = null, At = i => Code.Divide(Code.Call("exp", rows.At(i)), Code.Reduce("sum", [(column, Code.Zero, rows.Axes[1].Last)], Code.Call("exp", rows.At([i[0], Code.Name(column)])))) };
            case FunctionWords.CrossEntropy when arguments.Length == 2 && arguments[0].Rank > 0:
                return algebra.Total(algebra.Multiply(arguments[0], arguments[1].Map(x => Code.Call("log", x)) with { IsRow = arguments[1].IsRow }, Times.Hadamard), "sum").Map(Code.Negate);
            case "logsumexp" when arguments.Length == 1 && arguments[0].Rank == 1:
                return algebra.Total(arguments[0].Map(x => Code.Call("exp", x)), "sum").Map(x => Code.Call("log", x));
            case "trace" when arguments.Length == 1 && arguments[0].Rank == 2:
                if (!arguments[0].Axes[0].Join(arguments[0].Axes[1]))
                {
                    throw JudgingException.Shapes("the trace", arguments[0], arguments[0]);
                }

                string diagonal = draft.Fresh("c");
                ExpressionSyntax at = Code.Name(diagonal);
                return ArrayValue.Of(Code.Reduce("sum", [(diagonal, Code.Zero, arguments[0].Axes[0].Last)], arguments[0].At([at, at])));
            case "trace" when arguments.Length == 1 && arguments[0].IsScalar:
                return arguments[0];
            case "det" or "logdet" when arguments.Length == 1 && arguments[0].IsScalar:
                return word == "det" ? arguments[0] : arguments[0].Map(x => Code.Call("log", x));
            case "det" or "logdet" when arguments.Length == 1 && arguments[0].Rank == 2:
                throw JudgingException.Unsupported("a determinant is not in the language yet");
            case "diag" when arguments.Length == 1 && arguments[0].Rank == 1:
                ArrayValue vector = arguments[0];
                return new ArrayValue([vector.Axes[0], vector.Axes[0]], i => Code.If(Code.Compare(ComparisonOperator.Equal, i[0], i[1]), vector.At([i[0]]), Code.Zero));
            case "diag" when arguments.Length == 1 && arguments[0].Rank == 2:
                return new ArrayValue([arguments[0].Axes[0]], i => arguments[0].At([i[0], i[0]]));
            case "norm" when arguments.Length == 1:
                return algebra.Total(arguments[0].Map(x => Code.Power(x, Code.Number(2))), "sum").Map(x => Code.Call("sqrt", x));
            case "dot" when arguments.Length == 2 && arguments[0].Rank == 1 && arguments[1].Rank == 1:
                return algebra.Inner(arguments[0], arguments[1]);
            case "max" or "min" when arguments.Length == 2:
                ArrayValue shape = arguments[0].IsScalar ? arguments[1] : arguments[0];
                if (!arguments[0].IsScalar && !arguments[1].IsScalar)
                {
                    ArrayAlgebra.Join(arguments[0], arguments[1], word);
                }

                return shape with { Link = null, At = i => Code.Call(word, arguments[0].IsScalar ? arguments[0].Scalar : arguments[0].At(i), arguments[1].IsScalar ? arguments[1].Scalar : arguments[1].At(i)) };
            case "max" or "min" when arguments.Length == 1:
                return algebra.Total(arguments[0], word);
            case "softmax" or "diag" when arguments.Length == 1 && arguments[0].IsScalar:
                // Nobody means it: the argument is a vector that the document does not show to be one.
                throw new JudgingException(Obstacle.OpenShapes, $"{word} of a scalar");
            case "softmax" or "logsumexp" or FunctionWords.CrossEntropy or "det" or "logdet" or "trace" or "diag" or "dot" or "max" or "min" or "sum" or "prod" or "mean" or "norm":
                throw new JudgingException(Obstacle.Shapes, $"shapes: {word} of {string.Join(" and ", arguments.Select(a => a.Shape))}");
            default:
                return arguments.Length == 1 ? arguments[0].Map(x => Code.Call(word, x)) with { IsRow = arguments[0].IsRow } : throw JudgingException.Unsupported($"{word} of {arguments.Length} arguments");
        }
    }
}
