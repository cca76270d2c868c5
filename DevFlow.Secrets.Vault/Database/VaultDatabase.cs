using System.Diagnostics;
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

    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long to ask for another pool when the server lets the login of this one in no more, or has ended its session: the login is being replaced, and that
    /// may be known here a moment later. Nothing has been done by then, and nothing is done twice. Default 0, not at all.
    /// </summary>
    public TimeSpan Patience { get; init; }

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
            await using var transaction = await BeginAsync(identity, cancellationToken);
            await using var connection = transaction.Connection!;
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

    private async Task<NpgsqlTransaction> BeginAsync(VaultIdentity identity, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var pool = await source(cancellationToken);
            NpgsqlConnection? connection = null;
            try
            {
                connection = await pool.OpenConnectionAsync(cancellationToken);
                var transaction = await connection.BeginTransactionAsync(cancellationToken);
                await connection.ExecuteAsync(new CommandDefinition(Identify, new { principal = identity.Principal, role = identity.Role }, transaction, cancellationToken: cancellationToken));
                return transaction;
            }
            catch (NpgsqlException fault) when (IsOfALoginReplaced(fault, connection is not null) && Stopwatch.GetElapsedTime(began) < Patience)
            {
                await DisposeAsync(connection);
                await Task.Delay(_again, cancellationToken);
            }
            catch
            {
                await DisposeAsync(connection);
                throw;
            }
        }

        static ValueTask DisposeAsync(NpgsqlConnection? connection) => connection?.DisposeAsync() ?? default;
    }

    private static bool IsOfALoginReplaced(NpgsqlException fault, bool isOpen) => fault is PostgresException { SqlState: var state }
        ? state is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.AdminShutdown
        : isOpen && fault.InnerException is IOException;

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
