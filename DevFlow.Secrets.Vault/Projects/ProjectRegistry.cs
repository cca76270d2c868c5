using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The projects. Whoever makes one is its admin; for everybody who is no member there is no such project.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="changes">Puts changes of access on record.</param>
public sealed class ProjectRegistry(VaultDatabase database, AccessChanges changes)
{
    private const string Select = "SELECT name, devflow.project_role(id), onepassword_title, created_at, created_by FROM devflow.projects";

    /// <summary>The projects that the caller is a member of; an administrator of the platform sees all.</summary>
    /// <param name="identity">The caller.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    public Task<IReadOnlyList<Project>> ListAsync(VaultIdentity identity, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<Project>>(
            identity,
            async (connection, token) =>
            {
                var rows = await connection.QueryAsync<(string, string?, string?, DateTimeOffset, string)>(
                    new CommandDefinition($"{Select} ORDER BY name", cancellationToken: token));
                return [.. rows.Select(ProjectOf)];
            },
            cancellationToken);

    /// <summary>One project.</summary>
    /// <param name="identity">The caller.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    public Task<Project> GetAsync(VaultIdentity identity, string name, CancellationToken cancellationToken) =>
        database.RunAsync(identity, (connection, token) => GetAsync(connection, name, token), cancellationToken);

    /// <summary>Makes one; the caller, who is a person, becomes its admin.</summary>
    /// <param name="identity">The caller.</param>
    /// <param name="name">Its name; see <see cref="VaultNames.ProblemOfProject"/>.</param>
    /// <param name="cancellationToken">Gives up; whether it was made is then open.</param>
    /// <exception cref="VaultException">The name is taken, by a project that the caller may not see too; or see <see cref="VaultException.Error"/>.</exception>
    public Task<Project> CreateAsync(VaultIdentity identity, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (VaultNames.ProblemOfProject(name) is { } problem)
            throw new VaultException(VaultError.Invalid, $"A project's name {problem}.");
        const string Insert = """
            INSERT INTO devflow.projects (id, name, created_by) VALUES (@id, @name, @by);
            INSERT INTO devflow.project_members (project_id, principal, role, added_by) VALUES (@id, @by, 'admin', @by);
            """;
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                try
                {
                    await connection.ExecuteAsync(new CommandDefinition(Insert, new { id = Guid.CreateVersion7(), name, by = identity.Principal }, cancellationToken: token));
                }
                catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UniqueViolation)
                {
                    throw new VaultException(VaultError.Conflict, $"The name '{name}' is taken.", fault);
                }

                await changes.WrittenAsync(identity, SecretTier.Project, $"project {name}", token);
                return await GetAsync(connection, name, token);
            },
            cancellationToken);
    }

    /// <summary>Deletes one with all its secrets in the database, whose data keys are destroyed at once. Its files and its 1Password vault stay.</summary>
    /// <param name="identity">The caller, an admin of the project.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up; whether it was deleted is then open.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    public Task DeleteAsync(VaultIdentity identity, string name, CancellationToken cancellationToken)
    {
        const string Delete = """
            DELETE FROM devflow.data_keys WHERE tier = 'project' AND owner = 'project:' || @Id;
            DELETE FROM devflow.projects WHERE id = @Id;
            """;
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var project = await ProjectRow.GetAsync(connection, name, token);
                if (project.Role is not ProjectRoles.Admin)
                    throw new VaultException(VaultError.Forbidden, $"Only an admin of the project '{name}' deletes it.");
                await connection.ExecuteAsync(new CommandDefinition(Delete, new { project.Id }, cancellationToken: token));
                await changes.RemovedAsync(identity, SecretTier.Project, $"project {name}", token);
                await Announcements.AddAsync(connection, new() { Scope = SecretTier.Project }, token);
            },
            cancellationToken);
    }

    private static async Task<Project> GetAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        var project = await ProjectRow.GetAsync(connection, name, cancellationToken);
        return ProjectOf(await connection.QuerySingleAsync<(string, string?, string?, DateTimeOffset, string)>(
            new CommandDefinition($"{Select} WHERE id = @Id", new { project.Id }, cancellationToken: cancellationToken)));
    }

    private static Project ProjectOf((string Name, string? Role, string? Vault, DateTimeOffset Created, string By) row) =>
        new(row.Name, row.Role, row.Vault, row.Created, row.By);
}
