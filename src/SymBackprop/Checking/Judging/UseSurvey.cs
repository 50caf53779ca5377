using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Checking.Reading;

namespace SymBackprop.Checking.Judging;

/// <summary>Notes how names are used: as values or functions, with how many indices, in matrix notation or not.</summary>
internal sealed class UseSurvey(DocumentContext context)
{
    public void Look(MathNode node, ScriptRoles roles, ImmutableHashSet<string> bound, bool isTransposed, bool isValue, bool isAside, bool isDerivative = false, bool isOperand = true)
    {
        context.MentionDerivative(node, roles);
        context.Labels.AddRange(LabelConvention.In(node, roles).Where(l => context.Labels.TrueForAll(known => known.Labels.Name != l.Labels.Name)));
        if (node is ProductNode weighted && LabelConvention.Complement(weighted) is { } target)
        {
            context.Targets.Add(roles.Resolve(target, bound.Contains).Key);
        }

        switch (node)
        {
            case SymbolNode symbol:
                Quantity quantity = roles.Resolve(symbol, bound.Contains);
                context.Mention(symbol.Name);
                if (LabelIndicators.Of(symbol, roles) is { } labels && context.Labels.TrueForAll(known => known.Labels.Name != symbol.Name))
                {
                    context.Labels.Add(labels);
                }

                if (!isDerivative)
                {
                    context.Operands.Add(quantity.Key);
                }

                if (isValue)
                {
                    context.MentionValue(symbol.Name);
                }

                if (symbol.Primes > 0 && isOperand)
                {
                    context.Primed.Add(symbol.Name);
                }

                context.HasMatrices |= (isTransposed || symbol.IsBold) && !isAside;
                context.Uses.TryGetValue(quantity.Key, out QuantityUse? use);
                use ??= new QuantityUse(0, false, false, -1, 0, quantity.Family) { Quantity = quantity, First = symbol.Span, Evidence = symbol.Span };
                bool isEvidence = quantity.Indices.Length > use.Indices || (symbol.IsBold && !use.IsBold) || (isTransposed && !use.IsTransposed);
                context.Uses[quantity.Key] = new QuantityUse(System.Math.Max(use.Indices, quantity.Indices.Length), use.IsBold || symbol.IsBold, use.IsTransposed || isTransposed, System.Math.Max(use.TransposedAt, isTransposed ? quantity.Indices.Length : -1), use.Count + 1, quantity.Family)
                {
                    Quantity = use.Quantity,
                    First = use.First,
                    Evidence = isEvidence ? symbol.Span : use.Evidence,
                };
                foreach (MathNode script in symbol.Subscripts.Concat(symbol.Superscripts))
                {
                    foreach (SymbolNode letter in MathWalk.All(script).OfType<SymbolNode>())
                    {
                        context.Mention(letter.Name);
                    }
                }

                return;
            case ApplyNode apply:
                context.MentionFunction(apply.Function.Name);
                context.HasMatrices |= !isAside && FunctionWords.Of(apply.Function.Name) is "diag" or "trace" or "det" or "logdet";
                string function = roles.Resolve(apply.Function with { Primes = 0 }, bound.Contains).Key;
                if (!context.DefaultArguments.ContainsKey(function) && apply.Function.Primes == 0 && apply.Arguments.All(a => a is SymbolNode))
                {
                    context.DefaultArguments.Add(function, apply.Arguments);
                }

                Look(apply.Function, roles, bound, false, isValue: false, isAside, isOperand: false);
                foreach (MathNode argument in apply.Arguments)
                {
                    Look(argument, roles, bound, false, isValue, isAside);
                }

                return;
            case ReduceNode reduce:
                foreach (MathNode high in reduce.Indices.Select(i => i.High).OfType<MathNode>())
                {
                    if (SizeIn(high) is { } size)
                    {
                        context.SizeNames.Add(roles.Resolve(size, _ => false).Key);
                    }
                }

                TakeSize(reduce, roles);
                foreach (SumIndex index in reduce.Indices)
                {
                    context.BoundLetters.Add(index.Name);
                    if (index.Low is NumberNode { Value.IsInteger: true } low)
                    {
                        context.SeeOrigin(index.Name, low.Value.IsZero ? 0 : low.Value.IsOne ? 1 : 2);
                    }
                }

                Look(reduce.Body, roles, bound.Union(reduce.Indices.Select(i => i.Name)), false, isValue, isAside);
                return;
            case BracketNode { Entries: [SymbolNode inside] }:
                Look(inside, roles, bound, isTransposed, isValue, isAside);
                return;
            case TransposeNode transpose:
                context.HasMatrices |= !isAside;
                Look(transpose.Operand, roles, bound, true, isValue, isAside);
                return;
            case DifferentialNode { Of: SymbolNode of }:
                string key = roles.Resolve(of, bound.Contains).Key;
                if (!context.Differentials.Contains(key))
                {
                    context.Differentials.Add(key);
                }

                Look(of, roles, bound, false, isValue: false, isAside);
                return;
            case DerivativeNode derivative:
                Look(derivative.Of, roles, bound, false, derivative.Of is not SymbolNode && isValue, isAside, derivative.Of is SymbolNode);
                foreach (MathNode by in derivative.By.Concat(derivative.At))
                {
                    Look(by, roles, bound, false, isValue, isAside, isDerivative: by is SymbolNode);
                }

                return;
            case ProductNode product when product.Factors.Any(f => f.Sign is Times.Hadamard or Times.Frobenius or Times.Outer):
                context.HasMatrices |= !isAside;
                break;
            case NormNode { IsDouble: true }:
                context.HasMatrices |= !isAside;
                break;
        }

        foreach (MathNode child in MathWalk.Children(node))
        {
            Look(child, roles, bound, false, isValue, isAside);
        }
    }

    // Σ_{i=1}^{3} y_i: y has three entries.
    private void TakeSize(ReduceNode reduce, ScriptRoles roles)
    {
        if (reduce.Indices is not [{ Low: NumberNode { Value.IsOne: true }, High: NumberNode { Value.IsInteger: true } high } index])
        {
            return;
        }

        foreach (SymbolNode entry in MathWalk.All(reduce.Body).OfType<SymbolNode>().Where(s => s.Subscripts is [SymbolNode i] && i.Name == index.Name))
        {
            string key = roles.Resolve(entry, l => l == index.Name).Key;
            context.Declared[key] = context.Declared.TryGetValue(key, out ImmutableArray<string> known) ? known : [high.Value.ToString()];
        }
    }

    private static SymbolNode? SizeIn(MathNode high) => high switch
    {
        SymbolNode { Subscripts.IsEmpty: true } s => s,
        SymbolNode s => s,
        SumNode { Terms: [{ IsSubtracted: false, Value: SymbolNode s }, { Value: NumberNode }] } => s,
        _ => null,
    };
}
