using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Derivatives for equal indices that stand by themselves, <c>∂s_i/∂z_i</c> or <c>∂²f/∂w_j²</c>: then <c>∂s_i/∂z_j</c> is said of different ones.</summary>
internal sealed class DiagonalCases(ImmutableArray<Relation> relations)
{
    private readonly HashSet<string> _stated = [.. relations.Where(r => r.Left.Node is not null).Select(r => Ends(r.Left.Node!, r.LeftRoles)).Where(e => e is { } ends && ends.First == ends.Second).Select(e => e!.Value.Key)];

    /// <summary>Returns where a line holds whose other case stands by itself; null for any other line.</summary>
    public Restriction? Beside(Relation relation) => Ends(relation.ChainStart ?? relation.Left.Node!, relation.LeftRoles) is { } ends && ends.First != ends.Second && _stated.Contains(ends.Key)
        ? new Restriction(new MathRelation(Letter(ends.First), "\\neq", Letter(ends.Second)), relation.Roles)
        : null;

    // What is differentiated by what, without its indices, and these.
    private static (string Key, string First, string Second)? Ends(MathNode node, ScriptRoles roles) => node switch
    {
        DerivativeNode { Of: SymbolNode of, By: [SymbolNode by] } => Indexed(roles, of, by),
        DerivativeNode { By: [SymbolNode first, SymbolNode second] } when first.Name == second.Name => Indexed(roles, first, second),
        _ => null,
    };

    private static (string Key, string First, string Second)? Indexed(ScriptRoles roles, SymbolNode first, SymbolNode second)
    {
        Quantity a = roles.Resolve(first, _ => false);
        Quantity b = roles.Resolve(second, _ => false);
        return a.Indices is [SymbolNode { Subscripts.IsEmpty: true } i] && b.Indices is [SymbolNode { Subscripts.IsEmpty: true } j] ? ($"{a.Key} {b.Key}", i.Name, j.Name) : null;
    }

    private static SymbolNode Letter(string name) => new(default, name, [], [], 0, false);
}
