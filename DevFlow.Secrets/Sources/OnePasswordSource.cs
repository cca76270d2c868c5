namespace DevFlow.Secrets;

/// <summary>1Password Connect, first in the cascade when <c>OP_CONNECT_TOKEN</c> is set.</summary>
/// <param name="token">Gives the access token, or null when none is set.</param>
public sealed class OnePasswordSource(Func<string?> token) : ISecretSource
{
    internal const string NotConfigured = "1Password is not configured (OP_CONNECT_TOKEN is not set)";

    /// <inheritdoc/>
    public string Name => SecretSourceNames.OnePassword;

    /// <inheritdoc/>
    public ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrEmpty(token()))
            return Missed(SourceOutcome.NotConfigured, NotConfigured, "set OP_CONNECT_URL and OP_CONNECT_TOKEN");
        if (request.Reference is null)
        {
            return Missed(
                SourceOutcome.NotFound, "the key has no 1Password reference in config/secrets.yaml",
                $"add an op:// reference for {request.Key} to config/secrets.yaml");
        }

        return Missed(SourceOutcome.Unavailable, "this version of DevFlow does not read 1Password Connect yet", remedy: null);
    }

    private static ValueTask<SourceAnswer> Missed(SourceOutcome outcome, string detail, string? remedy) =>
        ValueTask.FromResult(SourceAnswer.Missed(outcome, detail, remedy));
}
