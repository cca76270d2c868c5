using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The people of the platform. Administrators see and change all, everybody sees the own account.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="changes">Puts changes of access on record.</param>
public sealed class UserAccounts(VaultDatabase database, AccessChanges changes)
{
    private const string List = $"SELECT {UserRow.Columns} FROM devflow.users u ORDER BY u.name";

    private const string Find = $"SELECT {UserRow.Columns} FROM devflow.users u WHERE u.id = @id";

    private const string Add = $"""
        INSERT INTO devflow.users AS u (name, display_name, role) VALUES (@name, @displayName, @role)
        ON CONFLICT (name) DO NOTHING RETURNING {UserRow.Columns}
        """;

    // Locked, so that of two who demote each other one waits and then sees that there would be nobody left.
    private const string OtherAdmins = "SELECT id FROM devflow.users WHERE role = 'admin' AND erased_at IS NULL ORDER BY id FOR UPDATE";

    private const string Change = $"""
        UPDATE devflow.users u SET role = coalesce(@role, role), display_name = CASE WHEN @changesName THEN @displayName ELSE display_name END
        WHERE u.id = @id AND u.erased_at IS NULL RETURNING {UserRow.Columns}
        """;

    /// <summary>All of them, by name; those who are erased too.</summary>
    /// <param name="identity">Who asks; whoever does not administer finds the own account alone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<IReadOnlyList<UserAccount>> ListAsync(VaultIdentity identity, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<UserAccount>>(
            identity,
            async (connection, token) => [.. await connection.QueryAsync<UserAccount>(new CommandDefinition(List, cancellationToken: token))],
            cancellationToken);

    /// <summary>One of them.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is none, or the caller may not know.</exception>
    public async Task<UserAccount> GetAsync(VaultIdentity identity, Guid id, CancellationToken cancellationToken)
    {
        return await database.RunAsync(
            identity,
            (connection, token) => connection.QuerySingleOrDefaultAsync<UserAccount>(new CommandDefinition(Find, new { id }, cancellationToken: token)),
            cancellationToken) ?? throw NotFound(id);
    }

    /// <summary>Whether the caller administers the platform now, whatever a token of some minutes ago says.</summary>
    /// <param name="identity">The caller.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<bool> IsAdministratorAsync(VaultIdentity identity, CancellationToken cancellationToken) =>
        database.RunAsync(
            identity,
            (connection, token) => connection.ExecuteScalarAsync<bool>(new CommandDefinition("SELECT devflow.acts_as() IS NOT DISTINCT FROM 'admin'", cancellationToken: token)),
            cancellationToken);

    /// <summary>Adds one.</summary>
    /// <param name="identity">Who asks: an administrator.</param>
    /// <param name="name">The name: letters, digits and <c>- _ . @ +</c>, at most 200.</param>
    /// <param name="displayName">What to show; null for the name.</param>
    /// <param name="role">One of <see cref="UserRoles"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">Something given is not acceptable, or the name is taken.</exception>
    public async Task<UserAccount> AddAsync(VaultIdentity identity, string name, string? displayName, string role, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        string?[] problems = [AccountNames.ProblemOfName(name) is { } problem ? $"A user's name {problem}." : null, ProblemOf(displayName), ProblemOfRole(role)];
        ThrowIfAny(problems);
        try
        {
            return await database.RunAsync(
                identity,
                async (connection, token) =>
                {
                    var row = await connection.QuerySingleOrDefaultAsync<UserAccount>(new CommandDefinition(Add, new { name, displayName, role }, cancellationToken: token))
                        ?? throw new VaultException(VaultError.Conflict, $"There is a user '{name}' already.");
                    return await RecordedAsync(identity, row, token);
                },
                cancellationToken);
        }
        catch (PostgresException fault) when (fault.ConstraintName is "users_name_form")
        {
            throw new VaultException(VaultError.Invalid, "A user's name must be in Unicode's form C, so that two that look the same are the same.", fault);
        }
    }

    /// <summary>Changes one. The last administrator stays one.</summary>
    /// <param name="identity">Who asks: an administrator.</param>
    /// <param name="id">The id.</param>
    /// <param name="change">What to change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is none, what is given is not acceptable, or it is the last administrator.</exception>
    public Task<UserAccount> ChangeAsync(VaultIdentity identity, Guid id, UserChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        var displayName = string.IsNullOrEmpty(change.DisplayName) ? null : change.DisplayName;
        ThrowIfAny([ProblemOf(displayName), change.Role is { } role ? ProblemOfRole(role) : null]);
        return database.RunAsync(
            identity,
            async (connection, token) =>
            {
                if (change.Role is UserRoles.Member)
                    await MustNotBeLastAdminAsync(connection, id, token);
                var values = new { id, role = change.Role, displayName, changesName = change.DisplayName is not null };
                var row = await connection.QuerySingleOrDefaultAsync<UserAccount>(new CommandDefinition(Change, values, cancellationToken: token));
                return row is null ? throw NotFound(id) : await RecordedAsync(identity, row, token);
            },
            cancellationToken);
    }

    private async Task<UserAccount> RecordedAsync(VaultIdentity identity, UserAccount account, CancellationToken cancellationToken)
    {
        await changes.WrittenAsync(identity, SecretTier.User, $"user {account.ToIdentity()} as {account.Role}", cancellationToken);
        return account;
    }

    private static async Task MustNotBeLastAdminAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        var admins = (await connection.QueryAsync<Guid>(new CommandDefinition(OtherAdmins, cancellationToken: cancellationToken))).ToList();
        if (admins is [var last] && last == id)
            throw new VaultException(VaultError.Conflict, "This is the last administrator: make somebody else one first.");
    }

    private static string? ProblemOf(string? displayName) =>
        displayName is not null && AccountNames.ProblemOfText(displayName) is { } problem ? $"A display name {problem}." : null;

    private static string? ProblemOfRole(string role) => UserRoles.IsKnown(role) ? null : $"A role is {UserRoles.Member} or {UserRoles.Admin}.";

    private static void ThrowIfAny(string?[] problems)
    {
        if (problems.Any(problem => problem is not null))
            throw new VaultException(VaultError.Invalid, string.Join(' ', problems.Where(problem => problem is not null)));
    }

    private static VaultException NotFound(Guid id) => new(VaultError.NotFound, $"There is no user {id}.");
}
