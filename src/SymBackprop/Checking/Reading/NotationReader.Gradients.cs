using System.Collections.Generic;
using SymBackprop.Checking.Structure;

namespace SymBackprop.Checking.Reading;

/// <content>Operators before what they differentiate: ∂_w, ∇, and differentials.</content>
internal sealed partial class NotationReader
{
    // ∂_w E, ∂_{w}E
    private MathNode OperatorWithSubscript()
    {
        Element sign = Current;
        if (sign.Sub is not { } sub)
        {
            // ∂E alone: as a differential.
            _at++;
            if (AtEnd)
            {
                throw Unexpected("what to differentiate");
            }

            MathNode operand = Factor();
            return new DifferentialNode(sign.Span.To(operand.Span), operand);
        }

        _at++;
        MathNode by = Inside(sub.Items, sub.Span.End);
        MathNode of = Factor();
        return new DerivativeNode(sign.Span.To(of.Span), of, [by], []);
    }

    private MathNode Nabla()
    {
        Element sign = Current;
        _at++;
        bool isHessian = sign.Super?.Items is [LatexCharacter { Text: "2" }];
        if (sign.Super is not null && !isHessian)
        {
            throw new ReadingException(sign.Super.Span, "a gradient", "a power of ∇");
        }

        MathNode? by = sign.Sub is null ? null : Inside(sign.Sub.Items, sign.Sub.Span.End);
        if (AtEnd)
        {
            throw Unexpected("what to differentiate");
        }

        int start = _at;
        MathNode of = Factor();
        if (by is not null && !_lexicon.OperatorTakesBracket && IsBracket(of) && !AtEnd && OpensBracket(_at) && Current.Gap != Gap.Wide)
        {
            // ∇_w (u)^T (v): of the product.
            _at = start;
            of = Term();
        }

        return new GradientNode(sign.Span.To(of.Span), by, of, isHessian);
    }

    private static bool IsBracket(MathNode node) => node is BracketNode { Entries.Length: 1 } or TransposeNode { Operand: BracketNode { Entries.Length: 1 } };

    // dW, dW^T = (dW)^T, d\mathcal L
    private MathNode? Differential()
    {
        Element sign = Current;
        if (!sign.Is("d") || sign.HasScripts || _at + 1 >= _elements.Count || _elements[_at + 1].Gap == Gap.Wide)
        {
            return null;
        }

        if (OpensBracket(_at + 1) && !_elements[_at + 1].Is("{", "\\{"))
        {
            // d(AB)
            _at++;
            MathNode bracket = Factor();
            return new DifferentialNode(sign.Span.To(bracket.Span), bracket);
        }

        if (!StartsName(_elements[_at + 1]) || _elements[_at + 1].Is("d"))
        {
            return null;
        }

        _at++;
        Element name = Current;
        List<Element> one = [name with { Super = null }];
        MathNode of = Whole(one, name.Span.End);
        _at++;
        var differential = new DifferentialNode(sign.Span.To(name.Span), of);
        return name.Primes == 1 && of is SymbolNode { Primes: 1 } transposed
            ? new TransposeNode(sign.Span.To(name.Span), differential with { Of = transposed with { Primes = 0 } })
            : WithScripts(differential, name with { Sub = null, Primes = 0 });
    }
}
