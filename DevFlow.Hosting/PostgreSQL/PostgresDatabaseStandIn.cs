using DevFlow.Hosting.ApplicationModel;
using Npgsql;

namespace DevFlow.Hosting.Local;

/// <summary>Creates a database that the server does not have yet.</summary>
internal sealed class PostgresDatabaseStandIn : ILocalStandIn
{
    public async Task<StandInResult> PrepareAsync(IResource resource, StandInContext context, CancellationToken cancellationToken)
    {
        var database = (PostgresDatabaseResource)resource;
        var server = await ((IResourceWithConnectionString)database.Parent).GetConnectionStringAsync(cancellationToken);
        await using var connection = new NpgsqlConnection($"{server};Database=postgres;Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = database.DatabaseName } },
        };
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
        {
            var name = new NpgsqlCommandBuilder().QuoteIdentifier(database.DatabaseName);
            await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
            context.Say($"created the database '{database.DatabaseName}'");
        }

        return StandInResult.Ready;
    }
}
