using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>Clears away versions that were replaced long ago, and what is left of secrets that were deleted long ago.</summary>
/// <param name="database">The database.</param>
public sealed class Retention(VaultDatabase database)
{
    /// <summary>So many versions of a secret are kept, however old: 10.</summary>
    public const int KeptVersions = 10;

    private static readonly VaultIdentity _identity = VaultIdentity.Maintenance("retention");

    /// <summary>Clears away what is older than a time.</summary>
    /// <param name="before">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many versions, whose data keys are destroyed, and how many rows of deleted secrets.</returns>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<(long Versions, long Secrets)> ClearAsync(DateTimeOffset before, CancellationToken cancellationToken) => database.RunAsync(
        _identity,
        (connection, token) => connection.QuerySingleAsync<(long Versions, long Secrets)>(
            new CommandDefinition("SELECT versions, secrets FROM devflow.clear_old(@before, @keep)", new { before = before.UtcDateTime, keep = KeptVersions }, cancellationToken: token)),
        cancellationToken);
}
