using System.Collections.Generic;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Errors that a line may speak of by their letter alone: J beside <c>J_{hinge} = …</c>.</summary>
internal sealed class Namesakes(DocumentContext context)
{
    private readonly ILookup<string, Definition> _words = context.Definitions.Where(d => Letter(d.Name.Base) is not null).ToLookup(d => Letter(d.Name.Base)!);

    /// <summary>Returns the line with each error that may be meant in the place of one that it differentiates, the last said before it first.</summary>
    public IEnumerable<(string Name, string Word, Relation Meant)> In(Relation relation)
    {
        if (_words.Count == 0 || relation.Left.Node is not { } left || relation.Right.Node is not { } right)
        {
            yield break;
        }

        foreach (string name in new[] { left, right }.SelectMany(MathWalk.All).Select(n => n is DerivativeNode { Of: SymbolNode of } ? of : n is GradientNode { Of: SymbolNode error } ? error : null).OfType<SymbolNode>().Where(s => s.Subscripts.IsEmpty).Select(s => s.Name).Distinct())
        {
            foreach (string word in _words[name].Where(d => d.Order < relation.Order).OrderByDescending(d => d.Order).Select(d => d.Name.Base).Distinct())
            {
                yield return (name, word, relation with { Left = relation.Left with { Node = Meant(left) }, Right = relation.Right with { Node = Meant(right) } });

                MathNode Meant(MathNode node) => MathWalk.Map(node, n => n is SymbolNode s && s.Name == name && s.Subscripts.IsEmpty ? s with { Name = word } : n);
            }
        }
    }

    // The J of J_hinge.
    private static string? Letter(string name) => name.IndexOf('_') is 1 && name.Length > 3 && char.IsUpper(name[0]) && name.Skip(2).All(c => char.IsLetter(c) || c is '-' or '_') ? name.Substring(0, 1) : null;
}
