using DevFlow.Secrets;

namespace DevFlow.Cli;

/// <summary>What the exit code says; the same for every command.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;
    public const int CheckFailed = 1;
    public const int Usage = 2;
    public const int NotFound = 3;
    public const int Unavailable = 4;
    public const int Denied = 5;
    public const int Interrupted = 130;

    /// <summary>For a secret that no source gave: one that could not be asked, or refuses, may well have it. A reference that could mean more
    /// than one thing has to be mended.</summary>
    public static int Of(IReadOnlyList<SourceStep> steps) =>
        steps.Any(step => step.Outcome is SourceOutcome.Ambiguous) ? CheckFailed
        : steps.Any(step => step.Outcome is SourceOutcome.Denied) ? Denied
        : steps.Any(step => step.Outcome is SourceOutcome.Unavailable) ? Unavailable
        : NotFound;

    /// <summary>Of what a Workflow Engine did not do.</summary>
    public static int Of(VaultError error) => error switch
    {
        VaultError.Forbidden => Denied,
        VaultError.Unavailable => Unavailable,
        VaultError.NotFound => NotFound,
        VaultError.Invalid => Usage,
        _ => CheckFailed,
    };
}
