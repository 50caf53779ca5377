using SymBackprop.Checking;

namespace SymBackprop.Cli.Hosting;

/// <summary>What <c>sbp check</c> returns.</summary>
internal static class CheckExitCode
{
    /// <summary>The document, or the network beside it, could not be opened.</summary>
    public const int NoFile = 3;

    public const string Description =
        "The exit code is 0 if nothing is refuted and everything was read, 1 if something is refuted, 2 if nothing is refuted but something is unread or unknown, 3 if the file could not be opened.";

    public static int Of(DerivationReport report) =>
        report.Count(RelationVerdict.Refuted) > 0 ? ExitCode.Disagreement
        : report.Count(RelationVerdict.Unread) + report.Count(RelationVerdict.Unknown) > 0 ? ExitCode.InputError
        : ExitCode.Success;
}
