// The words and signs of the language. Texts are normalised before they come here (NFC, mathematical alphabets to plain letters).
lexer grammar SymBackpropLexer;

// Keywords are contextual: every word is a NAME here, and the statement reader gives it one of these types where it stands as a keyword.
tokens {
    NETWORK, INPUT, TARGET, WEIGHT, OUTPUT, ASSUME, GRADIENT, JACOBIAN, HESSIAN, HVP, DERIVATIVE,
    WRT, FOR, IN, IF, THEN, ELSE, AND, OR, NOT,
    UNWRITTEN_TIMES     // put between the 2 and the x of 2x
}

/** A name: w, ŷ, W1, w₁, hidden_size. */
NAME : (LETTER | '_') (LETTER | MARK | [0-9_₀-₉])* ;

/** A sign that is read as a function's name: ∑(j, x[j]), ∏(j, x[j]), √(x). */
FUNCTION_SIGN : [∑∏√∛] ;

/** A number: 3, 0.25, 1e-5, ½. Digits stand on both sides of a point, so that 1..3 and 2.*x read as they should. */
NUMBER : DIGITS ('.' DIGITS)? ([eE] [+-]? DIGITS)? | [½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒] ;

/** An exponent above the line: x², x⁻¹. */
SUPERSCRIPT : [⁺⁻]? [⁰¹²³⁴⁵⁶⁷⁸⁹]+ ;

/** The transpose: W', Wᵀ. */
TRANSPOSE : '\'' | 'ᵀ' | '⊤' ;

/** The sign of a derivative: ∂E/∂w. */
PARTIAL : '∂' ;

/** a + b */
PLUS : '+' ;
/** a - b */
MINUS : '-' | '−' ;
/** a * b */
STAR : '*' | '·' | '⋅' | '×' | '∗' ;
/** a / b */
SLASH : '/' | '÷' | '∕' ;
/** a .* b */
DOT_STAR : '.*' | '⊙' ;
/** a ./ b */
DOT_SLASH : './' | '⊘' ;
/** a ^ b */
CARET : '^' ;
/** a .^ b */
DOT_CARET : '.^' ;

/** a == b, where = would define */
EQUAL : '==' ;
/** a != b */
NOT_EQUAL : '!=' | '≠' ;
/** a <= b */
LESS_OR_EQUAL : '<=' | '≤' | '⩽' ;
/** a >= b */
GREATER_OR_EQUAL : '>=' | '≥' | '⩾' ;
/** a < b */
LESS : '<' ;
/** a > b */
GREATER : '>' ;
/** a > 0 ∧ b > 0 */
AND_SIGN : '∧' -> type(AND) ;
/** a > 0 ∨ b > 0 */
OR_SIGN : '∨' -> type(OR) ;
/** ¬(a > 0) */
NOT_SIGN : '¬' -> type(NOT) ;
/** j ∈ 0..n-1 */
IN_SIGN : '∈' -> type(IN) ;

/** E = 1/2*(y - t)^2 */
EQUALS : '=' ;
/** weight W[h,n] ~ normal(0, 0.1) */
TILDE : '~' | '∼' ;
/** 0..n-1 */
DOT_DOT : '..' ;
/** f(x, y) */
COMMA : ',' ;
/** x[:, j] */
COLON : ':' ;
/** (a + b) */
LEFT_PAREN : '(' ;
RIGHT_PAREN : ')' ;
/** x[i] */
LEFT_BRACKET : '[' ;
RIGHT_BRACKET : ']' ;

/** a = 1; b = 2 */
SEMICOLON : ';' ;
/** The end of a line. */
NEWLINE : '\r\n' | LINE_END ;

/** Spaces of every width. */
SPACE : [\t\u0020\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+ -> skip ;
/** // to the end of the line */
LINE_COMMENT : '//' ~[\n\r\u0085\u2028\u2029]* -> skip ;
/** Between the signs, over several lines too. */
BLOCK_COMMENT : '/*' COMMENT_PART* '*'+ '/' -> skip ;
/** A comment that the text ends in. */
UNCLOSED_COMMENT : '/*' COMMENT_PART* '*'* ;

/** Whatever else there is, so that nothing is dropped in silence. */
UNKNOWN : . ;

fragment COMMENT_PART : ~'*' | '*'+ ~[*/] ;
fragment DIGITS : [0-9]+ ;
fragment LINE_END : [\n\r\u0085\u2028\u2029] ;
fragment MARK : [\p{Mn}\p{Mc}] ;
// Modifier letters are exponents above the line (ᵀ, ⁿ) but for those of Japanese words.
fragment LETTER : [\p{Lu}\p{Ll}\p{Lt}\p{Lo}] | [\u3005\u3031-\u3035\u303B\u309D\u309E\u30FC-\u30FE] ;
