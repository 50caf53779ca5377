using System;

namespace SymBackprop.Checking.Structure;

/// <summary>The brackets that <c>\left</c> and <c>\right</c> take, each under one spelling.</summary>
internal static class Delimiters
{
    /// <summary>Returns the delimiter of <c>\left(</c>, <c>\right\rbrace</c>, <c>\middle|</c>.</summary>
    public static string After(string token)
    {
        int start = token.StartsWith("\\left", StringComparison.Ordinal) ? 5 : token.StartsWith("\\right", StringComparison.Ordinal) ? 6 : 7;
        string delimiter = token.Substring(start).Trim();
        return delimiter switch
        {
            "\\lbrace" => "\\{",
            "\\rbrace" => "\\}",
            "\\lvert" or "\\rvert" or "\\vert" => "|",
            "\\lVert" or "\\rVert" or "\\Vert" or "‖" => "\\|",
            "\\lbrack" or "\\lparen" => delimiter == "\\lbrack" ? "[" : "(",
            "\\rbrack" or "\\rparen" => delimiter == "\\rbrack" ? "]" : ")",
            "<" or "⟨" => "\\langle",
            ">" or "⟩" => "\\rangle",
            "⌊" => "\\lfloor",
            "⌋" => "\\rfloor",
            "⌈" => "\\lceil",
            "⌉" => "\\rceil",
            _ => delimiter,
        };
    }

    public static bool IsKnown(string delimiter) => delimiter[0] != '\\' || delimiter is "\\{" or "\\}" or "\\|" or "\\uparrow" or "\\downarrow" or "\\backslash"
        || CommandCatalog.Find(delimiter.Substring(1)) is { Kind: CommandKind.Delimiter };

    /// <summary>Returns the character that a delimiter prints; none for <c>.</c></summary>
    public static string Sign(string delimiter) => delimiter switch
    {
        "." => string.Empty,
        "\\{" => "{",
        "\\}" => "}",
        "\\|" => "‖",
        _ when delimiter[0] == '\\' => CommandCatalog.Find(delimiter.Substring(1))?.Unicode ?? delimiter,
        _ => delimiter,
    };
}
