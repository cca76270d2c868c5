using System.Runtime.CompilerServices;
using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>Puts together all that there is of one person. It works as that person: there is nothing in it that the person could not read anyway.</summary>
/// <param name="database">The database.</param>
/// <param name="users">The secrets of people.</param>
/// <param name="accounts">The accounts.</param>
/// <param name="keys">The keys of the API.</param>
/// <param name="connected">The accounts elsewhere.</param>
/// <param name="audit">The audit.</param>
/// <param name="time">The clock.</param>
public sealed class PersonalData(VaultDatabase database, UserSecrets users, UserAccounts accounts, ApiKeys keys, ProviderAccounts connected, AuditSearch audit, TimeProvider time)
{
    private const string Memberships = """
        SELECT p.name, m.role, m.added_at, m.added_by FROM devflow.project_members m JOIN devflow.projects p ON p.id = m.project_id
        WHERE m.principal = devflow.principal() ORDER BY p.name
        """;

    private const string Grants = """
        SELECT p.name, g.environment, g.key, g.access, g.granted_at, g.granted_by, g.expires_at FROM devflow.project_grants g LEFT JOIN devflow.projects p ON p.id = g.project_id
        WHERE g.principal = devflow.principal() ORDER BY g.granted_at, g.id
        """;

    private const string Leases = $"SELECT {LeaseRow.Columns} FROM devflow.leases WHERE principal = devflow.principal() ORDER BY opened_at DESC, id DESC";

    private const string Shared = $"SELECT {ShareLinkRow.Columns} FROM devflow.share_links WHERE creator = devflow.principal() ORDER BY created_at DESC, id";

    private const string Sessions = "SELECT created_at, expires_at, last_used_at, revoked_at FROM devflow.sessions WHERE user_id = devflow.user_id() ORDER BY created_at";

    /// <summary>Exports. Each value that is handed out is on record, as with any other read.</summary>
    /// <param name="person">Who.</param>
    /// <param name="register">Is told each value, to have it masked; what it gives is disposed of when the secret is out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is no such person, or the database or the key store is away.</exception>
    public async Task<PersonalDataDocument> ExportAsync(Guid person, Func<string, IDisposable> register, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(register);
        // Not as an administrator, who would see what is others'.
        var identity = VaultIdentity.OfUser(person);
        var profile = await accounts.GetAsync(identity, person, cancellationToken);
        var secrets = users.As(identity);
        var all = await secrets.ListAsync(cancellationToken);
        return new()
        {
            ExportedAt = time.GetUtcNow(),
            Profile = profile,
            Secrets = SecretsAsync(secrets, all, register, cancellationToken),
            Memberships = await database.RunAsync<IReadOnlyList<ExportedMembership>>(
                identity,
                async (connection, token) => [.. (await connection.QueryAsync<(string Project, string Role, DateTimeOffset At, string By)>(new CommandDefinition(Memberships, cancellationToken: token)))
                    .Select(row => new ExportedMembership(row.Project, row.Role, row.At, row.By))],
                cancellationToken),
            Grants = await database.RunAsync<IReadOnlyList<ExportedGrant>>(
                identity,
                async (connection, token) => [.. (await connection.QueryAsync<(string? Project, string Environment, string? Key, string Access, DateTimeOffset At, string By, DateTimeOffset Until)>(
                    new CommandDefinition(Grants, cancellationToken: token))).Select(row => new ExportedGrant(row.Project, row.Environment, row.Key, row.Access, row.At, row.By, row.Until))],
                cancellationToken),
            Leases = await database.RunAsync<IReadOnlyList<Lease>>(
                identity,
                async (connection, token) => [.. await connection.QueryAsync<Lease>(new CommandDefinition(Leases, cancellationToken: token))],
                cancellationToken),
            ShareLinks = await database.RunAsync<IReadOnlyList<ShareLink>>(
                identity,
                async (connection, token) => [.. await connection.QueryAsync<ShareLink>(new CommandDefinition(Shared, cancellationToken: token))],
                cancellationToken),
            ApiKeys = await keys.ListAsync(identity, person, cancellationToken),
            Accounts = await connected.ListAsync(identity, person, cancellationToken),
            Sessions = await database.RunAsync<IReadOnlyList<ExportedSession>>(
                identity,
                async (connection, token) => [.. (await connection.QueryAsync<(DateTimeOffset Created, DateTimeOffset Expires, DateTimeOffset? Used, DateTimeOffset? Revoked)>(new CommandDefinition(Sessions, cancellationToken: token)))
                    .Select(row => new ExportedSession(row.Created, row.Expires, row.Used, row.Revoked))],
                cancellationToken),
            Audit = audit.AllAsync(identity, new AuditFilter { Kind = "all" }, cancellationToken),
        };
    }

    private static async IAsyncEnumerable<ExportedSecret> SecretsAsync(
        PersonalSecrets secrets, IReadOnlyList<VaultSecret> all, Func<string, IDisposable> register, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var secret in all)
        {
            var masked = new List<IDisposable>();
            try
            {
                var versions = await VersionsAsync(secrets, secret.Name, value => masked.Add(register(value)), cancellationToken);
                yield return new(secret.Name, secret.CreatedAt, secret.UpdatedAt, versions);
            }
            finally
            {
                masked.ForEach(one => one.Dispose());
            }
        }
    }

    private static async Task<IReadOnlyList<ExportedVersion>> VersionsAsync(PersonalSecrets secrets, string name, Action<string> register, CancellationToken cancellationToken)
    {
        var versions = new List<ExportedVersion>();
        foreach (var version in await secrets.VersionsAsync(name, cancellationToken))
        {
            var (value, problem) = await ReadAsync(secrets, name, version.Version, cancellationToken);
            if (value is not null)
                register(value);
            versions.Add(new(version.Version, version.CreatedAt, version.CreatedBy, version.ExpiresAt, value, problem) { RestoredFrom = version.RestoredFrom });
        }

        return versions;
    }

    // What was altered does not keep a person from the rest.
    private static async Task<(string? Value, string? Problem)> ReadAsync(PersonalSecrets secrets, string name, int version, CancellationToken cancellationToken)
    {
        try
        {
            return ((await secrets.TryReadAsync(name, version, cancellationToken))?.Reveal(), null);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Tampered)
        {
            return (null, fault.Message);
        }
    }
}
