using System.Collections.Immutable;
using SymBackprop.Expressions;

namespace SymBackprop.Explanation;

/// <summary>A formula in matrix notation.</summary>
internal abstract record MatrixExpr;

/// <summary>An expression entry by entry, its accesses standing for whole tensors: <c>ŷ ⊙ (1 − ŷ)</c>.</summary>
internal sealed record MatrixEntries(Expr Entry, bool IsTransposed) : MatrixExpr;

/// <summary>The vector of ones.</summary>
internal sealed record MatrixOnes : MatrixExpr;

/// <summary>A product of matrices and vectors with a scalar before it.</summary>
internal sealed record MatrixProduct(Expr? Scalar, ImmutableArray<MatrixExpr> Factors) : MatrixExpr;

/// <summary>An elementwise product of a vector and another formula.</summary>
internal sealed record MatrixHadamard(MatrixExpr Left, MatrixExpr Right) : MatrixExpr;

/// <summary>A sum of formulas.</summary>
internal sealed record MatrixSum(ImmutableArray<MatrixExpr> Terms) : MatrixExpr;
