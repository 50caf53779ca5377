// The tokens of mathematical LaTeX. Digits and letters stand alone, because in TeX x^23 is x²·3 and \frac12 is ½.
// Texts come here one formula at a time, every character as one code point (LatexText).
lexer grammar LatexLexer;

// The token pass gives these types: what has no partner, and what macros and comments turn into.
tokens { STRAY }

/** \begin{align} */
BEGIN : '\\begin' BLANK* '{' ENVIRONMENT '}' ;
/** \end{align} */
END : '\\end' BLANK* '{' ENVIRONMENT '}' ;
/** \left( with its delimiter */
LEFT : '\\left' BLANK* DELIMITER ;
/** \right] with its delimiter */
RIGHT : '\\right' BLANK* DELIMITER ;
/** \middle| with its delimiter */
MIDDLE : '\\middle' BLANK* DELIMITER ;

/** The end of a row: \\, \\[2pt], \cr. */
ROW_END : '\\\\' '*'? ([ \t]* '[' BLANK* '-'? [0-9.]+ BLANK* [a-z] [a-z] BLANK* ']')? | '\\cr' | '\\newline' | '\\tabularnewline' ;

/** \alpha, \operatorname* */
COMMAND : '\\' [a-zA-Z@]+ | '\\operatorname*' | '\\tag*' ;
/** \, \{ \% and a backslash before anything else but a letter */
SIGN_COMMAND : '\\' ~[a-zA-Z@\\] ;

/** { */
LEFT_BRACE : '{' ;
/** } */
RIGHT_BRACE : '}' ;
/** x_i */
SUB : '_' ;
/** x^2 */
SUPER : '^' ;
/** f', and the primes of other keyboards: f′, f″, f’ */
PRIME : ['\u2032\u2033\u2034\u2057\u2019\u00B4] ;
/** x², x⁻¹, Wᵀ */
SUPERSCRIPT : [\u00B2\u00B3\u00B9\u2070\u2071\u2074-\u207F\u02B0-\u02B8\u1D2C-\u1D61\u1D9C-\u1DBF]+ ;
/** x₁, wᵢⱼ */
SUBSCRIPT : [\u2080-\u208E\u2090-\u209C\u1D62-\u1D6A\u2C7C]+ ;
/** Between the cells of a row; also as it stands in pages that were saved: &amp; */
ALIGN : '&' | '&amp;' ;
/** A comment begins, where comments are. */
PERCENT : '%' ;
/** Space that is seen, and space that is not. */
SPACE : [\t\n\r\u0020~\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF\u200B-\u200F\u202A-\u202E\u2060-\u2069\u00AD]+ ;

/** 7 */
DIGIT : [0-9] ;
/** x, α, ℓ, with the accents that are written on it: x̂ */
LETTER : [\p{L}] [\p{Mn}]* ;

/** Whatever else there is, so that nothing is dropped in silence; also as it stands in pages that were saved: &lt; */
OTHER : '&lt;' | '&gt;' | '&nbsp;' | . [\p{Mn}]* ;

fragment BLANK : [ \t\r\n] ;
fragment ENVIRONMENT : [a-zA-Z]+ '*'? ;
fragment DELIMITER : [()[\]|/.<>\u27E8\u27E9\u2016\u2225\u230A\u230B\u2308\u2309\u2191\u2193] | '\\' [{}|] | '\\' [a-zA-Z]+ ;
