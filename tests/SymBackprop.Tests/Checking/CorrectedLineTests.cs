using System;
using System.Linq;
using SymBackprop.Checking;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Checking;

/// <summary>What a mistake is corrected to must hold where the mistake stood.</summary>
public class CorrectedLineTests
{
    public static TheoryData<string> Wrong => [.. CorpusDerivation.All.Values.Where(d => !d.IsRight).Select(d => d.Name)];

    [Theory, MemberData(nameof(Wrong))]
    public void Correction_HoldsInItsPlace(string document)
    {
        CorpusDerivation derivation = CorpusDerivation.All[document];
        foreach (RelationReport wrong in GradientCompiler.Check(derivation.Source).Relations.Where(r => r.Mistake is not null))
        {
            // A correction of the left side is the whole line.
            bool isWhole = wrong.Mistake!.Kind == "wrong-left-side";
            string text = derivation.Text;
            int from = isWhole ? wrong.Span.Start : text.LastIndexOf(wrong.Right, wrong.Span.End - 1, StringComparison.Ordinal);
            string corrected = $"{text[..from]} {wrong.Mistake.Corrected} {text[wrong.Span.End..]}";

            RelationReport[] there = At(corrected);
            if (there.Length == 0)
            {
                // A line of plain text becomes a formula: corrections are LaTeX.
                string[] lines = text.Split('\n');
                lines[wrong.Line - 1] = $"$${wrong.Left} = {wrong.Mistake.Corrected}$$";
                isWhole = true;
                there = At(string.Join('\n', lines));
            }

            RelationReport[] At(string changed) => [.. GradientCompiler.Check(new SourceText(document, changed)).Relations.Where(r => r.Line == wrong.Line && (isWhole || r.Column == wrong.Column))];

            Assert.True(there.Any(r => r.Verdict is RelationVerdict.Proved or RelationVerdict.Agrees), $"{wrong.Line}:{wrong.Column} {wrong.Left} = {wrong.Right}\n{wrong.Mistake.Kind}: {wrong.Mistake.Corrected}\n{string.Join('\n', there.Select(r => $"{r.Verdict} {r.Left} = {r.Right}: {r.Reason}"))}");
        }
    }
}
