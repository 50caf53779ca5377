using System.Collections.Immutable;
using System.Globalization;
using System.Linq;

namespace SymBackprop.Expressions;

/// <summary>A function of which nothing is known but its name, differentiated so many times by each of its arguments.</summary>
/// <remarks>
/// In expressions it is a <see cref="Call"/> whose name holds the orders: <c>f{0}</c> is f of one argument, <c>f{2}</c> its second derivative,
/// <c>g{1,0}</c> the derivative of g by the first of two. No name of the language holds a brace. The function catalogue answers for such names with a
/// row whose partials are the next derivatives, so that the chain rule needs nothing new.
/// </remarks>
internal sealed record AbstractFunction(string Name, ImmutableArray<int> Orders)
{
    private const int HighestOrder = 64;

    /// <summary>Gets the name that a call of it carries.</summary>
    public string CallName => Name + "{" + string.Join(",", Orders.Select(Text)) + "}";

    /// <summary>Returns f(arguments), not differentiated.</summary>
    public static Expr Apply(string name, params Expr[] arguments) => new AbstractFunction(name, [.. arguments.Select(_ => 0)]).Of([.. arguments]);

    /// <summary>Returns what a call's name says, or null where it is a function of the catalogue.</summary>
    public static AbstractFunction? Parse(string callName)
    {
        int brace = callName.Length > 2 && callName[callName.Length - 1] == '}' ? callName.IndexOf('{') : -1;
        if (brace <= 0)
        {
            return null;
        }

        string[] parts = callName.Substring(brace + 1, callName.Length - brace - 2).Split(',');
        ImmutableArray<int>.Builder orders = ImmutableArray.CreateBuilder<int>(parts.Length);
        foreach (string part in parts)
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int order) || order > HighestOrder)
            {
                return null;
            }

            orders.Add(order);
        }

        return new AbstractFunction(callName.Substring(0, brace), orders.MoveToImmutable());
    }

    /// <summary>Returns a call's name as people write it: sin, f, f', f^(4), g_12.</summary>
    public static string Spell(string callName) => Parse(callName)?.ToString() ?? callName;

    /// <summary>Returns this function of the arguments.</summary>
    public Expr Of(ImmutableArray<Expr> arguments) => new Call(CallName, arguments);

    /// <summary>Returns the partial derivative by an argument.</summary>
    public AbstractFunction PartialBy(int argument) => this with { Orders = Orders.SetItem(argument, Orders[argument] + 1) };

    public bool Equals(AbstractFunction? other) => other is not null && Name == other.Name && Orders.SequenceEqual(other.Orders);

    public override int GetHashCode() => Orders.Aggregate(System.StringComparer.Ordinal.GetHashCode(Name), (hash, o) => unchecked((hash * 31) + o));

    public override string ToString()
    {
        if (Orders.All(o => o == 0))
        {
            return Name;
        }

        if (Orders.Length == 1)
        {
            return Orders[0] <= 3 ? Name + new string('\'', Orders[0]) : $"{Name}^({Text(Orders[0])})";
        }

        return Name + "_" + string.Concat(Orders.Select((order, i) => string.Concat(Enumerable.Repeat(Text(i + 1), order))));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
