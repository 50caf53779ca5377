// The structure of mathematical LaTeX, no more: what nests. Which command takes what follows it, what has scripts, and where rows end
// is found when the tree is built, by the catalogue of commands. The token pass has paired braces, environments and \left…\right before and
// made STRAY what has no partner, so every text has a structure, and the next token decides every alternative.
parser grammar LatexParser;

options { tokenVocab = LatexLexer; }

/** \frac{a}{b} = x^2 */
formula : item* EOF ;

/** {a + b}, \begin{cases} … \end{cases}, \left( … \right), or one token */
item
    : LEFT_BRACE item* RIGHT_BRACE      # Group
    | BEGIN item* END                   # Environment
    | LEFT item* RIGHT                  # Delimited
    | (LETTER | DIGIT | COMMAND | SIGN_COMMAND | SUB | SUPER | PRIME | SUPERSCRIPT | SUBSCRIPT | ALIGN | ROW_END | MIDDLE | PERCENT | SPACE | OTHER | STRAY)  # Single
    ;
