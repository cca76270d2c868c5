using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>The alerts. Administrators see them, nobody changes one.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class AlertStore(VaultDatabase database)
{
    private const string Add = "INSERT INTO devflow.alerts (id, at, kind, subject, detail) VALUES (@Id, @At, @Kind, @Subject, @Detail) ON CONFLICT DO NOTHING";

    private const string List = """SELECT id "Id", at "At", kind "Kind", subject "Subject", detail "Detail" FROM devflow.alerts ORDER BY at DESC, id DESC LIMIT @count""";

    private static readonly VaultIdentity _raise = VaultIdentity.Maintenance("alerts");

    /// <summary>Keeps one; the same one again changes nothing.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task AddAsync(Alert alert, CancellationToken cancellationToken) =>
        database.RunAsync(_raise, (connection, token) => connection.ExecuteAsync(new CommandDefinition(Add, alert, cancellationToken: token)), cancellationToken);

    /// <summary>Keeps one in the transaction of what it is about, which is the engine's own work.</summary>
    internal static Task AddAsync(Npgsql.NpgsqlConnection connection, Alert alert, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(Add, alert, cancellationToken: cancellationToken));

    /// <summary>The newest.</summary>
    /// <param name="identity">Who asks; whoever does not administer finds none.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task<IReadOnlyList<Alert>> ListAsync(VaultIdentity identity, int count, CancellationToken cancellationToken)
    {
        return [.. await database.RunAsync(identity, (connection, token) => connection.QueryAsync<Alert>(new CommandDefinition(List, new { count }, cancellationToken: token)), cancellationToken)];
    }
}
