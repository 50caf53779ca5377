using System.Collections.Immutable;

namespace SymBackprop.Checking.Structure;

internal sealed partial class MathMlWriter
{
    private void Command(LatexCommand command)
    {
        CommandRow? row = CommandCatalog.Find(command.Name);
        switch (row?.Kind)
        {
            case CommandKind.Letter or CommandKind.Operator:
                Character(row.Unicode);
                break;
            case CommandKind.Relation or CommandKind.Punctuation:
                _out.Leaf("mo", row.Unicode);
                break;
            case CommandKind.BigOperator:
                _out.Leaf("mo", row.Unicode, "movablelimits=\"true\"");
                break;
            case CommandKind.Function:
                _out.Leaf("mi", row.Unicode, "mathvariant=\"normal\"");
                _out.Leaf("mo", "\u2061");
                break;
            case CommandKind.Delimiter:
                _out.Leaf("mo", row.Unicode, Unstretched);
                break;
            case CommandKind.Accent:
                Over(command.Arguments[0], row.Unicode, row.Name.StartsWith("under", System.StringComparison.Ordinal) || row.Name == "utilde");
                break;
            case CommandKind.Style or CommandKind.Word:
                string outer = _alphabet;
                _alphabet = row.Kind == CommandKind.Style ? row.Name : _alphabet;
                Row(command.Arguments[0].Items);
                _alphabet = outer;
                break;
            case CommandKind.Structure:
                Structure(command, row);
                break;
            default:
                Other(command);
                break;
        }
    }

    private void Structure(LatexCommand command, CommandRow row)
    {
        ImmutableArray<LatexGroup> arguments = command.Arguments;
        switch (command.Name)
        {
            case "frac" or "nicefrac" or "sfrac" or "flatfrac":
                Fraction(arguments);
                break;
            case "dfrac" or "cfrac":
                Fraction(arguments, "displaystyle=\"true\"");
                break;
            case "tfrac":
                Fraction(arguments, "displaystyle=\"false\"");
                break;
            case "binom" or "dbinom" or "tbinom":
                Fenced(row.Fences, () => Fraction(arguments, "linethickness=\"0\""));
                break;
            case "dv" or "pdv":
                Derivative(arguments, command.Name == "dv" ? "d" : "∂");
                break;
            case "sqrt" when command.Option is not null:
                Two("mroot", arguments[0], command.Option);
                break;
            case "sqrt":
                _out.Open("msqrt");
                Row(arguments[0].Items);
                _out.Close("msqrt");
                break;
            case "overset" or "stackrel":
                Two("mover", arguments[1], arguments[0]);
                break;
            case "underset":
                Two("munder", arguments[1], arguments[0]);
                break;
            case "underbrace" or "underbracket":
                Over(arguments[0], command.Name == "underbrace" ? "⏟" : "⎵", isUnder: true);
                break;
            case "overbrace" or "overbracket":
                Over(arguments[0], command.Name == "overbrace" ? "⏞" : "⎴", isUnder: false);
                break;
            case "xrightarrow" or "xleftarrow" or "xRightarrow" or "xlongequal":
                _out.Open("mover");
                _out.Leaf("mo", row.Unicode, "stretchy=\"true\"");
                Row(arguments[0].Items);
                _out.Close("mover");
                break;
            case "abs":
                Fenced("||", () => Row(arguments[0].Items));
                break;
            case "norm":
                Fenced("‖‖", () => Row(arguments[0].Items));
                break;
            case "pmod" or "pod":
                Fenced("()", () =>
                {
                    _out.Leaf("mi", "mod");
                    _out.Space(0.25);
                    Row(arguments[0].Items);
                });
                break;
            case "not":
                _out.Open("mrow", "style=\"text-decoration:line-through\"");
                Row(arguments[0].Items);
                _out.Close("mrow");
                break;
            case "boxed" or "fbox" or "framebox":
                _out.Open("mrow", "style=\"border:1px solid;padding:2px\"");
                Row(arguments[0].Items);
                _out.Close("mrow");
                break;
            case "textcolor" or "href" or "class" or "cssId" or "style":
                Row(arguments[1].Items);
                break;
            default:
                foreach (LatexGroup argument in arguments)
                {
                    Row(argument.Items);
                }

                break;
        }
    }

    /// <summary>Writes what <c>\over</c> and kin make, and what no one knows.</summary>
    private void Other(LatexCommand command)
    {
        string fences = command.Name switch
        {
            "bracefrac" => "{}",
            "brackfrac" => "[]",
            _ => string.Empty,
        };
        if (fences.Length > 0 || command.Name == "atop")
        {
            Fenced(fences, () => Fraction(command.Arguments, "linethickness=\"0\""));
            return;
        }

        _out.Leaf("mtext", "\\" + command.Name, Red);
    }

    private void Fraction(ImmutableArray<LatexGroup> arguments, string attributes = "")
    {
        _out.Open("mfrac", attributes);
        Row(arguments[0].Items);
        Row(arguments[1].Items);
        _out.Close("mfrac");
    }

    private void Derivative(ImmutableArray<LatexGroup> arguments, string sign)
    {
        _out.Open("mfrac");
        foreach (LatexGroup argument in arguments)
        {
            _out.Open("mrow");
            _out.Leaf("mi", sign);
            Row(argument.Items);
            _out.Close("mrow");
        }

        _out.Close("mfrac");
    }

    private void Fenced(string fences, System.Action content)
    {
        _out.Open("mrow");
        Fence(fences.Length > 0 ? fences.Substring(0, 1) : string.Empty);
        content();
        Fence(fences.Length > 0 ? fences.Substring(1) : string.Empty);
        _out.Close("mrow");
    }

    private void Two(string element, LatexGroup first, LatexGroup second)
    {
        _out.Open(element);
        Row(first.Items);
        Row(second.Items);
        _out.Close(element);
    }

    private void Over(LatexGroup argument, string mark, bool isUnder)
    {
        string element = isUnder ? "munder" : "mover";
        _out.Open(element, isUnder ? "accentunder=\"true\"" : "accent=\"true\"");
        Row(argument.Items);
        _out.Leaf("mo", mark, argument.Items.Length > 1 ? "stretchy=\"true\"" : Unstretched);
        _out.Close(element);
    }
}
