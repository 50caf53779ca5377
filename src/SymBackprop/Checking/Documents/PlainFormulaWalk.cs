using SymBackprop.Checking.Structure;
using SymBackprop.Diagnostics;

namespace SymBackprop.Checking.Documents;

/// <summary>Walks over a line and judges whether it is mathematics alone.</summary>
internal sealed class PlainFormulaWalk(string text, SourceSpan line)
{
    private int _depth;
    private bool _hasRelation;
    private bool _hasRightSide;
    private bool _hasSigns;
    private bool _hasLongName;

    // The word before, where only space stands since.
    private bool _isAfterWord;
    private bool _isAfterName;

    /// <summary>Gets a value indicating whether the line has commands with a backslash.</summary>
    public bool HasCommands { get; private set; }

    public bool IsFormula()
    {
        for (int i = line.Start; i < line.End;)
        {
            int next = char.IsLetter(text[i]) ? TakeWord(i) : text[i] == '\\' ? TakeCommand(i) : TakeSign(i);
            if (next < 0)
            {
                return false;
            }

            i = next;
        }

        return _hasRelation && _hasRightSide && (_hasSigns || !_hasLongName);
    }

    private int TakeWord(int start)
    {
        int end = start;
        while (end < line.End && (char.IsLetter(text[end]) || char.GetUnicodeCategory(text[end]) == System.Globalization.UnicodeCategory.NonSpacingMark))
        {
            if (!IsMathematicalLetter(text[end]))
            {
                return -1;
            }

            end++;
        }

        string word = text.Substring(start, end - start);
        char next = end < line.End ? text[end] : ' ';
        bool isScript = start > line.Start && text[start - 1] is '_' or '^';
        bool isTechnical = isScript || next is '(' or '_' or '^' or '[' or '\'' or '’' or '.' || char.IsDigit(next) || word.Length == 1 || IsKnown(word);
        bool isName = word.Length > 1 && !isTechnical;
        bool isSpaced = start > line.Start && text[start - 1] == ' ';
        if ((isSpaced && ((isName && (_isAfterWord || _isAfterName)) || _isAfterName)) || word is "I" or "A" && next == ' ' && end + 1 < line.End && char.IsLetter(text[end + 1]))
        {
            return -1;
        }

        _hasSigns |= IsKnown(word) || word[0] > 0x2FF;
        _hasLongName |= word.Length > 3 && !IsKnown(word);
        _hasRightSide |= _hasRelation;
        _isAfterWord = true;
        _isAfterName = isName;
        return end;
    }

    private int TakeCommand(int start)
    {
        int end = start + 1;
        while (end < line.End && text[end] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
        {
            end++;
        }

        end = end == start + 1 ? end + 1 : end;
        if (end > line.End || CommandCatalog.Find(text.Substring(start + 1, end - start - 1)) is not { Kind: not (CommandKind.Text or CommandKind.Switch) } row)
        {
            return -1;
        }

        if (_isAfterName && row.Kind is CommandKind.Letter or CommandKind.Structure or CommandKind.BigOperator or CommandKind.Accent or CommandKind.Style)
        {
            return -1;
        }

        HasCommands = true;
        _hasRelation |= row.Kind == CommandKind.Relation;
        _hasSigns = true;
        _hasRightSide |= _hasRelation;
        _isAfterWord = false;
        _isAfterName = false;
        return end;
    }

    private int TakeSign(int i)
    {
        char c = text[i];
        char next = i + 1 < line.End ? text[i + 1] : '\0';
        if (_isAfterName && BeginsOperand(c) && text[i - 1] == ' ')
        {
            return -1;
        }

        switch (c)
        {
            case ' ' or '\t' or '\u00A0':
                return i + 1;
            case '=' when next == '=':
            case '=' when _depth > 0:
                return -1;
            case '=' or '≈' or '≡' or '≔' or '≤' or '≥' or '∝' or '≠':
                _hasRelation = true;
                break;
            case '<' when IsTag(i):
            case ':' when next is not '=':
            case '.' when next == ' ':
            case '?' or '"' or '“' or '”' or '@' or '#' or '$' or '`' or ';' or '&' or '%' or '~' or '…':
                return -1;
            case '{' or '}' when !HasCommands && text.IndexOfAny(['_', '^'], line.Start, line.Length) < 0:
                return -1;
            case '\'' or '’' when char.IsLetter(next) && i > line.Start + 1 && char.IsLetter(text[i - 1]) && char.IsLetter(text[i - 2]):
                return -1;
            case '|' when next == ' ' && i == line.Start && text[line.End - 1] == '|':
                return -1;
            default:
                if (char.IsControl(c) || c is >= '\u2E80' and < '\uD800')
                {
                    return -1;
                }

                _hasRightSide |= _hasRelation && char.IsDigit(c);
                break;
        }

        _depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
        _hasSigns |= c is not ('=' or ',');
        _isAfterWord = false;
        _isAfterName = false;
        return i + 1;
    }

    private bool IsTag(int start)
    {
        int end = start + 1;
        while (end < line.End && (char.IsLetterOrDigit(text[end]) || text[end] == '/'))
        {
            end++;
        }

        return end > start + 1 && end < line.End && text[end] == '>';
    }

    private static bool BeginsOperand(char c) => c is '∂' or '∇' or '√' or '∑' or '∏' or '½' or '‖' or '|' or '(' || char.IsDigit(c);

    private static bool IsKnown(string word) =>
        word is "d" or "dot" or "sum" or "prod" or "mean" or "sqrt" or "abs" or "norm" or "transpose" or "diag" or "mod" || CommandCatalog.Find(word) is
        { Kind: CommandKind.Function or CommandKind.Letter or CommandKind.BigOperator };

    private static bool IsMathematicalLetter(char c) => c is < '\u0250' or (>= '\u0370' and < '\u0400') or (>= '\u1D00' and < '\u2200') or (>= '\uD800' and < '\uE000');
}
