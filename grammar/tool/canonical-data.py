#!/usr/bin/env python3
"""Writes src/SymBackprop/Syntax/CanonicalData.cs, the tables of Unicode's canonical composition.

The framework's own normalisation does nothing where globalization is switched off, and what a network means must not
depend on its host. Run again for a newer Unicode; a test compares the result with the framework's.
"""
import pathlib
import unicodedata

HANGUL = range(0xAC00, 0xD7A4)
IDEOGRAPHS = [range(0xF900, 0xFADA), range(0x2F800, 0x2FA1E)]


def decomposition(cp):
    found = unicodedata.decomposition(chr(cp))
    return [] if not found or found.startswith('<') or cp in HANGUL else [int(x, 16) for x in found.split()]


def wrapped(words, width=150):
    lines, line = [], ''
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = ''
        line = f'{line} {word}' if line else word
    return lines + [line]


def raw(words):
    return '"""\n' + '\n'.join('        ' + line for line in wrapped(words)) + '\n        """'


pairs, singles, runs = [], [], []
for cp in range(0x110000):
    parts = decomposition(cp)
    if parts and not any(cp in r for r in IDEOGRAPHS):
        text = f'{cp:X}={"+".join(f"{p:X}" for p in parts)}'
        if len(parts) == 2 and unicodedata.normalize('NFC', chr(cp)) != chr(cp):
            text += '!'
        pairs.append(text)
    combining = unicodedata.combining(chr(cp))
    if combining:
        if runs and runs[-1][1] == cp - 1 and runs[-1][2] == combining:
            runs[-1][1] = cp
        else:
            runs.append([cp, cp, combining])

ideographs = [''.join(chr((decomposition(cp) or [cp])[0]) for cp in r) for r in IDEOGRAPHS]
classes = [f'{a:X}-{b:X}={c}' for a, b, c in runs]
lines = lambda text: ' +\n'.join(f'        "{text[i:i + 64]}"' for i in range(0, len(text), 64))
target = pathlib.Path(__file__).parents[2] / 'src/SymBackprop/Syntax/CanonicalData.cs'
target.write_text(f'''// Written by grammar/tool/canonical-data.py from Unicode {unicodedata.unidata_version}.
namespace SymBackprop.Syntax;

/// <summary>Unicode's canonical decompositions and combining classes.</summary>
internal static class CanonicalData
{{
    /// <summary>Character = parts; with an exclamation mark the parts do not compose again.</summary>
    public const string Decompositions =
        {raw(pairs)};

    /// <summary>First-last = combining class, where it is not 0.</summary>
    public const string CombiningClasses =
        {raw(classes)};

    /// <summary>What the compatibility ideographs from U+F900 on stand for.</summary>
    public const string Ideographs =
{lines(ideographs[0])};

    /// <summary>What the compatibility ideographs from U+2F800 on stand for.</summary>
    public const string SupplementaryIdeographs =
{lines(ideographs[1])};
}}
''', encoding='utf-8')
