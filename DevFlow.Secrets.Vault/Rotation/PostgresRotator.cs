using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Replaces the login that a PostgreSQL URL of the platform's database names, by two that take turns, such as <c>devflow</c> and <c>devflow_b</c>: the idle one
/// gets a password and takes over, and the one before goes on to work until it is retired. The server is given a verifier, never a password.
/// Each step logs in as one of the two, and what it may do to the other the database's functions say.
/// </summary>
/// <param name="time">Waits for sessions that are about to end.</param>
public sealed class PostgresRotator(TimeProvider time) : IRotator
{
    private const int PasswordBytes = 32;

    private static readonly TimeSpan _overlap = TimeSpan.FromHours(1);
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc/>
    public string Name => "postgres";

    /// <summary>How long sessions of the login of before are waited for before they count as being at work.</summary>
    internal TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public bool IsDefaultFor(CatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Key == KnownKeys.DatabaseUrl;
    }

    /// <summary>An hour: whoever has the URL in a pool of connections asks for it again long before.</summary>
    /// <param name="entry">The secret.</param>
    public TimeSpan OverlapOf(CatalogEntry entry) => _overlap;

    /// <inheritdoc/>
    public Task ProveAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        return OtherAsync(LoginOf(rotation.Entry, rotation.Current), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<SecretValue> CreateAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        var current = LoginOf(rotation.Entry, rotation.Current);
        var other = await OtherAsync(current, cancellationToken);
        var password = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes));
        return new(current.With(other, password), SecretSourceNames.Vault, DateTimeOffset.UnixEpoch);
    }

    /// <inheritdoc/>
    public async Task SetAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        var candidate = LoginOf(rotation.Entry, rotation.GetCandidate());
        var password = new NpgsqlConnectionStringBuilder(candidate.ConnectionString).Password!;
        var verifier = ScramVerifier.Of(password);
        var opened = await AsAsync(
            LoginOf(rotation.Entry, rotation.Current), (connection, token) => ScalarAsync<string>(connection, "SELECT devflow.open_other_login(@verifier)", new { verifier }, token), cancellationToken);
        if (opened != candidate.User)
            throw new RotationException($"the other login is now '{opened}', and was '{candidate.User}' when the run began");
    }

    /// <summary>Logs in with it and reads what the application reads.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task TestAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        var candidate = LoginOf(rotation.Entry, rotation.GetCandidate());
        await AsAsync(candidate, (connection, token) => ScalarAsync<long>(connection, "SELECT count(*) FROM devflow.rotation_runs WHERE ended_at IS NULL", values: null, token), cancellationToken);
    }

    /// <summary>
    /// Lets nobody in any more as the login of before, and ends its sessions that have nothing to do. While one is still at work it throws, and what is at work is
    /// left in peace.
    /// </summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RetireAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        var (previous, candidate) = (LoginOf(rotation.Entry, rotation.Current), LoginOf(rotation.Entry, rotation.GetCandidate()));
        await CloseOtherAsync(candidate, previous, cancellationToken);
        var began = time.GetTimestamp();
        long left;
        while ((left = await AsAsync(candidate, (connection, token) => ScalarAsync<long>(connection, "SELECT devflow.end_other_sessions(@idle)", new { idle = _idle }, token), cancellationToken)) > 0)
        {
            if (time.GetElapsedTime(began) > LongestWait)
                throw new RotationException($"the login '{previous.User}' lets nobody in any more, and {left} of its sessions are still at work");
            await Task.Delay(_look, time, cancellationToken);
        }
    }

    /// <summary>
    /// Lets nobody in any more as the candidate. Sessions that it has, since it was in force until now, are left to those who move back; what is left of
    /// them ends at its next turn.
    /// </summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task RollBackAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        return rotation.Candidate is { } candidate
            ? CloseOtherAsync(LoginOf(rotation.Entry, rotation.Current), LoginOf(rotation.Entry, candidate), cancellationToken)
            : Task.CompletedTask;
    }

    private static Task<object?> CloseOtherAsync(LoginUrl login, LoginUrl other, CancellationToken cancellationToken) => AsAsync(
        login, (connection, token) => ScalarAsync<object>(connection, "SELECT devflow.close_other_login(@expected)", new { expected = other.User }, token), cancellationToken);

    private static async Task<string> OtherAsync(LoginUrl login, CancellationToken cancellationToken) =>
        (await AsAsync(login, (connection, token) => ScalarAsync<string>(connection, "SELECT devflow.other_login()", values: null, token), cancellationToken))!;

    private static Task<T?> ScalarAsync<T>(NpgsqlConnection connection, string sql, object? values, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));

    private static LoginUrl LoginOf(CatalogEntry entry, SecretValue value) => LoginUrl.TryParse(value.Reveal(), out var login, out var problem)
        ? login
        : throw new RotationException(
            $"{entry.Key} is no PostgreSQL URL with a login: {problem}. A password alone cannot be replaced without an interruption: the login changes with it, and both have to be in one secret");

    private static async Task<T> AsAsync<T>(LoginUrl login, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(login.ConnectionString);
            return await new VaultDatabase(_ => new(source)).RunAsync(RotationRunner.Identity, work, cancellationToken);
        }
        catch (Exception fault) when ((fault as PostgresException ?? fault.InnerException as PostgresException) is { } refused)
        {
            throw new RotationException(refused.SqlState switch
            {
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => $"the server does not let the login '{login.User}' in ({login.Place})",
                PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName => $"{login.Place} is none of the platform's databases: it cannot replace its logins",
                var state when state.StartsWith("DF", StringComparison.Ordinal) => refused.MessageText,
                var state => $"{login.Place} refuses the login '{login.User}' what it needs ({state})",
            }, fault);
        }
    }
}
