using DevFlow.Secrets;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>The one-time code of the link that the app host prints at its start, where people's accounts are kept here.</summary>
internal sealed class SignInCode(IConfiguration configuration, SecretsWorkspace workspace)
{
    public const string Key = "SIGN_IN_CODE";

    // Shorter than what the app host makes it could be guessed.
    private const int MinimumLength = 43;

    /// <summary>Whether a link was printed, whoever has used it since.</summary>
    public bool IsThere => Known is not null;

    private string? Known => workspace.Mode is DevFlowMode.Local or DevFlowMode.OnPrem && configuration[Key] is { Length: >= MinimumLength } known ? known : null;

    public bool IsRight(string code) => Known is { } known && ConstantTime.AreEqual(known, code);
}
