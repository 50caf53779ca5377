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
declarator : NAME (LEFT_BRACKET expression (COMMA expression)* RIGHT_BRACKET)? (TILDE initializer=expression)? ;

/** j in 0..n-1 */
binder : NAME IN range ;

/** 0..n-1 */
range : low=sum DOT_DOT high=sum ;

/** if x > 0 then x else 0 */
expression
    : IF condition=expression THEN whenTrue=expression ELSE whenFalse=expression    # Conditional
    | disjunction                                                                   # Unconditional
    ;

/** a > 0 or b > 0 */
disjunction : conjunction (OR conjunction)* ;

/** a > 0 and b > 0 */
conjunction : negation (AND negation)* ;

/** not a > 0 */
negation
    : NOT negation      # Not
    | comparison        # Plain
    ;

/** a <= b */
comparison : sum ((EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL) sum)* ;

/** a - b + c */
sum : product ((PLUS | MINUS) product)* ;

/** a*b/c, and 2x: whether a factor may stand without a sign before it is judged when the tree is built */
product : unary ((STAR | SLASH | DOT_STAR | DOT_SLASH) unary | power)* ;

/** -x^2 is -(x^2) */
unary
    : MINUS unary       # Negative
    | power             # Positive
    ;

/** x^2, x^-1; a^b^c is a^(b^c) */
power : postfix ((CARET | DOT_CARET) exponent)? ;

/** -1 in x^-1 */
exponent
    : MINUS exponent    # NegativeExponent
    | power             # PositiveExponent
    ;

/** W'[i]², or ∂E/∂W[i,j] */
postfix
    : atom suffix*                                                      # Operand
    | PARTIAL value=derivand SLASH PARTIAL variable=derivand            # PartialDerivative
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

/** W[i,j] in ∂E/∂W[i,j] */
derivand : atom suffix* ;

/** 3, x, f(x, y), √(x), (a + b) */
atom
    : NUMBER                                        # Number
    | NAME arguments?                               # NameOrCall
    | FUNCTION_SIGN arguments                       # SignCall
    | LEFT_PAREN expression RIGHT_PAREN             # Parenthesis
    ;

/** (x, y) */
arguments : LEFT_PAREN (argument (COMMA argument)*)? RIGHT_PAREN ;

/** x or j in 0..n-1 */
argument : expression (IN range)? ;
