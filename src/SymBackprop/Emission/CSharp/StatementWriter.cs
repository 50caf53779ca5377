using System;
using System.Collections.Immutable;
using System.Linq;
using SymBackprop.Expressions;
using SymBackprop.Scheduling;

namespace SymBackprop.Emission.CSharp;

/// <summary>Writes the statements of a kernel.</summary>
internal sealed class StatementWriter(
    SourceWriter output, KernelNames names, CSharpPrinter printer, FormulaPrinter formulas, EmissionPatternSet patterns, DetailLevel level, Action<PartCall> call)
{
    public SourceWriter Output { get; } = output;

    public KernelNames Names { get; } = names;

    public CSharpPrinter Printer { get; } = printer;

    /// <summary>Writes statements under the headings Forward and Backward where there is something of both.</summary>
    public void WriteSections(ImmutableArray<Statement> body)
    {
        bool hasBoth = body.Any(s => s.Section == Section.Forward) && body.Any(s => s.Section == Section.Backward || s is Loop { IsMixed: true });
        if (!hasBoth)
        {
            WriteAll(body);
            return;
        }

        // Values first, then loops that hold both with the starts of their sums, then derivatives.
        int firstMixed = FindIndex(body, s => s is Loop { IsMixed: true } || s.Section == Section.Backward);
        int lastMixed = Math.Max(firstMixed, FindLastIndex(body, s => s is Loop { IsMixed: true } || s.Section == Section.Forward) + 1);
        bool isMixed = body.Skip(firstMixed).Take(lastMixed - firstMixed).Any(s => s is Loop { IsMixed: true });
        while (isMixed && firstMixed > 0 && body[firstMixed - 1] is Assignment { Value: Constant, Update: Update.Set })
        {
            firstMixed--;
        }

        if (firstMixed == 0 && lastMixed == body.Length)
        {
            WriteAll(body);
            return;
        }

        bool blank = false;
        Part("Forward", 0, firstMixed);
        Part(isMixed ? "Forward and backward" : "Forward", firstMixed, lastMixed);
        Part("Backward", lastMixed, body.Length);

        void Part(string heading, int from, int to)
        {
            if (to <= from)
            {
                return;
            }

            if (blank)
            {
                Output.Blank();
            }

            blank = true;
            Output.Comment(heading);
            WriteAll([.. body.Skip(from).Take(to - from)]);
        }
    }

    public void WriteAll(ImmutableArray<Statement> body)
    {
        foreach (Statement statement in body)
        {
            foreach (EmissionPattern pattern in patterns.Statements)
            {
                if (pattern.Statement!(statement, this))
                {
                    break;
                }
            }
        }
    }

    /// <summary>Writes a statement the plain way.</summary>
    public void Plain(Statement statement)
    {
        switch (statement)
        {
            case Assignment { Update: Update.Max or Update.Min } a:
                string target = Printer.Place(a.Target);
                Output.Line($"{target} = {Printer.Math}{(a.Update == Update.Max ? "Max" : "Min")}({target}, {Printer.Value(a.Value)});", CommentOf(a.Formula), RuleOf(a.Formula));
                break;
            case Assignment { Update: Update.Add, Value: Select { Otherwise: Constant { Value.IsZero: true } } guarded } a when !a.Target.Indices.All(i => i.IsConstant || i.AsVariable is not null):
                // Where the guard fails, the place may lie outside.
                using (Output.Block($"if ({Printer.Holds(guarded.Condition)})"))
                {
                    Assign(a, "+=", guarded.Then);
                }

                break;
            case Assignment a:
                Assign(a, a.Update switch { Update.Set => "=", Update.Add => "+=", _ => "*=" }, a.Value);
                break;
            case KeepBest k:
                Write(k);
                break;
            case Loop loop:
                Write(loop);
                break;
            case PartCall part:
                call(part);
                break;
        }
    }

    public void Assign(Assignment assignment, string sign, Expr value)
    {
        string type = !assignment.IsDeclaration ? string.Empty : assignment.Target.Tensor.IsInteger ? "int " : Printer.Type + " ";
        string text = assignment.Target.Tensor.IsInteger && value is Constant { Value: var c } ? c.ToString() : Printer.Value(value);
        Output.Line($"{type}{Printer.Place(assignment.Target)} {sign} {text};", CommentOf(assignment.Formula), RuleOf(assignment.Formula));
    }

    // if (position < 0 || value > best) { best = value; position = index; }
    private void Write(KeepBest k)
    {
        string best = Printer.Place(k.Best);
        string position = Printer.Place(k.Position);
        string value = Printer.Value(k.Value);
        string compared = k.Value is Access or Constant ? value : "(" + value + ")";
        using (Output.Block($"if ({position} < 0 || {compared} {(k.IsLargest ? ">" : "<")} {best})"))
        {
            Output.Line($"{best} = {value};");
            Output.Line($"{position} = {Printer.Indices.Text(k.Index)};", CommentOf(k.Formula), RuleOf(k.Formula));
        }
    }

    private void Write(Loop loop)
    {
        string i = Names.Of(new IndexVariable(loop.Variable));
        IndexWriter indices = Printer.Indices;
        string head = loop.IsDescending
            ? $"for (int {i} = {indices.Bound(loop.Range.Upper, lower: false, 0)}; {i} >= {indices.Bound(loop.Range.Lower, lower: true, 0)}; {i}--)"
            : $"for (int {i} = {indices.Bound(loop.Range.Lower, lower: true, 0)}; {i} < {indices.Bound(loop.Range.Upper, lower: false, 1)}; {i}++)";
        using (Output.Block(head))
        {
            if (loop.IsMixed)
            {
                WriteSections(loop.Body);
            }
            else
            {
                WriteAll(loop.Body);
            }
        }
    }

    private string CommentOf(Formula? formula) => formula is null ? string.Empty : formulas.Text(formula);

    private string RuleOf(Formula? formula) => formula is not null && level == DetailLevel.Steps ? formula.Rule.Replace('-', ' ') : string.Empty;

    private static int FindIndex(ImmutableArray<Statement> body, Func<Statement, bool> test)
    {
        for (int i = 0; i < body.Length; i++)
        {
            if (test(body[i]))
            {
                return i;
            }
        }

        return body.Length;
    }

    private static int FindLastIndex(ImmutableArray<Statement> body, Func<Statement, bool> test)
    {
        for (int i = body.Length - 1; i >= 0; i--)
        {
            if (test(body[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
