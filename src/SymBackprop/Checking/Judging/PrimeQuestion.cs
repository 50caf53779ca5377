using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>A prime at a small letter before another name, <c>x'w</c>: the derivative by a variable that is not written, or a transpose.</summary>
internal static class PrimeQuestion
{
    public static IEnumerable<ReadingQuestion> Of(IEnumerable<ReadFormula> formulas, DocumentContext context)
    {
        if (!context.HasFlow)
        {
            yield break;
        }

        SymbolNode? primed = FormulaWalk.Nodes(formulas).OfType<ProductNode>()
            .SelectMany(p => p.Factors.Zip(p.Factors.Skip(1), (first, second) => first.Value is SymbolNode { Primes: 1 } s && second.Value is SymbolNode ? s : null))
            .FirstOrDefault(s => s is not null);
        if (primed is not null)
        {
            string text = primed.Name + "'";
            yield return new ReadingQuestion(text, $"{text} is a derivative", $"{text} is a transpose", "no other sign of matrices occurs", new FixedReading(ReadingDecision.PrimesTranspose, string.Empty, true));
        }
    }
}
