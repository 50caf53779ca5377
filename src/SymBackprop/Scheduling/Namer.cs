using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Names what a kernel mentions: temporaries t1, t2, … in order of their first appearance, all else as it is.</summary>
internal static class Namer
{
    public static IReadOnlyDictionary<Tensor, string> Name(ImmutableArray<Statement> body, IEnumerable<Tensor> outside, Tensor? kept)
    {
        var names = new Dictionary<Tensor, string>();
        var taken = new HashSet<string>();
        List<Tensor> mentioned = [.. outside.Concat(Writes(body)).Distinct()];
        HashSet<Tensor> present = [.. mentioned];
        foreach (Tensor tensor in mentioned.Where(t => !IsNumbered(t, present)))
        {
            string name = tensor.Name;
            for (int i = 2; !taken.Add(name); i++)
            {
                name = tensor.Name + "_" + i.ToString(CultureInfo.InvariantCulture);
            }

            names.Add(tensor, name);
        }

        if (kept is not null)
        {
            string name = kept.Name;
            for (int i = 2; !taken.Add(name); i++)
            {
                name = kept.Name + "_" + i.ToString(CultureInfo.InvariantCulture);
            }

            names.Add(kept, name);
        }

        int number = 0;
        foreach (Tensor tensor in mentioned.Where(t => IsNumbered(t, present)))
        {
            string name;
            do
            {
                name = "t" + (++number).ToString(CultureInfo.InvariantCulture);
            }
            while (!taken.Add(name));
            names.Add(tensor, name);
        }

        // ∂E/∂t₂ follows the number of t₂. The old numbers are free before the new ones are given.
        Tensor[] following = [.. mentioned.Where(t => t is { Role: TensorRole.Adjoint or TensorRole.Tangent, Of.Role: TensorRole.Temporary } && !IsNumbered(t, present))];
        taken.ExceptWith(following.Select(t => names[t]));
        foreach (Tensor tensor in following)
        {
            string name = tensor.Name.EndsWith("_d" + tensor.Of!.Name, StringComparison.Ordinal)
                ? tensor.Name.Substring(0, tensor.Name.Length - tensor.Of.Name.Length) + names[tensor.Of]
                : tensor.Name;
            string unique = name;
            for (int i = 2; !taken.Add(unique); i++)
            {
                unique = name + "_" + i.ToString(CultureInfo.InvariantCulture);
            }

            names[tensor] = unique;
        }

        return names;
    }

    // An adjoint of something that is not there would explain nothing: it is a temporary.
    private static bool IsNumbered(Tensor tensor, HashSet<Tensor> present) =>
        tensor.Role == TensorRole.Temporary
        || (tensor is { Role: TensorRole.Adjoint or TensorRole.Tangent, Of: { Role: TensorRole.Temporary } of } && !present.Contains(of));

    private static IEnumerable<Tensor> Writes(ImmutableArray<Statement> body)
    {
        foreach (Statement statement in body)
        {
            switch (statement)
            {
                case Loop loop:
                    foreach (Tensor tensor in Writes(loop.Body))
                    {
                        yield return tensor;
                    }

                    break;
                case Assignment a:
                    yield return a.Target.Tensor;
                    break;
                case KeepBest k:
                    yield return k.Best.Tensor;
                    yield return k.Position.Tensor;
                    break;
            }
        }
    }
}
