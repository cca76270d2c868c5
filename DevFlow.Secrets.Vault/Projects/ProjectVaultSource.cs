namespace DevFlow.Secrets.Vault;

/// <summary>The vault in the database, for one caller. It is near, and nothing of it is remembered.</summary>
internal sealed class ProjectVaultSource(VaultDatabase database, VersionedSecrets rows, VaultIdentity identity, ProjectScope scope, TimeProvider time) : ISecretSource
{
    public string Name => SecretSourceNames.Vault;

    /// <exception cref="VaultException">It does not decrypt, or the database is away: both are worth more than a miss.</exception>
    public async ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        var found = await database.RunAsync(
            identity,
            (connection, token) => rows.FindAsync(connection, scope.Project.Id, scope.StoredName, version: null, time.GetUtcNow(), token),
            cancellationToken);
        if (found?.Fault is { } fault)
            throw fault;
        return found?.Value is { } value
            ? SourceAnswer.Found(value, $"version {value.Version}")
            : SourceAnswer.Missed(SourceOutcome.NotFound, "the vault has none of this key", $"write {scope.Key} into the vault");
    }
}
