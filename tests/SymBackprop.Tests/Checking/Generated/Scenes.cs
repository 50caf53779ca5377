using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SymBackprop.Tests.Checking.Generated;

/// <summary>Documents of the kinds that people write: definitions made by chance, and true and spoiled lines about them.</summary>
internal static class Scenes
{
    public static ImmutableArray<string> Kinds { get; } = ["algebra", "scalars", "functions", "layers", "indices", "two-layers", "matrices"];

    public static GeneratedDocument Make(string kind, int seed)
    {
        var random = new Random(seed);
        var world = new World();
        return kind switch
        {
            "algebra" => Algebra(world, random),
            "scalars" => Scalars(world, random, ["u", "v", "E"]),
            "functions" => Functions(world, random),
            "layers" => Layers(world, random),
            "indices" => Indices(world, random, isDeep: false),
            "two-layers" => Indices(world, random, isDeep: true),
            _ => Matrices(world, random),
        };
    }

    private static GeneratedDocument Algebra(World world, Random random)
    {
        Name[] names = Free(world, random, 3);
        var document = new GeneratedDocument(world, random);
        document.Define();
        for (int i = 0; i < 4; i++)
        {
            Tree left = Expression(random, names, 3);
            if (left is Name or Num)
            {
                left = left * names[0] + names[1];
            }

            document.Claim(Chain(left, world, random, 2));
        }

        return document;
    }

    private static GeneratedDocument Scalars(World world, Random random, string[] defined)
    {
        Name[] names = Free(world, random, 3);
        Name before = world.Let(defined[0], Expression(random, names, 2, names[0]));
        Name middle = world.Let(defined[1], Expression(random, [before, names[1]], 2, before));
        Name last = world.Let(defined[2], Expression(random, [middle, names[2]], 2, middle));
        var document = new GeneratedDocument(world, random);
        document.Define();
        document.Claim(Chain(new Slope(last, middle), world, random, 1, world.Find(last.Id)!.Body.By(middle, world)));
        document.Claim(Chain(new Slope(middle, before), world, random, 1, world.Find(middle.Id)!.Body.By(before, world)));
        document.Claim(Chain(
            new Slope(last, names[0]),
            world,
            random,
            2,
            new Slope(last, middle) * new Slope(middle, before) * new Slope(before, names[0]),
            world.Find(last.Id)!.Body.By(middle, world) * world.Find(middle.Id)!.Body.By(before, world) * world.Find(before.Id)!.Body.By(names[0], world)));
        document.Claim(Chain(new Slope(last, names[1]), world, random, 1, last.By(names[1], world)));
        return document;
    }

    private static GeneratedDocument Functions(World world, Random random)
    {
        Name[] names = Free(world, random, 2);
        world.LetFunction("f", "x", Expression(random, [new Name("x")], 2, new Name("x")));
        world.LetFunction("g", "t", Expression(random, [new Name("t"), names[1]], 1, new Name("t")));
        Name w = names[0];
        var document = new GeneratedDocument(world, random);
        document.Define();
        foreach (Tree whole in new Tree[] { new Call("f", 0, new Call("g", 0, w)), new Pow(new Call("f", 0, w), 2), new Call("f", 0, w) * new Call("g", 0, w), new Call("g", 0, Expression(random, names, 1, w)) })
        {
            document.Claim(Chain(new Slope(whole, w), world, random, 1, whole.By(w, world)));
        }

        return document;
    }

    private static GeneratedDocument Layers(World world, Random random)
    {
        string open = random.Next(2) == 0 ? "^{(" : "^{[", close = open == "^{(" ? ")}" : "]}";
        Name Of(string letter, int layer) => new($"{letter}{open}{layer}{close}");
        Name x = world.Free("x"), y = world.Free("y");
        Tree below = x;
        string function = Pick(random, "tanh", "sigmoid", "sin");
        var all = new List<(Name Weight, Name Bias, Name Sum, Name Value)>();
        for (int layer = 1; layer <= 2; layer++)
        {
            Name w = world.Free(Of("w", layer).Id), b = world.Free(Of("b", layer).Id);
            Name z = world.Let(Of("z", layer), w * below + b);
            Name a = world.Let(Of("a", layer), new Fn(function, z));
            all.Add((w, b, z, a));
            below = a;
        }

        Name error = world.Let(Pick(random, "E", "L", "C"), new Num(1, 2) * new Pow(all[1].Value - y, 2));
        var document = new GeneratedDocument(world, random);
        document.Define();
        Tree Outer(Name z, Name a) => function switch { "tanh" => 1 - new Pow(a, 2), "sigmoid" => a * (1 - a), _ => new Fn("cos", z) };
        Tree last = (all[1].Value - y) * Outer(all[1].Sum, all[1].Value);
        document.Claim(Chain(new Slope(error, all[1].Weight), world, random, 1, new Slope(error, all[1].Sum) * new Slope(all[1].Sum, all[1].Weight), last * all[0].Value));
        document.Claim(Chain(new Slope(error, all[1].Bias), world, random, 1, last));
        document.Claim(Chain(
            new Slope(error, all[0].Weight),
            world,
            random,
            1,
            new Slope(error, all[1].Value) * new Slope(all[1].Value, all[1].Sum) * new Slope(all[1].Sum, all[0].Value) * new Slope(all[0].Value, all[0].Weight),
            last * all[1].Weight * Outer(all[0].Sum, all[0].Value) * x));
        document.Claim(Chain(new Slope(error, x), world, random, 0, last * all[1].Weight * Outer(all[0].Sum, all[0].Value) * all[0].Weight));
        return document;
    }

    // E = Σ g(a_i, y_i), a_i = f(z_i), z_i = Σ_j W_ij x_j + b_i
    private static GeneratedDocument Indices(World world, Random random, bool isDeep)
    {
        foreach ((string letter, string size) in new[] { ("i", "n"), ("r", "n"), ("j", "m"), ("s", "m"), ("k", "p"), ("l", "p") })
        {
            if (isDeep || size != "p")
            {
                world.Sizes[letter] = size;
            }
        }

        string activation = Pick(random, "tanh", "sigmoid", "sin", "exp");
        string input = isDeep ? "h" : "x";
        Name Of(string id, params string[] indices) => new(id, [.. indices]);
        Name W = Of("W", "i", "j");
        world.Free("W", "n", "m");
        world.Free("b", "n");
        world.Free("y", "n");
        if (isDeep)
        {
            world.Free("V", "m", "p");
            world.Free("x", "p");
            world.Let(Of("h", "j"), new Fn("tanh", new Total("k", Of("V", "j", "k") * Of("x", "k"))));
        }
        else
        {
            world.Free("x", "m");
        }

        world.Let(Of("z", "i"), new Total("j", W * Of(input, "j")) + Of("b", "i"));
        world.Let(Of("a", "i"), new Fn(activation, Of("z", "i")));
        Name a = new("a"), y = new("y");
        Tree per = Pick(random, new Num(1, 2) * new Pow(a - y, 2), new Pow(a - y, 2), -(y * new Fn("log", 1 + new Pow(a, 2))), y * new Fn("exp", a), new Fn("sin", a * y));
        Tree At(Tree tree, string index) => tree.Map(t => t is Name { Indices.IsEmpty: true } n ? n with { Indices = [index] } : t);
        Name error = world.Let("E", new Total("i", At(per, "i")));
        var document = new GeneratedDocument(world, random);
        document.Define();
        var world1 = new World();
        Tree Outer(string i) => At(per.By(a, world1), i) * new Fn(activation, Of("z", i)).By(Of("z", i), world1);
        document.Claim(Chain(new Slope(error, Of("a", "i")), world, random, 1, At(per.By(a, world1), "i")));
        document.Claim(Chain(new Slope(error, Of("b", "i")), world, random, 1, new Slope(error, Of("z", "i")), Outer("i")));
        document.Claim(Chain(new Slope(error, W), world, random, 1, new Slope(error, Of("z", "i")) * new Slope(Of("z", "i"), W), Outer("i") * Of(input, "j")));
        document.Claim(Chain(
            new Slope(error, Of(input, "j")),
            world,
            random,
            1,
            new Total("i", new Slope(error, Of("z", "i")) * new Slope(Of("z", "i"), Of(input, "j"))),
            new Total("i", Outer("i") * W)));
        if (isDeep)
        {
            Tree inner = 1 - new Pow(Of("h", "j"), 2);
            document.Claim(Chain(new Slope(error, Of("V", "j", "k")), world, random, 1, new Slope(error, Of("h", "j")) * new Slope(Of("h", "j"), Of("V", "j", "k")), new Total("i", Outer("i") * W) * inner * Of("x", "k")));
            document.Claim(Chain(new Slope(error, Of("x", "k")), world, random, 0, new Total("j", new Total("i", Outer("i") * W) * inner * Of("V", "j", "k"))));
        }

        return document;
    }

    private static GeneratedDocument Matrices(World world, Random random)
    {
        Name A = world.Free("A", "n", "n"), W = world.Free("W", "n", "m"), x = world.Free("x", "m"), u = world.Free("u", "n"), y = world.Free("y", "n");
        var T = (Tree t) => new Transposed(t);
        Name z = world.Let("z", W * x);
        Name E = random.Next(3) switch
        {
            0 => world.Let("E", new Num(1, 2) * new SquaredNorm(z - y)),
            1 => world.Let("E", T(z - y) * (z - y)),
            _ => world.Let("E", T(u) * z + new SquaredNorm(W)),
        };
        bool isLinear = world.Find("E")!.Body is Add;
        Tree slope = isLinear ? u : world.Find("E")!.Body is Mul { Factors: [Num, ..] } ? z - y : 2 * (z - y);
        Name Q = world.Let("Q", T(u) * A * u);
        var document = new GeneratedDocument(world, random);

        // Where the document does not say what has which shape, its lines must, and one wrong line among them is what they bear.
        bool isDeclared = random.Next(2) == 0;
        int spoiled = isDeclared ? -1 : random.Next(8);
        int line = 0;
        if (isDeclared)
        {
            document.Declare();
        }

        document.Define();
        void Claim(Tree left, Tree right) => document.Claim(Chain(left, world, isDeclared ? random.Next(2) == 0 : line++ == spoiled, random, 1, right));
        Claim(new Slope(E, x), T(W) * slope);
        Claim(new Slope(E, W), isLinear ? slope * T(x) + 2 * W : slope * T(x));
        Claim(new Slope(Q, u), (A + T(A)) * u);
        Claim(new SquaredNorm(W * x - y), T(x) * T(W) * W * x - 2 * T(y) * W * x + T(y) * y);
        Claim(T(u) * W * x, T(x) * T(W) * u);
        return document;
    }

    /// <summary>A left side, sides that are equal to it, rewritten; and perhaps one of them spoiled.</summary>
    private static Tree[] Chain(Tree left, World world, Random random, int rewritings, params Tree[] sides) => Chain(left, world, random.Next(2) == 0, random, rewritings, sides);

    private static Tree[] Chain(Tree left, World world, bool isSpoiled, Random random, int rewritings, params Tree[] sides)
    {
        var chain = new List<Tree> { left };
        chain.AddRange(sides);
        for (int i = 0; i < rewritings; i++)
        {
            chain.Add(Rewriting.Rewrite(chain[^1], world, random, 1 + random.Next(3)));
        }

        if (isSpoiled && chain.Count > 1)
        {
            int at = 1 + random.Next(chain.Count - 1);
            chain[at] = TreeMutation.Mutate(chain[at], world, random);
        }

        return [.. chain];
    }

    private static Name[] Free(World world, Random random, int count)
    {
        string[] pool = ["x", "y", "w", "b", "c", "p", "q", "r", "s", @"\alpha", @"\beta", @"\theta", @"\lambda", "w_1", "w_2", "x_1", @"\hat{y}", @"\bar x", @"y_{\text{true}}", @"\tilde w", "W", "X"];
        return [.. pool.OrderBy(_ => random.Next()).Take(count).Select(id => world.Free(id))];
    }

    // An expression of some depth that mentions a name.
    private static Tree Expression(Random random, Name[] names, int depth, Name? with = null)
    {
        if (depth == 0)
        {
            return (Tree?)with ?? (random.Next(4) == 0 ? new Num(1 + random.Next(4), 1) : names[random.Next(names.Length)]);
        }

        Tree first = Expression(random, names, depth - 1, with);
        Tree Second() => Expression(random, names, random.Next(depth));
        return random.Next(11) switch
        {
            0 => first + Second(),
            1 => first - Second(),
            2 or 3 => first * Second(),
            4 => first / (2 + new Pow(names[^1], 2)),
            5 => Second() / (1 + new Pow(first, 2)),
            6 => new Pow(first, 2 + random.Next(2)),
            7 => new Fn("log", 1 + new Pow(first, 2)),
            8 => new Fn("sqrt", 1 + new Pow(first, 2)),
            _ => new Fn(Pick(random, "exp", "tanh", "sigmoid", "sin", "cos"), first),
        };
    }

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];
}
