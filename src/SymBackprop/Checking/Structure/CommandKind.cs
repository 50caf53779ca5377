namespace SymBackprop.Checking.Structure;

/// <summary>What a command of mathematical LaTeX is.</summary>
internal enum CommandKind
{
    /// <summary>A letter or another symbol that stands for something: <c>\alpha</c>, <c>\infty</c>.</summary>
    Letter,

    /// <summary>A sign between or before operands: <c>\cdot</c>, <c>\partial</c>, <c>\nabla</c>.</summary>
    Operator,

    /// <summary>A sign between two sides: <c>\le</c>, <c>\approx</c>, <c>\implies</c>.</summary>
    Relation,

    /// <summary>A sign with bounds: <c>\sum</c>, <c>\prod</c>, <c>\int</c>.</summary>
    BigOperator,

    /// <summary>A function by its name: <c>\log</c>, <c>\max</c>.</summary>
    Function,

    /// <summary>A bracket or bar: <c>\langle</c>, <c>\lVert</c>.</summary>
    Delimiter,

    /// <summary>Dots and other signs that separate: <c>\ldots</c>, <c>\colon</c>.</summary>
    Punctuation,

    /// <summary>Something built of its arguments: <c>\frac</c>, <c>\sqrt</c>, <c>\underbrace</c>.</summary>
    Structure,

    /// <summary>A mark over or under its argument: <c>\hat</c>, <c>\overline</c>.</summary>
    Accent,

    /// <summary>Another alphabet for its argument: <c>\mathbf</c>, <c>\mathcal</c>.</summary>
    Style,

    /// <summary>Another alphabet for the rest of the group: <c>\bf</c>, <c>\cal</c>.</summary>
    Switch,

    /// <summary>Words: <c>\text</c>, <c>\mbox</c>; what stands in it is text, whatever it is.</summary>
    Text,

    /// <summary>A name in upright letters: <c>\mathrm</c>, <c>\operatorname</c>; a word where it holds letters only.</summary>
    Word,

    /// <summary>Space, or something that only sets type: <c>\quad</c>, <c>\displaystyle</c>, <c>\limits</c>.</summary>
    Space,

    /// <summary>About the formula, not in it: <c>\tag</c>, <c>\label</c>.</summary>
    Mark,

    /// <summary>Rows and cells in braces: <c>\matrix</c>, <c>\eqalign</c>, <c>\substack</c>.</summary>
    Rows,

    /// <summary>Stands between its two arguments in a group: <c>\over</c>, <c>\choose</c>.</summary>
    Infix,
}
