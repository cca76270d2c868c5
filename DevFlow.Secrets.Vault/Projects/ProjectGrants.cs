using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>Access to secrets of projects for a while, for people and services that are no members. Admins of the project, and of the platform, grant it.</summary>
/// <param name="database">Where grants are kept, whose policies and clock decide what they are worth.</param>
/// <param name="changes">Puts changes of access on record.</param>
public sealed class ProjectGrants(VaultDatabase database, AccessChanges changes)
{
    /// <summary>The longest that something is granted for: 90 days. Who needs it for longer is a member.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    private const string Columns = "id, principal, environment, key, access, granted_at, granted_by, expires_at";

    private const string Insert = $"""
        INSERT INTO devflow.project_grants (id, project_id, principal, environment, key, access, granted_by, expires_at)
        VALUES (@id, @project, @principal, @environment, @key, @access, @by, now() + make_interval(secs => @seconds)) RETURNING {Columns}
        """;

    /// <summary>The grants of a project that have not expired: all of them for its admins, for others their own.</summary>
    /// <param name="identity">The caller.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    public Task<IReadOnlyList<ProjectGrant>> ListAsync(VaultIdentity identity, string project, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<ProjectGrant>>(
            identity,
            async (connection, token) =>
            {
                var row = await ProjectRow.GetAsync(connection, project, token);
                var grants = await connection.QueryAsync<(Guid, string, string, string?, string, DateTimeOffset, string, DateTimeOffset)>(new CommandDefinition(
                    $"SELECT {Columns} FROM devflow.project_grants WHERE project_id = @Id AND expires_at > now() ORDER BY expires_at, id", new { row.Id }, cancellationToken: token));
                return [.. grants.Select(GrantOf)];
            },
            cancellationToken);

    /// <summary>Grants.</summary>
    /// <param name="identity">The caller, an admin of the project or of the platform.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="who"><c>user:&lt;id&gt;</c>, <c>service:&lt;name&gt;</c>, or the name of a user.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="key">The one key; null for all of the environment.</param>
    /// <param name="access">One of <see cref="GrantAccess"/>.</param>
    /// <param name="duration">From now on, at most <see cref="Longest"/>.</param>
    /// <param name="cancellationToken">Gives up; whether it was granted is then open.</param>
    /// <exception cref="VaultException">There is no such person, or see <see cref="VaultException.Error"/>.</exception>
    public Task<ProjectGrant> GrantAsync(
        VaultIdentity identity, string project, string who, string environment, string? key, string access, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ProjectScope.Check(environment, key);
        if (!GrantAccess.All.Contains(access))
            throw new VaultException(VaultError.Invalid, $"What is granted is {string.Join(" or ", GrantAccess.All)}.");
        if (duration < TimeSpan.FromSeconds(1) || duration > Longest)
            throw new VaultException(VaultError.Invalid, $"Something is granted for 1 second to {Longest.TotalDays:0} days; who needs it for longer is a member.");
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var row = await ProjectRow.GetAsync(connection, project, token);
                if (row.Role is not ProjectRoles.Admin && !identity.IsAdmin)
                    throw new VaultException(VaultError.Forbidden, $"Only an admin of the project '{project}' grants access to its secrets.");
                var principal = await MemberPrincipal.FindAsync(connection, who, token);
                var values = new { id = Guid.CreateVersion7(), project = row.Id, principal, environment, key, access, by = identity.Principal, seconds = duration.TotalSeconds };
                var grant = GrantOf(await connection.QuerySingleAsync<(Guid, string, string, string?, string, DateTimeOffset, string, DateTimeOffset)>(
                    new CommandDefinition(Insert, values, cancellationToken: token)));
                // Rows of long ago are nobody's any more: what was granted then stands in the audit.
                await connection.ExecuteAsync(new CommandDefinition(
                    "DELETE FROM devflow.project_grants WHERE project_id = @Id AND expires_at < now() - interval '30 days'", new { row.Id }, cancellationToken: token));
                await changes.WrittenAsync(identity, SecretTier.Project, RecordOf(project, grant), token);
                return grant;
            },
            cancellationToken);
    }

    /// <summary>Takes a grant back; everybody may give up his own.</summary>
    /// <param name="identity">The caller.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="id">The grant's id.</param>
    /// <param name="cancellationToken">Gives up; whether it was done is then open.</param>
    /// <returns>Whether there was one that the caller may take back.</returns>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    public Task<bool> RevokeAsync(VaultIdentity identity, string project, Guid id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var row = await ProjectRow.GetAsync(connection, project, token);
                var taken = (await connection.QueryAsync<(Guid, string, string, string?, string, DateTimeOffset, string, DateTimeOffset)>(new CommandDefinition(
                    $"DELETE FROM devflow.project_grants WHERE id = @id AND project_id = @project RETURNING {Columns}", new { id, project = row.Id }, cancellationToken: token))).Select(GrantOf).ToList();
                foreach (var grant in taken)
                    await changes.RemovedAsync(identity, SecretTier.Project, RecordOf(project, grant), token);
                return taken.Count > 0;
            },
            cancellationToken);
    }

    /// <summary>What the caller has been granted of a key, or of a whole environment; null for nothing.</summary>
    internal static Task<string?> AccessAsync(NpgsqlConnection connection, ProjectRow row, string environment, string? key, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT devflow.grant_access(@Id, @name)", new { row.Id, name = ProjectScope.StoredNameOf(environment, key ?? "") }, cancellationToken: cancellationToken));

    private static string RecordOf(string project, ProjectGrant grant) => $"grant {project}/{grant.Environment}/{grant.Key ?? "*"} to {grant.Principal} as {grant.Access}";

    private static ProjectGrant GrantOf((Guid Id, string Principal, string Environment, string? Key, string Access, DateTimeOffset At, string By, DateTimeOffset Until) row) =>
        new(row.Id, row.Principal, row.Environment, row.Key, row.Access, row.At, row.By, row.Until);
}
