namespace SymBackprop.Binding;

/// <summary>What is asked of a network.</summary>
internal enum RequestKind
{
    Gradient,
    Jacobian,
    Hessian,
    HessianVectorProduct,
}
