using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The members of projects. Admins of the project, and of the platform, say who they are; a project always has an admin.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="changes">Puts changes of access on record.</param>
public sealed class ProjectMembers(VaultDatabase database, AccessChanges changes)
{
    private const string Select = """
        SELECT principal, coalesce(devflow.member_name(project_id, principal), substr(principal, length('service:') + 1)), role, added_at, added_by
        FROM devflow.project_members WHERE project_id = @Id
        """;

    /// <summary>All members.</summary>
    /// <param name="identity">The caller, a member or an administrator of the platform.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    public Task<IReadOnlyList<ProjectMember>> ListAsync(VaultIdentity identity, string project, CancellationToken cancellationToken)
    {
        return database.RunAsync<IReadOnlyList<ProjectMember>>(
            identity,
            async (connection, token) =>
            {
                var row = await ProjectRow.GetAsync(connection, project, token);
                var members = await connection.QueryAsync<(string, string?, string, DateTimeOffset, string)>(
                    new CommandDefinition($"{Select} ORDER BY principal", new { row.Id }, cancellationToken: token));
                return [.. members.Select(MemberOf)];
            },
            cancellationToken);
    }

    /// <summary>Makes somebody a member, or gives a member another role.</summary>
    /// <param name="identity">The caller, an admin of the project or of the platform.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="who"><c>user:&lt;id&gt;</c>, <c>service:&lt;name&gt;</c>, or the name of a user.</param>
    /// <param name="role">One of <see cref="ProjectRoles"/>.</param>
    /// <param name="cancellationToken">Gives up; whether it was done is then open.</param>
    /// <returns>The member.</returns>
    /// <exception cref="VaultException">There is no such person; it is the last admin; or see <see cref="VaultException.Error"/>.</exception>
    public Task<ProjectMember> SetAsync(VaultIdentity identity, string project, string who, string role, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (!ProjectRoles.All.Contains(role))
            throw new VaultException(VaultError.Invalid, $"A role is one of {string.Join(", ", ProjectRoles.All)}.");
        const string Upsert = """
            INSERT INTO devflow.project_members AS m (project_id, principal, role, added_by) VALUES (@Id, @principal, @role, @by)
            ON CONFLICT (project_id, principal) DO UPDATE SET role = excluded.role, added_at = now(), added_by = excluded.added_by
            """;
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var row = await ManagedAsync(connection, identity, project, token);
                var principal = await MemberPrincipal.FindAsync(connection, who, token);
                if (role is not ProjectRoles.Admin)
                    await KeepAnAdminAsync(connection, row, principal, token);
                await connection.ExecuteAsync(new CommandDefinition(Upsert, new { row.Id, principal, role, by = identity.Principal }, cancellationToken: token));
                await changes.WrittenAsync(identity, SecretTier.Project, $"member {project}/{principal} as {role}", token);
                return MemberOf(await connection.QuerySingleAsync<(string, string?, string, DateTimeOffset, string)>(
                    new CommandDefinition($"{Select} AND principal = @principal", new { row.Id, principal }, cancellationToken: token)));
            },
            cancellationToken);
    }

    /// <summary>Ends a membership; everybody may end his own.</summary>
    /// <param name="identity">The caller.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="who">As of <see cref="SetAsync"/>.</param>
    /// <param name="cancellationToken">Gives up; whether it was done is then open.</param>
    /// <returns>Whether it was a member.</returns>
    /// <exception cref="VaultException">It is the last admin; or see <see cref="VaultException.Error"/>.</exception>
    public Task<bool> RemoveAsync(VaultIdentity identity, string project, string who, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var row = await ProjectRow.GetAsync(connection, project, token);
                var principal = await MemberPrincipal.FindAsync(connection, who, token);
                if (principal == identity.Principal)
                    await LockAsync(connection, row, token);
                else
                    row = await ManagedAsync(connection, identity, project, token);
                await KeepAnAdminAsync(connection, row, principal, token);
                var removed = await connection.ExecuteAsync(new CommandDefinition(
                    "DELETE FROM devflow.project_members WHERE project_id = @Id AND principal = @principal", new { row.Id, principal }, cancellationToken: token)) > 0;
                if (removed)
                    await changes.RemovedAsync(identity, SecretTier.Project, $"member {project}/{principal}", token);
                return removed;
            },
            cancellationToken);
    }

    private static async Task<ProjectRow> ManagedAsync(NpgsqlConnection connection, VaultIdentity identity, string project, CancellationToken cancellationToken)
    {
        var row = await ProjectRow.GetAsync(connection, project, cancellationToken);
        if (row.Role is not ProjectRoles.Admin && !identity.IsAdmin)
            throw new VaultException(VaultError.Forbidden, $"Only an admin of the project '{project}' says who is a member.");
        await LockAsync(connection, row, cancellationToken);
        return row;
    }

    // Two admins who leave at the same moment would each see the other stay.
    private static Task<int> LockAsync(NpgsqlConnection connection, ProjectRow row, CancellationToken cancellationToken) => connection.ExecuteAsync(
        new CommandDefinition("SELECT pg_advisory_xact_lock(hashtextextended('project members ' || @Id, 0))", new { row.Id }, cancellationToken: cancellationToken));

    private static async Task KeepAnAdminAsync(NpgsqlConnection connection, ProjectRow row, string without, CancellationToken cancellationToken)
    {
        var admins = (await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT principal FROM devflow.project_members WHERE project_id = @Id AND role = 'admin'", new { row.Id }, cancellationToken: cancellationToken))).ToList();
        if (admins.Contains(without) && admins.Count == 1)
            throw new VaultException(VaultError.Conflict, $"That is the last admin of the project '{row.Name}'; make somebody else one first.");
    }

    private static ProjectMember MemberOf((string Principal, string? Name, string Role, DateTimeOffset At, string By) row) =>
        new(row.Principal, row.Name, row.Role, row.At, row.By);
}
