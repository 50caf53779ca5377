using System;
using System.Collections.Generic;
using System.Globalization;
using SymBackprop.Diagnostics;

namespace SymBackprop.Syntax;

/// <summary>Unicode's normalisation form C, the same on every host.</summary>
internal static class CanonicalForm
{
    // Korean syllables are composed by arithmetic: 19 leading, 21 vowel and 28 trailing letters, the first of which is none.
    private const int FirstLeading = 0x1100, Leadings = 19;
    private const int FirstVowel = 0x1161, Vowels = 21;
    private const int FirstTrailing = 0x11A7, Trailings = 28;
    private const int FirstSyllable = 0xAC00, Syllables = Leadings * Vowels * Trailings;

    private static readonly Lazy<Tables> Data = new(() => new Tables());

    /// <summary>Decomposes, orders the marks, and composes again, in place.</summary>
    public static void Compose(List<PlacedCharacter> characters)
    {
        // No character below U+0300 composes with one before it or decomposes into what does not compose again.
        if (!characters.Exists(c => c.CodePoint >= 0x300))
        {
            return;
        }

        Tables tables = Data.Value;
        var decomposed = new List<PlacedCharacter>(characters.Count);
        foreach (PlacedCharacter character in characters)
        {
            Decompose(tables, character.CodePoint, character.Origin, decomposed);
        }

        OrderMarks(tables, decomposed);
        characters.Clear();
        Recompose(tables, decomposed, characters);
    }

    /// <summary>Returns the text with letters and their marks apart, in the order of normalisation form D.</summary>
    public static IReadOnlyList<int> Decompose(string text)
    {
        var decomposed = new List<PlacedCharacter>(text.Length);
        for (int i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            int codePoint = char.IsSurrogatePair(text, i) ? char.ConvertToUtf32(text, i) : text[i];
            Decompose(Data.Value, codePoint, default, decomposed);
        }

        OrderMarks(Data.Value, decomposed);
        return decomposed.ConvertAll(c => c.CodePoint);
    }

    private static void Decompose(Tables tables, int codePoint, SourceSpan origin, List<PlacedCharacter> result)
    {
        if (codePoint is >= FirstSyllable and < FirstSyllable + Syllables)
        {
            int syllable = codePoint - FirstSyllable;
            result.Add(new PlacedCharacter(FirstLeading + (syllable / (Vowels * Trailings)), origin));
            result.Add(new PlacedCharacter(FirstVowel + (syllable / Trailings % Vowels), origin));
            if (syllable % Trailings > 0)
            {
                result.Add(new PlacedCharacter(FirstTrailing + (syllable % Trailings), origin));
            }
        }
        else if (tables.Parts.TryGetValue(codePoint, out (int First, int Second) parts))
        {
            Decompose(tables, parts.First, origin, result);
            if (parts.Second > 0)
            {
                Decompose(tables, parts.Second, origin, result);
            }
        }
        else
        {
            result.Add(new PlacedCharacter(codePoint, origin));
        }
    }

    // A letter and its marks keep together: each of them stands for the place of all.
    private static void OrderMarks(Tables tables, List<PlacedCharacter> characters)
    {
        int start = 0;
        while (start < characters.Count)
        {
            int end = start + 1;
            while (end < characters.Count && tables.Class(characters[end].CodePoint) > 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                int first = tables.Class(characters[start].CodePoint) > 0 ? start : start + 1;
                List<PlacedCharacter> marks = characters.GetRange(first, end - first);
                SourceSpan all = characters[start].Origin.To(characters[end - 1].Origin);
                StableSort(tables, marks);
                characters[start] = characters[start] with { Origin = all };
                for (int i = first; i < end; i++)
                {
                    characters[i] = new PlacedCharacter(marks[i - first].CodePoint, all);
                }
            }

            start = end;
        }
    }

    private static void StableSort(Tables tables, List<PlacedCharacter> marks)
    {
        var keyed = new List<(int Class, int Place, PlacedCharacter Mark)>(marks.Count);
        for (int i = 0; i < marks.Count; i++)
        {
            keyed.Add((tables.Class(marks[i].CodePoint), i, marks[i]));
        }

        keyed.Sort((a, b) => a.Class != b.Class ? a.Class.CompareTo(b.Class) : a.Place.CompareTo(b.Place));
        for (int i = 0; i < marks.Count; i++)
        {
            marks[i] = keyed[i].Mark;
        }
    }

    private static void Recompose(Tables tables, List<PlacedCharacter> decomposed, List<PlacedCharacter> result)
    {
        int starter = -1;
        int lastClass = 0;
        foreach (PlacedCharacter character in decomposed)
        {
            int combining = tables.Class(character.CodePoint);

            // A mark is blocked from its letter by another one of the same class, or by a letter between them.
            bool isAdjacent = starter == result.Count - 1;
            bool isReachable = starter >= 0 && (isAdjacent || (lastClass < combining && lastClass > 0));
            if (isReachable && tables.Compose(result[starter].CodePoint, character.CodePoint) is int composite)
            {
                result[starter] = new PlacedCharacter(composite, result[starter].Origin.To(character.Origin));
                continue;
            }

            if (combining == 0)
            {
                starter = result.Count;
            }

            lastClass = combining;
            result.Add(character);
        }
    }

    /// <summary>The tables of <see cref="CanonicalData"/>, read.</summary>
    private sealed class Tables
    {
        private readonly Dictionary<(int First, int Second), int> _composites = [];
        private readonly Dictionary<int, int> _classes = [];

        public Tables()
        {
            foreach (string entry in Words(CanonicalData.Decompositions))
            {
                string[] sides = entry.TrimEnd('!').Split('=', '+');
                int character = Hexadecimal(sides[0]);
                (int First, int Second) parts = (Hexadecimal(sides[1]), sides.Length > 2 ? Hexadecimal(sides[2]) : 0);
                Parts.Add(character, parts);
                if (parts.Second > 0 && !entry.EndsWith("!", StringComparison.Ordinal))
                {
                    _composites.Add(parts, character);
                }
            }

            AddIdeographs(0xF900, CanonicalData.Ideographs);
            AddIdeographs(0x2F800, CanonicalData.SupplementaryIdeographs);
            foreach (string entry in Words(CanonicalData.CombiningClasses))
            {
                string[] sides = entry.Split('-', '=');
                int combining = int.Parse(sides[2], CultureInfo.InvariantCulture);
                for (int character = Hexadecimal(sides[0]); character <= Hexadecimal(sides[1]); character++)
                {
                    _classes.Add(character, combining);
                }
            }
        }

        /// <summary>Gets what a character decomposes into; a second part 0 is none.</summary>
        public Dictionary<int, (int First, int Second)> Parts { get; } = [];

        public int Class(int codePoint) => codePoint >= 0x300 && _classes.TryGetValue(codePoint, out int found) ? found : 0;

        public int? Compose(int first, int second)
        {
            if (first is >= FirstLeading and < FirstLeading + Leadings && second is >= FirstVowel and < FirstVowel + Vowels)
            {
                return FirstSyllable + ((((first - FirstLeading) * Vowels) + (second - FirstVowel)) * Trailings);
            }

            bool isOpenSyllable = first is >= FirstSyllable and < FirstSyllable + Syllables && (first - FirstSyllable) % Trailings == 0;
            if (isOpenSyllable && second is > FirstTrailing and < FirstTrailing + Trailings)
            {
                return first + (second - FirstTrailing);
            }

            return second >= 0x300 && _composites.TryGetValue((first, second), out int composite) ? composite : null;
        }

        private void AddIdeographs(int first, string targets)
        {
            int character = first;
            for (int i = 0; i < targets.Length; i += char.IsSurrogatePair(targets, i) ? 2 : 1)
            {
                int target = char.ConvertToUtf32(targets, i);
                if (target != character)
                {
                    Parts.Add(character, (target, 0));
                }

                character++;
            }
        }

        private static string[] Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

        private static int Hexadecimal(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
