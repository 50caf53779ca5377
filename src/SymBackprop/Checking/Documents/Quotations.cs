namespace SymBackprop.Checking.Documents;

/// <summary>Puts spaces in place of the <c>&gt;</c> before quoted lines, so that they are not read as signs of a formula.</summary>
internal static class Quotations
{
    public static string Mask(string text)
    {
        if (text.IndexOf('>') < 0)
        {
            return text;
        }

        var paragraphs = new Paragraphs(text);
        char[] masked = text.ToCharArray();
        bool isQuoted = false;
        bool isParagraphStart = true;
        for (int line = 0; line < text.Length;)
        {
            int end = paragraphs.LineEnd(line);
            int mark = line;
            while (mark < end && text[mark] == ' ' && mark < line + 3)
            {
                mark++;
            }

            bool isMarked = mark < end && text[mark] == '>';
            isQuoted = isMarked && (isQuoted || isParagraphStart);
            for (; isQuoted && mark < end && text[mark] is '>' or ' '; mark++)
            {
                masked[mark] = ' ';
            }

            isParagraphStart = paragraphs.IsBlank(line, end);
            line = paragraphs.AfterLine(end);
        }

        return new string(masked);
    }
}
