using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// The 1Password vaults that administrators set aside: one for each user, one for each project. No vault has two owners, and none is the platform's:
/// whoever could write into one through us would write into another's.
/// </summary>
/// <param name="database">Where it is kept which vault is whose.</param>
/// <param name="workspace">The way to 1Password, and the catalog that names the platform's vaults.</param>
/// <param name="changes">Puts changes of access on record.</param>
public sealed class OnePasswordVaults(VaultDatabase database, SecretsWorkspace workspace, AccessChanges changes)
{
    // Two administrators at the same moment shall not give one vault twice.
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('1password vaults', 0))";

    private const string Taken = """
        SELECT 'the project ''' || name || '''' FROM devflow.projects WHERE onepassword_vault = @vault AND id <> @owner
        UNION ALL SELECT 'the user ''' || name || '''' FROM devflow.users WHERE onepassword_vault = @vault AND id <> @owner
        UNION ALL SELECT 'copies of another user''s secrets, which are being removed' FROM devflow.user_secrets WHERE copy_vault = @vault AND owner <> @owner
        LIMIT 1
        """;

    /// <summary>Tells that a user has another vault, so that copies are to be made and removed.</summary>
    public event EventHandler? Changed;

    /// <summary>Sets a vault aside for a user, or none any longer: copies are then made there, and removed from the one before.</summary>
    /// <param name="admin">The caller, an administrator of the platform.</param>
    /// <param name="user">The user.</param>
    /// <param name="vault">The vault's title or id; null for none.</param>
    /// <param name="cancellationToken">Gives up; whether it was done is then open.</param>
    /// <exception cref="VaultException">There is no such user or vault; it is somebody else's; or 1Password does not answer.</exception>
    public async Task SetForUserAsync(VaultIdentity admin, Guid user, string? vault, CancellationToken cancellationToken)
    {
        Check(admin);
        var found = await FindAsync(vault, cancellationToken);
        await database.RunAsync(
            admin,
            async (connection, token) =>
            {
                await Person.FindAsync(connection, user, token);
                await TakeAsync(connection, found, user, token);
                await connection.ExecuteAsync(new CommandDefinition(
                    "UPDATE devflow.users SET onepassword_vault = @vault WHERE id = @user", new { user, vault = found?.Id }, cancellationToken: token));
                await RecordAsync(admin, SecretTier.User, $"vault user:{user}", found, token);
            },
            cancellationToken);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Gives a project its own vault, or none any longer.</summary>
    /// <param name="admin">The caller, an administrator of the platform.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="vault">The vault's title or id; null for none.</param>
    /// <param name="cancellationToken">Gives up; whether it was done is then open.</param>
    /// <exception cref="VaultException">There is no such project or vault; it is somebody else's; or 1Password does not answer.</exception>
    public async Task SetForProjectAsync(VaultIdentity admin, string project, string? vault, CancellationToken cancellationToken)
    {
        Check(admin);
        var found = await FindAsync(vault, cancellationToken);
        await database.RunAsync(
            admin,
            async (connection, token) =>
            {
                var row = await ProjectRow.GetAsync(connection, project, token);
                await TakeAsync(connection, found, row.Id, token);
                await connection.ExecuteAsync(new CommandDefinition(
                    "UPDATE devflow.projects SET onepassword_vault = @vault, onepassword_title = @title WHERE id = @Id",
                    new { row.Id, vault = found?.Id, title = found?.Name }, cancellationToken: token));
                await RecordAsync(admin, SecretTier.Project, $"vault {project}", found, token);
                await Announcements.AddAsync(connection, new() { Scope = SecretTier.Project }, token);
            },
            cancellationToken);
    }

    private ValueTask RecordAsync(VaultIdentity admin, SecretTier tier, string what, ConnectVault? vault, CancellationToken cancellationToken) => vault is null
        ? changes.RemovedAsync(admin, tier, what, cancellationToken)
        : changes.WrittenAsync(admin, tier, $"{what} {vault.Id}", cancellationToken);

    private static void Check(VaultIdentity admin)
    {
        ArgumentNullException.ThrowIfNull(admin);
        if (!admin.IsAdmin)
            throw new VaultException(VaultError.Forbidden, "Only an administrator of the platform sets 1Password vaults aside.");
    }

    private async Task<ConnectVault?> FindAsync(string? vault, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(vault))
            return null;
        var (client, problem) = workspace.OnePassword.CurrentClient();
        if (client is null)
            throw new VaultException(VaultError.Unavailable, problem ?? "1Password is not configured; set OP_CONNECT_URL and OP_CONNECT_TOKEN.");
        try
        {
            var found = Pick(vault, await client.ListVaultsAsync(cancellationToken));
            return PlaceThatRefersTo(found) is { } place
                ? throw new VaultException(VaultError.Conflict, $"The vault '{vault}' is the platform's: {place} refers to it.")
                : found;
        }
        catch (ConnectException fault)
        {
            throw new VaultException(
                fault.Kind is ConnectErrorKind.Ambiguous ? VaultError.Invalid : VaultError.Unavailable,
                $"1Password: {fault.Detail}{(fault.Remedy is { } remedy ? $"; {remedy}" : "")}.", fault);
        }
    }

    // In the catalog, or in any .env file, also where a higher one hides it for now.
    private string? PlaceThatRefersTo(ConnectVault vault)
    {
        if (workspace.Catalog.Entries.FirstOrDefault(entry => entry.Reference is { } reference && IsNamed(vault, reference.Vault)) is { } entry)
            return $"{workspace.Catalog.Path}:{entry.Line}";
        var line = workspace.Layers.Documents.SelectMany(document => document.Entries)
            .FirstOrDefault(line => SecretReference.TryParse(line.Reveal(), out var reference, out _) && IsNamed(vault, reference.Vault));
        return line is null ? null : $"{line.Path}:{line.Line}";
    }

    private static ConnectVault Pick(string vault, IReadOnlyList<ConnectVault> vaults)
    {
        var id = vaults.FirstOrDefault(one => one.Id == vault)?.Id
            ?? OnePasswordTitles.Only(vault, [.. vaults.Where(one => one.Name.Equals(vault, StringComparison.OrdinalIgnoreCase))]);
        return vaults.FirstOrDefault(one => one.Id == id) ?? throw new VaultException(
            VaultError.Invalid, $"1Password has no vault '{vault}' that the platform's access token opens; create it there, or give the token access to it.");
    }

    private static bool IsNamed(ConnectVault vault, string name) => vault.Id == name || vault.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static async Task TakeAsync(NpgsqlConnection connection, ConnectVault? vault, Guid owner, CancellationToken cancellationToken)
    {
        if (vault is null)
            return;
        await connection.ExecuteAsync(new CommandDefinition(Lock, cancellationToken: cancellationToken));
        if (await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Taken, new { vault = vault.Id, owner }, cancellationToken: cancellationToken)) is { } holder)
            throw new VaultException(VaultError.Conflict, $"The vault '{vault.Name}' is taken by {holder}.");
    }
}
