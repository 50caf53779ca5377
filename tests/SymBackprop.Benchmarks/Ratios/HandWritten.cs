using System;

namespace SymBackprop.Benchmarks.Ratios;

/// <summary>Gradients as one would write them in C# by hand, over row-major arrays that the caller allocates.</summary>
internal static class HandWritten
{
    /// <summary>One hidden layer of tanh, softmax with cross-entropy, the mean over a batch.</summary>
    public static double Mlp<TRows>(MlpData v, Span<double> dW1, Span<double> db1, Span<double> dW2, Span<double> db2)
        where TRows : struct, IRowOperations
    {
        (int count, int n, int h, int c) = (v.Count, v.Inputs, v.Hidden, v.Classes);
        Span<double> a = stackalloc double[h];
        Span<double> da = stackalloc double[h];
        Span<double> p = stackalloc double[c];
        dW1.Clear();
        db1.Clear();
        dW2.Clear();
        db2.Clear();
        double error = 0;
        for (int s = 0; s < count; s++)
        {
            ReadOnlySpan<double> x = v.X.AsSpan(s * n, n);
            ReadOnlySpan<double> t = v.T.AsSpan(s * c, c);
            for (int i = 0; i < h; i++)
            {
                a[i] = Math.Tanh(v.B1[i] + TRows.Dot(v.W1.AsSpan(i * n, n), x));
            }

            double largest = double.NegativeInfinity;
            for (int k = 0; k < c; k++)
            {
                p[k] = v.B2[k] + TRows.Dot(v.W2.AsSpan(k * h, h), a);
                largest = Math.Max(largest, p[k]);
            }

            double sum = 0;
            double targets = 0;
            for (int k = 0; k < c; k++)
            {
                p[k] -= largest;
                error -= t[k] * p[k];
                p[k] = Math.Exp(p[k]);
                sum += p[k];
                targets += t[k];
            }

            error += targets * Math.Log(sum);
            da.Clear();
            for (int k = 0; k < c; k++)
            {
                double dz = ((targets * p[k] / sum) - t[k]) / count;
                db2[k] += dz;
                TRows.AddScaled(da, dz, v.W2.AsSpan(k * h, h));
                TRows.AddScaled(dW2.Slice(k * h, h), dz, a);
            }

            for (int i = 0; i < h; i++)
            {
                double du = da[i] * (1 - (a[i] * a[i]));
                db1[i] += du;
                TRows.AddScaled(dW1.Slice(i * n, n), du, x);
            }
        }

        return error / count;
    }
}
