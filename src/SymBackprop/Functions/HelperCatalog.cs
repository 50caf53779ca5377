using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Expressions;
using SymBackprop.Numbers;

namespace SymBackprop.Functions;

/// <summary>The C# text of every method that emitted code needs and .NET lacks.</summary>
/// <remarks>
/// A function with a definition gets a method printed from it. The others are the very files of <see cref="SbpMath"/>; in float they
/// compute in double. The text names nothing but <c>global::System</c> and other helpers, so it stands in any class.
/// </remarks>
internal static class HelperCatalog
{
    private const string Prefix = nameof(SbpMath) + ".";

    // The texts are our own: how long a match takes must not depend on what else the machine does.
    private static readonly TimeSpan MatchLimit = Regex.InfiniteMatchTimeout;

    private static readonly ImmutableSortedDictionary<string, (string Double, string Single)> Texts = AllTexts();

    public static ImmutableArray<string> Names { get; } = [.. Texts.Keys];

    /// <summary>Returns the methods for the helpers named and those that they call, in order of name, indented by four spaces.</summary>
    public static string Methods(IEnumerable<string> names, bool withDouble, bool withSingle) =>
        Methods(withDouble ? names : [], withSingle ? names : []);

    /// <summary>Returns the methods for the helpers named in double, for those named in float, and for those that they call.</summary>
    public static string Methods(IEnumerable<string> doubleNames, IEnumerable<string> singleNames)
    {
        var doubles = new SortedSet<string>(StringComparer.Ordinal);
        var singles = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string name in doubleNames)
        {
            Collect(name, true, false, doubles, singles);
        }

        foreach (string name in singleNames)
        {
            Collect(name, false, true, doubles, singles);
        }

        return string.Join("\n", doubles.Union(singles).OrderBy(n => n, StringComparer.Ordinal).Select(n =>
            (doubles.Contains(n) ? Texts[n].Double : "")
            + (doubles.Contains(n) && singles.Contains(n) ? "\n" : "")
            + (singles.Contains(n) ? Texts[n].Single : "")));
    }

    private static void Collect(string name, bool inDouble, bool inSingle, SortedSet<string> doubles, SortedSet<string> singles)
    {
        (string doubleText, string singleText) = Texts[name];
        if (inSingle && singles.Add(name))
        {
            bool computesInDouble = singleText.Contains("(double)");
            foreach (string other in Called(singleText))
            {
                Collect(other, computesInDouble, !computesInDouble, doubles, singles);
            }
        }

        if (inDouble && doubles.Add(name))
        {
            foreach (string other in Called(doubleText))
            {
                Collect(other, true, false, doubles, singles);
            }
        }
    }

    private static IEnumerable<string> Called(string text) => Regex.Matches(text, @"(?<![\w.])(?<name>\w+)\(", RegexOptions.CultureInvariant, MatchLimit)
        .Cast<Match>().Select(m => m.Groups["name"].Value).Where(Texts.ContainsKey).Distinct();

    private static ImmutableSortedDictionary<string, (string Double, string Single)> AllTexts()
    {
        ImmutableSortedDictionary<string, (string Double, string Single)>.Builder texts = ImmutableSortedDictionary.CreateBuilder<string, (string Double, string Single)>(StringComparer.Ordinal);
        foreach (ScalarFunction function in FunctionCatalog.All.Where(f => f.Helper is not null && f.Definition is not null))
        {
            texts.Add(function.Helper!, (FromDefinition(function, single: false), FromDefinition(function, single: true)));
        }

        foreach (string resource in typeof(SbpMath).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string name = resource.Substring(Prefix.Length, resource.Length - Prefix.Length - ".cs".Length);
            texts.Add(name, FromFile(name, resource));
        }

        return texts.ToImmutable();
    }

    private static string FromDefinition(ScalarFunction function, bool single)
    {
        string type = single ? "float" : "double";
        string parameters = function.Arity == 1 ? type + " x" : $"{type} x, {type} y";
        string arguments = function.Arity == 1 ? "x" : "x, y";
        return $"    // {function.Name}({arguments}) = {ExpressionPrinter.Print(function.Definition!)}\n"
            + $"    internal static {type} {function.Helper}({parameters}) => {new DefinitionPrinter(single).Text(function.Definition!)};\n";
    }

    // The members between the braces of the class.
    private static (string Double, string Single) FromFile(string name, string resource)
    {
        using Stream stream = typeof(SbpMath).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        string file = reader.ReadToEnd().Replace("\r\n", "\n");
        int start = file.IndexOf("\n{\n", StringComparison.Ordinal) + "\n{\n".Length;
        int end = file.LastIndexOf("}\n", StringComparison.Ordinal);
        string text = Regex.Replace(file.Substring(start, end - start), @"(?<![\w.])Math\.", "global::System.Math.", RegexOptions.CultureInvariant, MatchLimit);

        Match signature = Regex.Match(text, @"internal static double " + name + @"\((?<parameters>[^)]*)\)", RegexOptions.CultureInvariant, MatchLimit);
        string parameters = signature.Groups["parameters"].Value;
        string arguments = parameters.Replace("double ", "(double)");
        string single = $"    internal static float {name}({parameters.Replace("double ", "float ")}) => (float){name}({arguments});\n";
        return (text, single);
    }
}
