using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace SymBackprop.Tests.Shared.Cases;

/// <summary>Translates the cases' notation, whose indices count from 1, to the language, whose indices count from 0.</summary>
internal static class PlainInfix
{
    /// <summary>Returns the text with binders that keep their ranges: subscripts are shifted.</summary>
    public static string ShiftSubscripts(string text) => new Translation(text, false).Run();

    /// <summary>Returns the text with binders that count from 0: uses of the index as a number are shifted.</summary>
    public static string ShiftBinders(string text) => new Translation(text, true).Run();

    private sealed class Translation(string text, bool shiftsBinders)
    {
        private readonly StringBuilder _result = new();
        private int _place;

        public string Run()
        {
            while (_place < text.Length)
            {
                if (char.IsLetter(text[_place]))
                {
                    Name();
                }
                else if (text[_place] == '[')
                {
                    _result.Append('[').AppendJoin(", ", Arguments().Select(ZeroBased)).Append(']');
                }
                else if (char.IsDigit(text[_place]))
                {
                    Copy(@"\G[0-9.]+([eE][+-]?[0-9]+)?");
                }
                else
                {
                    _result.Append(text[_place++]);
                }
            }

            return _result.ToString();
        }

        private void Name()
        {
            int start = _place;
            string name = Regex.Match(text[start..], @"^[\p{L}\p{Nd}_]+").Value;
            _place += name.Length;
            bool isCall = _place < text.Length && text[_place] == '(';
            if (isCall && name is "sum" or "prod")
            {
                Reduction(name, Arguments());
            }
            else if (isCall && name == "if")
            {
                List<string> parts = Arguments();
                _result.Append($"(if {Inner(parts[0])} then {Inner(parts[1])} else {Inner(parts[2])})");
            }
            else
            {
                _result.Append(name);
            }
        }

        private void Reduction(string name, List<string> parts)
        {
            string index = parts[0];

            // Half of an even size: a bound of the language is a whole number by its form.
            parts[2] = Regex.Replace(parts[2], @"(\w+)/(\d+)", "floor($1/$2)");
            if (shiftsBinders)
            {
                string body = Regex.Replace(parts[3], $@"(?<![\p{{L}}\p{{Nd}}_]){index}(?![\p{{L}}\p{{Nd}}_(])", $"({index} + 1)");
                _result.Append($"{name}({index} in {ZeroBased(parts[1])}..{ZeroBased(parts[2])}, {Inner(body)})");
            }
            else
            {
                _result.Append($"{name}({index} in {Inner(parts[1])}..{Inner(parts[2])}, {Inner(parts[3])})");
            }
        }

        private string ZeroBased(string position) => int.TryParse(position, CultureInfo.InvariantCulture, out int number)
            ? (number - 1).ToString(CultureInfo.InvariantCulture)
            : Inner(position) + " - 1";

        private string Inner(string part) => new Translation(part, shiftsBinders).Run();

        private void Copy(string pattern)
        {
            Match match = new Regex(pattern).Match(text, _place);
            _result.Append(match.Value);
            _place += match.Length;
        }

        // From an opening bracket to the one that closes it: what the commas of that level separate.
        private List<string> Arguments()
        {
            var parts = new List<string>();
            int depth = 0;
            int start = ++_place;
            for (; ; _place++)
            {
                char c = text[_place];
                if (depth == 0 && c is (',' or ')' or ']'))
                {
                    parts.Add(text[start.._place].Trim());
                    start = _place + 1;
                    if (c != ',')
                    {
                        _place++;
                        return parts;
                    }
                }

                depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            }
        }
    }
}
