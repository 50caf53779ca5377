using Antlr4.Runtime;
using SymBackprop.Checking.Structure.Generated;
using SymBackprop.Diagnostics;
using SymBackprop.Syntax;

namespace SymBackprop.Checking.Structure;

/// <summary>What a piece of the parsed structure is.</summary>
internal static class LatexItems
{
    public static Token First(this ParserRuleContext item) => (Token)item.Start;

    public static Token Last(this ParserRuleContext item) => (Token)item.Stop;

    public static SourceSpan Span(this LatexParser.ItemContext item) => item.First().Span.To(item.Last().Span);

    /// <summary>Returns the type of the token that the item is, or -1 for something that nests.</summary>
    public static int Type(this LatexParser.ItemContext item) => item is LatexParser.SingleContext ? item.Start.Type : -1;

    public static bool Is(this LatexParser.ItemContext item, int type) => item.Type() == type;

    /// <summary>Returns the row of the command that the item is, or null.</summary>
    public static CommandRow? Row(this LatexParser.ItemContext item) =>
        item.Type() is LatexLexer.COMMAND or LatexLexer.SIGN_COMMAND ? CommandCatalog.Find(Name(item.First())) : null;

    /// <summary>Returns a command's name without the backslash; a backslash before a space of any kind is one command.</summary>
    public static string Name(Token command)
    {
        string name = command.Text.Substring(1);
        return name.Length == 1 && char.IsWhiteSpace(name[0]) ? " " : name;
    }

    public static bool IsSeparator(this LatexParser.ItemContext item) => item.Type() is LatexLexer.ALIGN or LatexLexer.ROW_END;

    /// <summary>Says whether scripts look through the item to what stands before it.</summary>
    public static bool IsSpace(this LatexParser.ItemContext item) =>
        item.Is(LatexLexer.SPACE) || item.Row() is { Kind: CommandKind.Space, Arguments: 0 };
}
