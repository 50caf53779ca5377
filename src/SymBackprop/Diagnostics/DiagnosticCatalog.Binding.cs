namespace SymBackprop.Diagnostics;

/// <summary>Names, indices and shapes.</summary>
public static partial class DiagnosticCatalog
{
    /// <summary>A name stands for nothing.</summary>
    public static readonly DiagnosticDescriptor UnknownName = Names("1001", "Unknown name", "'{0}' is not declared", "a declared name", "'{0}'", "{1}");

    /// <summary>A called name is no function.</summary>
    public static readonly DiagnosticDescriptor UnknownFunction = Names("1002", "Unknown function", "There is no function '{0}'", "the name of a function", "'{0}'", "{1}");

    /// <summary>An index subscripts axes of different extents.</summary>
    public static readonly DiagnosticDescriptor IndexWithTwoExtents = Names(
        "1003", "Index with two extents", "Index '{0}' runs over {1} in {2} but over {3} in {4}", "one extent for '{0}'", "{1} and {3}", "make the axes equally long, or give the range: {0} in 0..…");

    /// <summary>A value stands directly before a bracket, as if it were a function.</summary>
    public static readonly DiagnosticDescriptor ValueIsCalled = Names("1004", "Value used as a function", "'{0}' is a value, not a function", "a function", "'{0}(…)'", "write {0}*(…) for a product");

    /// <summary>A name is declared or defined a second time.</summary>
    public static readonly DiagnosticDescriptor NameTakenTwice = Names("1005", "Name declared twice", "'{0}' is declared twice", "one declaration of '{0}'", "a second one", "rename one of the two");

    /// <summary>A subscript mentions a name that no binder and no target binds.</summary>
    public static readonly DiagnosticDescriptor UnboundIndex = Names(
        "1006", "Unbound index", "Index '{0}' is not bound here", "an index of a sum or of the left side", "'{0}'", "write sum({0}, …), or put {0} on the left side: y[{0}] = …");

    /// <summary>Nothing tells how far an index runs.</summary>
    public static readonly DiagnosticDescriptor UnknownRange = Names(
        "1007", "Index without a range", "Nothing tells how far index '{0}' runs", "an axis that '{0}' subscripts alone", "none", "give the range: {0} in 0..…");

    /// <summary>An access may leave its axis.</summary>
    public static readonly DiagnosticDescriptor AccessLeavesAxis = Names(
        "1008", "Access outside of the axis", "Position {0} can leave the axis of {1}, which has extent {2}", "0 ≤ {0} ≤ {2} − 1", "{0}", "{3}");

    /// <summary>A binder binds a name that means something already.</summary>
    public static readonly DiagnosticDescriptor BindsTakenName = Names("1009", "Index named as something else", "'{0}' is {1} already, so it cannot be an index", "a new name", "'{0}'", "rename the index");

    /// <summary>An access has more subscripts than the tensor has axes.</summary>
    public static readonly DiagnosticDescriptor TooManySubscripts = Names("1010", "Too many subscripts", "{0} has {1}, but {2} given", "at most {1}", "{2}", "leave out what is too much");

    /// <summary>The terms of a sum, or the operands of an elementwise operation, have different shapes.</summary>
    public static readonly DiagnosticDescriptor ShapesDiffer = Names("1011", "Different shapes", "Shapes {0} and {1} do not fit together in '{2}'", "equal shapes, or a scalar", "{0} and {1}", "{3}");

    /// <summary>Two vectors stand on the two sides of a product.</summary>
    public static readonly DiagnosticDescriptor VectorTimesVector = Names(
        "1012", "Vector times vector", "A product of two vectors can mean three things", "a scalar or a matrix on one side", "{0} * {1}", "write dot(x, y), or x .* y by elements, or x*y' for the matrix of all products");

    /// <summary>The operands of a matrix product do not fit.</summary>
    public static readonly DiagnosticDescriptor ProductDoesNotFit = Names("1013", "Operands do not fit", "{0} times {1} is no matrix product", "as many columns on the left as rows on the right", "{0} * {1}", "{2}");

    /// <summary>Something is divided by a tensor.</summary>
    public static readonly DiagnosticDescriptor DivisionByTensor = Names("1014", "Division by a tensor", "Shape {0} cannot stand below '/'", "a scalar", "{0}", "write ./ to divide by elements");

    /// <summary>A vector or a matrix that is not square is raised to a power.</summary>
    public static readonly DiagnosticDescriptor PowerOfTensor = Names("1015", "Power of a tensor", "{0}", "a scalar, or a square matrix and a whole number from 0 to {1}", "{2}", "write .^ for the power of each element");

    /// <summary>A subscript or a bound is no whole-number combination of indices and sizes.</summary>
    public static readonly DiagnosticDescriptor NotAnIndex = Names(
        "1016", "Not an index expression", "{0} cannot stand in a subscript or bound", "sums of indices, sizes and whole numbers", "{0}", "{1}");

    /// <summary>A truth value stands where a number is expected.</summary>
    public static readonly DiagnosticDescriptor ConditionAsValue = Names("1017", "Condition as a value", "A condition is no number", "a value", "a condition", "write if … then 1 else 0");

    /// <summary>A number stands where a truth value is expected, or a tensor is compared.</summary>
    public static readonly DiagnosticDescriptor NotACondition = Names("1018", "Not a condition", "{0} is no condition", "a comparison of scalars", "{0}", "compare scalars: {1}");

    /// <summary>Definitions depend on each other in a circle.</summary>
    public static readonly DiagnosticDescriptor CyclicDefinition = Names("1019", "Definition in a circle", "'{0}' is defined by itself: {1}", "definitions without a circle", "{1}", "break the circle");

    /// <summary>A function calls itself.</summary>
    public static readonly DiagnosticDescriptor RecursiveFunction = Names("1020", "Recursive function", "Function '{0}' calls itself", "a function of other functions", "a call of '{0}' inside of '{0}'", "write out the steps as equations");

    /// <summary>A call has a wrong number of arguments.</summary>
    public static readonly DiagnosticDescriptor WrongArgumentCount = Names("1021", "Wrong number of arguments", "'{0}' takes {1}, not {2}", "{1}", "{2}", "{3}");

    /// <summary>An argument's shape does not fit the parameter.</summary>
    public static readonly DiagnosticDescriptor ArgumentDoesNotFit = Names("1022", "Argument does not fit", "Argument {0} of '{1}' has shape {2}", "{3}", "{2}", "{4}");

    /// <summary>Two equations give the same entries of a tensor.</summary>
    public static readonly DiagnosticDescriptor PiecesOverlap = Names("1023", "Entries defined twice", "Two equations define the same entries of '{0}'", "each entry defined once", "{1} and {2}", "shorten the range of one of them");

    /// <summary>The equations of a tensor leave entries undefined.</summary>
    public static readonly DiagnosticDescriptor PiecesLeaveGap = Names("1024", "Entries not defined", "The equations of '{0}' leave entries undefined: {1}", "every entry from 0 on defined", "{1}", "define the missing entries, for example as 0");

    /// <summary>The equations of one tensor give it different shapes.</summary>
    public static readonly DiagnosticDescriptor PiecesDisagree = Names("1025", "Equations that disagree", "This equation makes '{0}' {1}, another one {2}", "one shape for '{0}'", "{1} and {2}", "give all of them the same axes");

    /// <summary>The left side has a form that no piece of a tensor can have.</summary>
    public static readonly DiagnosticDescriptor UnreadableTarget = Names("1026", "Left side that defines no piece", "{0} on the left side defines no connected piece of '{1}'", "different indices, shifted by whole numbers or sizes", "{0}", "write the choice on the right side: if … then … else 0");

    /// <summary>A network has no error.</summary>
    public static readonly DiagnosticDescriptor NoError = Names("1027", "No error", "Nothing in '{0}' can be the error", "a scalar named E, or one scalar that no other equation uses", "{1}", "define E");

    /// <summary>Several scalars could be the error.</summary>
    public static readonly DiagnosticDescriptor SeveralErrors = Names("1028", "Several candidates for the error", "Any of {0} could be the error", "a scalar named E, or one scalar that no other equation uses", "{0}", "name the error E, or list the others under output");

    /// <summary>A gradient or Hessian is asked of something that is no scalar.</summary>
    public static readonly DiagnosticDescriptor DerivativeOfTensor = Names("1029", "Gradient of a tensor", "'{0}' has shape {1}, so it has no {2}", "a scalar", "{1}", "ask for the jacobian, or reduce '{0}' to a scalar");

    /// <summary>The error's name stands for a tensor.</summary>
    public static readonly DiagnosticDescriptor ErrorIsNoScalar = Names("1030", "Error that is no scalar", "The error '{0}' has shape {1}", "a scalar", "{1}", "reduce it, for example by sum(…)");

    /// <summary>A definition uses earlier entries of the tensor that it defines.</summary>
    public static readonly DiagnosticDescriptor Recurrence = Names("1031", "Recurrence", "The equations of '{0}' use entries of '{0}' itself", "definitions by other values", "'{0}' on the right side", "recurrences are not available yet; write the steps as equations of their own");

    /// <summary>A computed value stands in a subscript.</summary>
    public static readonly DiagnosticDescriptor Gather = Names("1032", "Value as a subscript", "'{0}' is a value, so it cannot stand in a subscript or bound", "indices, sizes and whole numbers", "'{0}'", "choose by a condition: sum(k, if k == {0} then x[k] else 0)");

    /// <summary>An extent is no whole number from 1 on.</summary>
    public static readonly DiagnosticDescriptor WrongExtent = Names("1033", "Wrong extent", "{0} cannot be an extent", "a size, or a whole number from 1 on", "{0}", "write for example W[3,n]");

    /// <summary>A weight has no influence on the error.</summary>
    public static readonly DiagnosticDescriptor WeightWithoutEffect = Names("1034", "Weight without effect", "Weight '{0}' does not reach {1}: its gradient is 0", "a weight that the error depends on", "'{0}'", "use it or remove it", Severity.Warning);

    /// <summary>An input or target stands in no equation.</summary>
    public static readonly DiagnosticDescriptor UnusedInput = Names("1035", "Unused input", "{0} '{1}' is not used", "an equation that uses '{1}'", "none", "use it or remove it", Severity.Warning);

    /// <summary>A name outside of the formula: nothing depends on it.</summary>
    public static readonly DiagnosticDescriptor NothingDependsOnName = Names("1036", "Name that the formula does not have", "The formula does not mention '{0}': derivatives by it are 0", "a name of the formula", "'{0}'", "{1}", Severity.Warning);

    /// <summary>A name outside of the formula where that is not allowed.</summary>
    public static readonly DiagnosticDescriptor NotANameOfTheFormula = Names("1037", "No name of the formula", "The formula does not mention '{0}'", "a name of the formula", "'{0}'", "{1}");

    /// <summary>A derivative is asked by something that is no given and no named value.</summary>
    public static readonly DiagnosticDescriptor NotAVariable = Names("1038", "Derivative by no variable", "{0} is nothing to differentiate by", "an input, a weight or a named value, perhaps with subscripts", "{0}", "give the expression a name and differentiate by the name");

    /// <summary>A weight starts by an unknown rule.</summary>
    public static readonly DiagnosticDescriptor UnknownInitializer = Names(
        "1039", "Unknown initialisation", "{0} says nothing about how a weight starts", "normal(mean, deviation), uniform(low, high), constant(value) or glorot()", "{0}", "write for example W[h,n] ~ normal(0, 0.1)");

    /// <summary>Something other than a weight has an initialisation.</summary>
    public static readonly DiagnosticDescriptor InitializerOfGiven = Names("1040", "Initialisation of a given value", "{0} '{1}' comes from outside, so it does not start anywhere", "a weight", "{0} '{1}'", "remove what stands after ~");

    /// <summary>A reduction or a function of a tensor is applied to a scalar.</summary>
    public static readonly DiagnosticDescriptor NothingToReduce = Names("1041", "Nothing to reduce", "'{0}' of {1} reduces nothing", "{2}", "{1}", "write by index: {0}(i, x[i])");

    /// <summary>A transpose of something with more than two axes.</summary>
    public static readonly DiagnosticDescriptor TransposeOfTensor = Names("1042", "Transpose of a tensor", "Shape {0} has no transpose", "a vector or a matrix", "{0}", "write by index: B[i,k,j] = A[i,j,k]");

    /// <summary>A derivative is given for something that is no function of one scalar.</summary>
    public static readonly DiagnosticDescriptor DerivativeWithoutFunction = Names(
        "1043", "Derivative without a function", "There is no function '{0}' of one scalar that this could be the derivative of", "derivative f(x) = … beside f(x) = …", "derivative {0}", "define {0}(x) = … in the same file");

    /// <summary>A network holds a formula without a name.</summary>
    public static readonly DiagnosticDescriptor FormulaWithoutName = Names("1044", "Formula without a name", "{0}", "name = formula", "a formula alone", "write E = in front of it");

    /// <summary>A range stands where no index is bound.</summary>
    public static readonly DiagnosticDescriptor MisplacedRange = Names("1045", "Range without a binder", "'{0}' binds no index", "sum, prod, max, min, mean, argmax, argmin or logsumexp", "{0}(… in …)", "remove the range");

    /// <summary>A range after <c>for</c> is for an index that the left side does not have.</summary>
    public static readonly DiagnosticDescriptor RangeWithoutIndex = Names("1046", "Range without an index", "The left side has no index '{0}'", "an index of the left side", "'{0}'", "remove the range, or write {1}[{0}] = …");

    /// <summary>A list of names asks for something that is no value of the network.</summary>
    public static readonly DiagnosticDescriptor NotAValue = Names("1047", "Not a value", "'{0}' is {1}, not a value", "the name of a value", "'{0}'", "remove it from the list");

    /// <summary>A product has more factors of matrices than a tree of them may be deep.</summary>
    public static readonly DiagnosticDescriptor TooManyMatrices = Names("1048", "Too many matrices in a product", "A product of more than {0} tensors", "at most {0}", "more", "give parts of it names");

    /// <summary>Calls of functions lead into each other too deeply.</summary>
    public static readonly DiagnosticDescriptor TooDeep = Names("1049", "Functions nested too deeply", "Expressions and the functions that they call nest deeper than {0}", "at most {0} levels", "more", "give intermediate values names");

    /// <summary>A source makes more equations than are allowed.</summary>
    public static readonly DiagnosticDescriptor TooManyEquations = Names(
        "1050", "Too many equations", "The network has more than 200,000 equations; the first one too many is made for '{0}'", "at most 200,000 equations", "more", "write what repeats as one equation over an index, and give what functions share a name");

    private static DiagnosticDescriptor Names(string id, string title, string message, string expected, string found, string hint, Severity severity = Severity.Error) =>
        new("SBP" + id, severity, title, message, expected, found, hint);
}
