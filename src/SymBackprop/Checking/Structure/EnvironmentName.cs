namespace SymBackprop.Checking.Structure;

/// <summary>Reads the name out of <c>\begin{name}</c>.</summary>
internal static class EnvironmentName
{
    public static string Of(string text)
    {
        int brace = text.IndexOf('{');
        return text.Substring(brace + 1, text.Length - brace - 2);
    }
}
