namespace SymBackprop.Expressions;

/// <summary>What an index expression is affine in.</summary>
internal abstract record IndexAtom;

/// <summary>An index: in an equation its position (free ones first, then the summed ones), in a bound network its number.</summary>
internal sealed record IndexVariable(int Id) : IndexAtom;

/// <summary>A symbolic size, such as n in <c>W[m,n]</c>.</summary>
internal sealed record SizeSymbol(string Name) : IndexAtom;

/// <summary>⌊operand / divisor⌋ by a positive constant.</summary>
internal sealed record FloorDivision(IndexExpr Operand, long Divisor) : IndexAtom;

/// <summary>operand mod divisor, never negative, by a positive constant.</summary>
internal sealed record Modulus(IndexExpr Operand, long Divisor) : IndexAtom;

/// <summary>An entry of an integer tensor used as an index.</summary>
internal sealed record IndexGather(Tensor Tensor, IndexList Indices) : IndexAtom;
