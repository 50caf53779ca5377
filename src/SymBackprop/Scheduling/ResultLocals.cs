using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Lets a result that is needed again be a local variable first: reading it back from the caller's memory would be slow.</summary>
internal static class ResultLocals
{
    /// <summary>Splits each such definition into one of a new tensor and a copy of that into the result.</summary>
    /// <param name="definitions">The definitions, inlined.</param>
    /// <param name="results">The tensors in the caller's memory.</param>
    /// <param name="without">Results whose local would not be one: it would need memory of its own.</param>
    public static (List<Definition> Definitions, IReadOnlyDictionary<Tensor, Tensor> Locals) Split(
        List<Definition> definitions, HashSet<Tensor> results, ISet<Tensor> without)
    {
        HashSet<Tensor> read = [.. definitions.SelectMany(d => d.Reads()).Where(results.Contains)];
        Dictionary<Tensor, Definition> added = SumParts.Find(definitions, results);
        var locals = new Dictionary<Tensor, Tensor>();
        foreach (IGrouping<Tensor, Definition> pieces in definitions.Where(d => results.Contains(d.Target) && !without.Contains(d.Target)).GroupBy(d => d.Target))
        {
            Definition[] all = [.. pieces];
            bool isNeededAgain = read.Contains(pieces.Key) && !pieces.Key.Shape.IsScalar;
            bool hasSeveralSums = pieces.Key.Shape.IsScalar && SumParts.Terms(all[0].Value).Count(t => SumParts.TensorOf(t) is { } a && added.ContainsKey(a.Tensor)) > 1;
            if (all is [{ IsScatter: false, IsRecurrent: false, CoversTarget: true } only] && (isNeededAgain || hasSeveralSums))
            {
                string suffix = string.Concat(only.Free.Select(i => i.Name));
                locals.Add(pieces.Key, new Tensor(pieces.Key.Name + "_" + (suffix.Length > 0 ? suffix : "sum"), pieces.Key.Shape, pieces.Key.Role)
                {
                    Of = pieces.Key.Of,
                    By = pieces.Key.By,
                    IsInteger = pieces.Key.IsInteger,
                });
            }
        }

        return locals.Count == 0 ? (definitions, locals) : ([.. definitions.SelectMany(d => Rewrite(d, locals))], locals);
    }

    private static IEnumerable<Definition> Rewrite(Definition definition, Dictionary<Tensor, Tensor> locals)
    {
        var rewriter = new ExprRewriter(_ => null, a => locals.TryGetValue(a.Tensor, out Tensor? local) ? new Access(local, a.Indices) : null);
        definition = definition with { Value = rewriter.Rewrite(definition.Value) };
        if (!locals.TryGetValue(definition.Target, out Tensor? to))
        {
            yield return definition;
            yield break;
        }

        yield return definition with { Target = to };
        yield return definition with
        {
            Reduced = [],
            Reduction = null,
            Guard = [],
            Value = new Access(to, definition.Targets),
            Rule = "copy",
            IsCopyOfLocal = true,
        };
    }
}
