namespace DevFlow.Secrets.Vault;

/// <summary>A project's secret in the vault's database.</summary>
/// <param name="secrets">The secrets of projects.</param>
internal sealed class ProjectDestination(ProjectSecrets secrets) : ISecretDestination
{
    public string Name => SecretSourceNames.Vault;

    public async Task<SecretValue> ReadAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        var found = await secrets.Database.RunAsync(
            RotationRunner.Identity,
            async (connection, token) =>
            {
                var scope = await ScopeAsync(connection, entry, token);
                return await secrets.Rows.FindAsync(connection, scope.Project.Id, scope.StoredName, version: null, secrets.TimeProvider.GetUtcNow(), token);
            },
            cancellationToken);
        return found switch
        {
            { Fault: { } fault } => throw new RotationException(fault.Message, fault),
            { Value: { } value } => value,
            _ => throw new RotationException($"the vault has no {entry.Key}"),
        };
    }

    public async Task ReplaceAsync(CatalogEntry entry, SecretValue known, SecretValue value, CancellationToken cancellationToken)
    {
        var there = await ReadAsync(entry, cancellationToken);
        if (there.Reveal() == value.Reveal())
            return;
        if (there.Reveal() != known.Reveal())
            throw new RotationException($"{entry.Key} was changed by somebody else, whose value is left in force");
        await secrets.Database.RunAsync(
            RotationRunner.Identity,
            async (connection, token) =>
            {
                var scope = await ScopeAsync(connection, entry, token);
                await secrets.Rows.WriteAsync(
                    connection,
                    new(scope.Project.Id, scope.StoredName, value, ExpiresAt: null, there.Version, RotationRunner.Identity.Principal),
                    (_, version) => secrets.Log.WriteAsync(scope.FullKey, SecretOutcomes.Written, RotationRunner.Identity, value: null, version, token),
                    token);
            },
            cancellationToken);
    }

    /// <summary>Whether the vault is where the project has it from: a source before it in the cascade would hide what is written here.</summary>
    public async Task<SecretExplanation> ExplainAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        var scope = await secrets.Database.RunAsync(RotationRunner.Identity, (connection, token) => ScopeAsync(connection, entry, token), cancellationToken);
        return await new ProjectCascade(secrets, RotationRunner.Identity, scope).ExplainAsync(cancellationToken);
    }

    private static async Task<ProjectScope> ScopeAsync(Npgsql.NpgsqlConnection connection, CatalogEntry entry, CancellationToken cancellationToken)
    {
        var parts = entry.Key.Split('/');
        return new(await ProjectRow.GetAsync(connection, parts[1], cancellationToken), parts[2], parts[3]);
    }
}
