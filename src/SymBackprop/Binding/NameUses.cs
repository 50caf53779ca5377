using System.Collections.Generic;
using System.Collections.Immutable;
using SymBackprop.Syntax;

namespace SymBackprop.Binding;

/// <summary>The names that an expression takes from around it, in the order of the text.</summary>
internal sealed class NameUses
{
    /// <summary>Gets names that stand for values.</summary>
    public List<NameSyntax> Values { get; } = [];

    /// <summary>Gets names that something is differentiated by: v in d(e, v).</summary>
    public List<NameSyntax> Variables { get; } = [];

    /// <summary>Gets names that are called.</summary>
    public List<NameSyntax> Functions { get; } = [];

    /// <summary>Gets names in subscripts.</summary>
    public List<NameSyntax> Positions { get; } = [];

    /// <summary>Gets names in the bounds of ranges, which only sizes and indices can be.</summary>
    public List<NameSyntax> Bounds { get; } = [];

    public static NameUses Of(ExpressionSyntax expression, ImmutableHashSet<string> bound)
    {
        var uses = new NameUses();
        uses.Collect(expression, bound, uses.Values);
        return uses;
    }

    public void Collect(ExpressionSyntax expression, ImmutableHashSet<string> bound) => Collect(expression, bound, Values);

    public void CollectBounds(BinderSyntax binder, ImmutableHashSet<string> bound)
    {
        Collect(binder.Low, bound, Bounds);
        Collect(binder.High, bound, Bounds);
    }

    private void Collect(ExpressionSyntax expression, ImmutableHashSet<string> bound, List<NameSyntax> names)
    {
        switch (expression)
        {
            case NameSyntax name:
                if (!bound.Contains(name.Text))
                {
                    names.Add(name);
                }

                break;
            case SubscriptSyntax s:
                Collect(s.Operand, bound, Values);
                foreach (ExpressionSyntax position in s.Subscripts)
                {
                    Collect(position, bound, Positions);
                }

                break;
            case CallSyntax call:
                Functions.Add(call.Function);
                CollectArguments(call, bound, names);
                break;
            default:
                foreach (ExpressionSyntax child in SyntaxChildren.Of(expression))
                {
                    Collect(child, bound, names);
                }

                break;
        }
    }

    private void CollectVariable(ExpressionSyntax by, ImmutableHashSet<string> bound)
    {
        Collect(by is SubscriptSyntax s ? s.Operand : by, bound, Variables);
        foreach (ExpressionSyntax position in by is SubscriptSyntax subscript ? subscript.Subscripts : [])
        {
            Collect(position, bound, Positions);
        }
    }

    private void CollectArguments(CallSyntax call, ImmutableHashSet<string> bound, List<NameSyntax> names)
    {
        if (BinderForm.Read(call) is { } form)
        {
            ImmutableHashSet<string> inside = bound;
            foreach (ExpressionSyntax binder in form.Binders)
            {
                if (binder is BinderSyntax ranged)
                {
                    CollectBounds(ranged, inside);
                }

                inside = inside.Add(BinderForm.NameOf(binder).Text);
            }

            Collect(form.Body, inside, names);
            return;
        }

        if (call.Function.Text == "d" && call.Arguments is [var of, var by])
        {
            Collect(of, bound, names);
            CollectVariable(by, bound);
            return;
        }

        // The extents of zeros, ones and eye are sizes.
        List<NameSyntax> into = call.Function.Text is "zeros" or "ones" or "eye" ? Bounds : names;
        foreach (ExpressionSyntax argument in call.Arguments)
        {
            if (argument is BinderSyntax misplaced)
            {
                CollectBounds(misplaced, bound);
            }
            else
            {
                Collect(argument, bound, into);
            }
        }
    }
}
