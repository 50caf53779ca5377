using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Numerics;
using SymBackprop.Diagnostics;
using SymBackprop.Expressions;
using SymBackprop.Numbers;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>Products, quotients and powers: of scalars, by elements, and of matrices.</summary>
internal sealed partial class ExpressionBinder
{
    // The tree of a matrix product is as deep as it has factors.
    private const int MatrixLimit = 256;

    private const int LargestMatrixPower = 1000;

    private BoundExpr? BindProduct(ProductSyntax product, IndexEnvironment environment)
    {
        var builder = new ProductBuilder(this, scope.SpanOf(product));
        foreach (FactorSyntax factor in product.Factors)
        {
            builder.Add(factor, Bind(factor.Value, environment));
        }

        return builder.Build();
    }

    private BoundExpr? BindPower(PowerSyntax power, IndexEnvironment environment)
    {
        BoundExpr? @base = Bind(power.Base, environment);
        BoundExpr? exponent = Bind(power.Exponent, environment);
        if (@base is null || exponent is null)
        {
            return null;
        }

        if (power.IsElementwise || (@base.Shape.IsScalar && exponent.Shape.IsScalar))
        {
            var shapes = new CommonShape(this, power.Base);
            shapes.Add(@base, power.Base, ".^");
            shapes.Add(exponent, power.Exponent, ".^");
            return shapes.IsConsistent ? new BoundPower(@base, exponent, shapes.Shape, scope.SpanOf(power)) { IsRow = shapes.IsRow } : null;
        }

        bool isSquare = @base.Shape.Rank == 2 && context.Extents.Unify(@base.Shape.Extents[0], @base.Shape.Extents[1]);
        if (isSquare && exponent is BoundNumber { Value: { IsInteger: true } value } && value.Sign >= 0 && value.Numerator <= LargestMatrixPower)
        {
            return MatrixPower(@base, (int)value.Numerator, scope.SpanOf(power));
        }

        string what = isSquare || @base.Shape.IsScalar
            ? $"{Describe(@base)} cannot be raised to {(exponent.Shape.IsScalar ? "this power" : "a power of shape " + Describe(exponent))}"
            : $"Shape {Describe(@base)} has no powers: it is no square matrix";
        context.Report(
            DiagnosticCatalog.PowerOfTensor,
            scope.SpanOf(power),
            what,
            LargestMatrixPower.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Describe(@base));
        return null;
    }

    // By squares: A¹³ = A⁸·A⁴·A.
    private BoundExpr MatrixPower(BoundExpr matrix, int exponent, SourceSpan span)
    {
        if (exponent == 0)
        {
            return Eye(matrix.Shape, span);
        }

        BoundExpr? result = null;
        BoundExpr square = matrix;
        for (int rest = exponent; rest > 0; rest /= 2)
        {
            if (rest % 2 == 1)
            {
                result = result is null ? square : new BoundMatrixProduct(result, square, matrix.Shape, span);
            }

            square = rest > 1 ? new BoundMatrixProduct(square, square, matrix.Shape, span) : square;
        }

        return result!;
    }

    /// <summary>Returns left·right of two tensors, or null after an error.</summary>
    private BoundExpr? MatrixProduct(BoundExpr left, BoundExpr right, SourceSpan span)
    {
        ImmutableArray<IndexExpr> a = left.Shape.Extents;
        ImmutableArray<IndexExpr> b = right.Shape.Extents;
        bool Meets() => context.Extents.Unify(a[a.Length - 1], b[0]);

        switch (left.Shape.Rank, right.Shape.Rank)
        {
            case (1, 1) when !left.IsRow && !right.IsRow:
                context.Report(DiagnosticCatalog.VectorTimesVector, span, Describe(left), Describe(right));
                return null;
            case (1, 1) when !left.IsRow:
                return new BoundOuterProduct(left, right, new Shape([a[0], b[0]]), span);
            case (1, 1) when !right.IsRow && Meets():
                return new BoundMatrixProduct(left, right, Shape.Scalar, span);
            case (1, 2) when left.IsRow && Meets():
                return new BoundMatrixProduct(left, right, new Shape([b[1]]), span) { IsRow = true };
            case (2, 1) when !right.IsRow && Meets():
                return new BoundMatrixProduct(left, right, new Shape([a[0]]), span);
            case (2, 2) when Meets():
                return new BoundMatrixProduct(left, right, new Shape([a[0], b[1]]), span);
            default:
                context.Report(DiagnosticCatalog.ProductDoesNotFit, span, Describe(left), Describe(right), ProductHint(left, right));
                return null;
        }
    }

    private static string ProductHint(BoundExpr left, BoundExpr right)
    {
        if (left.Shape.Rank > 2 || right.Shape.Rank > 2)
        {
            return "write by index: sum(j, A[i,j]*B[j,k])";
        }

        bool wouldFit = left.Shape.Rank == 2 && right.Shape.Extents[0].Equals(left.Shape.Extents[0]);
        return left.Shape.Rank == 2 && right.Shape.Rank == 2 ? "make the inner extents equal, or transpose one of them: A*B'"
            : wouldFit ? "transpose the matrix: W'*x"
            : left.Shape.Rank == 1 && !left.IsRow ? "a vector is a column; write x'*A"
            : right.IsRow ? "a row stands on the left of a matrix; write A*x"
            : "make the inner extents equal";
    }

    /// <summary>A product while its factors are read from left to right.</summary>
    private sealed class ProductBuilder(ExpressionBinder binder, SourceSpan span)
    {
        private readonly List<BoundExpr> _scalars = [];
        private readonly List<BoundExpr> _scalarDivisors = [];
        private List<BoundExpr> _tensors = [];
        private List<BoundExpr> _tensorDivisors = [];
        private int _matrixProducts;
        private bool _isConsistent = true;

        // All tensors of a run of elementwise operations have this one's shape.
        private BoundExpr? Tensor => _tensors.Count > 0 ? _tensors[0] : _tensorDivisors.Count > 0 ? _tensorDivisors[0] : null;

        public void Add(FactorSyntax factor, BoundExpr? value)
        {
            if (value is null || !_isConsistent)
            {
                _isConsistent = false;
                return;
            }

            bool divides = factor.Operator is ProductOperator.Divide or ProductOperator.ElementwiseDivide;
            if (divides && value is BoundNumber { Value.IsZero: false } divisor && Tensor is null && _scalarDivisors.Count == 0 && _scalars is [BoundNumber dividend])
            {
                // 1/2 is a number, exact.
                _scalars[0] = new BoundNumber(dividend.Value / divisor.Value, dividend.Span.To(divisor.Span));
            }
            else if (value.Shape.IsScalar)
            {
                (divides ? _scalarDivisors : _scalars).Add(value);
            }
            else if (factor.Operator == ProductOperator.Divide)
            {
                Fail(DiagnosticCatalog.DivisionByTensor, binder.Scope.SpanOf(factor.Value), binder.Describe(value));
            }
            else if (Tensor is null)
            {
                (divides ? _tensorDivisors : _tensors).Add(value);
            }
            else if (factor.Operator == ProductOperator.Multiply)
            {
                MultiplyMatrix(factor, value);
            }
            else if (binder.SameShape(Tensor, value))
            {
                (divides ? _tensorDivisors : _tensors).Add(value);
            }
            else
            {
                string sign = divides ? "./" : ".*";
                Fail(
                    DiagnosticCatalog.ShapesDiffer,
                    binder.Scope.SpanOf(factor.Value),
                    binder.Describe(Tensor),
                    binder.Describe(value),
                    sign,
                    $"write by index which axes meet: c[i,j] = a[i,j] {sign.Substring(1)} b[j]");
            }
        }

        public BoundExpr? Build()
        {
            if (!_isConsistent)
            {
                return null;
            }

            Shape shape = Tensor?.Shape ?? Shape.Scalar;
            bool isRow = Tensor?.IsRow ?? false;
            BoundExpr numerator = Together([.. _scalars, .. _tensors]);
            return _scalarDivisors.Count + _tensorDivisors.Count == 0
                ? numerator
                : new BoundQuotient(numerator, Together([.. _scalarDivisors, .. _tensorDivisors]), shape, span) { IsRow = isRow };
        }

        private BoundExpr Together(ImmutableArray<BoundExpr> factors)
        {
            BoundExpr? tensor = factors.FirstOrDefault(f => !f.Shape.IsScalar);
            return factors.Length switch
            {
                0 => new BoundNumber(new Rational(BigInteger.One), span),
                1 => factors[0],
                _ => new BoundElementwiseProduct(factors, tensor?.Shape ?? Shape.Scalar, span) { IsRow = tensor?.IsRow ?? false },
            };
        }

        private void MultiplyMatrix(FactorSyntax factor, BoundExpr value)
        {
            BoundExpr left = Together([.. _tensors]);
            if (_tensorDivisors.Count > 0)
            {
                left = new BoundQuotient(left, Together([.. _tensorDivisors]), Tensor!.Shape, span) { IsRow = Tensor.IsRow };
            }

            if (++_matrixProducts > MatrixLimit)
            {
                Fail(DiagnosticCatalog.TooManyMatrices, binder.Scope.SpanOf(factor.Value), MatrixLimit.ToString(System.Globalization.CultureInfo.InvariantCulture));
                return;
            }

            BoundExpr? product = binder.MatrixProduct(left, value, span.Length == 0 ? span : new SourceSpan(span.Start, binder.Scope.SpanOf(factor.Value).End));
            _isConsistent = product is not null;
            _tensors = product is { Shape.IsScalar: false } ? [product] : [];
            _tensorDivisors = [];
            if (product is { Shape.IsScalar: true })
            {
                _scalars.Add(product);
            }
        }

        private void Fail(DiagnosticDescriptor descriptor, SourceSpan place, params string[] arguments)
        {
            binder.Context.Report(descriptor, place, arguments);
            _isConsistent = false;
        }
    }
}
