using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>Clears away versions that were replaced long ago, what is left of secrets that were deleted long ago, and what is left of signing in.</summary>
/// <param name="database">The database.</param>
public sealed class Retention(VaultDatabase database)
{
    /// <summary>So many versions of a secret are kept, however old: 10.</summary>
    public const int KeptVersions = 10;

    /// <summary>How long alerts are kept: 400 days, so that a year can be looked back at.</summary>
    public static readonly TimeSpan KeptAlerts = TimeSpan.FromDays(400);

    /// <summary>How long it is remembered that a code of sign-in was used: 7 days. None counts for so long.</summary>
    public static readonly TimeSpan KeptCodes = TimeSpan.FromDays(7);

    /// <summary>How long sessions and keys of the API are kept when they have expired or were revoked: 30 days.</summary>
    public static readonly TimeSpan KeptSignIns = TimeSpan.FromDays(30);

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

    /// <summary>Clears away alerts, used codes, and sessions and keys that have ended, each after its time.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many rows.</returns>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<long> ClearEndedAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.RunAsync(
        _identity,
        (connection, token) => connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT devflow.clear_ended(@alerts, @codes, @signIns)",
            new { alerts = (now - KeptAlerts).UtcDateTime, codes = (now - KeptCodes).UtcDateTime, signIns = (now - KeptSignIns).UtcDateTime },
            cancellationToken: token)),
        cancellationToken);
}
