using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The secrets of projects as one member sees them; see <see cref="ProjectSecrets.As"/>.</summary>
public sealed class MemberSecrets : IProjectSecrets
{
    private readonly ProjectSecrets _all;
    private readonly VaultIdentity _identity;

    internal MemberSecrets(ProjectSecrets all, VaultIdentity identity)
    {
        _all = all;
        _identity = identity;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProjectSecret>> ListAsync(string project, string environment, CancellationToken cancellationToken)
    {
        var (row, stored) = await StoredAsync(project, environment, cancellationToken);
        return await new ProjectListing(_all, row, environment).ReadAsync(stored, cancellationToken);
    }

    /// <summary>The keys that the vault in the database has, also those that another source hides.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    public async Task<IReadOnlyList<ProjectSecret>> ListStoredAsync(string project, string environment, CancellationToken cancellationToken) =>
        [.. ProjectListing.Stored(environment, (await StoredAsync(project, environment, cancellationToken)).Stored)];

    /// <inheritdoc/>
    public async Task<SecretValue?> TryReadAsync(string project, string environment, string key, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(project, environment, key, cancellationToken);
        var read = await new ProjectCascade(_all, _identity, scope).ReadAsync(cancellationToken);
        await _all.Log.WriteAsync(scope.FullKey, read.Outcome, _identity, read.Value, version: null, cancellationToken);
        return read.Fault is { } fault ? throw fault : read.Value;
    }

    /// <summary>Reads one from the vault in the database, whatever stands before it in the cascade.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="key">Such as <c>STRIPE_API_KEY</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value; null when the vault has none.</returns>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    public async Task<SecretValue?> TryReadStoredAsync(string project, string environment, string key, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(project, environment, key, cancellationToken);
        var found = await _all.Database.RunAsync(
            _identity,
            (connection, token) => _all.Rows.FindAsync(connection, scope.Project.Id, scope.StoredName, version: null, _all.TimeProvider.GetUtcNow(), token),
            cancellationToken);
        var outcome = found switch { { Fault: not null } => SecretOutcomes.Error, { Value: not null } => SecretOutcomes.Hit, _ => SecretOutcomes.Miss };
        await _all.Log.WriteAsync(scope.FullKey, outcome, _identity, found?.Value, version: null, cancellationToken);
        return found?.Fault is { } fault ? throw fault : found?.Value;
    }

    /// <summary>Where a key's value would come from, and why; no value. It is no access.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="key">Such as <c>STRIPE_API_KEY</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    public async Task<SecretExplanation> ExplainAsync(string project, string environment, string key, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(project, environment, key, cancellationToken);
        return await new ProjectCascade(_all, _identity, scope).ExplainAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<VaultSecret> WriteAsync(string project, string environment, string key, SecretValue value, int? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        ProjectScope.Check(environment, key);
        return _all.Database.RunAsync(
            _identity,
            async (connection, token) =>
            {
                var scope = new ProjectScope(await WritableAsync(connection, project, environment, key, token), environment, key);
                var secret = await _all.Rows.WriteAsync(
                    connection,
                    new(scope.Project.Id, scope.StoredName, value, ExpiresAt: null, expectedVersion, _identity.Principal),
                    (_, version) => _all.Log.WriteAsync(scope.FullKey, SecretOutcomes.Written, _identity, value: null, version, token),
                    token);
                await Announcements.AddAsync(connection, Announcement.OfProject(project, environment, key), token);
                return secret with { Name = key };
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string project, string environment, string key, CancellationToken cancellationToken)
    {
        ProjectScope.Check(environment, key);
        return _all.Database.RunAsync(
            _identity,
            async (connection, token) =>
            {
                var scope = new ProjectScope(await WritableAsync(connection, project, environment, key, token, isDeletion: true), environment, key);
                var deleted = await _all.Rows.DeleteAsync(
                    connection, scope.Project.Id, scope.StoredName,
                    _ => _all.Log.WriteAsync(scope.FullKey, SecretOutcomes.Removed, _identity, value: null, version: null, token), token);
                if (deleted)
                    await Announcements.AddAsync(connection, Announcement.OfProject(project, environment, key), token);
                return deleted;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<VaultSecretVersion>> VersionsAsync(string project, string environment, string key, CancellationToken cancellationToken)
    {
        ProjectScope.Check(environment, key);
        return _all.Database.RunAsync(
            _identity,
            async (connection, token) =>
            {
                var row = await ReadableAsync(connection, project, environment, key, token);
                return await _all.Rows.VersionsAsync(connection, row.Id, ProjectScope.StoredNameOf(environment, key), token);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<VaultSecret> RestoreAsync(string project, string environment, string key, int version, int? expectedVersion, CancellationToken cancellationToken)
    {
        ProjectScope.Check(environment, key);
        return _all.Database.RunAsync(
            _identity,
            async (connection, token) =>
            {
                var scope = new ProjectScope(await WritableAsync(connection, project, environment, key, token), environment, key);
                var secret = await _all.Rows.RestoreAsync(
                    connection,
                    new(scope.Project.Id, scope.StoredName, version, expectedVersion, _identity.Principal),
                    _all.TimeProvider.GetUtcNow(),
                    (_, outcome, which) => _all.Log.WriteAsync(scope.FullKey, outcome, _identity, value: null, which, token),
                    token);
                await Announcements.AddAsync(connection, Announcement.OfProject(project, environment, key), token);
                return secret with { Name = key };
            },
            cancellationToken);
    }

    private Task<(ProjectRow Row, IReadOnlyList<VaultSecret> Stored)> StoredAsync(string project, string environment, CancellationToken cancellationToken)
    {
        ProjectScope.Check(environment, key: null);
        return _all.Database.RunAsync(
            _identity,
            async (connection, token) =>
            {
                var row = await ReadableAsync(connection, project, environment, key: null, token);
                return (row, await _all.Rows.ListAsync(connection, row.Id, token));
            },
            cancellationToken);
    }

    private async Task<ProjectScope> ScopeAsync(string project, string environment, string key, CancellationToken cancellationToken)
    {
        ProjectScope.Check(environment, key);
        var row = await _all.Database.RunAsync(_identity, (connection, token) => ReadableAsync(connection, project, environment, key, token), cancellationToken);
        return new(row, environment, key);
    }

    private static string Asked(string project, string environment, string? key) => key is null ? $"project/{project}/{environment}" : $"project/{project}/{environment}/{key}";

    // Without a key the whole environment, which names that a grant is not about are a part of.
    private static async Task<ProjectRow> ReadableAsync(NpgsqlConnection connection, string project, string environment, string? key, CancellationToken cancellationToken)
    {
        var row = await ProjectRow.GetAsync(connection, project, cancellationToken, Asked(project, environment, key));
        return row.Role is not null || await ProjectGrants.AccessAsync(connection, row, environment, key, cancellationToken) is not null
            ? row
            : throw new VaultException(VaultError.Forbidden, $"Only members of the project '{project}', and who has been granted this, see it; an administrator of the platform is none by that.")
            {
                Refused = Asked(project, environment, key),
            };
    }

    private static async Task<ProjectRow> WritableAsync(
        NpgsqlConnection connection, string project, string environment, string key, CancellationToken cancellationToken, bool isDeletion = false)
    {
        var row = await ReadableAsync(connection, project, environment, key, cancellationToken);
        if (row.MayWrite || (!isDeletion && row.Role is null && await ProjectGrants.AccessAsync(connection, row, environment, key, cancellationToken) is GrantAccess.Write))
            return row;
        throw new VaultException(
            VaultError.Forbidden,
            row.Role is not null ? $"A viewer reads the secrets of the project '{project}' and does not write them; its admin can make you an editor."
            : isDeletion ? $"Who has been granted a secret of the project '{project}' does not delete it; its editors do."
            : $"You have been granted to read this of the project '{project}', and not to write it.")
        {
            Refused = Asked(project, environment, key),
        };
    }
}
