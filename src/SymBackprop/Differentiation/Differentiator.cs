using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Binding;
using SymBackprop.Diagnostics;
using SymBackprop.Equations;
using SymBackprop.Expressions;

namespace SymBackprop.Differentiation;

/// <summary>Adds the derivatives that a network asks for to its equations.</summary>
/// <remarks>The primal equations stay as they are; the result is again such a system, so that differentiating twice needs nothing new.</remarks>
internal static class Differentiator
{
    /// <summary>More derivatives one inside the other are no mathematics but an accident.</summary>
    public const int MostNested = 64;

    public static EquationSystem Differentiate(EquationSystem system)
    {
        DerivativeContext context = ContextOf(system);
        foreach (Equation equation in system.Equations)
        {
            context.Builder.Add(equation.Body is DerivativeRequest request ? Resolved(context, equation, request) : equation);
        }

        var givens = new List<Tensor>(system.Givens);
        ImmutableArray<DerivativeResult> derivatives = [.. system.Orders.SelectMany(order => Find(context, order, givens))];
        return system with { Equations = context.Builder.Equations, Derivatives = derivatives, Givens = [.. givens] };
    }

    /// <summary>Resolves the derivatives inside the network in which no other one stands, so that they can be simplified before the next ones are taken.</summary>
    /// <param name="system">The system.</param>
    /// <param name="depth">How many derivatives stand inside one another so far, these included.</param>
    /// <returns>Null if there is none.</returns>
    public static EquationSystem? ResolveInnermost(EquationSystem system, int depth = 1)
    {
        if (system.Equations.FirstOrDefault(e => e.Body is DerivativeRequest) is not { } first)
        {
            return null;
        }

        if (depth > MostNested)
        {
            throw new WorkLimitException(DiagnosticCatalog.NestedDerivatives, first.Origin.Span);
        }

        DerivativeContext context = ContextOf(system);
        var waiting = new HashSet<Tensor>();
        foreach (Equation equation in system.Equations)
        {
            var request = equation.Body as DerivativeRequest;
            bool isInner = equation.UsedTensors.Any(waiting.Contains) || (request is not null && waiting.Contains(request.Of));
            if (isInner || request is not null)
            {
                waiting.Add(equation.Target);
            }

            context.Builder.Add(request is not null && !isInner ? Resolved(context, equation, request) : equation);
        }

        return system with { Equations = context.Builder.Equations };
    }

    private static DerivativeContext ContextOf(EquationSystem system)
    {
        IEnumerable<string> names = system.Givens.Select(g => g.Name).Concat(system.Equations.Select(e => e.Target.Name)).Concat(system.Sizes).Distinct();
        HashSet<Tensor> by = [.. system.Orders.SelectMany(o => o.By), .. system.Equations.Select(e => e.Body).OfType<DerivativeRequest>().Select(r => r.By)];
        bool StandsApart(Tensor tensor) => by.Contains(tensor) || (system.KeepsAdjoints && tensor.Role == TensorRole.Adjoint);
        return new DerivativeContext(new EquationBuilder(system.Interner, names, StandsApart), system.KeepsAdjoints);
    }

    private static IEnumerable<DerivativeResult> Find(DerivativeContext context, DerivativeOrder order, List<Tensor> givens)
    {
        switch (order.Kind)
        {
            case RequestKind.Gradient when order.Of.Shape.IsScalar:
                ImmutableArray<Tensor> gradient = ReverseMode.Run(context, order.Of, order.By);
                return order.By.Select((by, i) => new DerivativeResult(order.Kind, order.Of, by, null, gradient[i]));
            case RequestKind.Gradient or RequestKind.Jacobian:
                return [.. order.By.Select(by => new DerivativeResult(order.Kind, order.Of, by, null, Jacobian(context, order.Of, by)))];
            case RequestKind.Hessian:
                ImmutableArray<Tensor> first = [.. order.By.Select(by => Jacobian(context, order.Of, by))];
                return [.. order.By.SelectMany((by, i) => order.By.Select(then => new DerivativeResult(order.Kind, order.Of, by, then, Jacobian(context, first[i], then))))];
            case RequestKind.HessianVectorProduct:
                return HessianVectorProduct(context, order, givens);
            default:
                throw new InvalidOperationException(order.Kind.ToString());
        }
    }

    private static IEnumerable<DerivativeResult> HessianVectorProduct(DerivativeContext context, DerivativeOrder order, List<Tensor> givens)
    {
        var directions = new List<(Tensor By, Tensor Direction)>();
        foreach (Tensor by in order.By)
        {
            Tensor? known = givens.FirstOrDefault(g => g.Name == by.Name + "_direction");
            Tensor direction = known ?? new Tensor(context.Builder.UniqueName(by.Name + "_direction"), by.Shape, TensorRole.Input);
            directions.Add((by, direction));
            if (known is null)
            {
                givens.Add(direction);
            }
        }

        ImmutableArray<Tensor> gradient = ReverseMode.Run(context, order.Of, order.By);
        return [.. order.By.Select((by, i) => new DerivativeResult(order.Kind, order.Of, by, null, ForwardMode.Along(context, gradient[i], directions)))];
    }

    private static Equation Resolved(DerivativeContext context, Equation equation, DerivativeRequest request)
    {
        Tensor found = Jacobian(context, request.Of, request.By);
        return new Equation(equation.Target, equation.Targets, equation.Indices, context.Interner.Access(found, equation.Indices.Select(i => i.Id)), equation.Origin);
    }

    // Reverse mode repeats the backward pass for each entry of `of`, forward mode the forward pass for each entry of `by`.
    private static Tensor Jacobian(DerivativeContext context, Tensor of, Tensor by)
    {
        if (context.Found.TryGetValue((of, by), out Tensor? found))
        {
            return found;
        }

        bool reverse = of.Shape.IsScalar || (!by.Shape.IsScalar && of.Shape.Rank < by.Shape.Rank);
        return reverse ? ReverseMode.Run(context, of, [by])[0] : ForwardMode.Jacobian(context, of, by);
    }
}
