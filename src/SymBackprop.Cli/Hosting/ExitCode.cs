namespace SymBackprop.Cli.Hosting;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The answer is no: a comparison refuted, a gradient check failed, documentation out of date.</summary>
    public const int Disagreement = 1;

    /// <summary>The input has errors; they stand on standard error.</summary>
    public const int InputError = 2;

    /// <summary>The command line itself cannot be read.</summary>
    public const int Usage = 64;

    /// <summary>A bug of SymBackprop: SBP9001.</summary>
    public const int InternalError = 70;

    public const string Description =
        "Exit codes: 0 success; 1 the answer is no (refuted, a failed check, stale documentation); 2 errors in the input; 64 wrong usage; 70 internal error.";
}
