using DevFlow.Hosting.ApplicationModel;
using Npgsql;

namespace DevFlow.Hosting.Local;

/// <summary>Creates a database that the server does not have yet.</summary>
internal sealed class PostgresDatabaseStandIn(TimeProvider time) : ILocalStandIn
{
    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task<StandInResult> PrepareAsync(IResource resource, StandInContext context, CancellationToken cancellationToken)
    {
        var database = (PostgresDatabaseResource)resource;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await CreateAsync(database, cancellationToken))
                    context.Say($"created the database '{database.DatabaseName}'");
                return StandInResult.Ready;
            }
            catch (NpgsqlException fault) when (fault.IsTransient && attempt < Attempts)
            {
                // The server was healthy a moment ago: it is being started again.
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (NpgsqlException fault)
            {
                throw new DistributedApplicationException($"The database '{database.DatabaseName}' could not be created: {fault.InnerException?.Message ?? fault.Message}", fault);
            }
        }
    }

    /// <returns>Whether it was missing.</returns>
    private static async Task<bool> CreateAsync(PostgresDatabaseResource database, CancellationToken cancellationToken)
    {
        var server = await ((IResourceWithConnectionString)database.Parent).GetConnectionStringAsync(cancellationToken);
        await using var connection = PostgresConnection.Of($"{server};Database=postgres");
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = database.DatabaseName } },
        };
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null)
            return false;

        var name = new NpgsqlCommandBuilder().QuoteIdentifier(database.DatabaseName);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }
}
