using System;
using System.Collections.Generic;
using Antlr4.Runtime;
using Antlr4.Runtime.Misc;

namespace SymBackprop.Syntax;

/// <summary>Stops a statement's parser at its first error, with all that could have stood there.</summary>
internal sealed class StatementErrorStrategy : BailErrorStrategy
{
    // Where the parser stood when it looked at its current token: lists and options that it left without taking
    // the token could have gone on with another one.
    private readonly List<(int State, RuleContext Context)> _passed = [];
    private IToken? _current;

    public override void Sync(Antlr4.Runtime.Parser recognizer)
    {
        if (!ReferenceEquals(recognizer.CurrentToken, _current))
        {
            _current = recognizer.CurrentToken;
            _passed.Clear();
        }

        _passed.Add((recognizer.State, recognizer.Context));
    }

    public override void Recover(Antlr4.Runtime.Parser recognizer, RecognitionException e) => throw Stop(recognizer);

    public override IToken RecoverInline(Antlr4.Runtime.Parser recognizer) => throw Stop(recognizer);

    private StatementErrorException Stop(Antlr4.Runtime.Parser recognizer)
    {
        IToken found = recognizer.CurrentToken;
        var expected = new IntervalSet(recognizer.GetExpectedTokens());
        if (ReferenceEquals(found, _current))
        {
            foreach ((int state, RuleContext context) in _passed)
            {
                expected.AddAll(recognizer.Atn.GetExpectedTokens(state, context));
            }
        }

        return new StatementErrorException(found, expected);
    }
}

/// <summary>Carries a syntax error out of the parser.</summary>
internal sealed class StatementErrorException(IToken found, IntervalSet expected) : Exception
{
    public IToken Found { get; } = found;

    public IntervalSet Expected { get; } = expected;
}
