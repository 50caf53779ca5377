using System.Collections.Immutable;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>Reads the characters that Unicode has above and below the line: ² is an exponent 2, ᵀ an exponent T, ᵢ a subscript i.</summary>
internal static class ScriptCharacters
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵁⱽᵂᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᵠᵡ";
    private const string RaisedPlain = "0123456789+-=()niTABDEGHIJKLMNOPRUVWabcdefghjklmoprstuvwxyzβγδφχ";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₔₕₖₗₘₙₚₛₜᵢᵣᵤᵥᵦᵧᵨᵩᵪⱼ";
    private const string LoweredPlain = "0123456789+-=()aeoxəhklmnpstiruvβγρφχj";

    public static LatexGroup Read(Token token)
    {
        ImmutableArray<LatexNode>.Builder nodes = ImmutableArray.CreateBuilder<LatexNode>();
        bool isPlaced = token.Span.Length == token.Text.Length;
        for (int i = 0; i < token.Text.Length; i++)
        {
            SourceSpan span = isPlaced ? new SourceSpan(token.Span.Start + i, token.Span.Start + i + 1) : token.Span;
            nodes.Add(new LatexCharacter(span, Plain(token.Text[i])));
        }

        return new LatexGroup(token.Span, nodes.ToImmutable());
    }

    private static string Plain(char c)
    {
        int raised = Raised.IndexOf(c);
        int lowered = Lowered.IndexOf(c);
        return (raised >= 0 ? RaisedPlain[raised] : lowered >= 0 ? LoweredPlain[lowered] : c).ToString();
    }
}
