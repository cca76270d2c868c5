using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>Which one-time codes have been used, whichever engine they were shown to. Of each its SHA-256 is kept.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">The clock.</param>
public sealed class UsedCodes(VaultDatabase database, TimeProvider time)
{
    private const string Use = "INSERT INTO devflow.used_codes (hash, used_at) VALUES (@hash, @now) ON CONFLICT DO NOTHING";

    private static readonly VaultIdentity _signIn = VaultIdentity.Maintenance("sign-in");

    /// <summary>Uses one up.</summary>
    /// <param name="code">The code, of which the caller knows that it is a right one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was not used before.</returns>
    /// <exception cref="VaultException">The database is away; the code still counts.</exception>
    public Task<bool> TryUseAsync(string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(code);
        return database.RunAsync(_signIn, (connection, token) => TryUseAsync(connection, code, time.GetUtcNow(), token), cancellationToken);
    }

    // Of two at the same moment one waits here for the other, and then finds it used.
    internal static async Task<bool> TryUseAsync(NpgsqlConnection connection, string code, DateTimeOffset now, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(new CommandDefinition(Use, new { hash = AccessSecret.Hash(code), now }, cancellationToken: cancellationToken)) > 0;
}
