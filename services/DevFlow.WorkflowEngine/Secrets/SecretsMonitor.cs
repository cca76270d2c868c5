using System.Runtime.CompilerServices;
using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Secrets;

/// <summary>
/// Reads the state of all secrets on request, and again and again while somebody watches. Without a database, as in hybrid mode, it
/// does not know since when.
/// </summary>
internal sealed partial class SecretsMonitor(SecretsReader reader, TimeProvider time, ILogger<SecretsMonitor> logger, SecretStateStore? store = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private volatile Saved? _last;

    /// <summary>The state now, and since when, as the database has it: another engine may have seen a change before this one.</summary>
    public Task<SecretsDocument> ReadAsync(CancellationToken cancellationToken) => ReadAsync(asksDatabase: true, cancellationToken);

    /// <summary>The state now, then each time that it changes.</summary>
    public async IAsyncEnumerable<SecretsDocument> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        IReadOnlyList<SecretRow> seen = [];
        do
        {
            var document = await ReadAsync(asksDatabase: false, cancellationToken);
            if (document.Secrets.SequenceEqual(seen, SecretRowComparer.Instance))
                continue;
            seen = document.Secrets;
            yield return document;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task<SecretsDocument> ReadAsync(bool asksDatabase, CancellationToken cancellationToken)
    {
        var document = await reader.ReadAsync(cancellationToken);
        if (store is null)
            return document;
        try
        {
            // What has not changed since it was last written is not written again: a look must not cost the database a write.
            var last = _last;
            if (last is null || !document.Secrets.SequenceEqual(last.Rows, SecretRowComparer.Instance))
                _last = last = new(document.Secrets, await store.SaveAsync(document.Secrets, cancellationToken));
            else if (asksDatabase)
                _last = last = last with { ChangedAt = await store.ReadAsync(cancellationToken) };
            return document with
            {
                Secrets = [.. document.Secrets.Select(row => last.ChangedAt.TryGetValue(row.Key, out var at) ? row with { ChangedAt = at } : row)],
            };
        }
        catch (Exception fault) when (fault is VaultException or DatabaseSetupException or SecretNotFoundException)
        {
            // Where a secret comes from is worth knowing above all when the database is down; only "since" is missing then.
            LogNoHistory(fault.Message);
            return document;
        }
    }

    private sealed record Saved(IReadOnlyList<SecretRow> Rows, IReadOnlyDictionary<string, DateTimeOffset> ChangedAt);

    [LoggerMessage(Level = LogLevel.Debug, Message = "the history of secret states is not available: {Reason}")]
    private partial void LogNoHistory(string reason);
}
