static class Emitted
{
    /// <summary>Runs the kernel.</summary>
    /// <remarks>
    /// <code>
    /// E = w³ + 1/w²
    ///
    /// ∂E/∂w = 3·w² − 2/w³
    /// </code>
    /// 7 multiplications, 2 additions, 2 divisions.
    /// </remarks>
    public static double Run(double w, out double dE_dw)
    {
        // Forward
        double E = w * w * w + 1.0 / (w * w);  // E = w³ + 1/w²

        // Backward
        dE_dw = 3.0 * w * w - 2.0 / (w * w * w);  // ∂E/∂w = 3·w² − 2/w³

        return E;
    }
}
