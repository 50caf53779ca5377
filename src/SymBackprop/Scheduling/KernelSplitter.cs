using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;

namespace SymBackprop.Scheduling;

/// <summary>Cuts a long kernel into parts, each a method of its own: the JIT optimises no method of thousands of statements.</summary>
/// <remarks>Local variables that more than one part needs are kept in a buffer between them.</remarks>
internal sealed class KernelSplitter
{
    private readonly List<List<Statement>> _parts = [];
    private readonly Dictionary<Tensor, (int Declared, int LastRead)> _spans = [];
    private readonly Tensor? _returned;

    private KernelSplitter(ImmutableArray<Statement> body, int length, Tensor? returned)
    {
        _returned = returned;
        int lines = 0;
        Section section = Section.Forward;
        foreach (Statement statement in body)
        {
            int size = Lines(statement);
            if (_parts.Count == 0 || lines + size > length || statement.Section != section)
            {
                _parts.Add([]);
                (lines, section) = (0, statement.Section);
            }

            lines += size;
            _parts[_parts.Count - 1].Add(statement);
        }
    }

    /// <summary>Returns the body and its parts; a short body stays as it is.</summary>
    public static (ImmutableArray<Statement> Body, ImmutableArray<KernelPart> Parts, Tensor? Kept) Split(ImmutableArray<Statement> body, int length, Tensor? returned) =>
        body.Sum(Lines) <= length ? (body, [], null) : new KernelSplitter(body, length, returned).Run();

    private static int Lines(Statement statement) => statement is Loop loop ? 2 + loop.Body.Sum(Lines) : 1;

    private (ImmutableArray<Statement> Body, ImmutableArray<KernelPart> Parts, Tensor? Kept) Run()
    {
        for (int part = 0; part < _parts.Count; part++)
        {
            foreach (Statement statement in _parts[part])
            {
                Visit(statement, part);
            }
        }

        if (_returned is not null && _spans.TryGetValue(_returned, out (int Declared, int LastRead) returned))
        {
            _spans[_returned] = (returned.Declared, _parts.Count);
        }

        Tensor[] crossing = [.. _spans.Where(s => s.Value.LastRead > s.Value.Declared).Select(s => s.Key)];
        var kept = new Tensor("kept", new Shape([IndexExpr.Of(crossing.Length)]), TensorRole.Temporary);
        Dictionary<Tensor, Access> slots = [];
        foreach (Tensor tensor in crossing)
        {
            slots.Add(tensor, new Access(kept, [IndexExpr.Of(slots.Count)]));
        }

        ImmutableArray<KernelPart> parts = [.. _parts.Select((body, part) => new KernelPart(WithKept(body, part, slots)))];
        ImmutableArray<Statement>.Builder calls = ImmutableArray.CreateBuilder<Statement>();
        calls.AddRange(_parts.Select((body, part) => (Statement)new PartCall(part, body[0].Section)));
        if (_returned is not null && slots.TryGetValue(_returned, out Access? slot))
        {
            calls.Add(new Assignment(new Access(_returned, []), Update.Set, slot, _parts[_parts.Count - 1][0].Section) { IsDeclaration = true });
        }

        return (calls.ToImmutable(), parts, crossing.Length == 0 ? null : kept);
    }

    private void Visit(Statement statement, int part)
    {
        switch (statement)
        {
            case Loop loop:
                Read([.. loop.Range.Bounds], part);
                foreach (Statement inner in loop.Body)
                {
                    Visit(inner, part);
                }

                break;
            case Assignment a:
                if (a.IsDeclaration)
                {
                    _spans.Add(a.Target.Tensor, (part, part));
                }

                Read(a.Target.Tensor, part);
                Read(a.Value, part);
                Read(a.Target.Indices, part);
                break;
            case KeepBest k:
                Read(k.Best.Tensor, part);
                Read(k.Position.Tensor, part);
                Read(k.Value, part);
                break;
        }
    }

    private void Read(Expr expr, int part)
    {
        foreach (Tensor tensor in expr.Tensors())
        {
            Read(tensor, part);
        }
    }

    private void Read(ImmutableArray<IndexExpr> indices, int part)
    {
        foreach (Tensor tensor in indices.SelectMany(i => i.GatheredTensors()))
        {
            Read(tensor, part);
        }
    }

    private void Read(Tensor tensor, int part)
    {
        if (_spans.TryGetValue(tensor, out (int Declared, int LastRead) span))
        {
            _spans[tensor] = (span.Declared, part);
        }
    }

    // Loads what comes from earlier parts, stores what later ones need.
    private ImmutableArray<Statement> WithKept(List<Statement> body, int part, Dictionary<Tensor, Access> slots)
    {
        var mentioned = new HashSet<Tensor>();
        var written = new HashSet<Tensor>();
        Collect(body, mentioned, written);
        ImmutableArray<Statement>.Builder result = ImmutableArray.CreateBuilder<Statement>();
        Section section = body[0].Section;
        foreach (Tensor tensor in Kept(mentioned).Where(t => _spans[t].Declared < part))
        {
            result.Add(new Assignment(new Access(tensor, []), Update.Set, slots[tensor], section) { IsDeclaration = true });
        }

        result.AddRange(body);
        foreach (Tensor tensor in Kept(written).Where(t => _spans[t].LastRead > part))
        {
            result.Add(new Assignment(slots[tensor], Update.Set, new Access(tensor, []), section));
        }

        return result.ToImmutable();

        IEnumerable<Tensor> Kept(IEnumerable<Tensor> tensors) => tensors.Where(slots.ContainsKey).OrderBy(t => slots[t].Indices[0].Constant);
    }

    private static void Collect(IEnumerable<Statement> body, HashSet<Tensor> mentioned, HashSet<Tensor> written)
    {
        foreach (Statement statement in body)
        {
            switch (statement)
            {
                case Loop loop:
                    mentioned.UnionWith(loop.Range.Bounds.SelectMany(b => b.GatheredTensors()));
                    Collect(loop.Body, mentioned, written);
                    break;
                case Assignment a:
                    mentioned.UnionWith(a.Target.Tensors());
                    written.Add(a.Target.Tensor);
                    mentioned.UnionWith(a.Value.Tensors());
                    break;
                case KeepBest k:
                    mentioned.UnionWith([k.Best.Tensor, k.Position.Tensor, .. k.Value.Tensors()]);
                    written.UnionWith([k.Best.Tensor, k.Position.Tensor]);
                    break;
            }
        }
    }
}
