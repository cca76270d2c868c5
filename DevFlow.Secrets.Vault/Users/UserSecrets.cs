using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The secrets of people (tier 2) in the database.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="envelope">Seals and opens them.</param>
/// <param name="record">Puts an access on record: a value is handed out when it has returned.</param>
/// <param name="time">The clock.</param>
public sealed class UserSecrets(VaultDatabase database, Envelope envelope, Func<SecretAccess, CancellationToken, ValueTask> record, TimeProvider time)
{
    /// <summary>Tells that some secret was written or deleted, so that its copy in 1Password is behind.</summary>
    public event EventHandler? Changed;

    internal VaultDatabase Database => database;

    internal VersionedSecrets Rows { get; } = new(SecretTier.User, "user_secrets", "owner", envelope);

    internal AccessLog Log { get; } = new(SecretTier.User, record);

    internal TimeProvider Time => time;

    /// <summary>The secrets of one person.</summary>
    /// <param name="identity">The person.</param>
    /// <exception cref="VaultException">It is no person.</exception>
    public PersonalSecrets As(VaultIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return identity.User is { } owner
            ? new(this, identity, owner)
            : throw new VaultException(VaultError.Forbidden, "Secrets of tier user belong to people; a service has none.");
    }

    /// <summary>What there is of somebody else's, for an administrator: names and versions. Nobody else finds any.</summary>
    /// <param name="admin">Who asks.</param>
    /// <param name="user">Whose.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">See <see cref="VaultException.Error"/>.</exception>
    public Task<IReadOnlyList<VaultSecret>> ListOfAsync(VaultIdentity admin, Guid user, CancellationToken cancellationToken) =>
        database.RunAsync(
            admin,
            async (connection, token) =>
            {
                await Person.FindAsync(connection, user, token);
                return await ListAsync(connection, user, token);
            },
            cancellationToken);

    internal async Task<IReadOnlyList<VaultSecret>> ListAsync(NpgsqlConnection connection, Guid owner, CancellationToken cancellationToken)
    {
        var secrets = await Rows.ListAsync(connection, owner, cancellationToken);
        var copies = await Copies.OfAsync(connection, owner, cancellationToken);
        return copies is null ? secrets : [.. secrets.Select(secret => secret with { IsCopied = copies.Contains(secret.Name) })];
    }

    /// <summary>Raises <see cref="Changed"/>, for who has changed them otherwise.</summary>
    public void TellChanged() => Changed?.Invoke(this, EventArgs.Empty);
}
