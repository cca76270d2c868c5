using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>Ends sessions, or revokes keys, in the transaction of the action itself.</summary>
internal sealed class AccessWork : IIncidentWork
{
    private readonly string _sql;
    private readonly string _what;

    private AccessWork(string kind, string sql, string what) => (Kind, _sql, _what) = (kind, sql, what);

    public static AccessWork Sessions { get; } = new(IncidentActionKinds.EndSessions, "SELECT devflow.end_sessions(@Subject)", "sessions ended");

    public static AccessWork Keys { get; } = new(IncidentActionKinds.RevokeKeys, "SELECT devflow.revoke_api_keys(@Subject)", "keys revoked");

    public string Kind { get; }

    public async Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken)
    {
        var count = await context.Connection.ExecuteScalarAsync<long>(new CommandDefinition(_sql, new { context.Action.Subject }, cancellationToken: cancellationToken));
        return IncidentOutcome.Done($"{_what}: {count}");
    }
}
