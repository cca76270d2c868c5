using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>What the database knows of who could reach what. An administrator asks.</summary>
internal static class IncidentReach
{
    private const string Access = """SELECT api_keys "Keys", sessions "Sessions", leases "Leases", links "Links" FROM devflow.reachable_access(@who)""";

    // What was read counts, whoever is a member of what now.
    private const string Reads = """
        SELECT DISTINCT key FROM devflow.audit_records WHERE user_name = @who AND tier IN ('system', 'project') AND outcome IN ('hit', 'stale') AND NOT refused AND key NOT LIKE 'api:%'
        """;

    // Tokens of accounts are ended with those.
    private const string Owners = """
        SELECT owner, count(*) FROM devflow.user_secrets s WHERE deleted_at IS NULL AND version > 0 AND devflow.is_among('user:' || owner, @who)
          AND NOT EXISTS (SELECT FROM devflow.provider_accounts a WHERE a.user_id = s.owner AND a.state <> 'named' AND s.name IN (a.provider || '/token', a.provider || '/refresh-token'))
        GROUP BY owner ORDER BY owner
        """;

    private const string Accounts = """
        SELECT 'user:' || user_id, provider, connected_at FROM devflow.provider_accounts WHERE state <> 'named' AND devflow.is_among('user:' || user_id, @who) ORDER BY user_id, provider
        """;

    private const string Find = """
        SELECT 'user:' || id FROM devflow.users WHERE erased_at IS NULL AND (name = @known OR id::text = @known OR 'user:' || id = @known) ORDER BY name = @known LIMIT 1
        """;

    // One that waits for a person is ended by nobody else.
    private const string UnderWay = "SELECT secret FROM devflow.rotation_runs WHERE ended_at IS NULL AND state <> 'needs-person'";

    public static Task<bool> IsAdministratorAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition("SELECT devflow.acts_as() IS NOT DISTINCT FROM 'admin'", cancellationToken: cancellationToken));

    public static async Task<(long Keys, long Sessions, long Leases, long Links)> AccessAsync(NpgsqlConnection connection, string who, CancellationToken cancellationToken) =>
        await connection.QuerySingleAsync<(long, long, long, long)>(new CommandDefinition(Access, new { who }, cancellationToken: cancellationToken));

    /// <summary>The secrets of projects that somebody could read, and whether the engine made the value of each.</summary>
    public static async Task<Dictionary<string, bool>> ProjectSecretsAsync(NpgsqlConnection connection, string who, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<(string Name, bool IsMadeHere)>(new CommandDefinition(
            "SELECT name, made_here FROM devflow.reachable_project_secrets(@who)", new { who }, cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Name, row => row.IsMadeHere, StringComparer.Ordinal);

    /// <summary>The secrets that are being rotated, or in an overlap.</summary>
    public static async Task<IReadOnlySet<string>> UnderWayAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<string>(new CommandDefinition(UnderWay, cancellationToken: cancellationToken))).ToHashSet(StringComparer.Ordinal);

    /// <summary>The keys that somebody was seen to read, as far back as the audit goes.</summary>
    public static async Task<IReadOnlyList<string>> ReadsAsync(NpgsqlConnection connection, string who, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<string>(new CommandDefinition(Reads, new { who }, cancellationToken: cancellationToken))).AsList();

    /// <summary>People who have secrets of their own, and how many.</summary>
    public static async Task<IReadOnlyList<(Guid Owner, long Count)>> OwnersAsync(NpgsqlConnection connection, string who, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<(Guid, long)>(new CommandDefinition(Owners, new { who }, cancellationToken: cancellationToken))).AsList();

    /// <summary>Accounts elsewhere that people have connected, and since when.</summary>
    public static async Task<IReadOnlyList<(string Principal, string Provider, DateTimeOffset Since)>> AccountsAsync(NpgsqlConnection connection, string who, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<(string, string, DateTimeOffset)>(new CommandDefinition(Accounts, new { who }, cancellationToken: cancellationToken))).AsList();

    /// <summary>The principal of a person by name or id; null for none.</summary>
    public static Task<string?> PersonAsync(NpgsqlConnection connection, string known, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<string?>(new CommandDefinition(Find, new { known }, cancellationToken: cancellationToken));
}
