using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The database of the vault. Nothing is read or written in it but in a transaction that says for whom.</summary>
/// <param name="source">Gives the pool of connections as the application login; it may be another one after a rotation.</param>
public sealed class VaultDatabase(Func<CancellationToken, ValueTask<NpgsqlDataSource>> source)
{
    // Local to the transaction: whoever is given the connection after it finds no identity.
    private const string Identify = "SELECT set_config('devflow.principal', @principal, true), set_config('devflow.role', @role, true)";

    // Raised by functions of the schema, with a message for the caller.
    private static readonly Dictionary<string, VaultError> _raised = new(StringComparer.Ordinal)
    {
        ["DF400"] = VaultError.Invalid,
        ["DF403"] = VaultError.Forbidden,
        ["DF404"] = VaultError.NotFound,
        ["DF409"] = VaultError.Conflict,
        ["DF503"] = VaultError.Unavailable,
    };

    private static readonly string[] _ofTheServer = ["08", "28", "3D", "53", "57P"];

    /// <summary>Works in one transaction, which is committed when the work returns and rolled back when it throws.</summary>
    /// <param name="identity">For whom.</param>
    /// <param name="work">What. It is not repeated.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away (<see cref="VaultError.Unavailable"/>), or refused the work.</exception>
    public async Task<T> RunAsync<T>(VaultIdentity identity, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            var pool = await source(cancellationToken);
            await using var connection = await pool.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(Identify, new { principal = identity.Principal, role = identity.Role }, transaction, cancellationToken: cancellationToken));
            var result = await work(connection, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new VaultException(VaultError.Forbidden, "This is not yours to do.", fault);
        }
        catch (PostgresException fault) when (_raised.TryGetValue(fault.SqlState, out var error))
        {
            throw new VaultException(error, fault.MessageText, fault);
        }
        catch (NpgsqlException fault) when (fault is not PostgresException { SqlState: var state } || fault.IsTransient || IsOfTheServer(state))
        {
            throw new VaultException(VaultError.Unavailable, "The vault's database does not answer; try again.", fault);
        }
    }

    // What is wrong with the connection, the login, the database, resources or the server, and not with what was asked (PostgreSQL, appendix A).
    private static bool IsOfTheServer(string state) =>
        Array.Exists(_ofTheServer, of => state.StartsWith(of, StringComparison.Ordinal));

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(VaultIdentity identity, Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        RunAsync(
            identity,
            async (connection, token) =>
            {
                await work(connection, token);
                return true;
            },
            cancellationToken);
}
