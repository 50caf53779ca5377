using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;
using Xunit;

namespace SymBackprop.Tests.Checking.Structure;

/// <summary>Checks that every character of a formula is in one leaf, or is a sign of the node that holds leaves.</summary>
/// <remarks>What a macro makes stands at the macro, so there nodes may share their place.</remarks>
internal static partial class Tiling
{
    public static void Check(string text, SourceSpan span, IEnumerable<LatexNode> nodes)
    {
        if (text.Contains("\\newcommand") || text.Contains("\\def"))
        {
            Assert.Equal(span.End, nodes.Aggregate(span.Start, (place, node) => node.Span.Start <= place ? Math.Max(place, node.Span.End) : -1));
            return;
        }

        int place = span.Start;
        foreach (LatexNode node in nodes)
        {
            Require(node.Span.Start == place, node, "does not begin where the one before ends", text);
            place = node.Span.End;
            Check(text, node);
        }

        Assert.Equal(span.End, place);
    }

    private static void Check(string text, LatexNode node)
    {
        LatexNode[] children = [.. Children(node).OrderBy(c => c.Span.Start).ThenBy(c => c.Span.End)];
        if (children.Length == 0 || children.All(c => c.Span == node.Span))
        {
            return;
        }

        var own = new List<char>();
        int place = node.Span.Start;
        foreach (LatexNode child in children)
        {
            Require(child.Span.Start >= place && child.Span.End <= node.Span.End, child, "leaves its parent", text);
            own.AddRange(text[place..child.Span.Start]);
            own.Add('\u0001');
            place = child.Span.End;
            Check(text, child);
        }

        own.AddRange(text[place..node.Span.End]);
        string signs = string.Concat(own);
        if (!Own(node).IsMatch(signs))
        {
            Require(false, node, $"has '{signs}' of its own", text);
        }
    }

    private static void Require(bool holds, LatexNode node, string fault, string text)
    {
        if (!holds)
        {
            Assert.Fail($"{node.GetType().Name} at {node.Span} {fault} in: {(text.Length > 5000 ? text[..5000] : text)}");
        }
    }

    private static IEnumerable<LatexNode> Children(LatexNode node) => node switch
    {
        LatexCommand n => n.Option is null ? n.Arguments : n.Arguments.Prepend(n.Option),
        LatexGroup n => n.Items,
        LatexScripted n => new LatexNode?[] { n.Base, n.Sub, n.Super }.OfType<LatexNode>(),
        LatexDelimited n => n.Items,
        LatexEnvironment n => n.Rows.SelectMany(r => r.Cells),
        _ => [],
    };

    private static Regex Own(LatexNode node) => node switch
    {
        LatexCommand => CommandSigns(),
        LatexGroup => GroupSigns(),
        LatexScripted => ScriptSigns(),
        LatexDelimited => DelimitedSigns(),
        _ => EnvironmentSigns(),
    };

    // U+0001 stands for a child.
    [GeneratedRegex(@"^([\s\p{Cf}~]|\\?[a-zA-Z@]+\*?|%[^\n\r]*([\n\r]|$)|\u0001)+$", RegexOptions.NonBacktracking)]
    private static partial Regex CommandSigns();

    [GeneratedRegex(@"^[{\[]?\u0001+[}\]]?$", RegexOptions.NonBacktracking)]
    private static partial Regex GroupSigns();

    [GeneratedRegex(@"^([\s\p{Cf}~_^'´’′″‴⁗]|\\[a-zA-Z@]+|\\[ ,;:!>/-]|%[^\n\r]*([\n\r]|$)|\u0001)+$", RegexOptions.NonBacktracking)]
    private static partial Regex ScriptSigns();

    [GeneratedRegex(@"^\\left\s*(\\?[^a-zA-Z\s]|\\[a-zA-Z]+)\u0001+\\right\s*(\\?[^a-zA-Z\s]|\\[a-zA-Z]+)$", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex DelimitedSigns();

    [GeneratedRegex(@"^(\\begin\s*\{[a-zA-Z]+\*?\}|\\[a-z]+).*$", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex EnvironmentSigns();
}
