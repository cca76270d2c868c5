using DevFlow.Secrets.Vault;
using Npgsql;

namespace DevFlow.WorkflowEngine.Database;

/// <summary>
/// Brings a database to what this version of the engine needs: as the server's superuser it creates the application login
/// and applies the schema; everything after that is done by the application login, which owns nothing.
/// </summary>
internal sealed partial class DatabaseSetup(PlatformDatabase database, IConfiguration configuration, ILogger<DatabaseSetup> logger)
{
    /// <summary>The connection name under which the app host hands over the superuser's login, to this service alone.</summary>
    public const string AdminConnection = "database_admin";

    // Any number will do, so long as every engine of this platform takes the same.
    private const long SetupLock = 0x0D_EF_10_57;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString(AdminConnection) is not { Length: > 0 } admin)
        {
            LogNoAdmin(AdminConnection);
            return;
        }

        var login = await database.LoginAsync(cancellationToken);
        // One engine at a time; the lock goes with the connection, however this process ends.
        await using var source = AdminSource(admin);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var take = new NpgsqlCommand($"SELECT pg_advisory_lock({SetupLock})", connection))
            await take.ExecuteNonQueryAsync(cancellationToken);

        await ApplicationLogin.EnsureAsync(connection, login, cancellationToken);
        await ApplicationLogin.CreateSchemaAsync(connection, VaultSchema.Name, cancellationToken);
        if (VaultSchema.Apply(admin, typeof(DatabaseSetup).Assembly) is { Count: > 0 } applied)
            LogApplied(applied.Count, applied[^1]);
        await VaultSchema.GrantAsync(connection, login.User, cancellationToken);
        LogReady(login.User, login.Database);
    }

    /// <summary>What is said to the server here holds the verifier of a password: it goes into no span.</summary>
    private static NpgsqlDataSource AdminSource(string admin)
    {
        try
        {
            return new NpgsqlDataSourceBuilder($"{admin};Pooling=false")
                .ConfigureTracing(tracing => tracing.ConfigureCommandFilter(_ => false))
                .Build();
        }
        catch (ArgumentException)
        {
#pragma warning disable MA0054 // Not embedded: the exception quotes what it could not read, and a password may be part of it.
            throw new DatabaseSetupException($"The connection string '{AdminConnection}' is malformed.");
#pragma warning restore MA0054
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "applied {Count} migrations, the last of them {Script}")]
    private partial void LogApplied(int count, string script);

    [LoggerMessage(Level = LogLevel.Information, Message = "the database {Database} is ready for the login {Login}")]
    private partial void LogReady(string login, string database);

    [LoggerMessage(Level = LogLevel.Warning, Message = "no connection string {Name}: the schema and the application login are taken as they are")]
    private partial void LogNoAdmin(string name);
}
