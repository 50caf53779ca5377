namespace SymBackprop.Checking.Structure;

/// <summary>How a formula is written.</summary>
internal enum LatexNotation
{
    /// <summary>Between dollar signs: a script is one token or a group, and % begins a comment.</summary>
    Tex,

    /// <summary>As plain text or code: <c>y_true</c> has the whole word as its subscript, <c>x^12</c> the whole number as its exponent.</summary>
    PlainText,
}
