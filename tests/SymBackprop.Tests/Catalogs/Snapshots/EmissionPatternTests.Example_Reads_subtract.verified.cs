static class Emitted
{
    /// <summary>Runs the kernel.</summary>
    /// <remarks>
    /// <code>
    /// E = Σᵢ (xᵢ − w[i+1])²
    /// </code>
    /// (2·n − 2) multiplications, (3·n − 3) additions.
    /// </remarks>
    public static double Run(global::System.ReadOnlySpan<double> x, global::System.ReadOnlySpan<double> w, global::System.Span<double> dE_dw)
    {
        int n = w.Length;

        x = global::SymBackprop.SbpCheck.Length(x, n, "x", "[n]");
        w = global::SymBackprop.SbpCheck.Length(w, n, "w", "[n]");
        dE_dw = global::SymBackprop.SbpCheck.Length(dE_dw, n, "dE_dw", "[n]");
        global::SymBackprop.SbpCheck.Apart1<double>("dE_dw, x, w", dE_dw, x, w);

        double E = 0.0;
        dE_dw.Clear();
        for (int i = 0; i < n - 1; i++)
        {
            // Forward
            double t1 = x[i] - w[i + 1];  // t₁[i] = xᵢ − w[i+1]
            E += t1 * t1;                 // E = Σᵢ t₁[i]²

            // Backward
            dE_dw[i + 1] -= 2.0 * t1;  // ∂E/∂w[i+1] += −2·t₁[i]
        }

        return E;
    }
}
