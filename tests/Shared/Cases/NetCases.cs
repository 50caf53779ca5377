using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SymBackprop.Tests.Shared.Cases;

/// <summary>Small networks: error and gradients at one point, and the errors along plain gradient descent.</summary>
internal static class NetCases
{
    // The definitions of the files' "math" in the language; classes enter as one-hot rows.
    private static readonly Dictionary<string, string> Networks = new()
    {
        ["xor-mse"] = """
            network Xor(N)
              input  X[N,2]
              target y[N]
              weight W1[2,2], b1[2], w2[2], b2
              H[s] = sigmoid(W1*X[s] + b1)
              o[s] = sigmoid(dot(w2, H[s]) + b2)
              E = 1/2*sum(s, (o[s] - y[s])^2)
            """,
        ["logistic-l2"] = """
            network Logistic(N, n)
              input  X[N,n]
              target y[N]
              weight w[n], b
              p[i] = sigmoid(sum(j, X[i,j]*w[j]) + b)
              E = -mean(i, y[i]*log(p[i]) + (1 - y[i])*log(1 - p[i])) + 0.05*sum(j, w[j]^2)
            """,
        ["layernorm-gelu"] = """
            network LayerNorm(N, n, h)
              input  X[N,n]
              target y[N]
              weight W1[h,n], b1[h], g[h], s[h], w2[h], b2
              Z[i] = W1*X[i] + b1
              m[i] = mean(k, Z[i,k])
              v[i] = mean(k, (Z[i,k] - m[i])^2)
              U[i,k] = g[k]*(Z[i,k] - m[i])/sqrt(v[i] + 1e-5) + s[k]
              Phi(u) = 1/2*(1 + erf(u/sqrt(2)))
              H[i,k] = U[i,k]*Phi(U[i,k])
              o[i] = dot(H[i], w2) + b2
              E = mean(i, (o[i] - y[i])^2)
            """,
        ["mlp-softmax-ce"] = """
            network Mlp(N, n, h, k, c)
              input  X[N,n]
              target t[N,c]
              weight W1[h,n], b1[h], W2[k,h], b2[k], W3[c,k], b3[c]
              H1[s] = tanh(W1*X[s] + b1)
              H2[s] = relu(W2*H1[s] + b2)
              Z[s] = W3*H2[s] + b3
              E = -mean(s, sum(j, t[s,j]*log(softmax(Z[s])[j])))
            """,
    };

    /// <summary>Gets the networks that the language covers. (elman-rnn-20 is a recurrence, which the language lacks yet.)</summary>
    public static IEnumerable<string> Names => Networks.Keys;

    public static IEnumerable<OutsideCase> All() => CaseFolder.Missing is null ? Names.Select(n => Case(n, CaseFolder.Json($"nets/{n}.json"))) : [];

    /// <summary>Returns the rate and the errors after 0, 1, … steps of gradient descent.</summary>
    public static (double Rate, double[] Errors) Descent(string name)
    {
        JsonNode descent = CaseFolder.Json($"nets/{name}.json")["descent"]!;
        return (descent["rate"]!.GetValue<double>(), [.. JsonNumbers.All(descent["losses"])]);
    }

    private static OutsideCase Case(string name, JsonNode file)
    {
        JsonObject at = CaseReaders.Copy(file["inputs"]);
        foreach ((string weight, JsonNode? value) in file["parameters"]!.AsObject())
        {
            at[weight] = value!.DeepClone();
        }

        if (name == "mlp-softmax-ce")
        {
            at["t"] = new JsonArray([.. JsonNumbers.All(at["t"]).Select(c => OneHot((int)c, 3))]);
        }

        return new OutsideCase("nets/" + name, Networks[name])
        {
            WithRespectTo = [.. file["parameters"]!.AsObject().Select(p => p.Key)],
            Points = [new OutsidePoint(at, new JsonObject { ["value"] = file["loss"]!.DeepClone(), ["gradient"] = file["gradients"]!.DeepClone() })],
        };
    }

    private static JsonArray OneHot(int number, int classes) => [.. Enumerable.Range(0, classes).Select(k => JsonValue.Create(k == number ? 1.0 : 0.0))];
}
