using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Finds the tensors that need themselves, each with those that it needs and that need it.</summary>
internal static class Circles
{
    public static IReadOnlyDictionary<Tensor, ImmutableHashSet<Tensor>> Find(IReadOnlyCollection<Tensor> tensors, Func<Tensor, IEnumerable<Tensor>> usedBy)
    {
        HashSet<Tensor> all = [.. tensors];
        Dictionary<Tensor, List<Tensor>> uses = all.ToDictionary(t => t, t => usedBy(t).Where(all.Contains).Distinct().ToList());
        Dictionary<Tensor, List<Tensor>> users = all.ToDictionary(t => t, _ => new List<Tensor>());
        foreach (Tensor tensor in all)
        {
            uses[tensor].ForEach(used => users[used].Add(tensor));
        }

        // What is finished last along the uses starts a component along the users.
        var finished = new List<Tensor>();
        var seen = new HashSet<Tensor>();
        foreach (Tensor tensor in all)
        {
            finished.AddRange(Finished(tensor, uses, seen));
        }

        var circles = new Dictionary<Tensor, ImmutableHashSet<Tensor>>();
        seen.Clear();
        foreach (Tensor tensor in finished.AsEnumerable().Reverse())
        {
            ImmutableHashSet<Tensor> circle = [.. Finished(tensor, users, seen)];
            foreach (Tensor member in circle.Count > 1 || uses[tensor].Contains(tensor) ? circle : [])
            {
                circles.Add(member, circle);
            }
        }

        return circles;
    }

    private static List<Tensor> Finished(Tensor start, Dictionary<Tensor, List<Tensor>> next, HashSet<Tensor> seen)
    {
        var finished = new List<Tensor>();
        var open = new Stack<(Tensor Tensor, bool Done)>([(start, false)]);
        while (open.Count > 0)
        {
            (Tensor tensor, bool done) = open.Pop();
            if (done)
            {
                finished.Add(tensor);
            }
            else if (seen.Add(tensor))
            {
                open.Push((tensor, true));
                next[tensor].ForEach(t => open.Push((t, false)));
            }
        }

        return finished;
    }
}
