using System;
using Antlr4.Runtime;
using Antlr4.Runtime.Misc;

namespace SymBackprop.Syntax;

/// <summary>Stops a statement's parser at its first error, with what could have stood there.</summary>
internal sealed class StatementErrorStrategy : BailErrorStrategy
{
    public override void Recover(Antlr4.Runtime.Parser recognizer, RecognitionException e) => throw Stop(recognizer);

    public override IToken RecoverInline(Antlr4.Runtime.Parser recognizer) => throw Stop(recognizer);

    private static StatementErrorException Stop(Antlr4.Runtime.Parser recognizer) =>
        new(recognizer.CurrentToken, recognizer.GetExpectedTokens());
}

/// <summary>Carries a syntax error out of the parser.</summary>
internal sealed class StatementErrorException(IToken found, IntervalSet expected) : Exception
{
    public IToken Found { get; } = found;

    public IntervalSet Expected { get; } = expected;
}
