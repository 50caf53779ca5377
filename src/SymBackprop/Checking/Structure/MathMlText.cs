using System.Text;

namespace SymBackprop.Checking.Structure;

/// <summary>Writes elements of MathML with their texts escaped.</summary>
internal sealed class MathMlText
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Open(string element, string attributes = "") =>
        _text.Append('<').Append(element).Append(attributes.Length > 0 ? " " : string.Empty).Append(attributes).Append('>');

    public void Close(string element) => _text.Append("</").Append(element).Append('>');

    public void Leaf(string element, string content, string attributes = "")
    {
        Open(element, attributes);
        Escape(content);
        Close(element);
    }

    public void Space(double width)
    {
        if (width != 0)
        {
            _text.Append("<mspace width=\"").Append(width.ToString(System.Globalization.CultureInfo.InvariantCulture)).Append("em\"/>");
        }
    }

    private void Escape(string content)
    {
        for (int i = 0; i < content.Length; i++)
        {
            bool isPair = i + 1 < content.Length && char.IsSurrogatePair(content[i], content[i + 1]);
            _ = content[i] switch
            {
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '&' => _text.Append("&amp;"),
                '"' => _text.Append("&quot;"),
                '\t' or '\n' or '\r' => _text.Append(' '),
                _ when isPair => _text.Append(content, i++, 2),
                // XML has no such characters; bidirectional controls disguise what stands after them.
                < ' ' or '\uFFFE' or '\uFFFF' => _text.Append('\uFFFD'),
                _ when char.IsSurrogate(content[i]) || Syntax.Characters.IsBidirectionalControl(content[i]) => _text.Append('\uFFFD'),
                _ => _text.Append(content[i]),
            };
        }
    }
}
