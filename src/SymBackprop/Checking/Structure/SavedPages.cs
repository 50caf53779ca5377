namespace SymBackprop.Checking.Structure;

/// <summary>Signs as they stand in pages that were saved.</summary>
internal static class SavedPages
{
    public static string Sign(string text) => text switch
    {
        "&lt;" => "<",
        "&gt;" => ">",
        "&nbsp;" => " ",
        _ => text,
    };
}
