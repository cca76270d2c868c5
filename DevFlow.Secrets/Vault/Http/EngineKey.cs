namespace DevFlow.Secrets;

/// <summary>
/// Who calls a Workflow Engine: the key that one issued, shown as it is. A token would be one call more at each command, and run out in those that go
/// on for long; and a key that is revoked counts no more at once.
/// </summary>
internal sealed class EngineKey(SecretsWorkspace workspace)
{
    public const string HowToGetOne =
        "get a key with 'issue-api-key NAME' of the engine (docs/deployment.md) or POST /api/v1/me/api-keys, then 'devflow set DEVFLOW_API_KEY'";

    /// <returns>Null where nobody has to say who calls.</returns>
    /// <exception cref="VaultException">There is none.</exception>
    public async ValueTask<SecretValue?> FindAsync(CancellationToken cancellationToken)
    {
        if (await workspace.Resolver.TryGetAsync(KnownKeys.DevFlowApiKey, cancellationToken: cancellationToken) is { } key)
            return key;
        if (workspace.Mode is DevFlowMode.Local && workspace.Settings.GetBool(DevFlowSettingKeys.SkipAuth, fallback: false))
            return null;
        throw new VaultException(VaultError.Forbidden, "DEVFLOW_API_KEY is not set, by which the Workflow Engine knows who calls.") { Remedy = HowToGetOne };
    }
}
