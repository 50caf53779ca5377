// One statement of the language. The statement reader has split the text, found the keywords and checked the brackets before.
// Every decision is made by the next token; sums, products and conditions are flat lists, so that long ones need no depth.
parser grammar SymBackpropParser;

options { tokenVocab = SymBackpropLexer; }

/** network Mlp(N, n)   or   weight W[h,n], b[h]   or   E = mean(s, e[s])   or   a formula alone */
statement
    : NETWORK NAME (LEFT_PAREN names RIGHT_PAREN)? EOF                      # NetworkHeader
    | kind=(INPUT | TARGET | WEIGHT) declarator (COMMA declarator)* EOF     # Declaration
    | OUTPUT names EOF                                                      # Output
    | ASSUME left=expression (EQUALS right=expression)? EOF                 # Assumption
    | kind=(GRADIENT | JACOBIAN | HESSIAN | HVP) NAME WRT names EOF         # Request
    | DERIVATIVE left=expression EQUALS right=expression EOF                # FunctionDerivative
    | left=expression (EQUALS right=expression (FOR binder (COMMA binder)*)?)? EOF  # Equation
    ;

/** W1, b1 */
names : NAME (COMMA NAME)* ;

/** W[h,n] ~ normal(0, 0.1) */
declarator : NAME (LEFT_BRACKET shape+=expression (COMMA shape+=expression)* RIGHT_BRACKET)? (TILDE initializer=expression)? ;

/** j in 0..n-1 */
binder : NAME IN range ;

/** 0..n-1 */
range : low=sum DOT_DOT high=sum ;

/** if x > 0 then x else 0   or   not a > 0 and b <= 1: a flat list, comparisons bind tightest, then not, and, or */
expression
    : IF condition=expression THEN whenTrue=expression ELSE whenFalse=expression    # Conditional
    | NOT* sum ((OR | AND | EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL) NOT* sum)*  # Plain
    ;

/** a - b + c */
sum : product ((PLUS | MINUS) product)* ;

/** a*b/c, 2x */
product : power ((STAR | SLASH | DOT_STAR | DOT_SLASH | UNWRITTEN_TIMES) power)* ;

/** x^2, x^-1: a flat list from the right, a^b^c is a^(b^c) and -x^2 is -(x^2) */
power : MINUS* operand ((CARET | DOT_CARET) MINUS* operand)* ;

/** 3, W'[i]², f(x, y), √(x), (a + b), ∂E/∂W[i,j] */
operand
    : NUMBER suffix*                                                    # Number
    | NAME arguments? suffix*                                           # NameOrCall
    | FUNCTION_SIGN arguments suffix*                                   # SignCall
    | LEFT_PAREN expression RIGHT_PAREN suffix*                         # Parenthesis
    | PARTIAL value=derivand SLASH PARTIAL variable=derivand            # PartialDerivative
    ;

/** W[i,j] in ∂E/∂W[i,j] */
derivand
    : NAME arguments? suffix*                                           # DerivandNameOrCall
    | LEFT_PAREN expression RIGHT_PAREN suffix*                         # DerivandParenthesis
    ;

/** What follows an operand: the transpose, an exponent above the line, subscripts. */
suffix
    : TRANSPOSE                                                         # TransposeSuffix
    | SUPERSCRIPT                                                       # PowerSuffix
    | LEFT_BRACKET subscript (COMMA subscript)* RIGHT_BRACKET           # SubscriptSuffix
    ;

/** i+1 or : */
subscript
    : COLON             # WholeAxis
    | expression        # Position
    ;

/** (x, y) */
arguments : LEFT_PAREN (argument (COMMA argument)*)? RIGHT_PAREN ;

/** x or j in 0..n-1 */
argument : expression (IN range)? ;
