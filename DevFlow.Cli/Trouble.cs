using DevFlow.Cli.Moving;
using DevFlow.Cli.Running;
using DevFlow.Cli.Scanning;
using DevFlow.Secrets;

namespace DevFlow.Cli;

/// <summary>What ended a command: told to people by <see cref="Talk"/>, to machines as <see cref="Output.ErrorOutput"/>.</summary>
/// <param name="ExitCode">See <see cref="ExitCodes"/>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to do about it.</param>
/// <param name="Steps">What each source said, when a secret was looked for.</param>
/// <param name="Problems">All that is wrong, when there is more than one place to mend.</param>
internal sealed record Trouble(
    int ExitCode, string Message, string? Hint, IReadOnlyList<SourceStep>? Steps = null, IReadOnlyList<Problem>? Problems = null)
{
    public static Trouble Of(Exception fault) => fault switch
    {
        UsageException usage => new(ExitCodes.Usage, usage.Message, usage.Hint),
        CheckException check => new(ExitCodes.CheckFailed, check.Message, check.Hint),
        ProblemsException several => new(several.ExitCode, several.Message, several.Hint, Problems: several.Problems),
        RunException run => new(run.ExitCode, run.Message, run.Hint),
        GitException git => new(ExitCodes.Unavailable, git.Message, git.Hint),
        SecretNotFoundException missing => new(
            ExitCodes.Of(missing.Steps),
            $"no source has {missing.Key}",
            "'devflow list' names the keys of the catalog, 'devflow verify' checks the files",
            missing.Steps),
        SecretAccessDeniedException { Step: var step } denied => new(
            ExitCodes.Denied,
            $"{step.Source} denies {denied.Key}: {step.Detail}; outside local mode no other source is asked then",
            step.Remedy),
        SecretAmbiguousException { Step: var step } ambiguous => new(
            ExitCodes.CheckFailed, $"{ambiguous.Key} is ambiguous in {step.Source}: {step.Detail}", step.Remedy),
        SecretAuditException audit => new(
            ExitCodes.Denied, $"nothing is handed out: {audit.Message}", $"{DevFlowSettingKeys.AuditRequired}=true asks for that"),
        SecretStoreException store => new(MoveCodes.Of(store.Outcome), store.Detail, store.Remedy),
        VaultException vault => new(ExitCodes.Of(vault.Error), vault.Message, vault.Remedy),
        SettingException setting => new(ExitCodes.CheckFailed, setting.Message, "'devflow verify' checks every setting"),
        IOException or UnauthorizedAccessException => new(ExitCodes.CheckFailed, fault.Message, Hint: null),

        // Its message may quote what it choked on.
        _ => new(ExitCodes.CheckFailed, $"a fault in devflow itself ({fault.GetType().Name})", "report it, with the command that was typed"),
    };
}
